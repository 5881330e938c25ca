"""Finds a number of people that cannot be."""

from __future__ import annotations

from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled

MOST = 100_000


def find(line: LineAnswer, given: Prefilled) -> str:
    return f"{line.staff:,}" if line.staff is not None and not 0 <= line.staff <= MOST else ""


CHECK = Check(
    "number of people",
    "staff",
    "The number of people must lie between 0 and 100,000.",
    "Correct the number, or leave it blank if it is not known.",
    find,
)
