"""Finds an end with a latest day and no earliest one."""

from __future__ import annotations

from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return (
        f"latest {line.ends_before_latest:%d/%m/%Y} alone"
        if line.ends_before_latest and not line.ends_before_earliest
        else ""
    )


CHECK = Check(
    "half an end",
    "ends_before_earliest",
    "An end needs its earliest day too.",
    "If the day is known, give it in both columns.",
    find,
)
