"""Finds a percentage, or a rise in one, that its own numerator and denominator do not give."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.published import notes
from sharemap.editions.checks.published.series import INCREASE_PCT, Key, Series, days, key_of, numbers, warning
from sharemap.register.published import PublishedFigure

_ROUNDING = 0.5
_SHARE = "pct_councils_sharing"
_COUNT = "councils_sharing"


def find(series: Series) -> Iterator[Finding]:
    for row in series.figures:
        for sentence in (*_share(series, row), *_growth(series, row), *_points(row)):
            yield warning(row.edition, key_of(row), sentence, [row])


def _share(series: Series, row: PublishedFigure) -> Iterator[str]:
    """Councils that share, of the principal councils of England alive that day."""
    counts = series.values(row.edition, key_of(row).of(_COUNT)) if row.measure == _SHARE else []
    alive = series.councils_on(days(row).latest)
    shares = [100 * count / alive for count in counts if alive]
    if shares and not _given(row.value, shares):
        yield (
            f"{number(row.value)} per cent is printed; {numbers(counts)} of the {alive} councils alive that day are "
            f"{numbers(shares)} per cent."
        )


def _growth(series: Series, row: PublishedFigure) -> Iterator[str]:
    if not row.measure.endswith(INCREASE_PCT):
        return
    for key in _counts(series, row):
        now = series.values(row.edition, key)
        then = [value for each in series.editions if each < row.edition for value in series.values(each, key)]
        rises = [100 * (after - earlier) / earlier for after, earlier in product(now, then) if earlier]
        if rises and not _given(row.value, rises):
            yield (
                f"A rise of {number(row.value)} per cent is printed; from {numbers(dict.fromkeys(then))} to "
                f"{numbers(now)} ({key.words}) it is {numbers(dict.fromkeys(round(rise, 1) for rise in rises))}."
            )


def _counts(series: Series, row: PublishedFigure) -> list[Key]:
    """What may have risen: `councils_increase_pct` speaks of `councils_sharing`."""
    stem = row.measure.removesuffix(INCREASE_PCT)
    wanted = (stem, f"{stem}_sharing", f"{stem}_cumulative")
    return [key for key in series.keys if key.measure in wanted and key == key_of(row).of(key.measure)]


def _points(row: PublishedFigure) -> Iterator[str]:
    said = notes.points(row)
    if said and abs(row.value - said[1] - said[0]) > _ROUNDING:
        points, before = said
        yield (
            f"A rise of {number(points)} points is printed; from {number(before)} to {number(row.value)} per cent it "
            f"is {number(row.value - before)}."
        )


def _given(printed: float, computed: list[float]) -> bool:
    return any(abs(printed - each) <= _ROUNDING for each in computed)
