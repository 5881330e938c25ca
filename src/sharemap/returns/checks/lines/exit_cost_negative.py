"""Finds a negative cost of ending."""

from __future__ import annotations

from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check, pounds
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return pounds(line.exit_cost_gbp) if line.exit_cost_gbp is not None and line.exit_cost_gbp < 0 else ""


CHECK = Check(
    "negative cost",
    "exit_cost_gbp",
    "A cost is a positive amount.",
    "Write it without the minus or the brackets.",
    find,
)
