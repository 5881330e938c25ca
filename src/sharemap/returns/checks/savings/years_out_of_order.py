"""Finds a sum whose last year lies before its first."""

from __future__ import annotations

from sharemap.core.period import financial_years
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    year, last = saving.year, saving.year_to
    return f"{financial_years(last)}, before {financial_years(year)}" if last is not None and last < year else ""


CHECK = Check(
    "years out of order",
    "year_to",
    "The last year must not lie before the first.",
    "Correct the years.",
    find,
)
