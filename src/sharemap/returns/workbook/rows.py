"""Turns the rows of a sheet into answers, cell by cell, and says what could not be read and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from sharemap.core.fields import Row
from sharemap.core.period import Bounds, first_day_after
from sharemap.core.problem import Severity
from sharemap.core.spreadsheet.grid import Grid, Value
from sharemap.returns.answers import CLEARABLE
from sharemap.returns.cells.days import read_days
from sharemap.returns.cells.money import read_money, read_number
from sharemap.returns.cells.reading import BLANK, Reading, Trouble, is_clear
from sharemap.returns.cells.words import read_list, read_text, read_word
from sharemap.returns.cells.years import NO_YEAR, read_year
from sharemap.returns.workbook.columns import ENDED, LINES, SAVINGS, STARTED, Column, Table
from sharemap.returns.workbook.found import Place, Tally
from sharemap.returns.workbook.layout import Layout

PAIRS = (
    ("starts_on_earliest", "starts_on_latest", STARTED, lambda said: said),
    ("ends_before_earliest", "ends_before_latest", ENDED, first_day_after),
)
BROKEN = Trouble(
    "a cell that shows an error",
    "A cell must not show an error, such as #REF!.",
    "Type the value itself in place of the formula.",
)
NOT_TO_BE_CLEARED = Trouble(
    "a cell that cannot be cleared",
    "An arrangement cannot be without this.",
    "Write what is right, or leave it blank to keep what is held.",
)
NOT_WORKED_OUT = Trouble(
    "a formula without a value",
    "A formula counts with the value that was saved with it.",
    "Open the workbook in Excel and save it, or type the value in place of the formula.",
)


@dataclass(frozen=True, slots=True)
class Placed:
    """An answer, and the row it came from. `cleared`: the fields of which it says that nothing is known."""

    answer: Any
    grid: Grid
    layout: Layout
    row: int
    cleared: frozenset[str] = frozenset()

    def place(self, field: str, table: Table, found: str) -> Place:
        """The cell of a field; its whole row where the sheet has no such column."""
        column = self.layout.fields[table.name].get(_shown_as(field, self.layout.fields[table.name]))
        heading = self.layout.headings.get(column, "") if column is not None else ""
        return Place(self.grid.name, self.row, column, heading, found)


def _shown_as(field: str, columns: dict[str, int]) -> str:
    """One heading may stand for an earliest and a latest day."""
    either = next((either for earliest, latest, either, _ in PAIRS if field in (earliest, latest)), field)
    return field if field in columns else either


def reader_of(column: Column, times: int) -> Callable[[Value], Reading]:
    field = column.field
    if field.kind is tuple:
        return partial(read_list, vocabulary=column.vocabulary)
    if column.vocabulary:
        return partial(read_word, vocabulary=column.vocabulary)
    if field.kind is date:
        return read_days
    if field.name.startswith("year"):
        return read_year
    if field.name.endswith("_gbp"):
        return partial(read_money, times=times if field.name == "amount_gbp" else 1)
    return read_number if field.kind is int else partial(read_text, longest=field.longest)


class Remembered(dict[object, Reading]):
    """What a reader makes of each different text, read once: columns repeat themselves, and files are long."""

    def __init__(self, reader: Callable[[Value], Reading]) -> None:
        super().__init__()
        self.reader = reader

    def __missing__(self, text: str) -> Reading:
        reading = self[text] = self.reader(text)
        return reading


def rows_of(grid: Grid, layout: Layout, table: Table, tally: Tally) -> Iterator[Placed]:
    """Every row that says something of this table and in which every cell could be read."""
    columns = layout.fields[table.name]
    readers = {column.name: Remembered(reader_of(column, layout.times)) for column in table.columns}
    readers |= {either: Remembered(read_days) for _, _, either, _ in PAIRS}
    if table is LINES:
        readers = {name: _clearing(name, reader) for name, reader in readers.items()}
    cells = [(name, column, readers[name]) for name, column in columns.items()]
    asked = [column for name, column in columns.items() if name not in _shared(layout)] or list(columns.values())
    for row in range(layout.row + 1, len(grid.rows)):
        line = grid.rows[row]
        if any(line[column] is not None for column in asked if column < len(line)):
            values = _values(grid, layout, row, cells, tally)
            answer = values and _answer(values, table)
            if answer:
                cleared = _cleared(line, columns, answer) if table is LINES else frozenset[str]()
                yield Placed(answer, grid, layout, row, cleared)
            elif values is not None:
                _say(NO_YEAR, Placed(None, grid, layout, row).place("year", table, "no year"), tally)


def _clearing(name: str, reader: Remembered) -> Remembered:
    """Reads the word that clears as a blank cell, in a cell that may be one."""
    blank = BLANK if name in CLEARABLE or name in (STARTED, ENDED) else Reading(None, NOT_TO_BE_CLEARED)
    return Remembered(lambda raw: blank if is_clear(raw) else reader.reader(raw))


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


def _shared(layout: Layout) -> set[str]:
    """Fields that two tables of one sheet have in common: they do not say that a row is of either."""
    return (
        set.intersection(*(set(columns) for columns in layout.fields.values())) if len(layout.fields) > 1 else set()
    )


def _values(
    grid: Grid,
    layout: Layout,
    row: int,
    cells: Sequence[tuple[str, int, Remembered]],
    tally: Tally,
) -> dict[str, Any] | None:
    """The values of a row by field; None if a cell could not be read."""
    line, width, values, good = grid.rows[row], len(grid.rows[row]), {}, True
    odd = bool(grid.merged or grid.broken or grid.formulas)
    for name, column, reader in cells:
        raw = line[column] if column < width else None
        if raw is None and odd:
            raw = _of_block(grid, row, column)
        reading = BLANK if raw is None else reader[raw] if isinstance(raw, str) else reader.reader(raw)
        if raw is None and odd:
            reading = _without_value(grid, row, column) or reading
        if reading.trouble:
            good &= reading.trouble.severity is Severity.WARNING
            _say(reading.trouble, Place(grid.name, row, column, layout.headings[column], _found(raw, reading)), tally)
        values[name] = reading.value
    return values if good else None


def _of_block(grid: Grid, row: int, column: int) -> Value:
    first = grid.merged.get((row, column))
    return grid.value(*first) if first else None


def _without_value(grid: Grid, row: int, column: int) -> Reading | None:
    if (row, column) in grid.broken:
        return Reading(None, BROKEN)
    return Reading(None, NOT_WORKED_OUT) if (row, column) in grid.formulas else None


def _say(trouble: Trouble, place: Place, tally: Tally) -> None:
    tally.add((trouble.code, trouble.severity, trouble.needed, trouble.fix), place)


def _found(raw: Value, reading: Reading) -> str:
    shown = f"{raw:%d/%m/%Y}" if isinstance(raw, date) else str("" if raw is None else raw)
    said = f"“{shown[:60]}…”" if len(shown) > 60 else f"“{shown}”"
    taken = reading.trouble.taken_as if reading.trouble else ""
    if raw is None:
        return ""
    return f"{said}, read as {taken}" if taken else said


def _answer(values: dict[str, Any], table: Table) -> Row | None:
    """The row as an answer; None for savings without a year."""
    if table is SAVINGS and values.get("year") is None:
        return None
    for earliest, latest, either, meaning in PAIRS if table is LINES else ():
        values[earliest], values[latest] = _pair(values, earliest, latest, values.pop(either, None), meaning)
    given = [default if (value := values.get(name)) is None else value for name, default in _blanks(table)]
    return table.row_type(*given)


@cache
def _blanks(table: Table) -> tuple[tuple[str, object], ...]:
    """Each field, and what a blank cell means in it."""
    return tuple((column.name, None if column.field.optional else column.field.kind()) for column in table.columns)


def _pair(
    values: dict[str, Any], earliest: str, latest: str, either: Bounds | None, meaning: Callable[[Bounds], Bounds]
) -> tuple[date | None, date | None]:
    """The two ends of what is known of a day. One cell alone may say both: a day, a month, a year."""
    first, last = values.get(earliest), values.get(latest)
    if first is None and last is None and either is not None:
        first = last = meaning(either)
    elif last is None:
        last = first
    return first.earliest if first else None, last.latest if last else None
