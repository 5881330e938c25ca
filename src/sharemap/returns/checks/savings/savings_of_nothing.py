"""Finds savings that name no arrangement."""

from __future__ import annotations

from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    return "neither identifier nor name" if not saving.arrangement and not saving.name else ""


CHECK = Check(
    "savings of no arrangement",
    "arrangement",
    "Savings must say of which arrangement.",
    "Give its identifier, or the name of the new arrangement.",
    find,
)
