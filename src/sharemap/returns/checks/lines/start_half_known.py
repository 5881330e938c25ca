"""Finds a start with a latest day and no earliest one."""

from __future__ import annotations

from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return (
        f"latest {line.starts_on_latest:%d/%m/%Y} alone"
        if line.starts_on_latest and not line.starts_on_earliest
        else ""
    )


CHECK = Check(
    "half a start",
    "starts_on_earliest",
    "A start needs its earliest day too.",
    "If the day is known, give it in both columns.",
    find,
)
