"""Finds a start so far ahead that it must be a slip."""

from __future__ import annotations

from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    latest = line.starts_on_latest
    return f"{latest:%d/%m/%Y}" if latest and latest.year > given.year + 10 else ""


CHECK = Check(
    "start far ahead",
    "starts_on_latest",
    "A start more than ten years ahead is taken for a slip.",
    "Correct the year.",
    find,
)
