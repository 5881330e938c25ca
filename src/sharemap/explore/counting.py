"""Counts how often each value of a facet comes among chosen arrangements: values stand as numbers in a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from sharemap.explore.sets import Set


class Values:
    """The values that each arrangement has, by position. `order`: all values, as they are offered."""

    def __init__(self, rows: Iterable[Iterable[str]], order: Iterable[str]) -> None:
        self.order: Sequence[str] = tuple(order)
        number = {value: place for place, value in enumerate(self.order)}
        held = [{number[value] for value in row} for row in rows]
        self._numbers = np.array([each for row in held for each in sorted(row)], dtype=np.intp)
        self._starts = np.array([0, *accumulate(map(len, held))], dtype=np.int64)
        self._one_each = all(len(row) == 1 for row in held)

    def counts(self, chosen: Set) -> dict[str, int]:
        """The values that the chosen have, in order, with how many have each."""
        places = np.frombuffer(chosen.to_array(), dtype=np.uint32)
        held = places if self._one_each else self._of(places)
        found = np.bincount(self._numbers[held])
        met = found.nonzero()[0]
        return {self.order[number]: count for number, count in zip(met.tolist(), found[met].tolist(), strict=True)}

    def _of(self, places: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
        """Where the values of some arrangements stand."""
        firsts = self._starts[places]
        many = self._starts[places + 1] - firsts
        # The n-th of all that the chosen have: where its arrangement's begin, and how many of its own went before.
        found: npt.NDArray[np.int64] = np.repeat(firsts - (np.cumsum(many) - many), many)
        return found + np.arange(len(found))
