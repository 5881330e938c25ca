"""Finds an amount that does not say whose it is."""

from __future__ import annotations

from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, pounds
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    return f"{pounds(saving.amount_gbp)} alone" if saving.amount_gbp is not None and not saving.scope else ""


CHECK = Check(
    "amount without whose it is",
    "scope",
    "An amount must say whose saving it is.",
    "Choose the whole arrangement’s or your own share. Without it, an amount counts in no total.",
    find,
)
