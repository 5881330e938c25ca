"""Finds words about an amount with no amount to go with them."""

from __future__ import annotations

from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    said = saving.rung or saving.kind or saving.scope or saving.evidence
    return f"{quoted(said)} alone" if said and saving.amount_gbp is None and not saving.why_none else ""


CHECK = Check(
    "no amount",
    "amount_gbp",
    "How firm, what it is, whose it is and evidence say something of an amount.",
    "Give the amount, or clear them and choose a reason why there is none.",
    find,
)
