"""The cells of the form of a line, with the words of the round's questions and what was typed before what is held."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sharemap.core.fields import LIST_SEPARATOR, to_text
from sharemap.core.period import financial_years
from sharemap.core.problem import Problem
from sharemap.register.rows import ClaimKind, DeliveryModel, Role, Rung, Scope
from sharemap.returns.answers import Aim, Decision, LineAnswer, SavingsAnswer, WhyNone
from sharemap.returns.asking import Questions, questions
from sharemap.returns.form import FREE, SAVING, days_of, rows_posted
from sharemap.returns.models import Return
from sharemap.returns.showing import Card

VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "decision": Decision,
    "role": Role,
    "model": DeliveryModel,
    "rung": Rung,
    "kind": ClaimKind,
    "scope": Scope,
    "why_none": WhyNone,
    "aims": Aim,
}
LONG = frozenset({"why", "description", "end_reason"})
CHANGE = ("name", "description", "services", "partners", "role", "model", "starts_on", "staff", "contact")
ENDED = ("ends_before", "end_reason", "exit_cost_gbp")


@dataclass(frozen=True, slots=True)
class Choice:
    """`means`: one line that explains it; blank where the word is plain."""

    value: str
    means: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One control. With `choices` it is a list to choose from; `long`: it has lines."""

    name: str
    label: str
    hint: str
    value: str
    choices: tuple[Choice, ...]
    long: bool
    error: Problem | None


@dataclass(frozen=True, slots=True)
class SavingsRow:
    """The cells of one financial year. `year` is blank where it is typed."""

    title: str
    prefix: str
    year: str
    year_to: str
    opened: bool
    cells: tuple[Cell, ...]
    error: Problem | None


@dataclass(frozen=True, slots=True)
class LineForm:
    """Everything that the form of a line asks."""

    decision: Cell
    change: tuple[Cell, ...]
    aims: Cell
    ended: tuple[Cell, ...]
    why: Cell
    savings: tuple[SavingsRow, ...]
    meanings: Mapping[str, Mapping[str, str]]


class At(Protocol):
    """What the form needs of its page: whose return it is, and how bodies are called."""

    @property
    def of(self) -> Return: ...

    def named(self, body: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """What fills the cells."""

    asks: Questions
    typed: Mapping[str, str]
    held: Mapping[str, str]
    problems: Mapping[str, Problem]

    def cell(self, name: str, prefix: str = "", held: str | None = None) -> Cell:
        words = self.asks.fields.get(name)
        whole = f"{prefix}.{name}" if prefix else name
        kept = self.held.get(name, "") if held is None else held
        # A form that was sent says all of its cells; what it leaves out was emptied.
        value = self.typed.get(whole, "") if self.typed else kept
        return Cell(
            name=whole,
            label=words.label if words else name,
            hint=words.hint if words else "",
            value=value,
            choices=self._choices(name, value),
            long=name in LONG,
            error=self.problems.get(whole),
        )

    def _choices(self, name: str, value: str) -> tuple[Choice, ...]:
        means = self.asks.choices.get(name, {})
        vocabulary = VOCABULARIES.get(name)
        chosen = value.split(LIST_SEPARATOR) if name == "aims" else [value]
        return tuple(Choice(each.value, means.get(each, ""), each in chosen) for each in vocabulary or ())


def form_of(place: At, card: Card | None, typed: Mapping[str, str], problems: Sequence[Problem]) -> LineForm:
    """The form of a line; no card: of a new one."""
    asks = questions(place.of.round.questions)
    held = held_texts(card.own, place.named) if card else {"decision": Decision.NEW.value}
    sheet = Sheet(asks, typed, held, {each.where: each for each in reversed(problems)})
    aims = " | ".join(aim for aim in Aim if typed.get(f"aims.{aim}")) if typed else held.get("aims", "")
    led = bool(card and card.led_by_others)
    return LineForm(
        decision=_decision(sheet, card),
        change=tuple(sheet.cell(name) for name in CHANGE if not led or name == "role"),
        aims=Sheet(asks, {}, {"aims": aims}, {}).cell("aims"),
        ended=tuple(sheet.cell(name) for name in ENDED),
        why=sheet.cell("why"),
        savings=tuple(_savings(place, sheet, card)),
        meanings={name: asks.choices.get(name, {}) for name in ("rung", "kind", "scope", "why_none")},
    )


def _decision(sheet: Sheet, card: Card | None) -> Cell:
    """Nobody calls new what the register holds, nor the other way round."""
    cell = sheet.cell("decision")
    is_new = card is None or card.asked is None
    choices = tuple(each for each in cell.choices if (each.value == Decision.NEW) is is_new)
    return Cell(cell.name, cell.label, cell.hint, cell.value, choices, cell.long, cell.error)


def held_texts(own: LineAnswer, named: Callable[[str], str]) -> dict[str, str]:
    """An answer as the cells of the form say it."""
    names = ("name", "description", "services", "role", "model", "aims", "staff", "contact", "end_reason", "why")
    texts = {name: to_text(getattr(own, name)) for name in (*names, "exit_cost_gbp", "decision")}
    return {**texts, **days_of(own), "partners": LIST_SEPARATOR.join(named(each) for each in own.partners)}


def _savings(place: At, sheet: Sheet, card: Card | None) -> list[SavingsRow]:
    held = list(card.savings) if card else []
    years = sheet.asks.years_asked(place.of.round.census_on)
    unsaid = [year for year in years if year not in {each.year for each in held if each.year_to is None}]
    rows: list[tuple[str, SavingsAnswer | None]] = [(str(each.year), each) for each in held]
    rows += [(str(year), None) for year in unsaid] + [("", None)]
    if sheet.typed:
        return [_typed_row(sheet, prefix) for prefix in rows_posted(sheet.typed)]
    return [_row(sheet, number, year, row) for number, (year, row) in enumerate(rows)]


def _row(sheet: Sheet, number: int, year: str, row: SavingsAnswer | None) -> SavingsRow:
    prefix = f"savings.{number if year else FREE}"
    cells = tuple(sheet.cell(name, prefix, to_text(getattr(row, name)) if row else "") for name in SAVING)
    year_to = to_text(row.year_to) if row else ""
    title = (
        financial_years(int(year), row.year_to if row else None) if year else "Another year, or a sum over several"
    )
    return SavingsRow(title, prefix, year, year_to, bool(row), cells, None)


def _typed_row(sheet: Sheet, prefix: str) -> SavingsRow:
    cells = tuple(sheet.cell(name, prefix) for name in SAVING)
    free = prefix.endswith(f".{FREE}")
    year, year_to = sheet.typed.get(f"{prefix}.year", ""), sheet.typed.get(f"{prefix}.year_to", "")
    error = sheet.problems.get(f"{prefix}.year") or sheet.problems.get(f"{prefix}.year_to")
    title = "Another year, or a sum over several" if free or not year.isdecimal() else financial_years(int(year))
    opened = any(cell.value or cell.error for cell in cells) or error is not None
    return SavingsRow(title, prefix, year, year_to, opened, cells, error)
