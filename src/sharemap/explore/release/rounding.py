"""The one rule by which a release rounds: counts not at all, pounds to three figures that count, the rest to a tenth;
always half up. What must add still adds after rounding."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

RULE = (
    "Counts are exact. Pounds are rounded half up to three figures that count, from a million in £m; the exact "
    "amount stands in the evidence. Averages are rounded half up to a tenth, percentages to a whole number. Where "
    "the parts of a table add, the rounded parts add too: what is left over goes to the largest remainders."
)
MILLION = 10**6


def pounds(amount: float) -> str:
    """`£1.25m`, `£776,000`, `£900`."""
    rounded = three_figures(amount)
    if rounded < MILLION:
        return f"£{rounded:,.0f}"
    text = f"{rounded / MILLION:,f}"
    return f"£{text.rstrip('0').rstrip('.') if '.' in text else text}m"


def three_figures(amount: float) -> Decimal:
    """The amount with three figures that count, half up; below a hundred whole pounds."""
    exact = Decimal(str(amount))
    unit = Decimal(10) ** max(exact.adjusted() - 2, 0)
    return (exact / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit


def tenth(value: float) -> str:
    """`7.9`, `5`."""
    return f"{Decimal(str(value)).quantize(Decimal('0.1'), ROUND_HALF_UP):,f}".removesuffix(".0")


def percent(part: float, whole: float) -> int:
    """To the nearest, half up; what is short of all is never said as all, and some never as none."""
    near = half_up(Fraction(str(part)) * 100 / Fraction(str(whole)))
    if near == 100 and part < whole:
        return 99
    return 1 if near == 0 and part else near


def percents(values: Sequence[int]) -> list[int]:
    """The percentages of parts that make a whole: they add to 100."""
    total = sum(values)
    return apportioned([Fraction(100 * value, total) for value in values]) if total else [0] * len(values)


def apportioned(exact: Sequence[Fraction]) -> list[int]:
    """Whole numbers next to the exact ones, that add to their rounded sum: largest remainders first."""
    whole = [floor(each) for each in exact]
    left = half_up(sum(exact, Fraction(0))) - sum(whole)
    order = sorted(range(len(exact)), key=lambda at: (whole[at] - exact[at], -exact[at], at))
    for at in order[:left]:
        whole[at] += 1
    return whole


def half_up(exact: Fraction) -> int:
    return floor(exact + Fraction(1, 2))
