"""Finds a new arrangement without a name."""

from __future__ import annotations

from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return "no name" if line.decision is Decision.NEW and not line.name else ""


CHECK = Check(
    "new without a name",
    "name",
    "A new arrangement needs a name.",
    "Give the name by which your council calls it.",
    find,
)
