"""Finds a saving that was achieved in a year to come."""

from __future__ import annotations

from sharemap.core.period import financial_years
from sharemap.register.rows import Rung
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled

FIRM = (Rung.ACHIEVED, Rung.CHECKED)


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    return (
        f"{saving.rung.value} in {financial_years(saving.year)}"
        if saving.rung in FIRM and saving.year > given.year
        else ""
    )


CHECK = Check(
    "achieved in a year to come",
    "rung",
    "What is still to come is not achieved yet.",
    "Choose “forecast” or “budgeted”, or correct the year.",
    find,
)
