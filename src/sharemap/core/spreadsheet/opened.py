"""Opens what a person sent: an Excel workbook or CSV, within bounds, as sheets of plain values.

Nothing is run. A formula counts with the value that was saved with it.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from sharemap.core.problem import Problem
from sharemap.core.spreadsheet.archive import SAVE_ANEW, ZIP, Parts, parts_of, refused, sniffed
from sharemap.core.spreadsheet.grid import At, Grid, Opened, Value
from sharemap.core.spreadsheet.inside import Inside, names_of, sheets_of
from sharemap.core.spreadsheet.text import read_text

MOST_ROWS, MOST_TEXT_ROWS = 10_000, 100_000
MOST_COLUMNS, MOST_CELLS = 500, 600_000


def opened(name: str, data: bytes) -> Opened | Problem:
    """What a file holds, or the one reason why it cannot be read, in words that say what to do."""
    trouble = sniffed(name, data)
    if trouble:
        return trouble
    if data.startswith(ZIP):
        return _workbook(name, data)
    return read_text(name, data, MOST_TEXT_ROWS)


def _workbook(name: str, data: bytes) -> Opened | Problem:
    parts = parts_of(name, data)
    if isinstance(parts, Problem):
        return parts
    try:
        sheets = sheets_of(parts)
        trouble = _too_large(name, sheets)
        return trouble or _read(data, parts, sheets)
    except PasswordError:
        return refused("password", name, "a file with a password", "We cannot open a locked file.", "Take it off.")
    except (CalamineError, ET.ParseError, ValueError, OverflowError):
        return refused("damaged", name, "a damaged file", "The file must open in Excel.", SAVE_ANEW)


def _too_large(name: str, sheets: list[Inside]) -> Problem | None:
    rows = sum(each.last[0] + 1 for each in sheets)
    if rows > MOST_ROWS:
        found = f"{rows:,} rows"
        needed = f"A workbook may have at most {MOST_ROWS:,} rows, a CSV file {MOST_TEXT_ROWS:,}."
        return refused(
            "too many rows", name, found, needed, "Save the sheet as CSV and send that, or send it in parts."
        )
    wide = any(each.last[1] >= MOST_COLUMNS for each in sheets)
    merged = sum((low - top + 1) * (right - left + 1) for each in sheets for (top, left), (low, right) in each.merged)
    if wide or merged > MOST_CELLS or sum(each.cells for each in sheets) > MOST_CELLS:
        needed = (
            f"A workbook may have at most {MOST_COLUMNS} columns and {MOST_CELLS:,} cells, coloured ones included."
        )
        fix = "Copy the cells that matter into the workbook that we sent you."
        return refused("too many cells", name, "more cells than that", needed, fix)
    return None


def _read(data: bytes, parts: Parts, sheets: list[Inside]) -> Opened:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        grids = {each.name: _grid(each, book.get_sheet_by_name(each.name).to_python(False)) for each in sheets}
    names = {}
    for name, (sheet, (row, column)) in names_of(parts).items():
        rows = grids[sheet].rows if sheet in grids else []
        if row < len(rows) and column < len(rows[row]):
            names[name] = str(rows[row][column] or "")
    return Opened(tuple(grids.values()), names)


def _grid(sheet: Inside, rows: Sequence[Sequence[Any]]) -> Grid:
    return Grid(
        sheet.name,
        [[_plain(value) for value in row] for row in rows],
        sheet.hidden,
        frozenset(sheet.hidden_rows),
        frozenset(sheet.hidden_columns),
        frozenset(sheet.formulas),
        frozenset(sheet.broken),
        frozenset(sheet.commented),
        {at: first for first, last in sheet.merged for at in _covered(first, last)},
    )


def _covered(first: At, last: At) -> list[At]:
    """The cells of a merged block that show the value of its first cell."""
    block = ((row, column) for row in range(first[0], last[0] + 1) for column in range(first[1], last[1] + 1))
    return [at for at in block if at != first]


def _plain(value: Any) -> Value:
    """A cell's value as one of ours; blank is None, and a whole number is whole."""
    match value:
        case "":
            return None
        case float() if value.is_integer() and abs(value) < 1e15:
            return int(value)
        case datetime():
            return value.date()
        case time() | timedelta():
            return str(value)
        case str() | int() | float() | date():
            return value
    return str(value)
