"""Finds a dispute that does not say what is disputed."""

from __future__ import annotations

from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return "no reason" if line.decision is Decision.DISPUTE and not line.why else ""


CHECK = Check(
    "dispute without why",
    "why",
    "A dispute must say what is not right.",
    "Say in a sentence what is wrong and what is right.",
    find,
)
