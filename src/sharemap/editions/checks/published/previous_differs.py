"""Finds a previous value that the edition before did not print, for that or for any other measure."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.published.compared_with_another import another_measure
from sharemap.editions.checks.published.previous import said_before
from sharemap.editions.checks.published.series import Series, numbers, warning


def find(series: Series) -> Iterator[Finding]:
    for said in said_before(series):
        if said.value not in said.own and not another_measure(series, said):
            sentence = (
                f"“Up from {number(said.value)}” is told of {said.key.words}; the {said.edition_before} edition "
                f"printed {numbers(said.own)}."
            )
            yield warning(said.row.edition, said.key, sentence, [said.row])
