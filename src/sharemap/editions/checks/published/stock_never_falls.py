"""Finds a count of arrangements that only rose between two editions, though our register knows of some that ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sharemap.editions.checks.finding import Finding, counted, joined, number
from sharemap.editions.checks.published.series import Series, days, warning
from sharemap.register.rows import Arrangement


def find(series: Series) -> Iterator[Finding]:
    for key in filter(None, [series.only("arrangements")]):
        for before, after in pairwise(each for each in series.editions if series.values(each, key)):
            one = max(series.printed(before, key), key=lambda row: row.value)
            other = min(series.printed(after, key), key=lambda row: row.value)
            ended = _ended(series, days(one).latest, days(other).earliest)
            if ended and other.value >= one.value:
                sentence = (
                    f"It went from {number(one.value)} ({before}) to {number(other.value)}, while "
                    f"{counted(len(ended), 'arrangement')} ended that our register knows: "
                    f"{joined([f'{each.name} ({each.id})' for each in ended])}."
                )
                yield warning(after, key, sentence, [one, other])


def _ended(series: Series, first: date, last: date) -> list[Arrangement]:
    """Those that had started by the first day and were no more by the last, and that cannot have ended otherwise."""
    return [
        row
        for row in series.arrangements
        if row.starts_on and row.starts_on.latest <= first
        if row.ends_before and first < row.ends_before.earliest and row.ends_before.latest <= last
    ]
