"""Finds a new arrangement that does not say with whom."""

from __future__ import annotations

from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return f"no partner for {quoted(line.name)}" if line.decision is Decision.NEW and not line.partners else ""


CHECK = Check(
    "new without a partner",
    "partners",
    "A new arrangement must say who else is in it.",
    "Name the other members, with | between them.",
    find,
)
