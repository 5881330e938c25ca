"""What an arrangement's status is on a day, derived from its dated facts and never typed over. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharemap.core.period import Bounds, months_before
from sharemap.register.rows import Arrangement, Sighting, State

SEEN_WITHIN_MONTHS = 36
# Of two sightings of the same time, the one that says more and of a later stage decides, in whatever order they come.
_FURTHEST_LAST = (State.UNCLEAR, State.PLANNED, State.NOT_FORMED, State.LIVE, State.ENDED)


class StatusWord(StrEnum):
    """The words readers see. `not seen since` is followed by a year."""

    LIVE = "live"
    PLANNED = "planned"
    ENDED = "ended"
    NOT_SEEN = "not seen since"
    NOT_FORMED = "considered, not formed"


@dataclass(frozen=True, slots=True)
class Status:
    """`possible`: every word that incomplete dates allow, the one that is shown first."""

    possible: tuple[StatusWord, ...]
    last_seen: Bounds | None
    last_state: State | None

    @property
    def word(self) -> StatusWord:
        return self.possible[0]

    @property
    def certain(self) -> bool:
        """Whether the dates leave no doubt. Where they do, a count is a range."""
        return len(self.possible) == 1


def status_on(day: date, arrangement: Arrangement, sightings: Iterable[Sighting]) -> Status:
    """The status on `day` from what had been seen by then.

    Ended: an end on or before the day is known. Planned or not formed: last seen so. Live: last seen live within
    36 months before the day. Anything else was not seen since the year of its last sighting.
    """
    seen = [each for each in sightings if each.seen_on is None or each.seen_on.earliest <= day]
    last = max(seen, key=_recency, default=None)
    words = tuple(dict.fromkeys(_possible(day, arrangement, last)))
    return Status(words, last.seen_on if last else None, last.state if last else None)


def _recency(sighting: Sighting) -> tuple[date, date, int]:
    seen = sighting.seen_on
    return (
        seen.latest if seen else date.min,
        seen.earliest if seen else date.min,
        _FURTHEST_LAST.index(sighting.state),
    )


def _possible(day: date, arrangement: Arrangement, last: Sighting | None) -> Iterator[StatusWord]:
    end = arrangement.ends_before
    if end and end.earliest <= day:
        yield StatusWord.ENDED
    if end is None or end.latest > day:
        yield from _as_seen(day, last)


def _as_seen(day: date, last: Sighting | None) -> Iterator[StatusWord]:
    """The words that the last sighting allows, were no end known."""
    match last.state if last else None:
        case State.ENDED:
            yield StatusWord.ENDED
        case State.NOT_FORMED:
            yield StatusWord.NOT_FORMED
        case State.PLANNED:
            yield StatusWord.PLANNED
        case State.LIVE if last and last.seen_on and _seen_within(last.seen_on.latest, day):
            yield StatusWord.LIVE
            if not _seen_within(last.seen_on.earliest, day):
                yield StatusWord.NOT_SEEN
        case _:
            yield StatusWord.NOT_SEEN


def _seen_within(seen: date, day: date) -> bool:
    return seen >= months_before(day, SEEN_WITHIN_MONTHS)
