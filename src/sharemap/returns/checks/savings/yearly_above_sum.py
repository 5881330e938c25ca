"""Finds a year’s saving above a sum of which it is a part, or above all that was saved before it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from sharemap.core.period import FIRST_YEAR
from sharemap.core.problem import Severity
from sharemap.register.rows import ClaimKind
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Across
from sharemap.returns.checks.savings.amounts import amounts, last_year, said, whose
from sharemap.returns.prefilled import Prefilled


def find(savings: Sequence[SavingsAnswer], given: Prefilled) -> Iterator[tuple[int, str]]:
    """Said at either: one of them may be as it always was."""
    least = _least(savings)
    for index, saving, amount in amounts(savings):
        total = least.get((_of(saving), saving.year)) if saving.kind is ClaimKind.RECURRING else None
        if total is not None and (savings[total].amount_gbp or 0) < amount:
            found = _words(saving, savings[total])
            yield index, found
            yield total, found


def _least(savings: Sequence[SavingsAnswer]) -> dict[tuple[Hashable, int], int]:
    """The number of the least sum that no saving of a year should be above."""
    sums: dict[tuple[Hashable, int, int | None], int] = {}
    for index, saving, amount in amounts(savings):
        key = (_of(saving), saving.year, saving.year_to)
        if saving.kind is ClaimKind.CUMULATIVE and (key not in sums or amount < (savings[sums[key]].amount_gbp or 0)):
            sums[key] = index
    found: dict[tuple[Hashable, int], int] = {}
    for index in sorted(sums.values(), key=lambda each: savings[each].amount_gbp or 0):
        for year in _years(savings[index]):
            found.setdefault((_of(savings[index]), year), index)
    return found


def _years(total: SavingsAnswer) -> range:
    """Those of a span; of a sum to date every year until then, and the one after."""
    if total.year_to is None:
        return range(FIRST_YEAR, total.year + 2)
    return range(total.year, total.year_to + 1)


def _of(saving: SavingsAnswer) -> Hashable:
    return whose(saving), saving.scope


def _words(saving: SavingsAnswer, total: SavingsAnswer) -> str:
    if saving.year > last_year(total):
        return f"{said(saving)} is more than all that was saved before it: {said(total)}"
    return f"{said(saving)} is more than {said(total)}, of which it is a part"


CHECK = Across(
    "year above the sum",
    "amount_gbp",
    "A year’s saving is part of a sum that covers it, and seldom more than all that was saved before.",
    "Correct one of the two, or say which years the sum covers.",
    find,
    Severity.WARNING,
)
