"""Finds a new arrangement that has the name of one on the return."""

from __future__ import annotations

from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    there = line.decision is Decision.NEW and line.name.casefold() in given.identifiers
    return quoted(line.name) if there else ""


CHECK = Check(
    "new but on your return",
    "name",
    "A new arrangement must not be on your return already.",
    "Clear this row and answer in the row that has its identifier.",
    find,
)
