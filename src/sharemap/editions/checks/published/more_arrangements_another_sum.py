"""Finds an edition printed twice, with more arrangements and with another sum of savings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sharemap.editions.checks.finding import Finding, joined, number
from sharemap.editions.checks.published.series import WHOLE, Key, Series, warning
from sharemap.register.published import PublishedFigure


def find(series: Series) -> Iterator[Finding]:
    for count, money in _wholes(series):
        for edition in series.editions:
            pairs = _printed_together(series, edition, count, money)
            steps = [_step(one, other) for one, other in pairwise(pairs)]
            if any(steps):
                sentence = f"The {edition} edition was printed {joined([step for step in steps if step])}."
                yield warning(edition, money, sentence, [row for pair in pairs for row in pair])


def _wholes(series: Series) -> Iterator[tuple[Key, Key]]:
    for key in series.keys:
        if key.measure == "savings_cumulative" and key.breakdown == WHOLE:
            yield key.of("arrangements"), key


def _printed_together(
    series: Series, edition: int, count: Key, money: Key
) -> list[tuple[PublishedFigure, PublishedFigure]]:
    """The count and the sum of each page that gives both, the smallest count first."""
    sums = {row.url: row for row in series.printed(edition, money)}
    pairs = [(row, sums[row.url]) for row in series.printed(edition, count) if row.url in sums]
    return sorted(pairs, key=lambda pair: (pair[0].value, pair[1].value))


def _step(one: tuple[PublishedFigure, PublishedFigure], other: tuple[PublishedFigure, PublishedFigure]) -> str:
    """From one printing to the next, with what each arrangement more would save; blank if one of the two stood."""
    more, sum_more = other[0].value - one[0].value, other[1].value - one[1].value
    if not more or not sum_more:
        return ""
    return (
        f"with {number(one[0].value)} arrangements and £{number(one[1].value)}m, then with "
        f"{number(other[0].value)} and £{number(other[1].value)}m (£{number(sum_more / more)}m for each one more, "
        f"against £{number(one[1].value / one[0].value)}m on average)"
    )
