"""Writes a workbook to be filled in: choices that drop down, notes on headings, cells that cannot be changed."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sharemap.core.spreadsheet import as_cell

LONGEST_CHOICES = 255
"""Letters that Excel takes in a list of choices."""
DAY_FORMAT, POUNDS_FORMAT = "dd/mm/yyyy", "#,##0"
_HEAD = PatternFill("solid", fgColor="1D3557")
_GIVEN = PatternFill("solid", fgColor="EEF1F4")
_LINE = Border(bottom=Side("thin", color="C9CED4"))


@dataclass(frozen=True, slots=True)
class FormColumn:
    """`choices` drop down; with `only` nothing else is let in. `locked`: what is there cannot be changed."""

    heading: str
    note: str
    width: int
    choices: Sequence[str] = ()
    only: bool = True
    locked: bool = False
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class FormSheet:
    """Rows that are there, and so many empty ones to fill in below them."""

    name: str
    columns: Sequence[FormColumn]
    rows: Sequence[Sequence[object]]
    spare: int


@dataclass(frozen=True, slots=True)
class TextSheet:
    """Pairs of a term and what is said of it, to be read."""

    name: str
    pairs: Sequence[tuple[str, str]]


def form(sheets: Sequence[FormSheet], texts: Sequence[TextSheet], named: Mapping[str, str], made_on: date) -> bytes:
    """An XLSX file. `named`: hidden names, each with the text that its cell on the last sheet holds."""
    book = Workbook()
    book.remove(book.worksheets[0])
    moment = datetime(made_on.year, made_on.month, made_on.day)  # noqa: DTZ001 - the format holds no zone
    book.properties.created = book.properties.modified = moment
    book.properties.creator = "Sharemap"
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    for text in texts:
        _tell(book.create_sheet(text.name), text)
    _name(book, named)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _name(book: Workbook, named: Mapping[str, str]) -> None:
    target = book.worksheets[-1]
    for name, text in named.items():
        target.append([name, as_cell(text)])
        place = f"{quote_sheetname(target.title)}!$B${target.max_row}"
        book.defined_names[name] = DefinedName(name, attr_text=place, hidden=True)


def _fill(target: Worksheet, sheet: FormSheet) -> None:
    for index, column in enumerate(sheet.columns, 1):
        _head(cell_at(target, 1, index), column)
        target.column_dimensions[get_column_letter(index)].width = column.width
    first_spare = len(sheet.rows) + 2
    last = first_spare + sheet.spare - 1
    given = [_style(cell_at(target, last + 1, index), column, True) for index, column in enumerate(sheet.columns, 1)]
    empty = [_style(cell_at(target, last + 2, index), column, False) for index, column in enumerate(sheet.columns, 1)]
    target.delete_rows(last + 1, 2)
    for at, row in enumerate(sheet.rows, 2):
        for index, value in enumerate(row, 1):
            cell = cell_at(target, at, index)
            put(cell, value)
            cast(Any, cell)._style = given[index - 1]
    for at in range(first_spare, last + 1):
        for index, style in enumerate(empty, 1):
            cast(Any, cell_at(target, at, index))._style = style
    _choices(target, sheet, last)
    _lay_out(target, sheet, last)


def cell_at(target: Worksheet, row: int, column: int) -> Cell:
    """A cell of a sheet without merged cells."""
    return cast(Cell, target.cell(row, column))


def put(cell: Cell, value: object) -> None:
    """A value into a cell; text stays text, whatever it begins with."""
    plain = as_cell(value)
    cell.value = plain
    if isinstance(plain, str):
        cell.data_type = "s"


def _head(cell: Cell, column: FormColumn) -> None:
    cell.value = column.heading
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.comment = Comment(column.note, "Sharemap", height=120, width=280)


def _style(cell: Cell, column: FormColumn, filled: bool) -> StyleArray:
    """How all cells of a column look: made at one cell, and shared, since openpyxl makes each anew at a price."""
    locked = column.locked and filled
    cell.protection = Protection(locked=locked)
    cell.alignment = Alignment(wrap_text=column.width > 20, vertical="top")
    cell.number_format = column.number_format
    cell.border = _LINE
    if locked:
        cell.fill = _GIVEN
    return cast(StyleArray, cast(Any, cell)._style)


def _choices(target: Worksheet, sheet: FormSheet, last: int) -> None:
    for index, column in enumerate(sheet.columns, 1):
        if not column.choices:
            continue
        listed = '"' + ",".join(column.choices) + '"'
        rule = DataValidation("list", formula1=listed, allow_blank=True, showErrorMessage=column.only)
        rule.error, rule.errorTitle = "Please choose from the list, or leave the cell blank.", column.heading[:32]
        target.add_data_validation(rule)
        letter = get_column_letter(index)
        rule.add(f"{letter}2:{letter}{last}")


def _lay_out(target: Worksheet, sheet: FormSheet, last: int) -> None:
    target.freeze_panes = "C2"
    target.row_dimensions[1].height = 32
    target.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"
    target.page_setup.orientation = "landscape"
    target.print_title_rows = "1:1"
    target.print_area = f"A1:{get_column_letter(len(sheet.columns))}{max(len(sheet.rows) + 1, 2)}"
    _on_paper(target)
    protection = target.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.insertRows = protection.sort = protection.autoFilter = False


def _tell(target: Worksheet, text: TextSheet) -> None:
    target.column_dimensions["A"].width, target.column_dimensions["B"].width = 30, 90
    for at, (term, said) in enumerate(text.pairs, 1):
        for index, value in enumerate((term, said), 1):
            cell = cell_at(target, at, index)
            put(cell, value)
            cell.font = Font(bold=index == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    _on_paper(target)


def _on_paper(target: Worksheet) -> None:
    """As wide as one A4 page, with sheet and page number at its foot."""
    target.page_setup.paperSize, target.page_setup.fitToHeight = target.PAPERSIZE_A4, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if target.oddFooter:
        target.oddFooter.center.text = "&A, page &P of &N"
