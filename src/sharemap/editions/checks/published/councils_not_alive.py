"""Finds more councils than were alive on the day, or a number of all councils that was not theirs that day."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.published import notes
from sharemap.editions.checks.published.series import Series, days, key_of, warning


def find(series: Series) -> Iterator[Finding]:
    for row in series.figures:
        seen = {series.councils_on(days(row).earliest), series.councils_on(days(row).latest)}
        said = notes.councils_said(row)
        if row.unit == "councils" and row.value > max(seen):
            sentence = f"{number(row.value)} councils are counted; {max(seen)} were alive that day."
            yield warning(row.edition, key_of(row), sentence, [row])
        if said is not None and said not in seen and "council" in row.measure:
            sentence = f"It is out of {number(said)} councils; {max(seen)} were alive that day."
            yield warning(row.edition, key_of(row), sentence, [row])
