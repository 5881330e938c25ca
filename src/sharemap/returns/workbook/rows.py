"""Turns the rows of a sheet into answers, and says what could not be read and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import repeat
from typing import Any

from sharemap.core.fields import Row
from sharemap.core.period import Bounds
from sharemap.core.spreadsheet.grid import Grid, Value
from sharemap.returns.answers import CLEARABLE
from sharemap.returns.cells.reading import is_clear
from sharemap.returns.cells.years import NO_YEAR
from sharemap.returns.workbook.cells import Cells, cells_of, troubled
from sharemap.returns.workbook.columns import LINES, SAVINGS, Table
from sharemap.returns.workbook.found import Place, Tally
from sharemap.returns.workbook.layout import Layout
from sharemap.returns.workbook.readers import PAIRS

NOTHING = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Placed:
    """An answer, and the row it came from. `cleared`: the fields of which it says that nothing is known."""

    answer: Any
    grid: Grid
    layout: Layout
    row: int
    cleared: frozenset[str] = NOTHING

    def place(self, field: str, table: Table, found: str) -> Place:
        """The cell of a field; its whole row where the sheet has no such column."""
        column = self.layout.fields[table.name].get(_shown_as(field, self.layout.fields[table.name]))
        heading = self.layout.headings.get(column, "") if column is not None else ""
        return Place(self.grid.name, self.row, column, heading, found)


def _shown_as(field: str, columns: dict[str, int]) -> str:
    """One heading may stand for an earliest and a latest day."""
    either = next((either for earliest, latest, either, _ in PAIRS if field in (earliest, latest)), field)
    return field if field in columns else either


def rows_of(grid: Grid, layout: Layout, table: Table, tally: Tally) -> Iterator[Placed]:
    """Every row that says something of this table and in which every cell could be read."""
    rows, read = cells_of(grid, layout, table)
    troubles = troubled(read.values())
    for index, (row, answer) in enumerate(zip(rows, _answers(read, len(rows), table), strict=True)):
        taken = [cells.taken(index, tally) for cells in troubles.get(index, ())]
        if not all(taken):
            continue
        cleared = _cleared(grid.rows[row], layout.fields[table.name], answer) if table is LINES else NOTHING
        placed = Placed(answer, grid, layout, row, cleared)
        if table is SAVINGS and not answer.year:
            tally.add(NO_YEAR.said, placed.place("year", table, "no year"))
        else:
            yield placed


def _cleared(line: Sequence[Value], columns: dict[str, int], answer: Row) -> frozenset[str]:
    """Both ends of a day that one word clears; none that another cell says all the same."""
    said = {name for name, column in columns.items() if column < len(line) and is_clear(line[column])}
    both = {
        each
        for earliest, latest, either, _ in PAIRS
        if said & {earliest, latest, either}
        for each in (earliest, latest)
    }
    return frozenset(each for each in CLEARABLE & (said | both) if getattr(answer, each, 0) in (None, "", ()))


def _answers(read: Mapping[str, Cells], count: int, table: Table) -> Iterator[Any]:
    """Each row as an answer, also one with a cell that could not be read. Blank cells mean what their field says."""
    values = {name: [reading.value for reading in cells.readings] for name, cells in read.items()}
    if table is LINES:
        values |= _days(values, [None] * count)
    given = (
        [blank if value is None else value for value in values[name]] if name in values else repeat(blank, count)
        for name, blank in _blanks(table)
    )
    return map(table.row_type, *given)


@cache
def _blanks(table: Table) -> tuple[tuple[str, object], ...]:
    """Each field, and what a blank cell means in it."""
    return tuple((column.name, None if column.field.optional else column.field.kind()) for column in table.columns)


def _days(values: Mapping[str, Sequence[Any]], blank: Sequence[None]) -> Iterator[tuple[str, list[Any]]]:
    """The columns of both ends of what is known of a day."""
    for earliest, latest, either, meaning in PAIRS:
        said = (values.get(name, blank) for name in (earliest, latest, either))
        pairs = [_pair(first, last, both, meaning) for first, last, both in zip(*said, strict=True)]
        yield earliest, [first for first, _ in pairs]
        yield latest, [last for _, last in pairs]


def _pair(
    first: Bounds | None, last: Bounds | None, either: Bounds | None, meaning: Callable[[Bounds], Bounds]
) -> tuple[date | None, date | None]:
    """The two ends of what is known of a day. One cell alone may say both: a day, a month, a year."""
    if first is None and last is None and either is not None:
        first = last = meaning(either)
    elif last is None:
        last = first
    return first.earliest if first else None, last.latest if last else None
