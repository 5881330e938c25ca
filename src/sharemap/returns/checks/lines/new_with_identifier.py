"""Finds a new arrangement that bears the identifier of one that is on the return."""

from __future__ import annotations

from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return f"“new” beside {line.arrangement}" if line.decision is Decision.NEW and line.arrangement else ""


CHECK = Check(
    "new with an identifier",
    "decision",
    "A new arrangement has no identifier yet.",
    "If it is on your return already, choose “change”. If it is new, clear the identifier.",
    find,
)
