"""What the pages of a return show of each line: what is on record, what is answered, what partners say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sharemap.core.fields import fields_of, to_text
from sharemap.core.period import financial_years
from sharemap.core.problem import Problem
from sharemap.register.rows import Role
from sharemap.returns.answers import Decision, LineAnswer, SavingsAnswer
from sharemap.returns.asking import questions
from sharemap.returns.judging import warnings
from sharemap.returns.models import Line, Return
from sharemap.returns.prefilled import Prefilled
from sharemap.returns.rows import from_texts
from sharemap.returns.tellings import Telling, differences


@dataclass(frozen=True, slots=True)
class Card:
    """One line. `own`: its answer, or what is on record where there is none yet.

    `missing`: the years asked for in which nothing is said of savings.
    """

    line: Line
    asked: LineAnswer | None
    own: LineAnswer
    on_record: tuple[SavingsAnswer, ...]
    savings: tuple[SavingsAnswer, ...]
    leads: tuple[str, ...]
    tellings: tuple[Telling, ...]
    warnings: tuple[Problem, ...]
    missing: tuple[str, ...]

    @property
    def answered(self) -> bool:
        return bool(self.line.decision)

    @property
    def is_new(self) -> bool:
        """Whether the register does not have it yet."""
        return not self.line.arrangement

    @property
    def is_joining(self) -> bool:
        """Whether the register has the arrangement without this body, so that nothing of its part is on record."""
        return self.asked is not None and self.asked.role is None

    @property
    def led_by_others(self) -> bool:
        """Whether another body answers for the facts that all members share."""
        return bool(self.leads) and self.own.role not in (Role.LEAD, Role.HOST)

    @property
    def disagrees(self) -> list[str]:
        """The partners that say otherwise."""
        return [each.body for each in self.tellings if differences(self.own, each.said)] if self.answered else []


def card(line: Line, of: Return, tellings: Mapping[str, Sequence[Telling]]) -> Card:
    """Everything that a page shows of one line."""
    asked = from_texts(LineAnswer, line.asked["line"]) if line.asked else None
    own = from_texts(LineAnswer, line.answer) if line.answer else asked
    if own is None:
        raise ValueError(f"{line} says nothing")
    on_record = tuple(from_texts(SavingsAnswer, each) for each in line.asked.get("savings", []))
    savings = tuple(from_texts(SavingsAnswer, each) for each in line.savings)
    years = questions(of.round.questions).years_asked(of.round.census_on)
    said = {year for each in savings for year in range(each.year, (each.year_to or each.year) + 1)}
    asks = line.decision and line.decision != Decision.NOT_OURS
    return Card(
        line=line,
        asked=asked,
        own=own,
        on_record=on_record,
        savings=savings,
        leads=tuple(each for each in line.asked.get("leads", []) if each != of.body),
        tellings=tuple(tellings.get(line.arrangement, ())) if line.arrangement else (),
        warnings=tuple(warnings(own, savings, _given(of, asked, on_record))),
        missing=tuple(financial_years(year) for year in years if year not in said) if asks else (),
    )


def _given(of: Return, asked: LineAnswer | None, on_record: tuple[SavingsAnswer, ...]) -> Prefilled:
    """One line as it was asked, for the checks."""
    return Prefilled(of.round.year, of.round.census_on, of.body, "", (asked,) if asked else (), on_record)


def changes(card: Card) -> list[tuple[str, str, str]]:
    """What an answer changes: column, on record, answered."""
    if card.asked is None or not card.answered:
        return []
    before, after = _texts(card.asked), _texts(card.own)
    return [
        (name, before[name], after[name]) for name in before if name != "decision" and before[name] != after[name]
    ]


def _texts(row: LineAnswer) -> dict[str, str]:
    return {field.name: to_text(getattr(row, field.name)) for field in fields_of(LineAnswer)}
