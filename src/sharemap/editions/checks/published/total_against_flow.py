"""Finds a running total that rose between two editions by much more or less than was saved in the year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.published.series import Series, key_of, numbers, warning

_FLOW, _TOTAL = "savings_in_year", "savings_cumulative"
TOLERANCE = 1.25


def find(series: Series) -> Iterator[Finding]:
    for row in series.figures:
        key = key_of(row).of(_TOTAL)
        before = series.edition_before(row.edition, key) if row.measure == _FLOW else None
        # Over two years or more the rise is more than one year's saving.
        if before != row.edition - 1:
            continue
        now, then = series.values(row.edition, key), series.values(before, key)
        rises = [after - earlier for after, earlier in product(now, then)]
        if rises and not any(row.value / TOLERANCE <= rise <= row.value * TOLERANCE for rise in rises):
            sentence = (
                f"{number(row.value)} was saved in the year, but the total rose by {numbers(rises)}, from "
                f"{numbers(then)} in {before} to {numbers(now)}."
            )
            yield warning(row.edition, key_of(row), sentence, [row, *series.printed(row.edition, key)])
