"""What contributes to a figure, as arrays, and the cells that come of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import accumulate, pairwise

import numpy as np

from sharemap.editions.definitions import Definition, Reducer
from sharemap.editions.figures import parts
from sharemap.editions.figures.cells import (
    PICKS,
    Added,
    Cells,
    Picked,
    Rows,
    Values,
    cells_of,
    holding,
    near_together,
    ranked,
)
from sharemap.editions.figures.parts import Flags, Numbers, Parts, taken

_WHOLE = parts.whole()


@dataclass(frozen=True, slots=True)
class Dividing:
    """A dimension: the parts, and what lies in them, as many as `units`: arrangements, bodies or sorts of claims.

    `key`: which of these. `adds`: each lies in one part.
    """

    key: str
    units: int
    parts: Parts
    adds: bool


@dataclass(frozen=True)
class Divisions:
    """The dimensions by name; as "" the whole."""

    named: Mapping[str, Dividing]
    _joined: dict[tuple[str, ...], Parts] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Dividing:
        return self.named[name] if name else Dividing("", 1, _WHOLE, adds=True)

    def alike(self, each: Definition, whole: bool) -> Iterator[tuple[Dividing, dict[str, slice]]]:
        """Those of a figure that divide the same, as one, and where in it the parts of each are."""
        named = defaultdict[tuple[str, bool], list[str]](list)
        for name in each.dimensions:
            named[self[name].key, self[name].parts.doubtful].append(name)
        groups = [tuple(names) for names in named.values()] or [()]
        for names in [("", *groups[0]), *groups[1:]] if whole else groups:
            by = self[names[-1]]
            ends = accumulate((len(self[name].parts.words) for name in names), initial=0)
            places = (slice(*each) for each in pairwise(ends))
            yield (
                Dividing(by.key, by.units, self._of(names, by.units), adds=False),
                dict(zip(names, places, strict=True)),
            )

    def _of(self, names: tuple[str, ...], units: int) -> Parts:
        if names not in self._joined:
            several = [self[name].parts if name else parts.whole(units) for name in names]
            self._joined[names] = parts.joined(several)
        return self._joined[names]


@dataclass(frozen=True, slots=True)
class Contributed:
    """The contributions that a query gave: whether each is certain, its value, and by `key` the unit it lies with."""

    certain: Flags
    value: Values
    units: Mapping[str, Numbers]

    def cells(self, each: Definition, divisions: Divisions) -> Mapping[str, Cells]:
        """The cells of a figure by dimension; of its whole, which has no name, too.

        Not of the whole of a count, which is plain.
        """
        found = dict[str, Cells]()
        all_of = cache(partial(self._all, each, divisions[each.split]))
        plain = each.reducer is Reducer.COUNT and not each.split
        for by, places in divisions.alike(each, whole=not plain):
            reduce, unit = self._gathered(each, by) or self._placed(*all_of(), by)
            cells = cells_of(reduce, by.parts, unit)
            found |= {name: cells.of(place) for name, place in places.items()}
        return found

    def _gathered(self, each: Definition, by: Dividing) -> tuple[Added, Numbers] | None:
        """What only adds up, and is not split, is added up for each unit first where that leaves fewer."""
        if each.reducer in PICKS or each.split or by.units >= len(self.certain):
            return None
        value = None if each.reducer is Reducer.COUNT else self.value
        gathered, unit = Rows(self.units[""], 1, self.certain, value).by(self.units[by.key], by.units)
        return Added(gathered, each.reducer, None), unit

    def _placed(self, reduce: Added | Picked, order: Numbers | None, by: Dividing) -> tuple[Added | Picked, Numbers]:
        unit = self.units[by.key]
        return reduce, unit if order is None else taken(unit, order)

    def _all(self, each: Definition, split: Dividing) -> tuple[Added | Picked, Numbers | None]:
        """All contributions, and the order in which they are reduced; None is that of the query."""
        number, splits, overlapping = self._split(split)
        if each.reducer in PICKS:
            values, rank = ranked(self.value)
            count = splits * len(values)
            step = np.multiply(number, len(values), dtype=holding(count)) + rank
            steps, order = self._rows(step, count, None)
            return Picked(steps, each.reducer, values, splits), order
        rows, order = self._rows(number, splits, self.value)
        return Added(rows, each.reducer, overlapping), order

    def _rows(self, number: Numbers, splits: int, value: Values | None) -> tuple[Rows, Numbers | None]:
        if splits == 1:
            return Rows(number, splits, self.certain, value), None
        order = near_together(number, splits)
        certain = self.certain if self.certain.all() else self.certain[order]
        return Rows(taken(number, order), splits, certain, None if value is None else taken(value, order)), order

    def _split(self, split: Dividing) -> tuple[Numbers, int, Parts | None]:
        """The part of the split of each contribution and how many there are.

        Where parts overlap it is what lies in those that are given then.
        """
        number = self.units[split.key]
        if split.adds:
            return taken(split.parts.numbers().astype(np.int32), number), len(split.parts.words), None
        there = np.bincount(number, minlength=split.units) > 0
        places = np.cumsum(there, dtype=np.int32) - 1
        return taken(places, number), int(there.sum()), split.parts.of(np.flatnonzero(there))
