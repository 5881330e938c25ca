"""Finds a value of an earlier edition that a later page gives otherwise than that edition did."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, joined, number
from sharemap.editions.checks.published.series import Series, host, key_of, printing, warning


def find(series: Series) -> Iterator[Finding]:
    for row in series.figures:
        before = series.printed(row.edition, key_of(row)) if series.restated(row) else ()
        if before and row.value not in {each.value for each in before}:
            sentence = (
                f"A later page of {host(row)} gives {row.edition} as {number(row.value)}; the edition itself was "
                f"{joined([printing(each) for each in before])}."
            )
            yield warning(row.edition, key_of(row), sentence, (row, *before))
