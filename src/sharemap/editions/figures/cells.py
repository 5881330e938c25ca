"""Reduces what contributes to a figure to the values of its cells: of each part of its dimensions and of its split.

In which of eight parts a subject lies is one byte. So contributions are counted once for each byte and each part of
the split, and these few counts then give those of eight parts. Sums are of whole numbers, and exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sharemap.editions.definitions import Reducer
from sharemap.editions.figures.parts import Flags, Numbers, Parts, unpacked

Values: TypeAlias = npt.NDArray[np.float64]
Pair: TypeAlias = tuple[npt.NDArray[Any], npt.NDArray[Any]]
"""Of all that may contribute, and of what does for certain."""

_DENSE = 8
"""So many counts for each contribution are gathered faster by their place than by sorting."""


@dataclass(frozen=True, slots=True)
class Cells:
    """For each part of a dimension and each of the split: the values, and how many contribute.

    A value is not a number where nothing contributes.
    """

    low: Values
    high: Values
    certain: Values
    possible: Values


@dataclass(frozen=True, slots=True)
class Rows:
    """Contributions: the part of the split in which each lies, one of `splits`, whether it is certain, its value."""

    split: Numbers
    splits: int
    certain: Flags
    value: Values
    times: npt.NDArray[Any] | None = None
    """For how many each row stands; for one where it is None."""

    def by(self, unit: Numbers, units: int) -> tuple[Rows, Numbers]:
        """The same added up over the split for each unit, and the units."""
        sides = 1 if self.certain.all() else 2
        key = unit if sides == 1 else np.multiply(unit, 2, dtype=np.int64) + self.certain
        times = np.bincount(key, minlength=sides * units)
        value = np.bincount(key, self.value, sides * units).astype(np.float64)
        kept = np.flatnonzero(times)
        none, certain = np.zeros(len(kept), np.int64), (kept + 1) % sides == 0
        return Rows(none, 1, certain, value[kept], times[kept]), kept // sides


class Adding:
    """Adds up rows for one eight of parts after the other."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._sides = 1 if rows.certain.all() else 2
        self._cell = rows.split.astype(np.int64)
        if self._sides == 2:
            self._cell *= 2
            self._cell += rows.certain
        # Ten million numbers are written over sooner than room is found for others.
        self._key = np.empty_like(self._cell)

    def sums(self, parts: Parts, unit: Numbers, weights: Sequence[npt.NDArray[Any] | None]) -> list[Pair]:
        """Of each of the weights, 1 where it is None, a pair of arrays by part and part of the split."""
        width = 1 << len(parts.words)
        key = np.multiply(self._cell, width, out=self._key)
        sure = key + parts.certain[0][unit] if parts.doubtful else key
        key += parts.possible[0][unit]
        return [self._pair(key, sure, weight, width) for weight in weights]

    def _pair(self, key: Numbers, sure: Numbers, weight: npt.NDArray[Any] | None, width: int) -> Pair:
        possible = self._by_byte(key, weight, width)
        if self._sides == 1 and sure is key:
            every = _by_part(possible[:, 0])
            return every, every
        certain = self._by_byte(sure, weight, width) if sure is not key else possible
        return _by_part(possible.sum(axis=1)), _by_part(certain[:, -1])

    def _by_byte(self, key: Numbers, weight: npt.NDArray[Any] | None, width: int) -> npt.NDArray[Any]:
        shape = self._rows.splits, self._sides, width
        return np.bincount(key, weight, shape[0] * shape[1] * width).reshape(shape)


def _by_part(held: npt.NDArray[Any]) -> Values:
    """The sums over all bytes that have the bit of each part, from those of each byte."""
    told = np.empty((held.shape[1].bit_length() - 1, len(held)))
    for within in reversed(told):
        without, upper = np.hsplit(held, 2)
        upper.sum(axis=1, out=within)
        held = without + upper
    return told


class Added:
    """Counts, sums and means."""

    def __init__(self, rows: Rows, reducer: Reducer, split: Parts | None) -> None:
        """`split`: where its parts overlap; rows then say what lies in them."""
        self._adding, self._reducer = Adding(rows), reducer
        self._spread = _Spread(split) if split else None
        self._weights = [rows.times] if reducer is Reducer.COUNT else [rows.times, rows.value]

    def cells(self, parts: Parts, unit: Numbers) -> Cells:
        """The cells of eight parts. `unit`: what lies in them, for each row."""
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
        self._possible = self._certain = np.nonzero(unpacked(split.possible))
        if split.doubtful:
            self._certain = np.nonzero(unpacked(split.certain))

    def over(self, pair: Pair) -> Pair:
        return self._over(self._possible, pair[0]), self._over(self._certain, pair[1])

    def _over(self, lies: tuple[npt.NDArray[np.intp], ...], held: Values) -> Values:
        part, unit = lies
        return np.array([np.bincount(part, row[unit], self._parts) for row in held])


class Picked:
    """Medians and maxima: what stands at a place among contributions in the order of their values."""

    def __init__(self, rows: Rows, reducer: Reducer) -> None:
        self._last = reducer is Reducer.MAXIMUM
        self._counted: _BySteps | _ByRows
        values, rank = _ranked(rows.value)
        steps = rows.splits * len(values)
        step = rows.split * np.int64(len(values)) + rank
        dense = steps * 256 <= _DENSE * len(step)
        self._counted = _BySteps(rows, values, step) if dense else _ByRows(rows, np.argsort(step, kind="stable"))

    def cells(self, parts: Parts, unit: Numbers) -> Cells:
        """The cells of eight parts. `unit`: what lies in them, for each row."""
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

    def __init__(self, rows: Rows, values: Values, step: Numbers) -> None:
        self.values, self.ends = np.tile(values, rows.splits), np.arange(rows.splits + 1) * len(values)
        self._adding = Adding(Rows(step, rows.splits * len(values), rows.certain, rows.value))

    def counts(self, parts: Parts, unit: Numbers) -> Pair:
        return self._adding.sums(parts, unit, [None])[0]


class _ByRows:
    """The same where values are too many for that: each contribution stands for itself."""

    def __init__(self, rows: Rows, order: npt.NDArray[np.intp]) -> None:
        self.values, self._order, self._certain = rows.value[order], order, rows.certain[order]
        self._sure = bool(self._certain.all())
        self.ends = np.searchsorted(rows.split[order], np.arange(rows.splits + 1))

    def counts(self, parts: Parts, unit: Numbers) -> Pair:
        width, unit = len(parts.words), unit[self._order]
        possible = unpacked(parts.possible[:, unit])[:width]
        if self._sure and not parts.doubtful:
            return possible, possible
        return possible, unpacked(parts.certain[:, unit])[:width] * self._certain


def _ranked(value: Values) -> tuple[Values, Numbers]:
    """The values that there are, in order, and the place of each row's among them."""
    held = pa.array(value).dictionary_encode()
    found = held.dictionary.to_numpy()
    return np.sort(found), np.argsort(np.argsort(found))[held.indices.to_numpy()]


def _ordered(values: Pair, times: Pair) -> Cells:
    """Of what is certain and of all, the lower value first; of all alone where none is certain."""
    every, some = values
    return Cells(np.fmin(some, every), np.fmax(some, every), times[1], times[0])


def reducing(reducer: Reducer, rows: Rows, split: Parts | None) -> Added | Picked:
    """What gives the cells of one eight of parts after the other."""
    return Picked(rows, reducer) if reducer in (Reducer.MEDIAN, Reducer.MAXIMUM) else Added(rows, reducer, split)
