"""Reads what was sent about one line: the answer it gives, or everything that must be put right. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from sharemap.core.period import Bounds, first_day_after
from sharemap.core.problem import Problem, Severity
from sharemap.core.web import with_scheme
from sharemap.corrections.form import clean
from sharemap.register.rows import ClaimKind, DeliveryModel, Role, Rung, Scope
from sharemap.returns import typed
from sharemap.returns.answers import Aim, Decision, LineAnswer, SavingsAnswer, WhyNone
from sharemap.returns.cells import reading as cells
from sharemap.returns.cells.days import read_days
from sharemap.returns.cells.money import read_money, read_number
from sharemap.returns.cells.words import read_list, read_text
from sharemap.returns.cells.years import NO_YEAR, read_year
from sharemap.returns.judging import judge
from sharemap.returns.prefilled import Prefilled
from sharemap.returns.rows import read_texts, to_texts
from sharemap.returns.services import Given

E = TypeVar("E", bound=StrEnum)
FREE = "more"
"""The row of savings whose year is typed."""
SAVING = ("amount_gbp", "rung", "kind", "scope", "price_base", "evidence", "why_none")
SHARED = ("name", "description", "services", "partners", "model", "aims", "starts_on", "staff", "contact")
"""What the lead answers for. A body's own role, end and savings are its own."""
LONGEST = 2000
_CELLS = {
    "arrangement": "main",
    "starts_on_earliest": "starts_on",
    "starts_on_latest": "starts_on",
    "ends_before_earliest": "ends_before",
    "ends_before_latest": "ends_before",
}
"""The cell of the form where it is not called as the column."""


@dataclass(slots=True)
class Reading:
    """What was posted, and the problems met on the way. Cells are read as those of a workbook are."""

    posted: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def cell(self, name: str, read: Callable[[str], cells.Reading]) -> object:
        """What `read` makes of the text; a problem where it makes nothing of it."""
        text = clean(self.posted.get(name, ""))
        found = read(text) if text and not cells.is_clear(text) else cells.BLANK
        trouble = found.trouble
        if trouble and trouble.severity is Severity.ERROR:
            self.fault(name, f"“{text[:60]}”", trouble.needed, trouble.fix)
        return found.value

    def text(self, name: str, longest: int = LONGEST) -> str:
        return str(self.cell(name, lambda text: read_text(text, longest)) or "")

    def several(self, name: str) -> tuple[str, ...]:
        found = read_list(self.text(name), None).value
        return found if isinstance(found, tuple) else ()

    def choice(self, name: str, vocabulary: type[E]) -> E | None:
        found = self.cell(name, lambda text: _word(vocabulary, text))
        return found if isinstance(found, vocabulary) else None

    def number(self, name: str, read: Callable[[str], cells.Reading]) -> int | None:
        found = self.cell(name, read)
        return found if isinstance(found, int) else None

    def bounds(self, name: str) -> Bounds | None:
        found = self.cell(name, read_days)
        return found if isinstance(found, Bounds) else None

    def clears(self, name: str) -> bool:
        return cells.is_clear(self.posted.get(name, ""))

    def fault(self, where: str, found: str, needed: str, fix: str) -> None:
        self.problems.append(Problem("cell", where, found, needed, fix))


def _word(vocabulary: type[E], text: str) -> cells.Reading:
    if text in set(vocabulary):
        return cells.Reading(vocabulary(text))
    return cells.Reading(None, cells.Trouble("not in the list", "This is not one of the choices.", "Choose one."))


def read_line(
    posted: Mapping[str, str], asked: LineAnswer, given: Prefilled, only_own: bool = False
) -> tuple[Given, list[Problem]]:
    """The answer to a line, judged against the return as it stands.

    `only_own`: the facts that all share are another body's to answer for.
    """
    reading = Reading(posted)
    decision = reading.choice("decision", Decision)
    if decision is None and not reading.problems:
        reading.fault("decision", "", "Say how it stands with this arrangement.", "Choose one.")
    said = replace(asked, decision=decision)
    if decision in (Decision.CHANGE, Decision.NEW):
        said = _changed(reading, said, only_own)
    elif decision is Decision.ENDED:
        said = _ended(reading, said)
    elif decision in (Decision.DISPUTE, Decision.NOT_OURS):
        said = replace(said, why=reading.text("why"))
    rows = {} if decision is Decision.NOT_OURS else dict(_savings(reading, said))
    _judge(reading, said, rows, given, SHARED if only_own else ())
    _can_be_held(reading, said, *rows.values())
    return Given(said, tuple(rows.values())), reading.problems


def _judge(
    reading: Reading,
    said: LineAnswer,
    rows: Mapping[str, SavingsAnswer],
    given: Prefilled,
    not_shown: tuple[str, ...],
) -> None:
    """Refuse what the checks refuse, at its cell; nothing more of a cell that could not be read."""
    unread = {each.where for each in reading.problems}
    prefixes = list(rows)
    for each in judge(said, tuple(rows.values()), given) if said.decision else ():
        cell = _CELLS.get(each.rule.field, each.rule.field)
        if each.saving is not None:
            cell = f"{prefixes[each.saving]}.{cell if cell in SAVING else 'year'}"
        if each.rule.severity is Severity.ERROR and cell not in unread:
            where = "main" if cell in not_shown else cell
            reading.problems.append(Problem("check", where, each.found, each.rule.needed, each.rule.fix))


def _can_be_held(reading: Reading, *rows: LineAnswer | SavingsAnswer) -> None:
    """What the declared fields would refuse is refused here, so that whatever is held can be read."""
    for row in () if reading.problems else rows:
        _, faults = read_texts(type(row), to_texts(row))
        reading.problems.extend(replace(each, where="main") for each in faults)


def _changed(reading: Reading, said: LineAnswer, only_own: bool) -> LineAnswer:
    """A blank cell leaves what the register holds as it is; “clear” takes it away."""
    said = replace(said, role=reading.choice("role", Role) or said.role, why=reading.text("why"))
    if only_own:
        return said
    said = _cleared(reading, said)
    starts = reading.bounds("starts_on")
    staff = reading.number("staff", read_number)
    return replace(
        said,
        name=reading.text("name", 300) or said.name,
        description=reading.text("description") or said.description,
        services=reading.several("services") or said.services,
        partners=reading.several("partners") or said.partners,
        model=reading.choice("model", DeliveryModel) or said.model,
        aims=tuple(aim for aim in Aim if reading.posted.get(f"aims.{aim.value}")),
        starts_on_earliest=starts.earliest if starts else said.starts_on_earliest,
        starts_on_latest=starts.latest if starts else said.starts_on_latest,
        staff=said.staff if staff is None else staff,
        contact=reading.text("contact") or said.contact,
    )


def _cleared(reading: Reading, said: LineAnswer) -> LineAnswer:
    days = reading.clears("starts_on")
    return replace(
        said,
        description="" if reading.clears("description") else said.description,
        contact="" if reading.clears("contact") else said.contact,
        staff=None if reading.clears("staff") else said.staff,
        starts_on_earliest=None if days else said.starts_on_earliest,
        starts_on_latest=None if days else said.starts_on_latest,
    )


def _ended(reading: Reading, said: LineAnswer) -> LineAnswer:
    """The last day, month or year with it is typed; the first day without it is held."""
    last = reading.bounds("ends_before")
    ends = first_day_after(last) if last else None
    return replace(
        said,
        ends_before_earliest=ends.earliest if ends else None,
        ends_before_latest=ends.latest if ends else None,
        end_reason=reading.text("end_reason"),
        exit_cost_gbp=reading.number("exit_cost_gbp", read_money),
    )


def rows_posted(posted: Mapping[str, str]) -> list[str]:
    """The prefixes of the rows of savings in the form, in order; at most fifty."""
    found = (name.rpartition(".")[0] for name in posted if name.startswith("savings."))
    return list(dict.fromkeys(found))[:50]


def _savings(reading: Reading, said: LineAnswer) -> Iterator[tuple[str, SavingsAnswer]]:
    for prefix in rows_posted(reading.posted):
        if any(reading.posted.get(f"{prefix}.{name}") for name in SAVING):
            row = _saving(reading, prefix, said)
            if row.year:
                yield prefix, row


def _saving(reading: Reading, prefix: str, said: LineAnswer) -> SavingsAnswer:
    """One row; of the year 0 where it does not say which."""
    year = reading.number(f"{prefix}.year", read_year)
    year_to = reading.number(f"{prefix}.year_to", read_year)
    if year is None and not reading.posted.get(f"{prefix}.year"):
        reading.fault(f"{prefix}.year", "", NO_YEAR.needed, NO_YEAR.fix)
    return SavingsAnswer(
        arrangement=said.arrangement,
        name="" if said.arrangement else said.name,
        year=year or 0,
        year_to=year_to if year_to != year else None,
        amount_gbp=reading.number(f"{prefix}.amount_gbp", read_money),
        rung=reading.choice(f"{prefix}.rung", Rung),
        kind=reading.choice(f"{prefix}.kind", ClaimKind),
        scope=reading.choice(f"{prefix}.scope", Scope),
        price_base=reading.text(f"{prefix}.price_base", 40),
        evidence=with_scheme(reading.text(f"{prefix}.evidence")),
        why_none=reading.choice(f"{prefix}.why_none", WhyNone),
    )


def still_right(asked: LineAnswer, savings: Iterable[SavingsAnswer] = ()) -> Given:
    """The answer of one press."""
    return Given(replace(asked, decision=Decision.STILL_RIGHT), tuple(savings))


def days_of(row: LineAnswer) -> dict[str, str]:
    """The dates of an answer as people type them."""
    return {"starts_on": typed.started_text(row.starts_on), "ends_before": typed.ended_text(row.ends_before)}
