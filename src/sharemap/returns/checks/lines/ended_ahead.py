"""Finds an arrangement that is said to have ended on a day still to come."""

from __future__ import annotations

from sharemap.core.problem import Severity
from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    day = line.ends_before_earliest
    return f"{day:%d/%m/%Y}" if line.decision is Decision.ENDED and day and day > given.census_day else ""


CHECK = Check(
    "ended on a day to come",
    "ends_before_earliest",
    "“Ended” is for what ended by the census day.",
    "If it is to end later, choose “change” and keep the day.",
    find,
    Severity.WARNING,
)
