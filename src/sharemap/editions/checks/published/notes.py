"""What the notes of the published figures say in a fixed form of words: `up from 79`, `since 2012`, `26 to 37`."""

from __future__ import annotations

import re

from sharemap.register.published import PublishedFigure

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_UP_FROM = re.compile(rf"\bup from {_NUMBER}")
_POINTS = re.compile(rf"\bup {_NUMBER} points from {_NUMBER}")
_RANGE = re.compile(rf"{_NUMBER} to {_NUMBER}")
_SINCE = re.compile(r"\bsince (?:\w+ )?(\d{4})\b")
_OF_COUNCILS = re.compile(rf"(?:\bof|\ball) {_NUMBER}(?: councils| is\b)")


def _value(text: str) -> float:
    return float(text.replace(",", ""))


def up_from(row: PublishedFigure) -> float | None:
    """The value that it is said to have risen from."""
    found = _UP_FROM.search(row.note)
    return _value(found[1]) if found else None


def points(row: PublishedFigure) -> tuple[float, float] | None:
    """By how many points, and from what, a percentage is said to have risen."""
    found = _POINTS.search(row.note)
    return (_value(found[1]), _value(found[2])) if found else None


def ranges(row: PublishedFigure) -> list[tuple[float, float]]:
    """Every `A to B`."""
    return [(_value(found[1]), _value(found[2])) for found in _RANGE.finditer(row.note)]


def since(row: PublishedFigure) -> int | None:
    """The year since which it is said to count."""
    found = _SINCE.search(row.note)
    return int(found[1]) if found else None


def councils_said(row: PublishedFigure) -> float | None:
    """The number of councils that it is said to be out of."""
    found = _OF_COUNCILS.search(row.note)
    return _value(found[1]) if found else None
