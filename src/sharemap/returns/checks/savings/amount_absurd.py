"""Finds an amount above any that one arrangement could save."""

from __future__ import annotations

from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, pounds
from sharemap.returns.prefilled import Prefilled

MOST_GBP = 1_000_000_000


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    amount = saving.amount_gbp or 0
    return pounds(amount) if amount > MOST_GBP else ""


CHECK = Check(
    "amount beyond belief",
    "amount_gbp",
    "An amount above £1,000,000,000 is taken for a slip.",
    "Check that it is in pounds.",
    find,
)
