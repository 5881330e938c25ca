"""When figures carry a sentence and when they do not. Every refusal of a release rests on one of these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

ENOUGH = 5
PERCENT = 5
MOST_NAMED = 3
TIE = "A tie, or ranges that overlap"
TOO_FEW = "Too few rows for a middle value"
TOO_NARROW = f"Known of under {PERCENT}% of the arrangements"
NOT_KNOWN = "None is known"
"""Why a sentence is refused, in a few words."""
RULES = (
    "A range carries only what its low end carries: “most” needs more than half at the low end, of the whole at its "
    "high end.",
    "One number is called larger than another only if its low end lies above the other’s high end. So a tie names "
    "nobody, and ranges that overlap are not ranked.",
    f"A middle value needs at least {ENOUGH} rows.",
    f"An amount needs claims of at least {PERCENT}% of the arrangements known, of one rung and one kind; a sum also "
    "needs one year or span that the claims name.",
    "Where a claim is a range its upper end counts, and a sum that holds one is told as “up to”.",
    "A saving is told as made only in years that are over.",
    "A change is told with both numbers and with the parts that make it, never as a percentage alone.",
)


class Ranged(Protocol):
    """What lies between a low and a high end."""

    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


R = TypeVar("R", bound=Ranged)


def most(part: Ranged, whole: Ranged) -> bool:
    """More than half, whatever the truth within the ranges."""
    return 2 * part.low > whole.high


def above(one: Ranged, other: Ranged) -> bool:
    """Larger, whatever the truth within the ranges."""
    return one.low > other.high


def enough(rows: int) -> bool:
    """Whether a middle value of so many rows says anything."""
    return rows >= ENOUGH


def covered(arrangements: int, known: Ranged) -> bool:
    """Whether an amount rests on enough of the arrangements known."""
    return 100 * arrangements >= PERCENT * known.high


def over(first_year: int, day: date) -> bool:
    """Whether the financial year that starts in that year is over on the day."""
    return date(first_year + 1, 4, 1) <= day


def leaders(held: Sequence[R], at_most: int = MOST_NAMED) -> list[R]:
    """The largest, in order, as long as each lies above all that come after it."""
    ranked = sorted(held, key=lambda each: (-each.low, -each.high))
    found: list[R] = []
    for index, each in enumerate(ranked[:at_most]):
        if not all(above(each, other) for other in ranked[index + 1 :]):
            break
        found.append(each)
    return found
