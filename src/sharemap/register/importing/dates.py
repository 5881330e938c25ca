"""On which day a record speaks: the days to read its names by, and when and how its arrangement was seen."""

from __future__ import annotations

import re
from datetime import date

from sharemap.core.period import DAY, Bounds, parse_partial
from sharemap.register.importing.gathered import GatheredRecord, GatheredStatus
from sharemap.register.rows import Sighting, State

_STATES = {
    GatheredStatus.LIVE: State.LIVE,
    GatheredStatus.PLANNED: State.PLANNED,
    GatheredStatus.ENDED: State.ENDED,
    GatheredStatus.UNKNOWN: State.UNCLEAR,
}
_A_PLAN = re.compile(r"\b(proposal|proposed|plan|talks)\b", re.IGNORECASE)
_A_PRODUCT = re.compile(r"\b(strategic|local) plan\b", re.IGNORECASE)
_NEVER_BEGAN = re.compile(r"before (launch|it started|the deal was signed)|no contracts had been", re.IGNORECASE)


def came_to_nothing(record: GatheredRecord) -> bool:
    """Whether an ended record tells of a plan that was dropped, by its name or by why it ended."""
    planned = _A_PLAN.search(record.name) and not _A_PRODUCT.search(record.name)
    dropped = planned or _NEVER_BEGAN.search(record.end_reason)
    return record.status is GatheredStatus.ENDED and bool(dropped)


def naming_days(record: GatheredRecord, gathered_by: date) -> tuple[date, ...]:
    """The days on which to read the names of partners, best first.

    The last day on which it may have started; the middle of the year of the latest evidence; the earliest
    publication. A record without any of them is read as of the last day of gathering.
    """
    told = [record.start.latest] if record.start else []
    told += [_middle(record.as_of)] if record.as_of else []
    told += [each.latest for each in _publications(record)[:1]]
    return tuple(dict.fromkeys(min(day, gathered_by) for day in told)) or (gathered_by,)


def _middle(bounds: Bounds) -> date:
    return bounds.earliest + (bounds.latest - bounds.earliest) // 2


def _publications(record: GatheredRecord) -> list[Bounds]:
    return sorted(filter(None, (parse_partial(source.published) for source in record.sources)))


def sighting(record: GatheredRecord, arrangement: str, gathered_by: date) -> Sighting:
    """How the record saw its arrangement, and when."""
    seen, basis = _seen(record, gathered_by)
    state = _STATES[record.status]
    if came_to_nothing(record):
        state, seen = State.NOT_FORMED, _clipped(_dropped(record.end), gathered_by) or seen
        basis = f"A plan that came to nothing; {basis}{_talks(record)}"
    elif state is State.ENDED and record.end and seen and record.end.earliest > seen.latest:
        state, basis = State.LIVE, f"Its end had been announced; {basis}"
    return Sighting(arrangement, state, *_ends(seen), basis)


def _seen(record: GatheredRecord, gathered_by: date) -> tuple[Bounds | None, str]:
    if record.as_of:
        return _clipped(record.as_of, gathered_by), f"its sources, latest evidence of {record.as_of.earliest.year}"
    published = _publications(record)
    if published:
        return _clipped(published[-1], gathered_by), "its sources, by the day the latest was published"
    return None, "its sources, none of them dated"


def _clipped(bounds: Bounds | None, last: date) -> Bounds | None:
    """The part of the bounds up to `last`."""
    if bounds is None or bounds.earliest > last:
        return None
    return Bounds(bounds.earliest, min(bounds.latest, last))


def _dropped(end: Bounds | None) -> Bounds | None:
    """When a plan was dropped: its end as it was said, not the first day without it."""
    return Bounds(end.earliest, max(end.earliest, end.latest - DAY)) if end else None


def _talks(record: GatheredRecord) -> str:
    """The start of a thing that never began is the start of talks: said in words, not as its start."""
    return f"; talked of from {record.start.earliest} to {record.start.latest}" if record.start else ""


def _ends(bounds: Bounds | None) -> tuple[date | None, date | None]:
    return (bounds.earliest, bounds.latest) if bounds else (None, None)
