"""Finds an arrangement that ended without a word on why."""

from __future__ import annotations

from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return "no reason" if line.decision is Decision.ENDED and not line.end_reason else ""


CHECK = Check(
    "ended without a reason",
    "end_reason",
    "Others learn from why an arrangement ended.",
    "Say in a sentence why it ended.",
    find,
)
