"""Finds what would be saved each year by an arrangement that had ended."""

from __future__ import annotations

from datetime import date

from sharemap.core.problem import Severity
from sharemap.register.rows import ClaimKind
from sharemap.returns.answers import Decision, SavingsAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.checks.savings.amounts import said
from sharemap.returns.prefilled import Prefilled


def find(saving: SavingsAnswer, given: Prefilled) -> str:
    line = given.held.get(saving.arrangement)
    end = line.ends_before_latest if line and line.decision is Decision.ENDED else None
    if end is None or saving.amount_gbp is None or saving.kind is not ClaimKind.RECURRING:
        return ""
    late = date(saving.year, 4, 1) >= end
    return f"{said(saving)} would be saved after the arrangement had ended" if late else ""


CHECK = Check(
    "saved after the end",
    "year",
    "What has ended saves no more.",
    "Correct the year, or the end of the arrangement.",
    find,
    Severity.WARNING,
)
