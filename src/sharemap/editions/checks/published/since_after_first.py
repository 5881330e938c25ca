"""Finds a running total said to count since a year that is later than the first edition."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.published import notes
from sharemap.editions.checks.published.series import WHOLE, Series, key_of, warning


def find(series: Series) -> Iterator[Finding]:
    for row in series.figures:
        since = notes.since(row)
        total = row.breakdown == WHOLE and row.measure.endswith(("_cumulative", "_total"))
        if total and since and since > series.editions[0]:
            sentence = (
                f"The total is said to count since {since}, but an edition of {series.editions[0]} was printed."
            )
            yield warning(row.edition, key_of(row), sentence, [row])
