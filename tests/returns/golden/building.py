"""How golden files are built: our own template with some cells changed, or a sheet from nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

from sharemap.returns.workbook.columns import LINES, SAVINGS, Table
from sharemap.returns.workbook.template import template
from tests.returns.golden.given import GIVEN

File = tuple[str, bytes]
FREE_LINE, FREE_SAVING = 6, 5
"""The first empty row of either sheet, as Excel counts."""


def golden(make: Callable[[], Any]) -> Callable[[], Any]:
    """Marks a maker of a golden file; its name is the case's."""
    make.is_golden = True  # type: ignore[attr-defined]
    return make


def saved(book: Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def ours(change: Callable[[Workbook], None] = lambda book: None) -> File:
    """The template of the golden return after somebody worked in it."""
    book = load_workbook(io.BytesIO(template(GIVEN)))
    change(book)
    return "return.xlsx", saved(book)


def at(table: Table, name: str) -> int:
    """The column of a field, as openpyxl counts."""
    return next(index for index, column in enumerate(table.columns, 1) if column.name == name)


def write(book: Workbook, table: Table, row: int, values: Mapping[str, object]) -> None:
    """Values into a row of the template, by field. Excel's own row numbers."""
    for name, value in values.items():
        book[table.title].cell(row, at(table, name)).value = value  # type: ignore[assignment]


def lines(rows: Mapping[int, Mapping[str, object]]) -> File:
    """The template with values in some rows of arrangements, by Excel's own row numbers."""

    def change(book: Workbook) -> None:
        for row, values in rows.items():
            write(book, LINES, row, values)

    return ours(change)


def savings(*rows: Mapping[str, object]) -> File:
    """Rows of savings below those that are there, each of a0002 unless it says otherwise."""

    def change(book: Workbook) -> None:
        for row, values in enumerate(rows, FREE_SAVING):
            write(book, SAVINGS, row, {"arrangement": "a0002", **values})

    return ours(change)


def sheet(rows: Sequence[Sequence[object]], change: Callable[[Workbook], None] = lambda book: None) -> File:
    """A workbook that is not ours."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    change(book)
    return "shared services.xlsx", saved(book)


def repacked(
    data: bytes, change: Callable[[str, bytes], bytes | None], more: Mapping[str, bytes] | None = None
) -> bytes:
    """A workbook with parts changed, left out (None) or added."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            part = change(entry, old.read(entry))
            if part is not None:
                new.writestr(entry, part)
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return held.getvalue()
