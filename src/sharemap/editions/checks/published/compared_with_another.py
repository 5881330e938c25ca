"""Finds a count said to have risen from a number that was another measure's in the edition before."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.published.previous import Said, said_before
from sharemap.editions.checks.published.series import Key, Series, numbers, warning


def find(series: Series) -> Iterator[Finding]:
    for said in said_before(series):
        other = another_measure(series, said)
        if other:
            sentence = (
                f"“Up from {number(said.value)}” is told of {said.key.words}; in the {said.edition_before} edition "
                f"that was {other.words}, and {said.key.words} was {numbers(said.own)}."
            )
            yield warning(said.row.edition, said.key, sentence, [said.row])


def another_measure(series: Series, said: Said) -> Key | None:
    """The other measure of the same part that had this value in the edition before, if its own did not."""
    others = (key for key in series.keys if key != said.key and key == said.key.of(key.measure))
    if said.value in said.own:
        return None
    return next((key for key in others if said.value in series.values(said.edition_before, key)), None)
