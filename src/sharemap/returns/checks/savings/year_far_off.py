"""Finds a year so far off that it must be a slip."""

from __future__ import annotations

from sharemap.core.period import financial_years
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled

FIRST = 1990


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    return financial_years(saving.year) if not FIRST <= saving.year <= given.year + 30 else ""


CHECK = Check(
    "year far off",
    "year",
    "Savings lie between 1990 and thirty years from now.",
    "Correct the year.",
    find,
)
