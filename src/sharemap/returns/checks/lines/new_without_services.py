"""Finds a new arrangement that does not say what is shared."""

from __future__ import annotations

from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return f"no service for {quoted(line.name)}" if line.decision is Decision.NEW and not line.services else ""


CHECK = Check(
    "new without a service",
    "services",
    "A new arrangement must say which services it covers.",
    "Name them in plain words, with | between them.",
    find,
)
