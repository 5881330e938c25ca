"""Which starts or ends may lie in some years, as sets: a look-up for any span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate
from operator import or_

from sharemap.explore.sets import NOTHING, Set

Span = tuple[int, int]


class Years:
    """By position: the first and the last year in which it may have been; None where that is not known."""

    def __init__(self, spans: Iterable[Span | None]) -> None:
        self.spans = tuple(spans)
        self._firsts, by_first = _gathered(self.spans, 0)
        self._lasts, by_last = _gathered(self.spans, 1)
        self._not_after: list[Set] = [NOTHING, *accumulate(by_first, or_)]
        self._not_before: list[Set] = [*reversed([NOTHING, *accumulate(reversed(by_last), or_)])]

    def within(self, first: int | None, last: int | None) -> Set:
        """Those that may lie in the years, both included; what is not dated never does."""
        begun = self._not_after[-1 if last is None else bisect_right(self._firsts, last)]
        going_on = self._not_before[0 if first is None else bisect_left(self._lasts, first)]
        return begun & going_on


def _gathered(spans: tuple[Span | None, ...], side: int) -> tuple[list[int], list[Set]]:
    """The years on one side, in order, and the set of each."""
    found: dict[int, list[int]] = defaultdict(list)
    for place, span in enumerate(spans):
        if span:
            found[span[side]].append(place)
    years = sorted(found)
    return years, [Set(found[year]) for year in years]
