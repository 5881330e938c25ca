"""Finds a saving that was achieved before its year was over."""

from __future__ import annotations

from datetime import date

from sharemap.core.problem import Severity
from sharemap.register.rows import Rung
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.checks.savings.amounts import last_year, said
from sharemap.returns.prefilled import Prefilled

FIRM = (Rung.ACHIEVED, Rung.CHECKED)


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    if saving.amount_gbp is None or saving.rung not in FIRM or date(last_year(saving) + 1, 4, 1) <= given.census_day:
        return ""
    return f"{said(saving)} is “{saving.rung}”, and that year was not over on the census day"


CHECK = Check(
    "achieved before the year was over",
    "rung",
    "What is still to come is not achieved yet.",
    "Choose “forecast” or “budgeted”, or correct the year.",
    find,
    Severity.WARNING,
)
