"""Finds an amount that does not say how firm it is."""

from __future__ import annotations

from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, pounds
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    return f"{pounds(saving.amount_gbp)} alone" if saving.amount_gbp is not None and not saving.rung else ""


CHECK = Check(
    "amount without how firm",
    "rung",
    "An amount must say how firm it is.",
    "Choose “forecast” for what is expected, “achieved” for what was saved.",
    find,
)
