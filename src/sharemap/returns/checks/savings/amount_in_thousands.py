"""Finds an amount so small that it may be in thousands."""

from __future__ import annotations

from sharemap.core.problem import Severity
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, pounds
from sharemap.returns.prefilled import Prefilled

LEAST_GBP = 1_000


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    amount = saving.amount_gbp or 0
    return pounds(amount) if 0 < amount < LEAST_GBP else ""


CHECK = Check(
    "perhaps in thousands",
    "amount_gbp",
    "Amounts are in pounds.",
    "If it is in thousands, write it out: 250000, not 250.",
    find,
    Severity.WARNING,
)
