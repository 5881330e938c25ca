"""What was so on another day than the edition's own, as sets: which arrangements ran, and who was a member.

A past day is told from all that is known today, for certain or possibly. On a day to come stands what is live or
planned as known now, unless its end is known; the part of a council that will have been replaced by law is with its
successor. Nothing else is foretold.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from sharemap.core.period import DAY, Bounds
from sharemap.editions.read import Edition, Entry, Member
from sharemap.explore.sets import NOTHING, Set
from sharemap.register import running
from sharemap.register.status import StatusWord

Steps = tuple[tuple[date, int], ...]
"""From each day on: 0 it did not run, 1 perhaps, 2 it did. The first is `date.min`."""
ROOM = 40_000
"""Entries of all days together that are kept: 54 days of today's register, fewer of a larger one."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A body's membership in the entry at a position, over all its rows. None: the arrangement's own days hold."""

    position: int
    possible_from: date | None
    certain_from: date | None
    certain_until: date | None
    possible_until: date | None

    def may_be(self, day: date) -> bool:
        return _within(day, self.possible_from, self.possible_until)

    def is_sure(self, day: date) -> bool:
        return _within(day, self.certain_from, self.certain_until)


def _within(day: date, first: date | None, until: date | None) -> bool:
    return (first is None or first <= day) and (until is None or day < until)


@dataclass(frozen=True)
class OnDay:
    """Sets of a day. `possible` and `certain`: arrangements; `stays` and `sure`: by body, those it was in."""

    possible: Set
    certain: Set
    stays: Mapping[str, Set]
    sure: Mapping[str, Set]

    @cached_property
    def members(self) -> Mapping[int, frozenset[str]]:
        """By position: the bodies that may have been in it."""
        found: dict[int, set[str]] = defaultdict(set)
        for key, held in self.stays.items():
            for place in held:
                found[place].add(key)
        return {place: frozenset(keys) for place, keys in found.items()}


@dataclass(frozen=True, slots=True)
class Heir:
    """A council that will take over from a body on a day, by law, in whole or in part. No body is it yet.

    `key`: what its area is known by.
    """

    key: str
    name: str
    on: date


class Days:
    """The days of one edition. A few that were asked for last are kept."""

    def __init__(self, edition: Edition) -> None:
        self.as_at = edition.as_at
        self.ran = tuple(steps_of(entry) for entry in edition.entries)
        self.stays = _stays(edition)
        self.heirs = _heirs(edition)
        self._words = tuple(entry.status.word for entry in edition.entries)
        self.on = lru_cache(max(4, ROOM // (len(self.ran) + 1)))(self._on)

    def _on(self, day: date) -> OnDay:
        if day > self.as_at:
            return self._coming(day)
        states = [state_on(steps, day) for steps in self.ran]
        possible = Set(place for place, state in enumerate(states) if state)
        certain = Set(place for place, state in enumerate(states) if state == 2)
        stays = {key: Set(s.position for s in held if s.may_be(day)) for key, held in self.stays.items()}
        sure = {key: Set(s.position for s in held if s.is_sure(day)) & certain for key, held in self.stays.items()}
        return OnDay(possible, certain, {key: held & possible for key, held in stays.items()}, sure)

    def _coming(self, day: date) -> OnDay:
        """What goes on, with the memberships of today; bodies that one council will replace hold them together."""
        now = {key: Set(s.position for s in held if s.may_be(self.as_at)) for key, held in self.stays.items()}
        together: dict[str, Set] = defaultdict(Set)
        for key, heirs in self.heirs.items():
            for heir in heirs:
                together[heir.key] |= now.get(key, NOTHING)
        due = {key: [heir.key for heir in heirs if heir.on <= day] for key, heirs in self.heirs.items()}
        arrived = {heir for heirs in due.values() for heir in heirs}
        found = {
            **now,
            **{key: NOTHING.union(*(together[heir] for heir in heirs)) for key, heirs in due.items() if heirs},
            **{heir: together[heir] for heir in sorted(arrived)},
        }
        going_on = Set(place for place, word in enumerate(self._words) if self._goes_on(place, word, day))
        return OnDay(going_on, going_on, found, found)

    def _goes_on(self, place: int, word: StatusWord, day: date) -> bool:
        return word is StatusWord.PLANNED or (word is StatusWord.LIVE and state_on(self.ran[place], day) > 0)


def state_on(steps: Steps, day: date) -> int:
    """0 it did not run, 1 perhaps, 2 it did."""
    return steps[bisect_right(steps, (day, 3)) - 1][1]


def steps_of(entry: Entry) -> Steps:
    """What `running.ran_in` says of every day, told only where it changes."""
    days = [date.min, *sorted(set(_turns(entry)))]
    told = [(day, _ran(entry, day)) for day in days]
    return tuple(each for place, each in enumerate(told) if place == 0 or told[place - 1][1] != each[1])


def _turns(entry: Entry) -> Iterator[date]:
    """Every day on which the answer may be another than on the day before."""
    bounds = (entry.arrangement.starts_on, entry.arrangement.ends_before, *(s.seen_on for s in entry.sightings))
    for each in filter(None, bounds):
        for day in (each.earliest, each.latest):
            yield from (day, day + DAY)


def _ran(entry: Entry, day: date) -> int:
    ran = running.ran_in(entry.arrangement, entry.sightings, Bounds(day, day))
    return ran.possible + ran.certain


def _stays(edition: Edition) -> dict[str, tuple[Stay, ...]]:
    found: dict[str, list[Stay]] = defaultdict(list)
    for position, entry in enumerate(edition.entries):
        rows: dict[str, list[Member]] = defaultdict(list)
        for member in entry.members:
            rows[member.body.key].append(member)
        for key, held in rows.items():
            found[key].append(_stay(position, held))
    return {key: tuple(stays) for key, stays in found.items()}


def _stay(position: int, rows: Sequence[Member]) -> Stay:
    """From its first joining to its last leaving, and no longer than the body lived."""
    joined = [row.membership.joined_on for row in rows]
    left = [row.membership.left_before for row in rows]
    life = rows[0].body
    return Stay(
        position,
        _latest(life.starts_on, _all(joined, min, "earliest")),
        _latest(life.starts_on, _all(joined, min, "latest")),
        _earliest(life.ends_before, _all(left, max, "earliest")),
        _earliest(life.ends_before, _all(left, max, "latest")),
    )


def _all(bounds: Sequence[Bounds | None], of: Callable[[list[date]], date], side: str) -> date | None:
    """The first or last of them; None where one of them is not known."""
    days: list[date] = [getattr(each, side) for each in bounds if each]
    return of(days) if len(days) == len(bounds) else None


def _latest(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day), default=None)


def _earliest(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)


def _heirs(edition: Edition) -> dict[str, tuple[Heir, ...]]:
    found: dict[str, list[Heir]] = defaultdict(list)
    for plan in edition.announced:
        if plan.decided and plan.new_council and plan.vesting_on and plan.vesting_on > edition.as_at:
            for key in (*plan.whole, *plan.partly, plan.county):
                found[key].append(Heir(plan.key, plan.new_council, plan.vesting_on))
    return {key: tuple(heirs) for key, heirs in found.items() if key}
