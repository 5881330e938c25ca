"""How arrangements stand on a day: decision 0004 again, by trying both ends of every day that is known in part."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from itertools import product

from sharemap.register.rows import Arrangement, Sighting, SourceCopy, State
from tests.editions.recount.facts import Facts

KNOWN = frozenset({"live", "ended", "not seen since"})
# Of two sightings of one time, the later stage decides.
STAGES = ("unclear", "planned", "considered, not formed", "live", "ended")


def ends_of(earliest: date | None, latest: date | None, unknown: date) -> set[date]:
    """The first and the last day that it may have been; `unknown` where nothing is said."""
    return {earliest, latest} if earliest and latest else {unknown}


def words(facts: Facts) -> dict[str, set[str]]:
    """Every status that each arrangement may have on the day."""
    return {key: set(_words(facts, row)) for key, row in facts.arrangements.items()}


def _words(facts: Facts, row: Arrangement) -> Iterator[str]:
    last = _last_seen(facts, row)
    ends = ends_of(row.ends_before_earliest, row.ends_before_latest, date.max)
    seen = ends_of(last.seen_on_earliest, last.seen_on_latest, date.min) if last else {date.min}
    for end, day in product(ends, seen):
        yield _word(end, last.state.value if last else "", day, facts.day)


def _last_seen(facts: Facts, row: Arrangement) -> Sighting | None:
    """The last sighting that may have been made by the day."""
    made = [each for each in facts.sightings.get(row.id, ()) if (each.seen_on_earliest or date.min) <= facts.day]
    return max(made, key=_how_late, default=None)


def _how_late(each: Sighting) -> tuple[date, date, int]:
    return each.seen_on_latest or date.min, each.seen_on_earliest or date.min, STAGES.index(each.state.value)


def _word(end: date, state: str, seen: date, day: date) -> str:
    """The status, were these days exact."""
    if end <= day or state == "ended":
        return "ended"
    if state in ("planned", "considered, not formed"):
        return state
    return "live" if state == "live" and seen >= three_years_before(day) else "not seen since"


def three_years_before(day: date) -> date:
    last = calendar.monthrange(day.year - 3, day.month)[1]
    return date(day.year - 3, day.month, min(day.day, last))


def ran(facts: Facts) -> dict[str, bool]:
    """The arrangements that ran on the day, from all that is known today, and whether for certain."""
    found = {key: _ran(facts, row) for key, row in facts.arrangements.items()}
    return {key: certain for key, certain in found.items() if certain is not None}


def _ran(facts: Facts, row: Arrangement) -> bool | None:
    """None: something rules it out."""
    day, seen = facts.day, facts.sightings.get(row.id, [])
    states = {each.state for each in seen}
    live = [each for each in seen if each.state is State.LIVE and each.seen_on_latest]
    over = [each.seen_on_latest for each in seen if each.state is State.ENDED and each.seen_on_latest]
    begins = ends_of(row.starts_on_earliest, row.starts_on_latest, date.min)
    ends = ends_of(row.ends_before_earliest, row.ends_before_latest, date.max)
    if State.NOT_FORMED in states or states == {State.PLANNED}:
        return None
    if min(begins) > day or max(ends) <= day or any(each <= day for each in over):
        return None
    begun = date.min < max(begins) <= day or any(each.seen_on_latest <= day for each in live if each.seen_on_latest)
    lasted = day < min(ends) < date.max or any(each.seen_on_earliest >= day for each in live if each.seen_on_earliest)
    return begun and lasted


def confidence(facts: Facts, arrangement: str) -> str:
    """High, medium or low, by the rule from the sources; summaries by machine add nothing."""
    sources = list(facts.sources.get(arrangement, {}).values())
    read = [each for each in sources if each.copy is not SourceCopy.SUMMARY]
    dated = any(each.published for each in read)
    publishers = {each.publisher.casefold() for each in read} - {""}
    if not read or (len(read) == 1 and not dated):
        return "low"
    documents = any(each.copy is SourceCopy.ORIGINAL for each in read)
    return "high" if len(publishers) > 1 and dated and documents else "medium"
