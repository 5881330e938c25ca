"""Finds two publishers that give one edition's measure and part two values."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, joined
from sharemap.editions.checks.published.series import Series, host, printing, warning


def find(series: Series) -> Iterator[Finding]:
    for edition in series.editions:
        for key in series.keys:
            rows = series.printed(edition, key)
            if (
                len({row.value for row in series.round_of(edition, key)}) == 2
                and len({host(row) for row in rows}) > 1
            ):
                said = joined([printing(row) for row in rows])
                sentence = f"Sources of the {edition} edition disagree on {key.words}: {said}."
                yield warning(edition, key, sentence, rows)
