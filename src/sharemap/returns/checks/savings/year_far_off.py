"""Finds a year so far off that it must be a slip."""

from __future__ import annotations

from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, year_words
from sharemap.returns.prefilled import Prefilled

FIRST = 1990


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    return year_words(saving.year) if not FIRST <= saving.year <= given.year + 30 else ""


CHECK = Check(
    "year far off",
    "year",
    "Savings lie between 1990 and thirty years from now.",
    "Correct the year.",
    find,
)
