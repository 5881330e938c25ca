"""Finds a sum to date that is less than an earlier one: what was saved in all does not grow less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from sharemap.core.problem import Severity
from sharemap.register.rows import ClaimKind
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Across
from sharemap.returns.checks.savings.amounts import amounts, said, whose
from sharemap.returns.prefilled import Prefilled


def find(savings: Sequence[SavingsAnswer], given: Prefilled) -> Iterator[tuple[int, str]]:
    """Each sum to date beside the highest of an earlier year. Said at either."""
    to_date: dict[Hashable, list[tuple[int, int, int]]] = defaultdict(list)
    for index, saving, amount in amounts(savings):
        if saving.kind is ClaimKind.CUMULATIVE and saving.year_to is None:
            to_date[whose(saving), saving.scope].append((saving.year, -amount, index))
    for sums in to_date.values():
        for earlier, later in _falls(sorted(sums)):
            found = f"{said(savings[later])} is less than {said(savings[earlier])}, and a total does not fall"
            yield later, found
            yield earlier, found


def _falls(sums: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """The numbers of an earlier and a later sum. `sums`: year, amount below nought and number, by year."""
    highest = before = sums[0]
    for each in sums[1:]:
        if each[0] > before[0]:
            highest = min(highest, before, key=lambda sum_: sum_[1])
            before = each
        if highest[0] < each[0] and each[1] > highest[1]:
            yield highest[2], each[2]


CHECK = Across(
    "a total that falls",
    "amount_gbp",
    "What was saved in all does not grow less.",
    "Correct one of the two, or say which years each covers.",
    find,
    Severity.WARNING,
)
