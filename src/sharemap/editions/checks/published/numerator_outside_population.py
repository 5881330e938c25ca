"""Finds a part that is larger than what it is a part of, or that counts what the whole leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, counted, number
from sharemap.editions.checks.published.series import WHOLE, Key, Series, key_of, warning
from sharemap.register.published import PublishedFigure

_WITHIN = ("_without_", "_distinct", "_led_")
_WIDER = ("all states", "under consideration", "includes planned")


def find(series: Series) -> Iterator[Finding]:
    for row in series.figures:
        whole = _whole(series, row)
        if row.unit == "percent" and row.value > 100:
            yield warning(row.edition, key_of(row), f"{number(row.value)} per cent is more than all.", [row])
        elif whole is not None and row.value > whole:
            sentence = f"{number(row.value)} is more than the {number(whole)} that it is a part of."
            yield warning(row.edition, key_of(row), sentence, [row])
    yield from _wider_than_whole(series)


def _whole(series: Series, row: PublishedFigure) -> float | None:
    """The largest value that its edition gives the whole of its measure."""
    stem = next((row.measure.partition(word)[0] for word in _WITHIN if word in row.measure), "")
    if not stem and row.breakdown in (WHOLE, "study"):
        return None
    wholes = [key for key in series.keys if key.measure == (stem or row.measure) and key.breakdown == WHOLE]
    return max((value for key in wholes for value in series.values(row.edition, key)), default=None)


def _wider_than_whole(series: Series) -> Iterator[Finding]:
    """Parts in all states of readiness beside a whole in one state, on one page."""
    for state in (row for row in series.figures if row.breakdown == "status"):
        same = [row for row in series.figures if (row.url, row.measure) == (state.url, state.measure)]
        wider = [row for row in same if any(words in row.note for words in _WIDER)]
        if wider:
            key = Key(state.measure, wider[0].breakdown, f"by {wider[0].breakdown}")
            sentence = (
                f"{counted(len(wider), 'part')} by {wider[0].breakdown} take in what is not {state.part} yet; the "
                f"whole beside them, {number(state.value)}, is {state.part} only."
            )
            yield warning(state.edition, key, sentence, [state, *wider])
