"""What contributes to a figure, as arrays, and the cells that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from sharemap.editions.definitions import Definition, Reducer
from sharemap.editions.figures.cells import Added, Cells, Picked, Rows, Values, reducing
from sharemap.editions.figures.parts import Flags, Numbers, Parts


@dataclass(frozen=True, slots=True)
class Dividing:
    """A dimension: the parts, and what lies in them, as many as `units`: arrangements, bodies or sorts of claims.

    `key`: which of these. `adds`: each lies in one part.
    """

    key: str
    units: int
    parts: Parts
    adds: bool


@dataclass(frozen=True, slots=True)
class Contributed:
    """The contributions that a query gave: whether each is certain, its value, and by `key` the unit it lies with."""

    certain: Flags
    value: Values
    units: Mapping[str, Numbers]

    def cells(self, each: Definition, dividing: Mapping[str, Dividing]) -> Iterator[tuple[str, Sequence[Cells]]]:
        """The cells of a figure by dimension, eight parts at a time: of its whole, which has no name, too.

        Not of the whole of a count, which is plain.
        """
        split, found = dividing[each.split], dict[str, tuple[Added | Picked, Numbers]]()
        rows, overlapping = self._rows(split)
        all_of = cache(partial(reducing, each.reducer, rows, overlapping))
        plain = each.reducer is Reducer.COUNT and not each.split
        for name in each.dimensions if plain else ("", *each.dimensions):
            by = dividing[name]
            if by.key not in found:
                found[by.key] = self._gathered(each, rows, by) or (all_of(), self.units[by.key])
            reduce, unit = found[by.key]
            yield name, [reduce.cells(parts, unit) for parts in by.parts.eights()]

    def _rows(self, split: Dividing) -> tuple[Rows, Parts | None]:
        """The contributions by the part of the split, or where parts overlap by what lies in those that are given."""
        number = self.units[split.key]
        if split.adds:
            return Rows(split.parts.numbers()[number], len(split.parts.words), self.certain, self.value), None
        there = np.bincount(number, minlength=split.units) > 0
        number = (np.cumsum(there) - 1)[number]
        return Rows(number, int(there.sum()), self.certain, self.value), split.parts.of(np.flatnonzero(there))

    def _gathered(self, each: Definition, rows: Rows, by: Dividing) -> tuple[Added | Picked, Numbers] | None:
        """What only adds up, and is not split, is added up for each unit first where that leaves fewer."""
        adds = each.reducer not in (Reducer.MEDIAN, Reducer.MAXIMUM) and not each.split
        if not adds or by.units >= len(self.value):
            return None
        gathered, unit = rows.by(self.units[by.key], by.units)
        return reducing(each.reducer, gathered, None), unit
