"""Who was in what from when to when, as bars over the years: entries in, places in hundredths of the width out. Pure.

A bar is filled where membership is sure, and drawn open where it is only possible: where a day is not said, or after
the last sighting. The template writes it as SVG whose places are shares of its width, so that nothing is stretched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil

from sharemap.bodies.rows import Body
from sharemap.core.period import DAY, Bounds
from sharemap.editions.read import Entry
from sharemap.explore.days import Steps, state_on, steps_of
from sharemap.explore.parts import Part
from sharemap.explore.standing import Share
from sharemap.explore.words import moment_words
from sharemap.register.rows import Membership, Sighting, State

LEAST_YEARS, MOST_TICKS = 6, 5
SEEN = {
    State.LIVE: "Seen live",
    State.PLANNED: "Spoken of as planned",
    State.ENDED: "Spoken of as ended",
    State.NOT_FORMED: "Spoken of as considered, not formed",
    State.UNCLEAR: "Spoken of, without a word on whether it was working",
}
CSS = {1: "perhaps", 2: "sure"}


@dataclass(frozen=True, slots=True)
class Tick:
    """The start of a year, in hundredths of the width."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A bar in hundredths of the width. `css`: sure, or perhaps."""

    x: float
    width: float
    css: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A sighting, in hundredths of the width: its middle, and the days in which it lies. `css`: the state seen."""

    x: float
    left: float
    right: float
    css: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn in one row. `gone`: where the body itself came to its end, if that is within the picture."""

    stretches: tuple[Stretch, ...]
    dots: tuple[Dot, ...] = ()
    gone: float | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years, from the first known day to the edition's, and on to what is known to come."""

    first: date
    until: date
    today: date

    def at(self, day: date) -> float:
        """In hundredths of the width; what lies outside is at the edge."""
        return round(100 * min(1, max(0, (day - self.first) / (self.until - self.first))), 1)

    @property
    def now(self) -> float:
        return self.at(self.today)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        years = range(self.first.year, self.until.year)
        step = ceil(len(years) / MOST_TICKS)
        return tuple(Tick(self.at(date(year, 1, 1)), str(year)) for year in years[::step])


@dataclass(frozen=True, slots=True)
class Stay:
    """A body's stay in an arrangement for one service, or for all. `first`: the first row of its part.

    `line`: None where no day at all is known.
    """

    part: Part
    row: Membership
    first: bool
    line: Line | None


@dataclass(frozen=True, slots=True)
class Life:
    """An arrangement with the stays of its members. `axis` and `line`: None where no day at all is known."""

    axis: Axis | None
    line: Line | None
    stays: tuple[Stay, ...]

    @property
    def gone(self) -> bool:
        """Whether the end of a body is drawn."""
        return any(stay.line and stay.line.gone is not None for stay in self.stays)


@dataclass(frozen=True, slots=True)
class Lines:
    """What a body shared, each arrangement a line. `left_out`: how many have nothing to be drawn."""

    axis: Axis
    rows: tuple[tuple[Share, Line], ...]
    left_out: int

    @property
    def gone(self) -> bool:
        """Whether the end of the body is drawn."""
        return any(line.gone is not None for _, line in self.rows)


def life_of(entry: Entry, parts: Sequence[Part], today: date) -> Life:
    """An arrangement's own life, and the stay of each member in each service."""
    axis = _axis(_known_days([entry]), today)
    steps = steps_of(entry)
    stays = tuple(
        Stay(part, row, number == 0, _stay_line(axis, steps, part.body, [row]) if axis else None)
        for part in parts
        for number, row in enumerate(_spells(part.rows))
    )
    return Life(axis, _own_line(axis, entry, steps) if axis else None, stays)


def lines_of(shares: Iterable[Share], today: date) -> Lines | None:
    """The stays of one body, the earliest to be drawn first. None: there is no day to draw."""
    held = list(shares)
    axis = _axis(_known_days(share.entry for share in held), today)
    if axis is None:
        return None
    drawn = [(share, _stay_line(axis, steps_of(share.entry), share.own.body, share.own.rows)) for share in held]
    rows = [(share, line) for share, line in drawn if line.stretches]
    ordered = sorted(rows, key=lambda row: (row[1].stretches[0].x, row[0].entry.arrangement.name.casefold()))
    return Lines(axis, tuple(ordered), len(held) - len(rows)) if rows else None


def _spells(rows: Iterable[Membership]) -> list[Membership]:
    """The rows that tell different things: a part that passed from two bodies on one day is one stay."""
    told = {(row.service, row.role, row.joined_on, row.left_before): row for row in reversed(tuple(rows))}
    return list(reversed(told.values()))


def _known_days(entries: Iterable[Entry]) -> Iterator[Bounds]:
    for entry in entries:
        told = [entry.arrangement.starts_on, entry.arrangement.ends_before, *(s.seen_on for s in entry.sightings)]
        for row in (member.membership for member in entry.members):
            told += [row.joined_on, row.left_before]
        yield from filter(None, told)


def _axis(known: Iterable[Bounds], today: date) -> Axis | None:
    days = list(known)
    if not days:
        return None
    last = max(today, *(each.latest for each in days)).year + 1
    first = min(last - LEAST_YEARS, min(each.earliest.year for each in days))
    return Axis(date(first, 1, 1), date(last, 1, 1), today)


def _own_line(axis: Axis, entry: Entry, steps: Steps) -> Line:
    turns = [day for day, _ in steps]
    dots = tuple(_dot(axis, each, each.seen_on) for each in entry.sightings if each.seen_on)
    return Line(tuple(_stretches(axis, turns, lambda day: state_on(steps, day))), dots)


def _dot(axis: Axis, sighting: Sighting, seen: Bounds) -> Dot:
    left, right = axis.at(seen.earliest), axis.at(seen.latest)
    css = "seen" if sighting.state is State.LIVE else "told"
    words = f"{SEEN[sighting.state]} {moment_words(seen)}"
    return Dot(round((left + right) / 2, 1), left, right, css, words)


def _stay_line(axis: Axis, steps: Steps, body: Body, rows: Sequence[Membership]) -> Line:
    turns = [day for day, _ in steps]
    for each in filter(None, (bounds for row in rows for bounds in (row.joined_on, row.left_before))):
        turns += [each.earliest, each.latest]
    turns += [day for day in (body.starts_on, body.ends_before) if day]
    stretches = tuple(_stretches(axis, turns, lambda day: max(_state(row, body, steps, day) for row in rows)))
    gone = axis.at(body.ends_before) if body.ends_before and axis.first < body.ends_before < axis.until else None
    return Line(stretches, gone=gone)


def _state(row: Membership, body: Body, steps: Steps, day: date) -> int:
    """2: it was in on the day for sure; 1: perhaps; 0: not. A day that is not said leaves it at perhaps."""
    joined, left = row.joined_on, row.left_before
    out = (joined and day < joined.earliest) or (left and left.latest <= day)
    if out or day not in body.period or not state_on(steps, day):
        return 0
    lasted = day < left.earliest if left else day < _sure_until(steps)
    return 2 if joined and joined.latest <= day and lasted else 1


def _sure_until(steps: Steps) -> date:
    """The day from which on it is not known whether the arrangement ran."""
    after = [later for (_, state), (later, _) in pairwise(steps) if state == 2]
    return date.max if steps[-1][1] == 2 else max(after, default=date.min)


def _stretches(axis: Axis, turns: Iterable[date], state: Callable[[date], int]) -> Iterator[Stretch]:
    """The bars between the days on which something may change, up to the edition's day."""
    end = axis.today + DAY
    days = sorted({axis.first, *(day for day in turns if axis.first < day < end)})
    told = [(day, state(day)) for day in days]
    changes = [each for place, each in enumerate(told) if place == 0 or told[place - 1][1] != each[1]]
    for (day, css), (until, _) in zip(changes, [*changes[1:], (end, 0)], strict=True):
        if css:
            yield Stretch(axis.at(day), round(axis.at(until) - axis.at(day), 1), CSS[css])
