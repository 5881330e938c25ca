"""Finds savings of an arrangement that is not on this return."""

from __future__ import annotations

from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    return quoted(saving.arrangement) if saving.arrangement and saving.arrangement not in given.held else ""


CHECK = Check(
    "savings of an unknown arrangement",
    "arrangement",
    "An identifier must be one of those on your return.",
    "Put back the identifier, or leave it blank and give the name of the new arrangement.",
    find,
)
