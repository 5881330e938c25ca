"""Splits the change of a count of arrangements, between two editions or two days of one, into parts that add to it.

Between editions it goes in steps: first what the later edition says of the earlier one's day, beside what the earlier
one said; then what happened between the two days, as the later one tells it. In each step an arrangement moves in or
out of what counts for certain and of what may count, and is put in one part. So the parts add exactly. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated

from sharemap.core.fields import Means
from sharemap.core.problem import Problem
from sharemap.editions.causes import MEANINGS, Days, Part, Words, by_knowledge, by_time
from sharemap.editions.definitions import Reducer, Subject
from sharemap.editions.on_day import Register, Sure, day_problem, figure_on, words_on
from sharemap.editions.shelf import nearest
from sharemap.editions.tables import FigureRow

DEFAULT = "arrangements-known"
Counts = Mapping[str, Sure]
"""By arrangement: how sure it is that it counts."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The figure's value at one end: for certain, and at most. None: it has none."""

    edition: str
    day: date
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """An arrangement that makes part of a change. The numbers add, over all parts, to the change of the figure."""

    part: Annotated[Part, Means("The part of the change")]
    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    slug: Annotated[str, Means("The name in its address")]
    name: Annotated[str, Means("Its name")]
    certain: Annotated[int, Means("By how much it changes what counts for certain: 1, 0 or -1")]
    possible: Annotated[int, Means("By how much it changes what may count: 1, 0 or -1")]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the change with the arrangements that make it."""

    part: Part
    moved: tuple[Moved, ...]

    @property
    def certain(self) -> int:
        return sum(each.certain for each in self.moved)

    @property
    def possible(self) -> int:
        return sum(each.possible for each in self.moved)


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure changed: both values and the parts. It has no percentage, so none can be quoted alone.

    `shares` is None where the figure is no count of arrangements: then only its two values are told.
    """

    figure: FigureRow
    before: Moment
    after: Moment
    shares: tuple[Share, ...] | None

    @property
    def certain(self) -> float | None:
        """By how much what counts for certain changed."""
        return _less(self.after.low, self.before.low)

    @property
    def possible(self) -> float | None:
        """By how much what may count changed."""
        return _less(self.after.high, self.before.high)

    @property
    def moved(self) -> tuple[Moved, ...]:
        """Every arrangement of every part."""
        return tuple(each for share in self.shares or () for each in share.moved)

    @property
    def range(self) -> tuple[float | None, float | None]:
        """The least and the most that the value can have changed, were nothing else known of it."""
        return _less(self.after.low, self.before.high), _less(self.after.high, self.before.low)


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def compare_days(register: Register, first: date, last: date, name: str = DEFAULT) -> Change | Problem:
    """The change between two days of one edition."""
    if problem := _days_problem(register, first, last, name):
        return problem
    before, after = _snapshot(register, first, name), _snapshot(register, last, name)
    days = Days(register, first, last, _words(register, first), _words(register, last))
    shares = _shares((register,), _passed(days, name, before.counts, after.counts)) if _splits(after.row) else None
    return Change(after.row, before.moment, after.moment, shares)


def compare_editions(earlier: Register, later: Register, name: str = DEFAULT) -> Change | Problem:
    """The change from one edition to another of the same day or a later one."""
    if problem := _editions_problem(earlier, later, name):
        return problem
    before, after = _own(earlier, name), _own(later, name)
    shares = _between(earlier, later, name, before.counts, after.counts) if _splits(after.row) else None
    return Change(after.row, before.moment, after.moment, shares)


def _splits(row: FigureRow) -> bool:
    return row.subject == Subject.ARRANGEMENT and row.reducer == Reducer.COUNT


def _days_problem(register: Register, first: date, last: date, name: str) -> Problem | None:
    if name not in register.figures:
        return _no_figure(register, name)
    if first >= last:
        needed = "The first day must be before the last."
        return Problem("days", "the days", f"{first} and {last}", needed, "Give the earlier day first.")
    problems = (day_problem(day, register.as_at, name, "the days") for day in (first, last))
    return next((each for each in problems if each), None)


def _editions_problem(earlier: Register, later: Register, name: str) -> Problem | None:
    if missing := next((each for each in (later, earlier) if name not in each.figures), None):
        return _no_figure(missing, name)
    if (earlier.as_at, earlier.name) == (later.as_at, later.name):
        needed = "Two different editions are needed."
        return Problem("editions", "the editions", f"{earlier.name} twice", needed, "Choose another for one of them.")
    if earlier.as_at > later.as_at:
        needed = "The first edition must not be of a later day than the second."
        found = f"{earlier.name}, as at {earlier.as_at}, and {later.name}, as at {later.as_at}"
        return Problem("editions", "the editions", found, needed, "Give the earlier edition first.")
    return None


def _no_figure(register: Register, name: str) -> Problem:
    needed = f"The edition {register.name} must hold the figure."
    return Problem("figure", "the figure", f"“{name[:60]}”", needed, nearest(name, register.figures))


@dataclass(frozen=True, slots=True)
class _Snapshot:
    row: FigureRow
    moment: Moment
    counts: Counts


@lru_cache(maxsize=32)
def _snapshot(register: Register, day: date, name: str) -> _Snapshot:
    """The figure on a day, as the register tells it."""
    row, counts = figure_on(register, day, name)
    return _Snapshot(row, Moment(register.name, day, row.low, row.high), counts)


@lru_cache(maxsize=32)
def _words(register: Register, day: date) -> Words:
    return words_on(register, day, register.everyone if day == register.as_at else ())


def _own(register: Register, name: str) -> _Snapshot:
    """The figure as the edition itself holds it, made by whatever rule was in force."""
    row = register.figures[name]
    return _Snapshot(row, Moment(register.name, register.as_at, row.low, row.high), register.counts(name))


Step = Iterator[tuple[Part, str, Sure, Sure]]


def _between(earlier: Register, later: Register, name: str, before: Counts, after: Counts) -> tuple[Share, ...]:
    """The three steps: what is known otherwise, what passed, and what another rule makes of the later day."""
    held = _held_by(earlier, later)
    _, known = figure_on(later, earlier.as_at, name, held)
    now = _snapshot(later, later.as_at, name).counts
    told = words_on(later, earlier.as_at, held)
    days = Days(later, earlier.as_at, later.as_at, told, _words(later, later.as_at))
    steps = (
        *_learnt(earlier, later, told, before, known),
        *_passed(days, name, known, now),
        *((Part.RE_SCOPED, key, one, other) for key, one, other in _moves(now, after)),
    )
    return _shares((later, earlier), steps)


def _held_by(earlier: Register, later: Register) -> frozenset[str]:
    """What the later register has of the earlier one's day: what that held, and what is not known to begin after."""
    if earlier.as_at == later.as_at:
        return later.everyone
    starts = ((key, arrangement.starts_on) for key, arrangement in later.arrangements.items())
    return earlier.everyone | {key for key, start in starts if not (start and start.earliest > earlier.as_at)}


def _learnt(earlier: Register, later: Register, told: Words, before: Counts, known: Counts) -> Step:
    for key, one, other in _moves(before, known):
        same_words = earlier.own_words.get(key) == told.get(key)
        yield by_knowledge(earlier, later, key, same_words), key, one, other


def _passed(days: Days, name: str, before: Counts, after: Counts) -> Step:
    for key, one, other in _moves(before, after):
        yield by_time(days, key, other > one, name), key, one, other


def _moves(before: Counts, after: Counts) -> Iterator[tuple[str, Sure, Sure]]:
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key, Sure.NO), after.get(key, Sure.NO)
        if one is not other:
            yield key, one, other


def _shares(registers: Iterable[Register], steps: Iterable[tuple[Part, str, Sure, Sure]]) -> tuple[Share, ...]:
    """The steps gathered by part and arrangement; names from the first register that holds it."""
    held = tuple(registers)
    sums: dict[Part, dict[str, tuple[int, int]]] = {part: {} for part in Part}
    for part, key, one, other in steps:
        certain, possible = sums[part].get(key, (0, 0))
        certain += (other is Sure.YES) - (one is Sure.YES)
        possible += bool(other) - bool(one)
        sums[part][key] = certain, possible
    moved = {
        part: [_moved(held, part, key, *change) for key, change in found.items()] for part, found in sums.items()
    }
    return tuple(Share(part, tuple(sorted(found, key=_by_name))) for part, found in moved.items() if found)


def _moved(registers: tuple[Register, ...], part: Part, key: str, certain: int, possible: int) -> Moved:
    arrangement = next(each.arrangements[key] for each in registers if key in each.arrangements)
    return Moved(part, key, arrangement.slug, arrangement.name, certain, possible)


def _by_name(moved: Moved) -> tuple[str, str]:
    return moved.name.casefold(), moved.arrangement


def change_json(change: Change) -> dict[str, object]:
    """The change as JSON holds it: both values, what lies between them, and every part with its arrangements."""
    least, most = change.range
    return {
        "figure": change.figure.figure,
        "title": change.figure.title,
        "unit": change.figure.unit,
        "before": {**asdict(change.before), "day": change.before.day.isoformat()},
        "after": {**asdict(change.after), "day": change.after.day.isoformat()},
        "change": {"certain": change.certain, "possible": change.possible, "least": least, "most": most},
        "made_of": None if change.shares is None else [_share_json(share) for share in change.shares],
    }


def _share_json(share: Share) -> dict[str, object]:
    moved = [asdict(each) for each in share.moved]
    counts = {"certain": share.certain, "possible": share.possible}
    return {"part": share.part, "means": MEANINGS[share.part], **counts, "arrangements": moved}
