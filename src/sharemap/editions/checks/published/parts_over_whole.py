"""Finds parts that add up to more than the whole of their edition, where parts should not overlap or hardly can."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.bodies.directory import grouped
from sharemap.editions.checks.finding import Finding, counted, number
from sharemap.editions.checks.published.series import INCREASE, WHOLE, Key, Series, warning

_OVERLAPPING = {
    "region": "An arrangement may be in several regions, so this may be overlap",
    "partner_type": "An arrangement may have partners of several types, so this may be overlap",
}
_NOT_ADDED = (WHOLE, "service", "arrangement", "study")
"""An arrangement covers as many services as it likes; single arrangements are examples."""


def find(series: Series) -> Iterator[Finding]:
    divided = [key for key in series.keys if key.breakdown not in _NOT_ADDED]
    for keys in grouped(divided, lambda key: f"{key.measure}|{key.breakdown}").values():
        for edition in series.editions:
            yield from _against_whole(series, edition, keys)


def _against_whole(series: Series, edition: int, keys: tuple[Key, ...]) -> Iterator[Finding]:
    rows = [row for key in keys for row in series.printed(edition, key)[-1:]]
    total, whole = sum(row.value for row in rows), _whole(series, edition, keys[0].measure)
    if len(rows) > 1 and whole is not None and total > whole:
        breakdown = keys[0].breakdown
        sentence = (
            f"{counted(len(rows), 'part')} by {breakdown} add up to {number(total)}, the whole is "
            f"{number(whole)}. {_OVERLAPPING.get(breakdown, 'These parts do not overlap')}."
        )
        yield warning(edition, Key(keys[0].measure, breakdown, f"by {breakdown}"), sentence, rows)


def _whole(series: Series, edition: int, measure: str) -> float | None:
    """The largest whole of the edition; of a rise, what it can have been at least."""
    wholes = [key for key in series.keys if key.breakdown == WHOLE]
    for key in wholes:
        if key.measure == measure and series.values(edition, key):
            return max(series.values(edition, key))
    for key in wholes:
        before = series.edition_before(edition, key)
        if key.measure + INCREASE == measure and before and series.values(edition, key):
            return max(series.values(edition, key)) - max(series.told(before, key))
    return None
