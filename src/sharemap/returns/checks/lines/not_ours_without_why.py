"""Finds “not ours” without a word on whose it is."""

from __future__ import annotations

from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled


def find(line: LineAnswer, given: Prefilled) -> str:
    return "no reason" if line.decision is Decision.NOT_OURS and not line.why else ""


CHECK = Check(
    "not ours without why",
    "why",
    "“Not ours” must say why.",
    "Say whose it is, or why your council is not in it.",
    find,
)
