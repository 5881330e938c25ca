"""Whether an arrangement ran on a day in the past, from all that is known today. Pure.

A status says what had been seen by a day; this says what was so, whenever it was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sharemap.core.period import Bounds
from sharemap.register.rows import Arrangement, Sighting, State


@dataclass(frozen=True, slots=True)
class Ran:
    """`certain` is never true where `possible` is not."""

    certain: bool
    possible: bool


def ran_in(arrangement: Arrangement, sightings: Iterable[Sighting], days: Bounds) -> Ran:
    """Whether it ran on a day that is known to lie in `days`.

    For certain: begun by the first of the days, and seen live or ended only after the last. Possible: not known to
    have begun later, to have ended before, or never to have been more than a plan.
    """
    seen = list(sightings)
    start, end = arrangement.starts_on, arrangement.ends_before
    live, ended = _days(seen, State.LIVE), _days(seen, State.ENDED)
    over = bool(end and end.latest <= days.earliest) or any(each.latest <= days.earliest for each in ended)
    begun = bool(start and start.latest <= days.earliest) or any(each.latest <= days.earliest for each in live)
    lasted = bool(end and end.earliest > days.latest) or any(each.earliest >= days.latest for each in live)
    may_have_begun = start is None or start.earliest <= days.latest
    possible = may_have_begun and not over and not _only_proposed(arrangement, seen)
    return Ran(begun and lasted and possible, possible)


def _days(seen: Sequence[Sighting], state: State) -> list[Bounds]:
    return [each.seen_on for each in seen if each.state is state and each.seen_on]


def _only_proposed(arrangement: Arrangement, seen: Sequence[Sighting]) -> bool:
    """Whether nothing tells of it but as a plan or a proposal."""
    states = {each.state for each in seen}
    return State.NOT_FORMED in states or states == {State.PLANNED}
