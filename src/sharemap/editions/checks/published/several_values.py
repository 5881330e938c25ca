"""Finds one edition's measure and part printed with more than two values, or with two by one publisher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharemap.editions.checks.finding import Finding, joined, number
from sharemap.editions.checks.published.series import WHOLE, Key, Series, host, printing, warning
from sharemap.register.published import PublishedFigure


def find(series: Series) -> Iterator[Finding]:
    for edition in series.editions:
        for key in series.keys:
            rows = series.round_of(edition, key)
            values = {row.value for row in rows}
            if len(values) > 2 or (len(values) == 2 and len({host(row) for row in rows}) == 1):
                said = joined([printing(row) for row in _first_of_each(rows)])
                sentence = f"The {edition} edition has {len(values)} values of {key.words}: {said}"
                yield warning(edition, key, f"{sentence}{_same(series, edition, key)}.", rows)


def _first_of_each(rows: Sequence[PublishedFigure]) -> list[PublishedFigure]:
    return list({row.value: row for row in reversed(rows)}.values())[::-1]


def _same(series: Series, edition: int, key: Key) -> str:
    """What was printed more than once with the same value meanwhile, as if nothing had changed."""
    others = [other for other in series.keys if other != key and other.breakdown == key.breakdown == WHOLE]
    still = [other for other in others if len(series.printed(edition, other)) > 1]
    values = {other: series.values(edition, other) for other in still}
    said = [f"{each.words} {number(found[0])}" for each, found in values.items() if len(found) == 1]
    return f"; each time with {joined(said)}" if said else ""
