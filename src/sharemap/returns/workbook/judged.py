"""Puts the checks to the rows that were read, and keeps those that pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from sharemap.core.problem import Severity
from sharemap.returns.answers import LineAnswer, SavingsAnswer
from sharemap.returns.checks.check import Rules
from sharemap.returns.prefilled import Prefilled
from sharemap.returns.workbook.columns import Table
from sharemap.returns.workbook.found import Tally
from sharemap.returns.workbook.rows import Placed

A = TypeVar("A", LineAnswer, SavingsAnswer)
SAME_ROW = (
    "the same row again",
    Severity.WARNING,
    "A row that says the same as another counts once.",
    "Nothing to do, or delete one of them.",
)


def judged(placed: Sequence[Placed], table: Table, rules: Rules[A], given: Prefilled, tally: Tally) -> tuple[A, ...]:
    """The answers that pass, in order. A row that came back as it went out is taken without a question."""
    kept, changed = _once(placed, table, given, tally)
    answers: list[A] = [each.answer for each in kept]
    bad = set()
    for rule, index, found in rules.find(answers, changed, given):
        said = (rule.code, rule.severity, rule.needed, rule.fix)
        tally.add(said, kept[index].place(rule.field, table, found))
        if rule.severity is Severity.ERROR:
            bad.add(index)
    return tuple(answer for index, answer in enumerate(answers) if index not in bad)


def _once(placed: Sequence[Placed], table: Table, given: Prefilled, tally: Tally) -> tuple[list[Placed], list[int]]:
    """Each row once, or as often as it went out; and the numbers of those that did not go out so."""
    left: dict[LineAnswer | SavingsAnswer, int] = Counter((*given.lines, *given.savings))
    kept: list[Placed] = []
    changed = []
    for each in placed:
        before = len(left)
        if left.setdefault(each.answer, 0):
            left[each.answer] -= 1
        elif len(left) > before:
            changed.append(len(kept))
        else:
            tally.add(SAME_ROW, each.place("name", table, ""))
            continue
        kept.append(each)
    return kept, changed
