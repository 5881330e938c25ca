"""Finds a negative amount."""

from __future__ import annotations

from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, pounds
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    return pounds(saving.amount_gbp) if saving.amount_gbp is not None and saving.amount_gbp < 0 else ""


CHECK = Check(
    "negative amount",
    "amount_gbp",
    "An amount is positive, also where it is a cost.",
    "Write it without the minus or the brackets; a cost is of kind “one-off cost”.",
    find,
)
