"""A return as it stands, or as it stood when a workbook was made: what a file that comes back is measured against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sharemap.returns.answers import LineAnswer, SavingsAnswer
from sharemap.returns.models import Return
from sharemap.returns.prefilled import Prefilled
from sharemap.returns.rows import from_texts

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stood:
    """One line at one time. `answered`: its savings are the body's answer, not what the register holds."""

    line: LineAnswer
    savings: tuple[SavingsAnswer, ...]
    answered: bool


Standing = Mapping[int, Stood]
"""By the number of the line."""


@dataclass(frozen=True, slots=True)
class Handed:
    """Whose workbook it is, and how bodies are called in it, by key."""

    year: int
    census_on: date
    body: str
    names: Mapping[str, str]

    def prefilled(self, standing: Standing) -> Prefilled:
        """What the workbook holds when it is made of a return that stands so."""
        lines = [self.called(standing[number].line) for number in sorted(standing)]
        savings = [each for number in sorted(standing) for each in standing[number].savings]
        name = self.names.get(self.body, self.body)
        return Prefilled(self.year, self.census_on, self.body, name, tuple(lines), tuple(savings))

    def called(self, line: LineAnswer) -> LineAnswer:
        """A line with its partners by name."""
        return replace(line, partners=tuple(self.names.get(each, each) for each in line.partners))


def standing_now(of: Return) -> dict[int, Stood]:
    return {
        line.number: _stood(line.answer, line.savings, True)
        if line.answer
        else _stood(line.asked["line"], line.asked["savings"], False)
        for line in of.lines.order_by("number")
    }


def standing_of(of: Return, digest: str, handed: Handed) -> Standing | None:
    """How it stood when a workbook with this digest was made, by the chain of events; None: it never stood so."""
    through_time = list(_through_time(of))
    return next((each for each in reversed(through_time) if handed.prefilled(each).digest == digest), None)


def _through_time(of: Return) -> Iterator[Standing]:
    """After each event by which a line changed."""
    asked: dict[int, Stood] = {}
    now: dict[int, Stood] = {}
    for happened, content in of.chain.order_by("sequence").values_list("happened", "content"):
        if happened not in _CHANGES:
            continue
        said = json.loads(content)
        if happened == "return opened":
            # Its lines are numbered in their order.
            asked = {
                place: _stood(each["line"], each["savings"], False) for place, each in enumerate(said["lines"], 1)
            }
            now = dict(asked)
        elif happened == "answer taken back":
            now = {number: each for number, each in now.items() if number != said["line"]}
            now |= {said["line"]: asked[said["line"]]} if said["line"] in asked else {}
        else:
            now = {**now, said["line"]: _stood(said["answer"], said["savings"], True)}
        yield now


_CHANGES = frozenset({"return opened", "line answered", "line added", "answer taken back"})


def _stood(line: Texts, savings: Iterable[Texts], answered: bool) -> Stood:
    return Stood(from_texts(LineAnswer, line), tuple(from_texts(SavingsAnswer, each) for each in savings), answered)
