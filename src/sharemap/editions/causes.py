"""Why an arrangement came into a count or fell out of it: one part for each move, by dates, sightings and rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharemap.core.period import Bounds
from sharemap.editions.on_day import NOT_YET, Register, Sure
from sharemap.register.rows import Arrangement
from sharemap.register.status import StatusWord

Words = Mapping[str, frozenset[str]]
"""By arrangement: every status that it may have on a day."""


class Part(StrEnum):
    """What made a count change. In the order in which parts are told."""

    FORMED = "formed"
    NEWLY_KNOWN = "newly known"
    SEEN = "seen again"
    RE_SCOPED = "re-scoped"
    CORRECTED = "corrected"
    ENDED = "ended"
    REORGANISED = "reorganised"
    NOT_FORMED = "came to nothing"
    NOT_SEEN = "not seen"
    UNDATED = "undated"
    MERGED = "merged"
    TAKEN_OUT = "taken out"


MEANINGS: Mapping[Part, str] = {
    Part.FORMED: "It began between the two days.",
    Part.NEWLY_KNOWN: "The earlier edition did not hold it; it was formed before its day, or may have been.",
    Part.SEEN: "A source of the time between saw it live or planned, or again after long.",
    Part.RE_SCOPED: "It is in both; its services, members or claims, or the rule, put it in or out of the count.",
    Part.CORRECTED: "Its dates or what was seen of it were corrected about the time up to the earlier day.",
    Part.ENDED: "It ended between the two days.",
    Part.REORGANISED: "It ended when at least half of its members were dissolved by law.",
    Part.NOT_FORMED: "It was considered and never formed, as seen between the two days.",
    Part.NOT_SEEN: "It was not seen again, or not within 36 months, or not in a state that says whether it works.",
    Part.UNDATED: "It was there by the later day; its start is not known finely enough to say since when.",
    Part.MERGED: "It had been told twice and is now one with another.",
    Part.TAKEN_OUT: "It was found not to belong in the register.",
}


BY_DATES = frozenset({"arrangements-formed", "arrangements-running"})
"""Figures that rest on the dates of an arrangement and not on its status."""
_RUNNING = frozenset({StatusWord.LIVE, StatusWord.NOT_SEEN})
_COUNTED: Mapping[str, frozenset[StatusWord]] = {
    "arrangements-ended": frozenset({StatusWord.ENDED}),
    "arrangements-live": frozenset({StatusWord.LIVE}),
    "arrangements-not-formed": frozenset({StatusWord.NOT_FORMED}),
    "arrangements-not-seen": frozenset({StatusWord.NOT_SEEN}),
    "arrangements-planned": frozenset({StatusWord.PLANNED}),
    "ended-with-one-off-cost": frozenset({StatusWord.ENDED}),
    "shared-chief-executives": frozenset({StatusWord.LIVE}),
}
"""The status by which an arrangement moves into a figure; of the others by running, as far as is known."""
_PLANS = frozenset({StatusWord.PLANNED, StatusWord.NOT_FORMED})
_TAKEN_ON: Mapping[StatusWord, Part] = {
    StatusWord.ENDED: Part.ENDED,
    StatusWord.NOT_FORMED: Part.NOT_FORMED,
    StatusWord.PLANNED: Part.SEEN,
    StatusWord.LIVE: Part.SEEN,
    StatusWord.NOT_SEEN: Part.NOT_SEEN,
}


@dataclass(frozen=True, slots=True)
class Days:
    """Two days as one register tells them, with the statuses that each arrangement may have on either."""

    register: Register
    first: date
    last: date
    before: Words
    after: Words


def by_time(days: Days, key: str, rises: bool, figure: str) -> Part:
    """Why an arrangement moved between two days of one register. `rises`: into what counts, or surer in it."""
    counted = _COUNTED.get(figure, _RUNNING)
    if rises and not counted & _PLANS and (part := _came(days, key)):
        return part
    rose = {word for word in StatusWord if _sure(days.after, key, word) > _sure(days.before, key, word)}
    fell = {word for word in StatusWord if _sure(days.after, key, word) < _sure(days.before, key, word)}
    if figure in BY_DATES:
        part = Part.ENDED if StatusWord.ENDED in rose and not rises else None
    else:
        # It moves in by a status that is counted, and out by one that is not.
        part = _by_status(rose & counted if rises else rose - counted, bool(fell & _PLANS))
    if part is Part.ENDED and _dissolved(days.register, key):
        return Part.REORGANISED
    return part or (Part.SEEN if rises else Part.NOT_SEEN)


def _by_status(rose: Collection[StatusWord], planned: bool) -> Part | None:
    """The part of the status that it took on. What was planned, and is seen live, was formed since."""
    for word, part in _TAKEN_ON.items():
        if word in rose:
            return Part.FORMED if planned and word is StatusWord.LIVE else part
    return Part.SEEN if planned else None


def _sure(words: Words, key: str, word: str) -> Sure:
    held = words.get(key, frozenset())
    return Sure.NO if word not in held else Sure.YES if len(held) == 1 else Sure.PERHAPS


def _came(days: Days, key: str) -> Part | None:
    """Formed, where it began between the days; undated, where it came to be there and its start does not say."""
    start = days.register.arrangements[key].starts_on
    if start and _by(start, days.last) > _by(start, days.first):
        return Part.FORMED
    return Part.UNDATED if _absent(days.after, key) < _absent(days.before, key) else None


def _absent(words: Words, key: str) -> Sure:
    return _sure(words, key, NOT_YET) if words.get(key) else Sure.YES


def _by(bounds: Bounds, day: date) -> Sure:
    """Whether what lies within the bounds had come by the day."""
    return Sure.YES if bounds.latest <= day else Sure.PERHAPS if bounds.earliest <= day else Sure.NO


def _dissolved(register: Register, key: str) -> bool:
    """Whether at least half of those that had joined it were dissolved on a day on which it may have ended."""
    end, members = register.arrangements[key].ends_before, register.joined.get(key, frozenset())
    days = [day for body in members if (day := register.dissolved.get(body))]
    gone = [day for day in days if end and end.earliest <= day <= end.latest]
    return bool(gone) and 2 * len(gone) >= len(members)


def by_knowledge(earlier: Register, later: Register, key: str, same_words: bool) -> Part:
    """Why the later edition counts an arrangement otherwise on the earlier one's day than that edition did.

    `same_words`: both give it the same statuses on that day.
    """
    if key not in earlier.arrangements:
        return Part.NEWLY_KNOWN
    if key not in later.arrangements:
        return Part.MERGED if later.went_to.get(key) else Part.TAKEN_OUT
    dated = _dates(earlier, key) != _dates(later, key)
    undated = earlier.undated(key) != later.undated(key)
    return Part.CORRECTED if dated and not (same_words and undated) else Part.RE_SCOPED


def _dates(register: Register, key: str) -> tuple[object, ...]:
    arrangement: Arrangement = register.arrangements[key]
    seen = sorted((each.state, str(each.seen_on)) for each in register.sightings.get(key, ()))
    return arrangement.starts_on, arrangement.ends_before, tuple(seen)
