"""A return as it stands, or as it stood when a workbook was made: what a file that comes back is measured against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Past:
    """How a return came to stand as it does. `then`: as it stood when a workbook was made; None: it never stood so.

    `own`: the lines that were last changed since by files of the same sender.
    """

    then: Standing | None
    own: frozenset[int]


@dataclass(slots=True)
class _Moment:
    """The return after one event by which a line changed. `own`: it was a file of the one who asks."""

    standing: Standing
    line: int
    own: bool


def past_of(of: Return, digest: str, handed: Handed, sender: str) -> Past:
    """By the chain of events. `digest`: that of the stamp. `sender`: who sent the file that bears it."""
    moments = _moments(of, sender)
    at = (number for number in reversed(range(len(moments))) if _digest(moments[number], handed) == digest)
    found = next(at, None)
    if found is None:
        return Past(None, frozenset())
    last = {each.line: each.own for each in moments[found + 1 :]}
    return Past(moments[found].standing, frozenset(line for line, own in last.items() if own))


def as_good_as_now(of: Return, handed: Handed, sender: str) -> frozenset[str]:
    """The digests of the return as it stands, and as it stood before files of this sender alone were taken."""
    found = set()
    for moment in reversed(_moments(of, sender)):
        found.add(_digest(moment, handed))
        if not moment.own:
            break
    return frozenset(found)


def _digest(moment: _Moment, handed: Handed) -> str:
    return handed.prefilled(moment.standing).digest


def _moments(of: Return, sender: str) -> list[_Moment]:
    asked: dict[int, Stood] = {}
    found: list[_Moment] = []
    for happened, content in of.chain.order_by("sequence").values_list("happened", "content"):
        if happened not in _CHANGES:
            continue
        said = json.loads(content)
        if happened == TAKEN:
            _mark(found, said, sender)
        elif happened == "return opened":
            # Its lines are numbered in their order.
            asked = {
                place: _stood(each["line"], each["savings"], False) for place, each in enumerate(said["lines"], 1)
            }
            found.append(_Moment(dict(asked), 0, False))
        else:
            if "asked" in said:
                asked[said["line"]] = _stood(said["asked"]["line"], said["asked"]["savings"], False)
            found.append(_Moment(_after(found[-1].standing, asked, said), said["line"], False))
    return found


def _mark(found: list[_Moment], said: Mapping[str, Any], sender: str) -> None:
    """The changes just made were those of a file. One of somebody else is as a change in the form."""
    for number in said.get("numbers", ()):
        latest = next(each for each in reversed(found) if each.line == number)
        latest.own = said["sent_by"] == sender


def _after(before: Standing, asked: Standing, said: Mapping[str, Any]) -> Standing:
    number = said["line"]
    if "answer" in said:
        return {**before, number: _stood(said["answer"], said["savings"], True)}
    left = {each: stood for each, stood in before.items() if each != number}
    return left | ({number: asked[number]} if number in asked else {})


TAKEN = "workbook taken"
_CHANGES = frozenset({"return opened", "line answered", "line added", "answer taken back", TAKEN})


def _stood(line: Texts, savings: Iterable[Texts], answered: bool) -> Stood:
    return Stood(from_texts(LineAnswer, line), tuple(from_texts(SavingsAnswer, each) for each in savings), answered)
