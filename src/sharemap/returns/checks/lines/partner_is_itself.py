"""Finds a body that names itself as its partner."""

from __future__ import annotations

from sharemap.core.problem import Severity
from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check, quoted
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    own = [each for each in line.partners if each.casefold() in (given.body.casefold(), given.body_name.casefold())]
    return quoted(own[0]) if own else ""


CHECK = Check(
    "your own name as partner",
    "partners",
    "Partners are the others.",
    "Take your own council out of the list.",
    find,
    Severity.WARNING,
)
