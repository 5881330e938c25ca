"""Finds one partner that may be several, parted by commas."""

from __future__ import annotations

from sharemap.core.problem import Severity
from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    parts = [each for each in line.partners if each.count(",") > 1]
    return quoted(parts[0]) if parts else ""


CHECK = Check(
    "partners with commas",
    "partners",
    "Partners are parted by |, since names may hold commas.",
    "Put | between them if they are several.",
    find,
    Severity.WARNING,
)
