"""Finds the same year of the same arrangement told twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from sharemap.core.period import financial_years
from sharemap.returns.answers import SavingsAnswer
from sharemap.returns.checks.check import Across, quoted, repeated
from sharemap.returns.prefilled import Prefilled


def find(savings: Sequence[SavingsAnswer], given: Prefilled) -> Iterator[tuple[int, str]]:
    for index in repeated([_what(saving) for saving in savings]):
        saving = savings[index]
        yield (
            index,
            f"{quoted(saving.arrangement or saving.name)} in {financial_years(saving.year)} in more than one row",
        )


def _what(saving: SavingsAnswer) -> Hashable:
    """What a saving is of. Blank rows repeat nothing."""
    whose = saving.arrangement or saving.name.casefold()
    if not whose or (saving.amount_gbp is None and saving.why_none is None):
        return None
    return whose, saving.year, saving.year_to, saving.rung, saving.kind, saving.scope


CHECK = Across(
    "saving told twice",
    "arrangement",
    "A saving of one year, kind and firmness is told once.",
    "Keep the row that is right and clear the others.",
    find,
)
