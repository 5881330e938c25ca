"""Finds an arrangement that ended before it can have started."""

from __future__ import annotations

from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    started, ended = line.starts_on_earliest, line.ends_before_latest
    return (
        f"ended by {ended:%d/%m/%Y}, started from {started:%d/%m/%Y} on"
        if started and ended and ended <= started
        else ""
    )


CHECK = Check(
    "ended before it started",
    "ends_before_latest",
    "An arrangement cannot end before it started.",
    "Correct the start or the end.",
    find,
)
