"""Finds the cost of an end that is not there."""

from __future__ import annotations

from sharemap.core.problem import Severity
from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check, pounds
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return pounds(line.exit_cost_gbp) if line.exit_cost_gbp and not line.ends_before_earliest else ""


CHECK = Check(
    "cost of ending without an end",
    "exit_cost_gbp",
    "A cost of ending belongs to an arrangement that ended or is to end.",
    "Give the day of its end, or clear the cost.",
    find,
    Severity.WARNING,
)
