"""Colours and notes cells in a copy of a person's own workbook, with a first sheet that lists what is said.

The copy holds values in place of formulas, so that whoever opens it runs nothing.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from sharemap.core.spreadsheet import without_controls
from sharemap.core.spreadsheet.form import cell_at, put
from sharemap.core.spreadsheet.grid import Grid

LONGEST_NOTE, MOST_NOTES = 1_000, 2_000
"""So many cells get a note; further ones are coloured alone."""
_ERROR, _WARNING = PatternFill("solid", fgColor="F6C1C1"), PatternFill("solid", fgColor="FCE8B2")
# What openpyxl raises over workbooks that other programs have written oddly; lxml's own error is a SyntaxError.
UNREADABLE = (
    AttributeError,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    ParseError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell and what is said of it. Rows and columns count from nought."""

    sheet: str
    row: int
    column: int
    text: str
    is_error: bool


def marked_workbook(original: bytes, marks: Iterable[Mark], listing: Sequence[Sequence[object]], title: str) -> bytes:
    """The workbook with its marks, and `listing` as its first sheet, or at the end of one that cannot be opened.

    Raises one of `UNREADABLE` for a workbook that this writer cannot open.
    """
    book = load_workbook(io.BytesIO(original), data_only=True, keep_links=False)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    for number, mark in enumerate(marks):
        if mark.sheet in sheets:
            _mark(sheets[mark.sheet].cell(mark.row + 1, mark.column + 1), mark, noted=number < MOST_NOTES)
    for sheet in book.worksheets:
        sheet.protection.sheet = False
    return _with_listing(book, listing, title)


def marked_rows(
    grids: Iterable[Grid], marks: Sequence[Mark], listing: Sequence[Sequence[object]], titles: tuple[str, str]
) -> bytes:
    """A new workbook with the rows that are marked, for a file that holds no sheets or that cannot be written again.

    The first column says in which row of the file each stood. `titles`: of the listing, and of that column.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        of_sheet = [mark for mark in marks if mark.sheet == grid.name]
        if of_sheet:
            _rows(book.create_sheet(_sheet_name(grid.name)), grid, of_sheet, titles[1])
    return _with_listing(book, listing, titles[0])


def _sheet_name(name: str) -> str:
    """A name that Excel takes."""
    return "".join("-" if sign in r"[]:*?/\'" else sign for sign in without_controls(name))[:31] or "Rows"


def _rows(target: Worksheet, grid: Grid, marks: Sequence[Mark], title: str) -> None:
    wanted = sorted({0, *(mark.row for mark in marks)})
    at = {row: index for index, row in enumerate(wanted, 1)}
    for row in wanted:
        put(cell_at(target, at[row], 1), row + 1 if row else title)
        for column, value in enumerate(grid.rows[row] if row < len(grid.rows) else ()):
            put(cell_at(target, at[row], column + 2), value)
    for number, mark in enumerate(marks):
        _mark(target.cell(at[mark.row], mark.column + 2), mark, noted=number < MOST_NOTES)
    target.freeze_panes = "B2"


def _mark(cell: Cell | MergedCell, mark: Mark, noted: bool) -> None:
    """Colour and note; a note that is there already stays, and ours goes below it."""
    if isinstance(cell, MergedCell):
        return
    if mark.is_error or cell.fill.fgColor.rgb != _colour(_ERROR):
        cell.fill = _ERROR if mark.is_error else _WARNING
    if not noted:
        return
    said = f"{cell.comment.text}\n\n{mark.text}" if cell.comment else mark.text
    cell.comment = Comment(without_controls(said)[:LONGEST_NOTE], "Sharemap", height=160, width=320)


def _colour(fill: PatternFill) -> object:
    return fill.fgColor.rgb


def _with_listing(book: Workbook, listing: Sequence[Sequence[object]], title: str) -> bytes:
    target = book.create_sheet(_free(book, title), 0)
    for at, row in enumerate(listing, 1):
        for index, value in enumerate(row, 1):
            put(cell_at(target, at, index), value)
    for cell in target[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGH", _widths(listing), strict=False):
        target.column_dimensions[letter].width = width
    target.freeze_panes = "A2"
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is target
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _free(book: Workbook, title: str) -> str:
    """The title, with a number where the workbook has a sheet of that name."""
    names = {name.lower() for name in book.sheetnames}
    numbered = (f"{title} {number}" for number in range(2, len(names) + 3))
    return title if title.lower() not in names else next(each for each in numbered if each.lower() not in names)


def _widths(listing: Sequence[Sequence[object]]) -> Iterator[int]:
    for column in zip(*listing, strict=True):
        yield min(max(12, *(len(str(value or "")) + 2 for value in column[:200])), 60)
