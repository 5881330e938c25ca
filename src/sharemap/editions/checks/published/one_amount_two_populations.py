"""Finds one amount given to two populations, or a part whose name takes in more in one edition than in the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from sharemap.bodies.directory import grouped
from sharemap.editions.checks.finding import Finding, joined, number
from sharemap.editions.checks.published.series import WHOLE, Key, Series, host, key_of, warning
from sharemap.register.published import PublishedFigure

_FEW = 2
"""Two parts of one list may be alike by chance; three hardly are."""


def find(series: Series) -> Iterator[Finding]:
    yield from _one_amount(series)
    yield from _renamed(series)


def _one_amount(series: Series) -> Iterator[Finding]:
    counted = [row for row in series.figures if row.breakdown != WHOLE and not row.unit.startswith("rank")]
    for rows in grouped(counted, lambda row: f"{row.edition}|{row.measure}|{row.breakdown}|{row.value}").values():
        parts = list(dict.fromkeys(row.part for row in rows))
        if len(parts) > _FEW or (len(parts) == _FEW and _two_tell(rows)):
            sentence = f"{number(rows[0].value)} {rows[0].unit} is given to {joined(parts)} alike."
            yield warning(rows[0].edition, key_of(rows[0]), sentence, rows)


def _two_tell(rows: tuple[PublishedFigure, ...]) -> bool:
    return any(host(one) != host(other) and one.part != other.part for one, other in combinations(rows, 2))


def _renamed(series: Series) -> Iterator[Finding]:
    for key, other in combinations(series.keys, 2):
        if _widens(key, other):
            for before, after in pairwise(series.editions):
                one, two = series.printed(before, key), series.printed(after, other)
                if one and two:
                    sentence = (
                        f"“{key.part}” of {before} and “{other.part}” of {after} are not the same population: "
                        f"{number(one[-1].value)} and {number(two[-1].value)} {two[-1].unit}."
                    )
                    yield warning(after, other, sentence, [*one, *two])


def _widens(one: Key, other: Key) -> bool:
    short, long = sorted((one.part.casefold(), other.part.casefold()), key=len)
    alike = one.measure == other.measure and one.breakdown == other.breakdown
    return alike and short != long and long.startswith(f"{short} ")
