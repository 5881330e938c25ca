"""How far an amount may lie from others like it: robust limits, on the scale on which twice and half are as far."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

FEWEST = 8
"""Fewer amounts than this say nothing about what is usual."""
_WIDTHS = 3.5
_TO_DEVIATION = 1.4826
_LEAST_DEVIATION = 1.0
"""Where a few amounts happen to be much alike, one of 30 times as much is still the least that is far."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some amounts, and how many times more or less than it is still usual."""

    middle: float
    limit: float
    number: int

    def times(self, amount: float) -> float:
        """How many times more (or, below one, less) than the middle, if that is out of the usual; else 1."""
        times = amount / self.middle
        return 1.0 if 1 / self.limit <= times <= self.limit else times


def spread_of(amounts: Sequence[float]) -> Spread | None:
    """The spread of amounts above nought; None for too few."""
    scaled = [math.log(amount) for amount in amounts if amount > 0]
    if len(scaled) < FEWEST:
        return None
    middle = median(scaled)
    deviation = _TO_DEVIATION * median(abs(each - middle) for each in scaled)
    return Spread(math.exp(middle), math.exp(_WIDTHS * max(deviation, _LEAST_DEVIATION)), len(scaled))


def far(times: float) -> str:
    """`59 times` or `one 86th of`, to be followed by “the median”."""
    return f"{times:,.0f} times" if times > 1 else f"1/{1 / times:,.0f} of"
