"""Finds an end whose latest day lies before its earliest."""

from __future__ import annotations

from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    earliest, latest = line.ends_before_earliest, line.ends_before_latest
    return f"{latest:%d/%m/%Y}, before {earliest:%d/%m/%Y}" if earliest and latest and latest < earliest else ""


CHECK = Check(
    "end out of order",
    "ends_before_latest",
    "The latest day must not lie before the earliest.",
    "Change the two about, or give one of them in both columns.",
    find,
)
