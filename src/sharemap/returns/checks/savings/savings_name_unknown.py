"""Finds savings whose name is that of no arrangement on the return or among the new ones."""

from __future__ import annotations

from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    known = saving.arrangement or not saving.name or saving.name.casefold() in given.names
    return "" if known else quoted(saving.name)


CHECK = Check(
    "savings of an unknown name",
    "name",
    "Savings belong to an arrangement of your return, or to a new one that could be taken.",
    "Give its identifier, or put the new arrangement right in its own row first.",
    find,
)
