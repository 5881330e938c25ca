"""From contributions to values: whole, by the split, and for every part of every dimension."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tests.editions.recount.dimensions import DIMENSIONS, Parts
from tests.editions.recount.facts import Facts
from tests.editions.recount.figures import FIGURES, Contributions

Held = list[tuple[bool, float]]
Value = tuple[float | None, float | None, int, int]
"""Lowest, highest, how many contribute for certain, how many may."""
Cell = tuple[str, str, str]
"""Part of the split, dimension, part."""

_REDUCERS: Mapping[str, Callable[[list[float]], float]] = {
    "count": len,
    "sum": sum,
    "median": statistics.median,
    "mean": statistics.fmean,
    "maximum": max,
}


def value(reducer: str, held: Held) -> Value:
    """A count or sum runs from what is certain to all; others lie between those two, whichever is lower.

    Nothing has no sum and no middle; where nothing is certain, what may be stands alone.
    """
    every, sure = [number for _, number in held], [number for certain, number in held if certain]
    reduce = _REDUCERS[reducer]
    if reducer != "count" and not every:
        return None, None, 0, 0
    high = float(reduce(every))
    low = float(reduce(sure)) if sure or reducer in ("count", "sum") else high
    return min(low, high), max(low, high), len(sure), len(every)


def whole(name: str, made: Contributions) -> Value:
    found = value(FIGURES[name].reducer, list(made.values()))
    return (None, None, *found[2:]) if FIGURES[name].split else found


@dataclass(frozen=True)
class Divider:
    """Divides the figures of one register."""

    facts: Facts

    @cached_property
    def parts(self) -> Mapping[str, Parts]:
        """The parts of every dimension."""
        return {name: each.parts(self.facts) for name, each in DIMENSIONS.items()}

    def breakdowns(self, name: str, made: Contributions, dimensions: Iterable[str]) -> dict[Cell, Value]:
        """The value of a figure for each part of the dimensions, within each part of its split."""
        cells: dict[Cell, Held] = defaultdict(list)
        for subject, (certain, number) in made.items():
            for cell, there in self._cells(FIGURES[name].split, subject, list(dimensions)):
                cells[cell].append((certain and there, number))
        return {cell: value(FIGURES[name].reducer, held) for cell, held in cells.items()}

    def _cells(self, split: str, subject: str, dimensions: Iterable[str]) -> Iterator[tuple[Cell, bool]]:
        for within, sure in self._parts_of(split, subject).items() if split else [("", True)]:
            if split:
                yield (within, "", ""), sure
            for dimension in dimensions:
                for part, there in self._parts_of(dimension, subject).items():
                    yield (within, dimension, part), sure and there

    def _parts_of(self, dimension: str, subject: str) -> dict[str, bool]:
        """Of what a subject leads to: a claim to its arrangement, a membership to its arrangement or its body."""
        divided = DIMENSIONS[dimension].subject
        if subject in self.facts.claims and divided == "arrangement":
            subject = self.facts.claims[subject].arrangement
        elif "/" in subject:
            subject = subject.split("/")[divided == "body"]
        return self.parts[dimension].get(subject, {})
