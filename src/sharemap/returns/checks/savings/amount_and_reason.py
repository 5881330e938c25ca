"""Finds an amount beside a reason why there is none."""

from __future__ import annotations

from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, pounds, quoted
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    both = saving.amount_gbp is not None and saving.why_none
    return f"{pounds(saving.amount_gbp or 0)} and {quoted(saving.why_none)}" if both else ""


CHECK = Check(
    "amount and reason",
    "why_none",
    "There is an amount or a reason why there is none, not both.",
    "Clear the one that is not right.",
    find,
)
