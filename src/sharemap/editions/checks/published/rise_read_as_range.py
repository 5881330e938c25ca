"""Finds two rises of one edition retold as a rise from the one to the other."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.published import notes
from sharemap.editions.checks.published.series import INCREASE, PREVIOUS, Series, key_of, warning
from sharemap.register.published import PublishedFigure


def find(series: Series) -> Iterator[Finding]:
    for row in series.figures:
        rises = {each.value for each in series.figures if each.edition == row.edition and _is_rise(each)}
        for low, high in _ranges(series, row):
            if low != high and {low, high} <= rises:
                sentence = (
                    f"“{number(low)} to {number(high)}” is told, but +{number(low)} and +{number(high)} are "
                    f"the rises of two parts in {row.edition}."
                )
                yield warning(row.edition, key_of(row), sentence, [row])


def _is_rise(row: PublishedFigure) -> bool:
    return row.measure.endswith(INCREASE)


def _ranges(series: Series, row: PublishedFigure) -> list[tuple[float, float]]:
    """Every pair of from and to: in its note, or the previous value of the part with this one."""
    key = key_of(row)
    previous = series.values(row.edition, key.of(key.measure + PREVIOUS))
    return notes.ranges(row) + [(value, row.value) for value in previous]
