"""Finds a reason for no amount beside words about an amount."""

from __future__ import annotations

from sharemap.core.problem import Severity
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    said = saving.rung or saving.kind
    return (
        f"{quoted(saving.why_none)} beside {quoted(said)}"
        if saving.why_none and said and saving.amount_gbp is None
        else ""
    )


CHECK = Check(
    "reason and how firm",
    "why_none",
    "Where there is no amount, it cannot be firm or of a kind.",
    "Clear how firm and what it is, or give the amount.",
    find,
    Severity.WARNING,
)
