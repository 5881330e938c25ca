"""How the amounts of two answers are told apart and said, for the checks that set one beside another."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from sharemap.core.period import financial_years
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import pounds


def amounts(savings: Sequence[SavingsAnswer]) -> Iterator[tuple[int, SavingsAnswer, int]]:
    """Those that give an amount: number, answer, pounds."""
    for index, saving in enumerate(savings):
        if saving.amount_gbp is not None:
            yield index, saving, saving.amount_gbp


def whose(saving: SavingsAnswer) -> Hashable:
    """The arrangement, by its name where it has no identifier yet."""
    return saving.arrangement or saving.name.casefold()


def last_year(saving: SavingsAnswer) -> int:
    return saving.year if saving.year_to is None else saving.year_to


def said(saving: SavingsAnswer) -> str:
    """`£10 recurring in 2025/26`."""
    words = (pounds(saving.amount_gbp or 0), saving.kind, "in", financial_years(saving.year, saving.year_to))
    return " ".join(filter(None, words))
