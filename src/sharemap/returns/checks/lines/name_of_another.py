"""Finds an identifier beside the name of another arrangement, as when one column was sorted alone."""

from __future__ import annotations

from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    held = given.held.get(line.arrangement)
    if held is None or held.name == line.name:
        return ""
    other = given.identifiers.get(line.name.casefold(), line.arrangement)
    return f"{quoted(line.name)}, which is {other}, beside {line.arrangement}" if other != line.arrangement else ""


CHECK = Check(
    "name of another",
    "name",
    "Name and identifier must belong together.",
    "Put the row back as it was: one column may have been sorted or moved without the others.",
    find,
)
