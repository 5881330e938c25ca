"""Trouble that is expected, said as a value: what is needed, what was found, where, how to put it right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`error`: the thing was not taken. `warning`: it was taken, and somebody should look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one place. `code` is stable, for grouping; the rest is for people."""

    code: str
    where: str
    found: str
    needed: str
    fix: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.where}: {self.needed} Found {self.found}. {self.fix}"
