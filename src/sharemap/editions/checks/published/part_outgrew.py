"""Finds a part that grew by more than the whole, or tripled within two years while the whole did not double."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.published.series import INCREASE, WHOLE, Key, Series, warning

MOST_YEARS = 2
_EXAMPLES = ("arrangement", "study")
"""Single arrangements are named as examples; they are no parts that the whole is divided into."""


def find(series: Series) -> Iterator[Finding]:
    for edition in series.editions:
        for key in series.keys:
            if key.breakdown not in (WHOLE, *_EXAMPLES):
                why = [*_more_than_whole(series, edition, key), *_tripled(series, edition, key)]
                if why:
                    rows = [*series.printed(edition, key), *series.printed(edition, key.of(key.measure + INCREASE))]
                    yield warning(edition, key, f"{key.part}: {'; '.join(why)}. Growth, or collection?", rows)


def _more_than_whole(series: Series, edition: int, key: Key) -> Iterator[str]:
    whole = series.only(key.measure)
    before = series.edition_before(edition, whole) if whole else None
    for rise in series.values(edition, key.of(key.measure + INCREASE)):
        now, then = (series.values(each, whole) if whole and each else [] for each in (edition, before))
        if now and then and rise > max(now) - min(then):
            yield f"it rose by {number(rise)}, the whole by {number(max(now) - min(then))} since {before}"


def _tripled(series: Series, edition: int, key: Key) -> Iterator[str]:
    whole = series.only(key.measure)
    before = series.edition_before(edition, key)
    if not whole or before is None or edition - before > MOST_YEARS or not series.values(edition, key):
        return
    part_then, part_now = max(series.told(before, key)), min(series.values(edition, key))
    then, now = series.values(before, whole), series.values(edition, whole)
    if then and now and part_now >= 3 * part_then and max(now) < 2 * min(then):
        yield (
            f"it went from {number(part_then)} to {number(part_now)} within {edition - before} years, "
            f"the whole from {number(min(then))} to {number(max(now))}"
        )
