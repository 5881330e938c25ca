"""Finds a cost of ending above any that was ever met."""

from __future__ import annotations

from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check, pounds
from sharemap.returns.prefilled import Prefilled

MOST_GBP = 1_000_000_000


def find(line: LineAnswer, given: Prefilled) -> str:
    amount = line.exit_cost_gbp or 0
    return pounds(amount) if amount > MOST_GBP else ""


CHECK = Check(
    "cost beyond belief",
    "exit_cost_gbp",
    "A cost above £1,000,000,000 is taken for a slip.",
    "Check that it is in pounds.",
    find,
)
