"""Finds a line that is neither known by its identifier nor said to be new."""

from __future__ import annotations

from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    if line.arrangement or line.decision is Decision.NEW:
        return ""
    return (
        f"{quoted(line.decision.value)} for {quoted(line.name)}"
        if line.decision
        else f"no decision for {quoted(line.name)}"
    )


CHECK = Check(
    "no identifier",
    "decision",
    "A line without an identifier must be a new arrangement.",
    "Choose “new”, or put back the identifier.",
    find,
)
