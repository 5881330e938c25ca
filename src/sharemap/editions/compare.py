"""Splits the change of a count of arrangements, between two editions or two days of one, into parts that add to it.

Between editions it goes in steps: first what the later edition says of the earlier one's day, beside what the earlier
one said; then what happened between the two days, as the later one tells it. In each step an arrangement moves in or
out of what counts for certain and of what may count, and is put in one part. So the parts add exactly. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated

from sharemap.core.fields import Means
from sharemap.core.problem import Problem
from sharemap.editions.causes import MEANINGS, Days, Part, Words, by_knowledge, by_time
from sharemap.editions.definitions import Reducer, Subject
from sharemap.editions.on_day import Found, Register, Sure, day_problem, figure_on, words_on
from sharemap.editions.shelf import nearest
from sharemap.editions.tables import FigureRow

DEFAULT = "arrangements-known"
Counts = Mapping[str, Sure]
"""By arrangement: how sure it is that it counts."""


@dataclass(frozen=True, slots=True)
class Within:
    """The part of a dimension that a change is narrowed to. Without `part`: the whole, told for every part."""

    by: str = ""
    part: str = ""

    @property
    def narrow(self) -> str:
        """The dimension, if the change is narrowed to a part of it."""
        return self.by if self.part else ""


WHOLE = Within()


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
class PartLine:
    """A part of a dimension, with the figure's value in it at both ends."""

    part: str
    before: tuple[float | None, float | None]
    after: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure changed: both values and the parts. It has no percentage, so none can be quoted alone.

    `shares` is None where the figure is no count of arrangements: then only its two values are told. `lines`: every
    part of the dimension that was asked for, with the values in it; parts may overlap.
    """

    figure: FigureRow
    before: Moment
    after: Moment
    shares: tuple[Share, ...] | None
    within: Within = WHOLE
    lines: tuple[PartLine, ...] = ()

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


def compare_days(
    register: Register, first: date, last: date, name: str = DEFAULT, within: Within = WHOLE
) -> Change | Problem:
    """The change between two days of one edition."""
    problem = _days_problem(register, first, last, name) or _within_problem((register,), name, within)
    if problem:
        return problem
    before, after = (_snapshot(register, day, name, within) for day in (first, last))
    days = Days(register, first, last, _words(register, first), _words(register, last))
    shares = _shares((register,), _passed(days, name, before, after)) if _splits(after.row) else None
    return Change(after.row, before.moment, after.moment, shares, within, _lines(before, after))


def compare_editions(
    earlier: Register, later: Register, name: str = DEFAULT, within: Within = WHOLE
) -> Change | Problem:
    """The change from one edition to another of the same day or a later one."""
    problem = _editions_problem(earlier, later, name) or _within_problem((later, earlier), name, within)
    if problem:
        return problem
    before, after = _own(earlier, name, within), _own(later, name, within)
    shares = _between(earlier, later, name, before, after) if _splits(after.row) else None
    return Change(after.row, before.moment, after.moment, shares, within, _lines(before, after))


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


def _within_problem(registers: Sequence[Register], name: str, within: Within) -> Problem | None:
    """Why the figure cannot be divided or narrowed so, as the registers hold it; the first one's words are given."""
    if not within.by:
        return _no_part(within.part, "A part needs the dimension that it is of (by).", ()) if within.part else None
    if any(register.figures[name].split for register in registers):
        needed = f"{name} has no value but by the parts of its split."
        return Problem("split", "by", f"“{within.by[:60]}”", needed, "Choose another figure.")
    for register in registers:
        if within.by not in (known := register.figures[name].dimensions):
            needed = f"A dimension of {name} is needed."
            return Problem("dimension", "by", f"“{within.by[:60]}”", needed, nearest(within.by, known))
    parts = {part for register in registers for part in register.parts_of(within.by)}
    if within.part and within.part not in parts:
        return _no_part(within.part, f"A part of {within.by} is needed.", sorted(parts))
    return None


def _no_part(part: str, needed: str, known: Sequence[str]) -> Problem:
    fix = nearest(part, known) if known else "Say by=region, for example."
    return Problem("part", "part", f"“{part[:60]}”", needed, fix)


def _no_figure(register: Register, name: str) -> Problem:
    needed = f"The edition {register.name} must hold the figure."
    return Problem("figure", "the figure", f"“{name[:60]}”", needed, nearest(name, register.figures))


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """A figure at one end, with what contributes to the whole and to the part that is asked for."""

    row: FigureRow
    within: Within
    moment: Moment
    whole: Counts
    counts: Counts
    values: Mapping[str, tuple[float | None, float | None]]
    """By part of the dimension that is asked for."""


def _snapshot(register: Register, day: date, name: str, within: Within) -> _Snapshot:
    """The figure on a day, as the register tells it."""
    return _taken(_found(register, day, name), register.name, day, within)


@lru_cache(maxsize=32)
def _found(register: Register, day: date, name: str) -> Found:
    return figure_on(register, day, name)


def _taken(found: Found, edition: str, day: date, within: Within) -> _Snapshot:
    values = {each.part: (each.low, each.high) for each in found.breakdowns if each.dimension == within.by}
    # What counts is nought where nothing lies; of nothing there is no mean or middle.
    nothing = (0.0, 0.0) if found.row.reducer == Reducer.COUNT else (None, None)
    low, high = values.get(within.part, nothing) if within.narrow else (found.row.low, found.row.high)
    counts = found.within(within.narrow, within.part)
    return _Snapshot(found.row, within, Moment(edition, day, low, high), found.counts, counts, values)


def _lines(before: _Snapshot, after: _Snapshot) -> tuple[PartLine, ...]:
    """Every part that has a value at either end, in their order; none where no dimension was asked for."""
    if not after.within.by:
        return ()
    nothing = (0.0, 0.0) if after.row.reducer == Reducer.COUNT else (None, None)
    parts = sorted(before.values.keys() | after.values.keys())
    return tuple(PartLine(part, before.values.get(part, nothing), after.values.get(part, nothing)) for part in parts)


@lru_cache(maxsize=32)
def _words(register: Register, day: date) -> Words:
    return words_on(register, day, register.everyone if day == register.as_at else ())


def _own(register: Register, name: str, within: Within) -> _Snapshot:
    """The figure as the edition itself holds it."""
    return _taken(register.found(name), register.name, register.as_at, within)


Step = Iterator[tuple[Part, str, Sure, Sure]]


def _between(earlier: Register, later: Register, name: str, before: _Snapshot, after: _Snapshot) -> tuple[Share, ...]:
    """The three steps: what is known otherwise, what passed, and what another rule makes of the later day."""
    held, within = _held_by(earlier, later), after.within
    known = _taken(figure_on(later, earlier.as_at, name, held), later.name, earlier.as_at, within)
    now = _snapshot(later, later.as_at, name, within)
    told = words_on(later, earlier.as_at, held)
    days = Days(later, earlier.as_at, later.as_at, told, _words(later, later.as_at))
    steps = (
        *_learnt(earlier, later, told, before.counts, known.counts),
        *_passed(days, name, known, now),
        *((Part.RE_SCOPED, key, one, other) for key, one, other in _moves(now.counts, after.counts)),
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


def _passed(days: Days, name: str, before: _Snapshot, after: _Snapshot) -> Step:
    """What moved between the days. Where it moved in the part alone, its members or services changed."""
    for key, one, other in _moves(before.counts, after.counts):
        stayed = before.counts is not before.whole and before.whole.get(key) is after.whole.get(key)
        yield Part.RE_SCOPED if stayed else by_time(days, key, other > one, name), key, one, other


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
        "by": change.within.by or None,
        "part": change.within.part or None,
        "divided": [asdict(line) for line in change.lines],
        "made_of": None if change.shares is None else [_share_json(share) for share in change.shares],
    }


def _share_json(share: Share) -> dict[str, object]:
    moved = [asdict(each) for each in share.moved]
    counts = {"certain": share.certain, "possible": share.possible}
    return {"part": share.part, "means": MEANINGS[share.part], **counts, "arrangements": moved}
