"""What figures say of the edition before them, as a measure of its own or in the words `up from`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharemap.editions.checks.published import notes
from sharemap.editions.checks.published.series import PREVIOUS, Key, Series, key_of
from sharemap.register.published import PublishedFigure


@dataclass(frozen=True, slots=True)
class Said:
    """`value`: what `key` is said to have been in `edition_before`. `own`: what that edition printed."""

    row: PublishedFigure
    key: Key
    value: float
    edition_before: int
    own: list[float]


def said_before(series: Series) -> Iterator[Said]:
    """Every previous value that is told of an edition which the series holds."""
    for row in series.figures:
        key, value = _told(row)
        before = max((each for each in series.editions if each < row.edition), default=row.edition)
        own = series.values(before, key)
        if value is not None and own and before < row.edition:
            yield Said(row, key, value, before, own)


def _told(row: PublishedFigure) -> tuple[Key, float | None]:
    key = key_of(row)
    if row.measure.endswith(PREVIOUS):
        return key.of(row.measure.removesuffix(PREVIOUS)), row.value
    points = notes.points(row)
    return key, points[1] if points else notes.up_from(row)
