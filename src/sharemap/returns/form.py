"""Reads what was sent about one line: the answer it gives, or everything that must be put right. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from sharemap.core.fields import LIST_SEPARATOR
from sharemap.core.period import FIRST_YEAR, LAST_YEAR, Bounds
from sharemap.core.problem import Problem
from sharemap.corrections.form import clean, is_web_address
from sharemap.register.rows import ClaimKind, DeliveryModel, Role, Rung, Scope
from sharemap.returns import typed
from sharemap.returns.answers import Aim, Decision, LineAnswer, SavingsAnswer, WhyNone
from sharemap.returns.evidence import file_in
from sharemap.returns.rows import read_texts, to_texts
from sharemap.returns.services import Given

E = TypeVar("E", bound=StrEnum)
FREE = "more"
"""The row of savings whose year is typed."""
SHARED = ("name", "description", "services", "partners", "model", "aims", "starts_on", "staff", "contact")
"""What the lead answers for. A body's own role, end and savings are its own."""
LONGEST = 2000


@dataclass(slots=True)
class Reading:
    """What was posted, and the problems met on the way."""

    posted: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str, longest: int = LONGEST) -> str:
        found = clean(self.posted.get(name, ""))
        if len(found) > longest:
            self.fault(
                name, f"{len(found):,} characters", f"At most {longest:,} characters can be held.", "Shorten it."
            )
        return found

    def value(self, name: str, read: Callable[[str], object | None], needed: str, fix: str) -> object | None:
        """What `read` makes of the text; a problem where there is text and it makes nothing of it."""
        found = self.text(name)
        value = read(found) if found else None
        if found and value is None:
            self.fault(name, f"“{found[:60]}”", needed, fix)
        return value

    def choice(self, name: str, vocabulary: type[E]) -> E | None:
        found = self.value(
            name, lambda text: _word(vocabulary, text), "This is not one of the choices.", "Choose one."
        )
        return found if isinstance(found, vocabulary) else None

    def number(self, name: str, read: Callable[[str], int | None], needed: str, fix: str) -> int | None:
        found = self.value(name, read, needed, fix)
        return found if isinstance(found, int) else None

    def bounds(self, name: str, read: Callable[[str], Bounds | None]) -> Bounds | None:
        needed = "A date is a year, a month or a day."
        found = self.value(name, read, needed, "Write 2026, 2026-03 or 2026-03-31.")
        return found if isinstance(found, Bounds) else None

    def fault(self, where: str, found: str, needed: str, fix: str) -> None:
        self.problems.append(Problem("cell", where, found, needed, fix))


def _word(vocabulary: type[E], text: str) -> E | None:
    return vocabulary(text) if text in set(vocabulary) else None


def read_line(posted: Mapping[str, str], asked: LineAnswer, only_own: bool = False) -> tuple[Given, list[Problem]]:
    """The answer to a line. `only_own`: the facts that all share are another body's to answer for."""
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
        said = replace(said, why=_needed(reading, "why", "Say what is wrong, and what is right."))
    savings = () if decision is Decision.NOT_OURS else tuple(_savings(reading, said))
    _can_be_held(reading, said, *savings)
    return Given(said, savings), reading.problems


def _can_be_held(reading: Reading, *rows: LineAnswer | SavingsAnswer) -> None:
    """What the declared fields would refuse is refused here, so that whatever is held can be read."""
    for row in () if reading.problems else rows:
        _, faults = read_texts(type(row), to_texts(row))
        reading.problems.extend(replace(each, where="main") for each in faults)


def _changed(reading: Reading, said: LineAnswer, only_own: bool) -> LineAnswer:
    said = replace(said, role=reading.choice("role", Role) or said.role, why=reading.text("why"))
    if only_own:
        return said
    if said.decision is Decision.NEW:
        _needed(reading, "services", "Say which services it covers.")
        _needed(reading, "partners", "Say with whom.")
    starts = reading.bounds("starts_on", typed.started)
    return replace(
        said,
        name=_needed(reading, "name", "It needs a name.", 300),
        # A blank cell leaves what the register holds as it is.
        description=reading.text("description") or said.description,
        services=_list(reading.text("services")) or said.services,
        partners=_list(reading.text("partners")) or said.partners,
        model=reading.choice("model", DeliveryModel) or said.model,
        aims=tuple(aim for aim in Aim if reading.posted.get(f"aims.{aim.value}")),
        starts_on_earliest=starts.earliest if starts else said.starts_on_earliest,
        starts_on_latest=starts.latest if starts else said.starts_on_latest,
        staff=_or(reading.number("staff", typed.whole_number, "This is a whole number.", "Write 12."), said.staff),
        contact=reading.text("contact") or said.contact,
    )


def _or(given: int | None, held: int | None) -> int | None:
    return held if given is None else given


def _ended(reading: Reading, said: LineAnswer) -> LineAnswer:
    ends = reading.bounds("ends_before", typed.ended)
    if ends is None and not reading.posted.get("ends_before"):
        reading.fault(
            "ends_before", "", "Say when it ended; the year is enough.", "Write 2026, 2026-03 or 2026-03-31."
        )
    starts = said.starts_on_earliest
    if ends and starts and ends.latest <= starts:
        reading.fault(
            "ends_before", "", f"It cannot end before it started ({starts.year}).", "Correct one of the two."
        )
    return replace(
        said,
        ends_before_earliest=ends.earliest if ends else None,
        ends_before_latest=ends.latest if ends else None,
        end_reason=_needed(reading, "end_reason", "Say why it ended."),
        exit_cost_gbp=_pounds(reading, "exit_cost_gbp"),
    )


def _needed(reading: Reading, name: str, needed: str, longest: int = LONGEST) -> str:
    found = reading.text(name, longest)
    if not found:
        reading.fault(name, "", needed, "A few words are enough.")
    return found


def _list(text: str) -> tuple[str, ...]:
    lines = text.replace("\n", LIST_SEPARATOR.strip())
    return tuple(part.strip() for part in lines.split(LIST_SEPARATOR.strip()) if part.strip())


def _pounds(reading: Reading, name: str) -> int | None:
    return reading.number(name, typed.pounds, "An amount is in pounds.", "Write 125000, £125,000 or £1.2m.")


def rows_posted(posted: Mapping[str, str]) -> list[str]:
    """The prefixes of the rows of savings in the form, in order; at most fifty."""
    found = (name.rpartition(".")[0] for name in posted if name.startswith("savings."))
    return list(dict.fromkeys(found))[:50]


def _savings(reading: Reading, said: LineAnswer) -> Iterator[SavingsAnswer]:
    for prefix in rows_posted(reading.posted):
        filled = any(reading.posted.get(f"{prefix}.{name}") for name in ("amount_gbp", "why_none", "evidence"))
        row = _saving(reading, prefix, said) if filled else None
        if row:
            yield row


def _saving(reading: Reading, prefix: str, said: LineAnswer) -> SavingsAnswer | None:
    year = reading.number(f"{prefix}.year", _year, "Say of which financial year.", "Write 2025 for 2025/26.")
    year_to = reading.number(f"{prefix}.year_to", _year, "This is a year.", "Write 2025 for 2025/26.")
    if year is None and not reading.posted.get(f"{prefix}.year"):
        reading.fault(f"{prefix}.year", "", "Say of which financial year.", "Write 2025 for 2025/26.")
    if year and year_to and year_to < year:
        reading.fault(f"{prefix}.year_to", "", "The last year lies before the first.", "Exchange the two.")
    row = SavingsAnswer(
        arrangement=said.arrangement,
        name="" if said.arrangement else said.name,
        year=year or 0,
        year_to=year_to if year_to != year else None,
        amount_gbp=_pounds(reading, f"{prefix}.amount_gbp"),
        rung=reading.choice(f"{prefix}.rung", Rung),
        kind=reading.choice(f"{prefix}.kind", ClaimKind),
        scope=reading.choice(f"{prefix}.scope", Scope),
        price_base=reading.text(f"{prefix}.price_base", 40),
        evidence=_evidence(reading, f"{prefix}.evidence"),
        why_none=reading.choice(f"{prefix}.why_none", WhyNone),
    )
    _whole(reading, prefix, row)
    return row


def _year(text: str) -> int | None:
    """`2025`, `2025/26` or `2025-26`."""
    year = typed.whole_number(text.replace("/", "-").partition("-")[0])
    return year if year and FIRST_YEAR <= year <= LAST_YEAR else None


def _evidence(reading: Reading, name: str) -> str:
    found = reading.text(name)
    if file_in(found):
        return found
    whole = found if "://" in found else f"https://{found}" if found else ""
    if whole and not is_web_address(whole):
        reading.fault(name, f"“{found[:60]}”", "A web address reads like https://example.org/page.", "Copy it anew.")
    return whole


def _whole(reading: Reading, prefix: str, row: SavingsAnswer) -> None:
    """An amount says what it is; no amount says why."""
    if row.amount_gbp is not None and row.why_none:
        reading.fault(
            f"{prefix}.why_none", "", "There is an amount and a reason why there is none.", "Leave one empty."
        )
    unsaid = {"rung": row.rung, "kind": row.kind, "scope": row.scope}
    for name, value in unsaid.items() if row.amount_gbp is not None else ():
        if value is None and not reading.posted.get(f"{prefix}.{name}"):
            words = {"rung": "how firm the amount is", "kind": "what the amount is", "scope": "whose saving it is"}
            reading.fault(f"{prefix}.{name}", "", f"Say {words[name]}.", "Choose one.")
    if row.amount_gbp is None and row.why_none is None and not reading.posted.get(f"{prefix}.amount_gbp"):
        reading.fault(f"{prefix}.amount_gbp", "", "Give the amount, or say why there is none.", "One of the two.")


def still_right(asked: LineAnswer, savings: Iterable[SavingsAnswer] = ()) -> Given:
    """The answer of one press."""
    return Given(replace(asked, decision=Decision.STILL_RIGHT), tuple(savings))


def days_of(row: LineAnswer) -> dict[str, str]:
    """The dates of an answer as people type them."""

    def bounds(first: date | None, last: date | None) -> Bounds | None:
        return Bounds(first, last) if first and last else None

    return {
        "starts_on": typed.started_text(bounds(row.starts_on_earliest, row.starts_on_latest)),
        "ends_before": typed.ended_text(bounds(row.ends_before_earliest, row.ends_before_latest)),
    }
