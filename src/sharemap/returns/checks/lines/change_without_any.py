"""Finds a change that changes nothing."""

from __future__ import annotations

from dataclasses import replace

from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    held = given.held.get(line.arrangement)
    if line.decision is not Decision.CHANGE or line.why or held is None or line.arrangement in given.saved:
        return ""
    same = replace(line, decision=None) == replace(held, decision=None, why="")
    return "“change” and nothing changed" if same else ""


CHECK = Check(
    "change of nothing",
    "decision",
    "A change must change something, or say in words what to change.",
    "Correct the cells that are wrong, or choose “still right”.",
    find,
)
