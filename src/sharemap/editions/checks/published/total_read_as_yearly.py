"""Finds a total or a rise of totals that was retold as the saving of one year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.published.series import Series, key_of, warning

_TOTALS = ("savings_cumulative", "savings_total", "savings_increase")
_A_YEAR = re.compile(r"'(?:last year|a year|per year|in \d{4})'")


def find(series: Series) -> Iterator[Finding]:
    for row in series.figures:
        retold = _A_YEAR.search(row.note) if row.measure in _TOTALS else None
        if retold:
            sentence = (
                f"{number(row.value)} {row.unit} is a running total or its rise, but was retold as saved {retold[0]}."
            )
            yield warning(row.edition, key_of(row), sentence, [row])
