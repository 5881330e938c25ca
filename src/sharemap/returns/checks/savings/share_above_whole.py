"""Finds one body’s share of a saving above what all of them together saved."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from sharemap.core.problem import Severity
from sharemap.register.rows import Scope
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Across
from sharemap.returns.checks.savings.amounts import amounts, last_year, said, whose
from sharemap.returns.prefilled import Prefilled


def find(savings: Sequence[SavingsAnswer], given: Prefilled) -> Iterator[tuple[int, str]]:
    """Said at either: one of them may be as it always was."""
    wholes: dict[Hashable, int] = {}
    for index, saving, amount in amounts(savings):
        if saving.scope is Scope.WHOLE:
            held = wholes.setdefault(of := _of(saving), index)
            wholes[of] = index if amount < (savings[held].amount_gbp or 0) else held
    for index, share, amount in amounts(savings):
        whole = wholes.get(_of(share)) if share.scope is Scope.ONE_SHARE else None
        if whole is not None and (savings[whole].amount_gbp or 0) < amount:
            found = f"{said(share)} for one council is more than {said(savings[whole])} for all"
            yield index, found
            yield whole, found


def _of(saving: SavingsAnswer) -> Hashable:
    return whose(saving), saving.kind, saving.year, last_year(saving)


CHECK = Across(
    "a share above the whole",
    "amount_gbp",
    "One council’s share cannot be more than what all saved together.",
    "Correct one of the two, or say whose saving each is.",
    find,
    Severity.WARNING,
)
