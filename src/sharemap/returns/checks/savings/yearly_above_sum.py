"""Finds a year’s saving above a sum that covers that year: both cannot be true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharemap.core.period import financial_years
from sharemap.core.problem import Severity
from sharemap.register.rows import ClaimKind
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Across, pounds
from sharemap.returns.prefilled import Prefilled


def _whose(saving: SavingsAnswer) -> object:
    return saving.arrangement or saving.name.casefold(), saving.rung, saving.scope


def find(savings: Sequence[SavingsAnswer], given: Prefilled) -> Iterator[tuple[int, str]]:
    sums: dict[object, list[int]] = {}
    for index, saving in enumerate(savings):
        if saving.kind is ClaimKind.CUMULATIVE and saving.amount_gbp is not None:
            sums.setdefault(_whose(saving), []).append(index)
    for index, saving in enumerate(savings):
        held = sums.get(_whose(saving), []) if saving.kind is ClaimKind.RECURRING else []
        smaller = next((each for each in held if _below(savings[each], saving)), None)
        if smaller is not None:
            yield from _both(index, saving, smaller, savings[smaller])


def _below(total: SavingsAnswer, saving: SavingsAnswer) -> bool:
    """Whether a sum covers the year of a saving and is less than it."""
    last = total.year if total.year_to is None else total.year_to
    return total.year <= saving.year <= last and (total.amount_gbp or 0) < (saving.amount_gbp or 0)


def _both(index: int, saving: SavingsAnswer, other: int, total: SavingsAnswer) -> Iterator[tuple[int, str]]:
    """Said at either: one of them may be as it always was."""
    yearly, summed = pounds(saving.amount_gbp or 0), pounds(total.amount_gbp or 0)
    found = f"{yearly} in {financial_years(saving.year)} and a sum of {summed}"
    yield index, found
    yield other, found


CHECK = Across(
    "year above the sum",
    "amount_gbp",
    "A year’s saving cannot be above a sum that covers that year.",
    "Correct one of the two, or say which years the sum covers.",
    find,
    Severity.WARNING,
)
