"""Finds an arrangement that ended nobody knows when."""

from __future__ import annotations

from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return "no day" if line.decision is Decision.ENDED and not line.ends_before_earliest else ""


CHECK = Check(
    "ended without a day",
    "ends_before_earliest",
    "An arrangement that ended must say when.",
    "Give the day, or the month or year in which it ended.",
    find,
)
