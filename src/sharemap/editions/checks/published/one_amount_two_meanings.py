"""Finds one amount that is called saved in one place and expected in another."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.bodies.directory import grouped
from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.published.series import Series, key_of, warning

_SAVED = ("already saved", "made to date", "delivering", "have saved")
_EXPECTED = ("predicted", "projected", "expected", "forecast", "could save")


def find(series: Series) -> Iterator[Finding]:
    for rows in grouped(series.figures, lambda row: f"{row.edition}|{key_of(row)}|{row.value}").values():
        said = " ".join(row.note.casefold() for row in rows)
        saved, expected = _first(said, _SAVED), _first(said, _EXPECTED)
        if saved and expected:
            sentence = f"{number(rows[0].value)} {rows[0].unit} is called “{saved}” and “{expected}”."
            yield warning(rows[0].edition, key_of(rows[0]), sentence, rows)


def _first(said: str, words: tuple[str, ...]) -> str:
    return next((each for each in words if each in said), "")
