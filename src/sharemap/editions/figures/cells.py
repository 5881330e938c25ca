"""Reduces what contributes to a figure to the values of its cells: of each part of its dimensions and of its split.

In which of eight parts a subject lies is one byte. So contributions are counted once for each byte and each part of
the split, and these few counts then give those of eight parts. Where parts of the split are too many for that, it is
done for four parts at a time. Sums are of whole numbers, and exact.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sharemap.editions.definitions import Reducer
from sharemap.editions.figures.parts import Flags, Numbers, Parts, lying, taken, unpacked

Values: TypeAlias = npt.NDArray[np.float64]
Pair: TypeAlias = tuple[npt.NDArray[Any], npt.NDArray[Any]]
"""Of all that may contribute, and of what does for certain."""

PICKS = (Reducer.MEDIAN, Reducer.MAXIMUM)
_DENSE = 8
"""So many counts for each contribution are found faster by their place than by sorting."""
_AT_ONCE = 1 << 16
"""So many contributions are counted at a time: what is at hand then stays in the processor's own memory."""


@dataclass(frozen=True, slots=True)
class Cells:
    """For each part of a dimension and each of the split: the values, and how many contribute.

    A value is not a number where nothing contributes.
    """

    low: Values
    high: Values
    certain: Values
    possible: Values

    def of(self, parts: slice) -> Cells:
        """The cells of some of the parts."""
        return Cells(self.low[parts], self.high[parts], self.certain[parts], self.possible[parts])


@dataclass(frozen=True, slots=True)
class Rows:
    """Contributions: the part of the split in which each lies, one of `splits`, whether it is certain, its value.

    They are counted faster where those of near parts are together.
    """

    split: Numbers
    splits: int
    certain: Flags
    value: Values | None
    times: npt.NDArray[Any] | None = None
    """For how many each row stands; for one where it is None."""

    def by(self, unit: Numbers, units: int) -> tuple[Rows, Numbers]:
        """The same added up over the split for each unit, and the units."""
        sides = 1 if self.certain.all() else 2
        key = unit if sides == 1 else np.multiply(unit, 2, dtype=np.int64) + self.certain
        times = np.bincount(key, minlength=sides * units)
        kept = np.flatnonzero(times)
        value = None if self.value is None else np.bincount(key, self.value, sides * units)[kept].astype(np.float64)
        none, certain = np.zeros(len(kept), np.int32), (kept + 1) % sides == 0
        return Rows(none, 1, certain, value, times[kept]), kept // sides


class Adding:
    """Adds up rows for some parts after the other. `at_once`: for how many at a time."""

    def __init__(self, rows: Rows) -> None:
        self._splits = rows.splits
        self._sides = 1 if rows.certain.all() else 2
        counts = rows.splits * self._sides
        self.at_once = 8 if counts << 8 <= len(rows.split) else 4
        cell: npt.NDArray[Any] = rows.split if self._sides == 1 else 2 * rows.split + rows.certain
        self._cell = np.left_shift(cell, self.at_once, dtype=holding(counts << 8))

    def sums(self, parts: Parts, unit: Numbers, weights: Sequence[npt.NDArray[Any] | None]) -> list[Pair]:
        """Of each of the weights, 1 where it is None, a pair of arrays by part and part of the split."""
        possible = self._by_bits(parts, parts.possible[0], unit, weights)
        certain = self._by_bits(parts, parts.certain[0], unit, weights) if parts.doubtful else possible
        told = len(parts.words)
        return [self._pair(told, *each) for each in zip(possible, certain, strict=True)]

    def _pair(self, parts: int, possible: Values, certain: Values) -> Pair:
        if self._sides == 1 and certain is possible:
            every = _by_part(possible[:, 0], parts)
            return every, every
        return _by_part(possible.sum(axis=1), parts), _by_part(certain[:, -1], parts)

    def _by_bits(
        self, parts: Parts, bits: npt.NDArray[Any], unit: Numbers, weights: Sequence[npt.NDArray[Any] | None]
    ) -> list[Values]:
        """The sums for each part of the split, what is certain or not, and each number of so many bits."""
        shape = self._splits, self._sides, 1 << self.at_once
        held = [np.zeros(math.prod(shape)) for _ in weights]
        for start in range(0, len(self._cell), _AT_ONCE):
            rows = slice(start, start + _AT_ONCE)
            key = self._cell[rows] + bits.take(unit[rows])
            key -= (first := key.min())
            for told, weight in zip(held, weights, strict=True):
                found = np.bincount(key, None if weight is None else weight[rows])
                told[first : first + len(found)] += found
        return [told.reshape(shape) for told in held]


def _by_part(held: Values, parts: int) -> Values:
    """The sums over all numbers that have the bit of each part, from those of each number."""
    told = np.empty((held.shape[1].bit_length() - 1, len(held)))
    for part in reversed(range(len(told))):
        upper = held[:, 1 << part :]
        upper.sum(axis=1, out=told[part])
        held = held[:, : 1 << part] + upper
    return told[:parts]


class Added:
    """Counts, sums and means."""

    def __init__(self, rows: Rows, reducer: Reducer, split: Parts | None) -> None:
        """`split`: where its parts overlap; rows then say what lies in them."""
        self._adding, self._reducer = Adding(rows), reducer
        self._spread = _Spread(split) if split else None
        self._weights = [rows.times] if reducer is Reducer.COUNT else [rows.times, rows.value]

    @property
    def at_once(self) -> int:
        return self._adding.at_once

    def cells(self, parts: Parts, unit: Numbers) -> Cells:
        """The cells of some parts. `unit`: what lies in them, for each row."""
        pairs = self._adding.sums(parts, unit, self._weights)
        if self._spread:
            pairs = [self._spread.over(pair) for pair in pairs]
        (possible, certain), (high, low) = pairs[0], pairs[-1]
        if self._reducer is not Reducer.MEAN:
            return Cells(low, high, certain, possible)
        with np.errstate(invalid="ignore"):
            return _ordered((high / possible, low / certain), (possible, certain))


class _Spread:
    """Adds up for the parts of a split what was counted for each of its units."""

    def __init__(self, split: Parts) -> None:
        self._parts = len(split.words)
        self._possible = lying(split.possible)
        self._certain = lying(split.certain) if split.doubtful else self._possible

    def over(self, pair: Pair) -> Pair:
        possible = self._over(self._possible, pair[0])
        same = pair[0] is pair[1] and self._possible is self._certain
        return possible, possible if same else self._over(self._certain, pair[1])

    def _over(self, lies: tuple[Numbers, Numbers], held: Values) -> Values:
        part, unit = lies
        return np.array([np.bincount(part, row[unit], self._parts) for row in held])


class Picked:
    """Medians and maxima: what stands at a place among contributions in the order of their values.

    `steps`: the contributions, divided by each of the `values` in each of the `splits` parts of the split.
    """

    def __init__(self, steps: Rows, reducer: Reducer, values: Values, splits: int) -> None:
        self._last = reducer is Reducer.MAXIMUM
        dense = steps.splits << 8 <= _DENSE * len(steps.split)
        self._counted: _BySteps | _ByRows = (
            _BySteps(steps, values, splits) if dense else _ByRows(steps, values, splits)
        )

    @property
    def at_once(self) -> int:
        return self._counted.at_once

    def cells(self, parts: Parts, unit: Numbers) -> Cells:
        """The cells of some parts. `unit`: what lies in them, for each row."""
        counts = self._counted.counts(parts, unit)
        every, possible = some, certain = self._pick(counts[0])
        if counts[1] is not counts[0]:
            some, certain = self._pick(counts[1])
        return _ordered((every, some), (possible, certain))

    def _pick(self, held: npt.NDArray[Any]) -> Pair:
        """The value of each cell, and how many there are, from how many stand at each step."""
        upto = np.zeros((held.shape[0], held.shape[1] + 1))
        np.cumsum(held, axis=1, out=upto[:, 1:])
        before, until = upto[:, self._counted.ends[:-1]], upto[:, self._counted.ends[1:]]
        times = until - before
        first, second = (times, times) if self._last else (np.ceil(times / 2), np.floor(times / 2) + 1)
        low, high = (self._at(upto, before + place) for place in (first, second))
        return np.where(times > 0, (low + high) / 2, np.nan), times

    def _at(self, upto: Values, place: Values) -> Values:
        """The values at places, which count from 1."""
        values = self._counted.values
        steps = np.array([np.searchsorted(*each) - 1 for each in zip(upto, place, strict=True)])
        return values[np.minimum(steps, len(values) - 1)] if len(values) else np.full(place.shape, np.nan)


class _BySteps:
    """Contributions counted at each value of each part of the split. `ends`: where each part of the split begins."""

    def __init__(self, steps: Rows, values: Values, splits: int) -> None:
        self.values, self.ends = np.tile(values, splits), np.arange(splits + 1) * len(values)
        self._adding = Adding(steps)

    @property
    def at_once(self) -> int:
        return self._adding.at_once

    def counts(self, parts: Parts, unit: Numbers) -> Pair:
        return self._adding.sums(parts, unit, [None])[0]


class _ByRows:
    """The same where values are too many for that: each contribution stands for itself."""

    at_once = 8

    def __init__(self, steps: Rows, values: Values, splits: int) -> None:
        self._order = np.argsort(steps.split, kind="stable")
        split, self._certain = steps.split[self._order], steps.certain[self._order]
        self.values, self._sure = values[split % len(values)], bool(self._certain.all())
        self.ends = np.searchsorted(split, np.arange(splits + 1) * len(values))

    def counts(self, parts: Parts, unit: Numbers) -> Pair:
        width, unit = len(parts.words), unit[self._order]
        possible = unpacked(parts.possible[:, unit])[:width]
        if self._sure and not parts.doubtful:
            return possible, possible
        return possible, unpacked(parts.certain[:, unit])[:width] * self._certain


def cells_of(reduce: Added | Picked, parts: Parts, unit: Numbers) -> Cells:
    """The cells of all parts, of which there may be none. `unit`: what lies in them, for each row."""
    if not parts.words:
        return Cells(*[np.empty((0, 0))] * 4)
    some = [reduce.cells(each, unit) for each in parts.some(reduce.at_once)]
    return Cells(*(np.vstack([getattr(each, name) for each in some]) for name in Cells.__match_args__))


def ranked(value: Values) -> tuple[Values, Numbers]:
    """The values that there are, in order, and the place of each row's among them."""
    held = pa.array(value).dictionary_encode()
    found = held.dictionary.to_numpy()
    places = np.argsort(np.argsort(found)).astype(np.int32)
    return np.sort(found), taken(places, held.indices.to_numpy())


def holding(count: int) -> type[np.int32 | np.int64]:
    """The narrower kind of number that can count so far."""
    return np.int32 if count <= np.iinfo(np.int32).max else np.int64


def near_together(number: Numbers, count: int) -> Numbers:
    """The places of numbers below `count`, in an order in which near ones are together: by their eight first bits."""
    return np.argsort((number >> max(0, count.bit_length() - 8)).astype(np.uint8), kind="stable")


def _ordered(values: Pair, times: Pair) -> Cells:
    """Of what is certain and of all, the lower value first; of all alone where none is certain."""
    every, some = values
    return Cells(np.fmin(some, every), np.fmax(some, every), times[1], times[0])
