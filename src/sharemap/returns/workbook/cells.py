"""Reads a sheet column by column: what the cells of a table hold, what was read in each, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress

from sharemap.core.problem import Severity
from sharemap.core.spreadsheet.grid import Grid, Value
from sharemap.returns.cells.reading import Reading, Trouble
from sharemap.returns.workbook.columns import Table
from sharemap.returns.workbook.found import Place, Tally
from sharemap.returns.workbook.layout import Layout
from sharemap.returns.workbook.readers import Remembered, readers_of

BROKEN = Trouble(
    "a cell that shows an error",
    "A cell must not show an error, such as #REF!.",
    "Type the value itself in place of the formula.",
)
NOT_WORKED_OUT = Trouble(
    "a formula without a value",
    "A formula counts with the value that was saved with it.",
    "Open the workbook in Excel and save it, or type the value in place of the formula.",
)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one column, in the rows that say something: what they hold, and what was read in each."""

    sheet: str
    column: int
    heading: str
    rows: Sequence[int]
    raws: Sequence[Value]
    readings: Sequence[Reading]

    def taken(self, index: int, tally: Tally) -> bool:
        """Say what is wrong with a cell; whether it was taken all the same."""
        trouble = self.readings[index].trouble
        if trouble is None:
            return True
        found = _found(self.raws[index], trouble)
        tally.add(trouble.said, Place(self.sheet, self.rows[index], self.column, self.heading, found))
        return trouble.severity is Severity.WARNING


def cells_of(grid: Grid, layout: Layout, table: Table) -> tuple[list[int], dict[str, Cells]]:
    """The rows that say something of a table, and its columns by field."""
    columns, readers = layout.fields[table.name], readers_of(table, layout.times)
    rows, raws = _saying(grid, layout, columns)
    read = {name: _read(grid, rows, column, raws[name], readers[name]) for name, column in columns.items()}
    return rows, {
        name: Cells(grid.name, column, layout.headings[column], rows, *read[name]) for name, column in columns.items()
    }


def _saying(grid: Grid, layout: Layout, columns: dict[str, int]) -> tuple[list[int], dict[str, list[Value]]]:
    below, shared = grid.rows[layout.row + 1 :], _shared(layout)
    raws = {name: [line[at] if at < len(line) else None for line in below] for name, at in columns.items()}
    asked = [cells for name, cells in raws.items() if name not in shared] or list(raws.values())
    said = [cells.count(None) < len(cells) for cells in zip(*asked, strict=True)]
    rows = list(compress(range(layout.row + 1, len(grid.rows)), said))
    return rows, {name: list(compress(cells, said)) for name, cells in raws.items()}


def _shared(layout: Layout) -> set[str]:
    """Fields that two tables of one sheet have in common: they do not say that a row is of either."""
    return (
        set.intersection(*(set(columns) for columns in layout.fields.values())) if len(layout.fields) > 1 else set()
    )


def _read(
    grid: Grid, rows: Sequence[int], column: int, raws: list[Value], reader: Remembered
) -> tuple[list[Value], list[Reading]]:
    """What the cells hold and what was read in them. A cell of a merged block has what the block shows."""
    if grid.merged:
        raws = [_of_block(grid, row, column) if raw is None else raw for row, raw in zip(rows, raws, strict=True)]
    readings = list(map(reader.__getitem__, raws))
    if grid.broken or grid.formulas:
        for index, row in enumerate(rows):
            if raws[index] is None:
                readings[index] = _without_value(grid, row, column) or readings[index]
    return raws, readings


def _of_block(grid: Grid, row: int, column: int) -> Value:
    first = grid.merged.get((row, column))
    return grid.value(*first) if first else None


def _without_value(grid: Grid, row: int, column: int) -> Reading | None:
    if (row, column) in grid.broken:
        return Reading(None, BROKEN)
    return Reading(None, NOT_WORKED_OUT) if (row, column) in grid.formulas else None


def troubled(read: Iterable[Cells]) -> Mapping[int, Sequence[Cells]]:
    """The columns with trouble, by the number of the row among those that say something."""
    found: dict[int, list[Cells]] = {}
    for cells in read:
        for index, reading in enumerate(cells.readings):
            if reading.trouble:
                found.setdefault(index, []).append(cells)
    return found


def _found(raw: Value, trouble: Trouble) -> str:
    if raw is None:
        return ""
    shown = f"{raw:%d/%m/%Y}" if isinstance(raw, date) else str(raw)
    said = f"“{shown[:60]}…”" if len(shown) > 60 else f"“{shown}”"
    return f"{said}, read as {trouble.taken_as}" if trouble.taken_as else said
