"""Finds an amount of nought."""

from __future__ import annotations

from sharemap.core.problem import Severity
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    return "£0" if saving.amount_gbp == 0 else ""


CHECK = Check(
    "amount of nought",
    "amount_gbp",
    "Nought means that nothing was saved.",
    "If so, leave the amount blank and choose “zero: nothing was saved”. If it is not known, choose “not measured”.",
    find,
    Severity.WARNING,
)
