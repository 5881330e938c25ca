"""Writes workbooks that people open: plain cells that no spreadsheet runs, a header that stays in sight."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from sharemap.core.fields import to_text

LONGEST_CELL = 32_767
"""Letters that a cell may hold; what is longer is cut."""
WIDEST, NARROWEST = 60, 10
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LETTER_CODE = re.compile("_(x[0-9A-Fa-f]{4}_)")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins with one of these."""
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A name of at most 31 letters, the heads of the columns, and the rows."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[object]]


def without_controls(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def safe_cell(value: object) -> str:
    """A value as a cell of CSV that no spreadsheet runs: text that could be a formula gets an apostrophe before it.

    Numbers and days are left alone. `unsafe_cell` takes the apostrophe off again.
    """
    text = to_text(value)
    return f"'{text}" if isinstance(value, str | tuple) and text.lstrip("'").startswith(FORMULA) else text


def unsafe_cell(text: str) -> str:
    """The text of a cell that `safe_cell` may have made safe."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA) else text


def workbook(sheets: Iterable[Sheet], made_on: date) -> bytes:
    """An XLSX file. `made_on` stands in its properties in place of the clock."""
    book = Workbook(write_only=True)
    moment = datetime(made_on.year, made_on.month, made_on.day)  # noqa: DTZ001 - the format holds no zone
    book.properties.created = book.properties.modified = moment
    book.properties.creator = "Sharemap"
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _write(target: Any, sheet: Sheet) -> None:
    rows = [[as_cell(value) for value in row] for row in sheet.rows]
    for index, name in enumerate(sheet.header):
        longest = max([len(name), *(len(str(row[index] or "")) for row in rows[:200])])
        target.column_dimensions[get_column_letter(index + 1)].width = min(max(longest + 2, NARROWEST), WIDEST)
    target.freeze_panes = "A2"
    target.append([_cell(target, name, head=True) for name in sheet.header])
    for row in rows:
        target.append([_cell(target, value) for value in row])


def as_cell(value: object) -> str | int | float | date | None:
    """Numbers and days as themselves; all else as text, as CSV holds it, without what no cell can hold."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, date):
        return value
    # What reads `_x0041_` as a letter is told to leave it.
    text = _LETTER_CODE.sub("_x005F_\\1", without_controls(to_text(value)))
    return text[:LONGEST_CELL] or None


def _cell(target: Any, value: str | int | float | date | None, head: bool = False) -> Cell:
    cell: Cell = WriteOnlyCell(target, value=value)  # type: ignore[arg-type]
    if isinstance(value, str):
        cell.data_type = "s"  # text, also where it begins as a formula does
    if head:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top")
    return cell
