"""Finds a yearly saving that is given for several years together."""

from __future__ import annotations

from sharemap.core.period import financial_years
from sharemap.register.rows import ClaimKind
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    several = saving.year_to is not None and saving.year_to > saving.year
    return (
        f"recurring, {financial_years(saving.year)} to {financial_years(saving.year_to or 0)}"
        if several and saving.kind is ClaimKind.RECURRING
        else ""
    )


CHECK = Check(
    "yearly over several years",
    "kind",
    "A sum over several years is cumulative; a recurring saving has a row for each year.",
    "Choose “cumulative”, or give each year its own row.",
    find,
)
