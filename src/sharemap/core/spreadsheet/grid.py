"""What a sheet holds, whatever file it came from: values by row and column, and what the eye does not see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl.utils import get_column_letter

Value = str | int | float | bool | date | None
At = tuple[int, int]
"""Row and column, both from nought. The row that Excel shows is one more."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `hidden`: the sheet itself. `merged`: the cells that show another cell's value, and that cell.

    `broken`: cells that show an error, such as #REF!.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: frozenset[At] = frozenset()
    broken: frozenset[At] = frozenset()
    commented: frozenset[At] = frozenset()
    merged: Mapping[At, At] = field(default_factory=dict)

    def value(self, row: int, column: int) -> Value:
        """What a cell holds; None where the sheet does not reach."""
        inside = row < len(self.rows) and column < len(self.rows[row])
        return self.rows[row][column] if inside else None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read. `names`: what its named cells say. `is_text`: CSV, which has no sheets."""

    grids: tuple[Grid, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    is_text: bool = False


def letter(column: int) -> str:
    """`A` for nought, as Excel names columns."""
    return str(get_column_letter(column + 1))
