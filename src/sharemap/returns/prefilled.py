"""A body's return as it opens: whose it is, for which year, and the rows that the register holds.

Workbook and checks measure what comes in against it. A row that comes back as it went out is not the body's doing, so
nothing is asked about it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from sharemap.core.fields import csv_text
from sharemap.returns.answers import LineAnswer, SavingsAnswer, plain


@dataclass(frozen=True)
class Prefilled:
    """`body`: its key. `year`: the round's. `census_day`: the day that the round asks about.

    `saved`: the identifiers of the arrangements of which other savings are told than went out.
    `as_good`: digests of workbooks that are as good as one of today. `cleared`: the fields, by identifier, of which
    it is said that nothing is known.
    """

    year: int
    census_day: date
    body: str
    body_name: str
    lines: tuple[LineAnswer, ...] = ()
    savings: tuple[SavingsAnswer, ...] = ()
    saved: frozenset[str] = frozenset()
    as_good: frozenset[str] = frozenset()
    cleared: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def held(self) -> dict[str, LineAnswer]:
        """Each line as it went out, by identifier."""
        return {line.arrangement: line for line in self.lines if line.arrangement}

    @cached_property
    def identifiers(self) -> dict[str, str]:
        """The identifier of each arrangement on the return, by its name in small letters."""
        return {line.name.casefold(): line.arrangement for line in self.lines if line.arrangement}

    @cached_property
    def names(self) -> frozenset[str]:
        """Of all arrangements on the return, new ones too, in small letters."""
        return frozenset(line.name.casefold() for line in self.lines)

    def saving(self, savings: Iterable[SavingsAnswer]) -> Prefilled:
        """The return, of which these savings are told."""
        held = {plain(each) for each in self.savings}
        return replace(self, saved=frozenset(each.arrangement for each in savings if plain(each) not in held))

    def after(self, lines: Sequence[LineAnswer]) -> Prefilled:
        """With what was said of its arrangements, and with new ones."""
        said = {line.arrangement: line for line in lines if line.arrangement}
        fresh = [line for line in lines if not line.arrangement]
        return replace(self, lines=(*(said.get(line.arrangement, line) for line in self.lines), *fresh))

    @cached_property
    def digest(self) -> str:
        """Stands for the rows: two returns that open alike have the same."""
        text = csv_text(self.lines, LineAnswer) + csv_text(self.savings, SavingsAnswer)
        return hashlib.sha256(text.encode()).hexdigest()[:16]
