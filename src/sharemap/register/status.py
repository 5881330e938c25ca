"""What an arrangement's status is on a day, derived from its dated facts and never typed over. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharemap.core.period import Bounds, months_before
from sharemap.register.rows import Arrangement, Sighting, State

SEEN_WITHIN_MONTHS = 36


class StatusWord(StrEnum):
    """The words readers see. `not seen since` is followed by a year."""

    LIVE = "live"
    PLANNED = "planned"
    ENDED = "ended"
    NOT_SEEN = "not seen since"
    NOT_FORMED = "considered, not formed"


@dataclass(frozen=True, slots=True)
class Status:
    """`certain` is false where incomplete dates leave the word in doubt; a count is then a range."""

    word: StatusWord
    certain: bool
    last_seen: Bounds | None
    last_state: State | None


def status_on(day: date, arrangement: Arrangement, sightings: Iterable[Sighting]) -> Status:
    """The status on `day` from what had been seen by then.

    Ended: an end on or before the day is known. Planned or not formed: last seen so. Live: last seen live within
    36 months before the day. Anything else was not seen since the year of its last sighting.
    """
    seen = [each for each in sightings if each.seen_on is None or each.seen_on.earliest <= day]
    last = max(seen, key=_recency, default=None)
    last_seen = last.seen_on if last else None
    last_state = last.state if last else None
    word, certain = _word(day, arrangement, last)
    return Status(word, certain, last_seen, last_state)


def _recency(sighting: Sighting) -> tuple[date, date, bool]:
    seen = sighting.seen_on
    # Of two sightings of the same time, the one that says more decides.
    return (
        seen.latest if seen else date.min,
        seen.earliest if seen else date.min,
        sighting.state is not State.UNCLEAR,
    )


def _word(day: date, arrangement: Arrangement, last: Sighting | None) -> tuple[StatusWord, bool]:
    end = arrangement.ends_before
    if end and end.earliest <= day:
        return StatusWord.ENDED, end.latest <= day
    match last.state if last else None:
        case State.ENDED:
            return StatusWord.ENDED, True
        case State.NOT_FORMED:
            return StatusWord.NOT_FORMED, True
        case State.PLANNED:
            return StatusWord.PLANNED, True
        case State.LIVE if last and last.seen_on and _seen_within(last.seen_on.latest, day):
            return StatusWord.LIVE, _seen_within(last.seen_on.earliest, day)
        case _:
            return StatusWord.NOT_SEEN, True


def _seen_within(seen: date, day: date) -> bool:
    return seen >= months_before(day, SEEN_WITHIN_MONTHS)
