"""Finds a rise that the values of its own edition and the one before do not give."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.published.series import INCREASE, Series, key_of, numbers, warning
from sharemap.register.published import PublishedFigure

_ROUNDING = 1.0
"""Each of the three numbers may have been rounded to a whole."""


def find(series: Series) -> Iterator[Finding]:
    for row in series.figures:
        if row.measure.endswith(INCREASE):
            yield from _against_values(series, row)


def _against_values(series: Series, row: PublishedFigure) -> Iterator[Finding]:
    key = key_of(row).of(_stock(series, row))
    before = series.edition_before(row.edition, key)
    now, then = series.told(row.edition, key), series.told(before, key) if before else []
    rises = [after - earlier for after, earlier in product(now, then)]
    if rises and all(abs(rise - row.value) >= _ROUNDING for rise in rises):
        sentence = (
            f"A rise of {number(row.value)} is printed ({key.words}); {before} was {numbers(then)} and "
            f"{row.edition} {numbers(now)}, which is a rise of {numbers(dict.fromkeys(rises))}."
        )
        yield warning(row.edition, key_of(row), sentence, [row])


def _stock(series: Series, row: PublishedFigure) -> str:
    """The measure that rose: `savings_increase` speaks of `savings_cumulative`."""
    stem = row.measure.removesuffix(INCREASE)
    return f"{stem}_cumulative" if any(key.measure == f"{stem}_cumulative" for key in series.keys) else stem
