"""What is wrong or to be looked at in an upload, by kind: needed, found, where in Excel, how to put it right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sharemap.core.problem import Severity
from sharemap.core.spreadsheet.grid import letter

MOST_PLACES = 10_000
"""Of one kind so many places are kept; all are counted."""
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, a column or a whole sheet. `row` and `column` count from nought; None: all of them."""

    sheet: str
    row: int | None
    column: int | None
    heading: str
    found: str

    def __str__(self) -> str:
        column = None if self.column is None else f"column {letter(self.column)}"
        if column and self.heading:
            column = f"{column} ({self.heading})"
        row = None if self.row is None else f"row {self.row + 1}"
        where = ", ".join(filter(None, (self.sheet, column, row)))
        return " in ".join(filter(None, (self.found, where)))


@dataclass(frozen=True, slots=True)
class Kind:
    """All places with the same trouble. An error was not taken; a warning was, and somebody should look."""

    code: str
    severity: Severity
    needed: str
    fix: str
    places: tuple[Place, ...]
    count: int

    @property
    def words(self) -> str:
        """The whole of it as a paragraph."""
        said = "not taken" if self.severity is Severity.ERROR else "please look"
        lines = [f"{self.code.capitalize()} ({self.count:,}, {said}). {self.needed}"]
        lines += [f"  {place}" for place in self.places[:SHOWN]]
        more = self.count - min(SHOWN, len(self.places))
        lines += [f"  and {more:,} more"] if more > 0 else []
        return "\n".join([*lines, f"  {self.fix}"])


@dataclass(slots=True)
class Tally:
    """Gathers trouble while a file is read."""

    _kinds: dict[tuple[str, Severity, str, str], list[Place]] = field(default_factory=dict)
    _counts: dict[tuple[str, Severity, str, str], int] = field(default_factory=dict)

    def add(self, said: tuple[str, Severity, str, str], place: Place) -> None:
        """`said`: code, severity, what is needed, how to put it right."""
        count = self._counts.get(said, 0)
        self._counts[said] = count + 1
        if count < MOST_PLACES:
            self._kinds.setdefault(said, []).append(place)

    def kinds(self) -> tuple[Kind, ...]:
        """Errors first; otherwise in the order in which they were met."""
        return tuple(sorted(self._each(), key=lambda kind: kind.severity is Severity.WARNING))

    def _each(self) -> Iterator[Kind]:
        for (code, severity, needed, fix), places in self._kinds.items():
            yield Kind(code, severity, needed, fix, tuple(places), self._counts[code, severity, needed, fix])
