"""Finds an identifier that is on no line of this return."""

from __future__ import annotations

from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return quoted(line.arrangement) if line.arrangement and line.arrangement not in given.held else ""


CHECK = Check(
    "unknown identifier",
    "arrangement",
    "An identifier must be one of those on your return.",
    "Put back the identifier that was there. If the arrangement is new, leave it blank and choose “new”.",
    find,
)
