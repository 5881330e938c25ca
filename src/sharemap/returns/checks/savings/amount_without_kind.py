"""Finds an amount that does not say what it is."""

from __future__ import annotations

from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, pounds
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    return f"{pounds(saving.amount_gbp)} alone" if saving.amount_gbp is not None and not saving.kind else ""


CHECK = Check(
    "amount without what it is",
    "kind",
    "An amount must say what it is.",
    "Choose “recurring” for each year’s saving, “cumulative” for a sum over several years.",
    find,
)
