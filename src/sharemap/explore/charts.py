"""Where the marks of a chart stand: values in, positions out, for a template to write as SVG with classes alone.

`points` sets values over the years, `bars` sets them as lengths. Nothing here knows what is counted. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor, log10

from sharemap.core.period import Bounds

FULL = 1000
"""The longest bar, in units of its own drawing."""
MOST_YEARS = 10
MOST_STEPS = 7
BAND = 12.0
LEAST = 3.0
"""A band between two equal values is still to be seen."""
LETTER, LINE, GAP = 8.0, 15.0, 8.0
"""Room for a letter, for a line of letters, and between a dot and its label."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value on a day that may be known to a month or a year only. It is nought, or a hundredth and more.

    `words`: what the mark says; `label`: what is written beside it where there is room. Values of one `group` are
    tellings of one thing: where they differ, a fork joins them. `css`: the class of the mark.
    """

    days: Bounds
    value: float
    words: str
    label: str = ""
    group: str = ""
    css: str = "dot"


@dataclass(frozen=True, slots=True)
class Span:
    """From a low to a high value on a day."""

    days: Bounds
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True)
class Box:
    """A drawing of `width` by `height`, and the part of it in which the marks stand."""

    width: float = 640
    height: float = 360
    left: float = 70
    top: float = 16
    right: float = 624
    bottom: float = 320


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale, and the middle of its words."""

    at: float
    middle: float
    words: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A value's place. `left` to `right`: the days it may belong to. `label`: blank where there is no room for it;
    it starts at `label_x`, or ends there where `before` says so."""

    x: float
    y: float
    left: float
    right: float
    words: str
    css: str
    label: str = ""
    label_x: float = 0
    before: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A span's place."""

    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Fork:
    """A stem from the lowest to the highest of the values that it joins, and an arm to each."""

    x: float
    top: float
    bottom: float
    arms: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A chart over the years. Dots and bands stand in the order of their values and spans."""

    box: Box
    years: tuple[Tick, ...]
    steps: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    bands: tuple[Band, ...]
    forks: tuple[Fork, ...]

    @property
    def line(self) -> str:
        """A path through the dots from the first day to the last, for values of one count made anew."""
        placed = sorted(self.dots, key=lambda dot: dot.x)
        return "".join(f"{'L' if index else 'M'}{dot.x} {dot.y}" for index, dot in enumerate(placed))


@dataclass(frozen=True, slots=True)
class Amount:
    """A value, a span, or both side by side. None: there is none to draw."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """In units of a drawing that is FULL wide: how long the value is, where the span starts, how wide it is."""

    length: int | None
    start: int | None
    width: int | None


def points(values: Sequence[Value], spans: Sequence[Span] = (), box: Box = Box(), highest: float = 0) -> Points:
    """Set values and spans over the years that they speak of, on one scale from nought.

    The scale reaches at least to `highest`. Without values or spans there is nothing to draw, not even a scale.
    """
    days = [*(each.days for each in values), *(each.days for each in spans)]
    if not days:
        return Points(box, (), (), (), (), ())
    across = _Across(box, min(each.earliest.year for each in days), max(each.latest.year for each in days))
    up = _Up(box, max([highest, *(each.value for each in values), *(each.high for each in spans)]))
    placed = tuple(_dot(each, across, up) for each in values)
    return Points(
        box,
        tuple(across.ticks()),
        tuple(up.ticks()),
        tuple(_labelled(placed, [each.label for each in values], box)),
        tuple(_band(each, across, up) for each in spans),
        tuple(_forks(values, placed)),
    )


@dataclass(frozen=True, slots=True)
class _Across:
    """Days from left to right, in whole years."""

    box: Box
    first: int
    last: int

    def at(self, day: date) -> float:
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        return round(self.box.left + (self.box.right - self.box.left) * ((day - start) / (end - start)), 1)

    def middle(self, days: Bounds) -> float:
        return round((self.at(days.earliest) + self.at(days.latest)) / 2, 1)

    def ticks(self) -> Iterator[Tick]:
        """Each year, or each second, third …, where they are many: a line at its start, words in its middle."""
        for year in range(self.first, self.last + 1, ceil((self.last - self.first + 1) / MOST_YEARS)):
            days = Bounds(date(year, 1, 1), date(year, 12, 31))
            yield Tick(self.at(days.earliest), self.middle(days), str(year))


@dataclass(frozen=True, slots=True)
class _Up:
    """Values from the bottom to the top, in round steps."""

    box: Box
    highest: float

    @property
    def step(self) -> float:
        """The least of 1, 2, 5, 10, 20 … that reaches the highest value in a few steps."""
        least = (self.highest or 1) / MOST_STEPS
        unit = 10.0 ** floor(log10(least))
        return next((times * unit for times in (1, 2, 5) if times * unit >= least), 10 * unit)

    @property
    def steps(self) -> int:
        return ceil((self.highest or 1) / self.step)

    def at(self, value: float) -> float:
        share = min(1, value / (self.step * self.steps))
        return round(self.box.bottom - (self.box.bottom - self.box.top) * share, 1)

    def ticks(self) -> Iterator[Tick]:
        for number in range(self.steps + 1):
            place = self.at(number * self.step)
            yield Tick(place, place, f"{number * self.step:,.10g}")


def _dot(each: Value, across: _Across, up: _Up) -> Dot:
    left, right = across.at(each.days.earliest), across.at(each.days.latest)
    return Dot(across.middle(each.days), up.at(each.value), left, right, each.words, each.css)


def _band(span: Span, across: _Across, up: _Up) -> Band:
    """A band round its day, inside the box."""
    box = across.box
    left = min(max(across.middle(span.days) - BAND / 2, box.left), box.right - BAND)
    height = max(up.at(span.low) - up.at(span.high), LEAST)
    return Band(round(left, 1), min(up.at(span.high), box.bottom - LEAST), BAND, round(height, 1), span.words)


def _forks(values: Sequence[Value], placed: Sequence[Dot]) -> Iterator[Fork]:
    """A fork for each group whose values differ."""
    groups: dict[str, list[tuple[Value, Dot]]] = defaultdict(list)
    for value, dot in zip(values, placed, strict=True):
        if value.group:
            groups[value.group].append((value, dot))
    for group in groups.values():
        if len({value.value for value, _ in group}) > 1:
            yield _fork([dot for _, dot in group])


def _fork(arms: Sequence[Dot]) -> Fork:
    across, heights = [dot.x for dot in arms], [dot.y for dot in arms]
    return Fork(round((min(across) + max(across)) / 2, 1), min(heights), max(heights), tuple(arms))


def _labelled(placed: Sequence[Dot], labels: Sequence[str], box: Box) -> Iterator[Dot]:
    """The dots with their labels, but for those that would lie on another dot or label."""
    taken = [_Room(dot.x - GAP / 2, dot.x + GAP / 2, dot.y) for dot in placed]
    for dot, label in zip(placed, labels, strict=True):
        length = LETTER * len(label)
        before = dot.x + GAP + length > box.right
        start = round(dot.x - GAP if before else dot.x + GAP, 1)
        room = _Room(start - length, start, dot.y) if before else _Room(start, start + length, dot.y)
        if label and not any(room.meets(other) for other in taken):
            taken.append(room)
            yield replace(dot, label=label, label_x=start, before=before)
        else:
            yield dot


@dataclass(frozen=True, slots=True)
class _Room:
    """A strip of one line's height."""

    left: float
    right: float
    middle: float

    def meets(self, other: _Room) -> bool:
        return self.left < other.right and other.left < self.right and abs(self.middle - other.middle) < LINE


def bars(amounts: Iterable[Amount]) -> tuple[Bar, ...]:
    """Amounts as lengths on one scale from nought, in their order; the greatest of them all is FULL long."""
    held = list(amounts)
    longest = max((each for amount in held for each in (amount.value, amount.high) if each is not None), default=0)
    return tuple(_bar(amount, longest or 1) for amount in held)


def _bar(amount: Amount, longest: float) -> Bar:
    start, end = (None if each is None else round(FULL * each / longest) for each in (amount.low, amount.high))
    length = None if amount.value is None else round(FULL * amount.value / longest)
    return Bar(length, start, None if start is None or end is None else end - start)
