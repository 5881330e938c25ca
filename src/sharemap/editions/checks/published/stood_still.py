"""Finds a count that three editions repeat to the digit while another count of theirs grew by a quarter or more."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.published.series import WHOLE, Key, Series, warning

RUN = 3
GROWTH = 1.25


def find(series: Series) -> Iterator[Finding]:
    wholes = [key for key in series.keys if key.breakdown == WHOLE]
    for key in wholes:
        editions = [each for each in series.editions if series.values(each, key)]
        for run in zip(*(editions[start:] for start in range(RUN)), strict=False):
            common = set.intersection(*(set(series.values(each, key)) for each in run))
            grew = [text for other in wholes if other != key for text in _grew(series, run, other)]
            if common and grew:
                sentence = (
                    f"{key.words}: {number(min(common))} in each edition of {run[0]} to {run[-1]}, while {grew[0]}."
                )
                rows = [row for each in run for row in series.printed(each, key) if row.value in common]
                yield warning(run[-1], key, sentence, rows)


def _grew(series: Series, run: tuple[int, ...], key: Key) -> Iterator[str]:
    first, last = series.values(run[0], key), series.values(run[-1], key)
    if first and last and min(last) >= GROWTH * max(first):
        yield f"{key.words} went from {number(max(first))} to {number(min(last))}"
