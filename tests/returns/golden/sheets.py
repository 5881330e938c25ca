"""Golden files that differ in the build of their sheets."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sharemap.returns.workbook.columns import LINES, SAVINGS
from tests.returns.golden.building import FREE_SAVING, File, at, golden, lines, ours, repacked, savings, sheet, write

HEAD = ["Partnership", "Services", "Shared with", "Start date", "Annual saving", "Year"]
AUDIT = ["Marches Audit Partnership", "audit", "Westmarch", "April 2014", 120000, "2023/24"]
FULL = [*HEAD, "Rung", "Kind", "Scope", "Decision"]
AUDIT_IN_FULL = [*AUDIT, "achieved", "recurring", "whole", "change"]


@golden
def nothing_changed() -> File:
    return ours()


@golden
def a_sheet_with_columns_of_its_own() -> File:
    return sheet(
        [[*HEAD, "Officer's mood"], [*AUDIT, "good"], ["Parking", "parking", "Southbury", 2019, None, None, ""]]
    )


@golden
def columns_in_another_order() -> File:
    return sheet([FULL[::-1], AUDIT_IN_FULL[::-1]])


@golden
def titles_above_the_headings() -> File:
    return sheet([["Eastmarch shared services register"], [], ["As at 1 April 2026"], [], FULL, AUDIT_IN_FULL])


@golden
def merged_headings() -> File:
    def merge(book: Workbook) -> None:
        target = book.worksheets[0]
        for place in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
            target.merge_cells(place)

    above = ["Partnership", "Decision", "Started", None, "Savings", None]
    below = [None, None, "earliest", "latest", "Amount", "Year"]
    return sheet([above, below, ["Legal Practice", "change", date(2018, 1, 1), "2018", 50000, "2024/25"]], merge)


@golden
def merged_rows() -> File:
    def merge(book: Workbook) -> None:
        book.worksheets[0].merge_cells("A2:A4")

    head = ["Partnership", "Year", "Amount", "Rung", "Kind", "Scope"]
    rest = ["achieved", "recurring", "whole"]
    rows = [["Legal Practice" if year == 2022 else None, year, 40000 + year, *rest] for year in (2022, 2023, 2024)]
    return sheet([head, *rows], merge)


@golden
def hidden_sheets_rows_and_columns() -> File:
    def hide(book: Workbook) -> None:
        write(book, LINES, 3, {"decision": "still right"})
        book[LINES.title].row_dimensions[3].hidden = True
        book[LINES.title].column_dimensions["E"].hidden = True
        book[SAVINGS.title].sheet_state = "hidden"

    return ours(hide)


@golden
def notes_on_cells() -> File:
    def note(book: Workbook) -> None:
        cell: Any = book[LINES.title].cell(3, at(LINES, "decision"))
        cell.comment = Comment("Ask Sam before we send this", "Pat")

    return ours(note)


@golden
def dates_of_1904() -> File:
    def old(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    return sheet([FULL, [*AUDIT_IN_FULL[:3], date(2014, 4, 1), *AUDIT_IN_FULL[4:]]], old)


@golden
def formulas_with_values() -> File:
    def work_out(name: str, part: bytes) -> bytes:
        value = b"<f>1000*90</f><v>90000</v>"
        return re.sub(rb"<f>1000\*90</f><v ?/?>(</v>)?", value, part) if "worksheets" in name else part

    name, data = savings({"year": "2019/20", "amount_gbp": "=1000*90", "rung": "achieved", "kind": "recurring"})
    return name, repacked(data, work_out)


@golden
def formulas_without_values() -> File:
    def formula(book: Workbook) -> None:
        write(book, SAVINGS, FREE_SAVING, {"arrangement": "a0003", "year": "2023/24", "amount_gbp": "=1000*90"})

    return ours(formula)


@golden
def cells_that_show_errors() -> File:
    def broken(book: Workbook) -> None:
        cell = book[LINES.title].cell(3, at(LINES, "staff"))
        assert isinstance(cell, Cell)
        cell.value, cell.data_type = "#REF!", "e"

    return ours(broken)


@golden
def rows_taken_out() -> File:
    def take_out(book: Workbook) -> None:
        book[LINES.title].delete_rows(3, 2)

    return ours(take_out)


@golden
def blank_rows_between() -> File:
    return sheet([FULL, [], AUDIT_IN_FULL, [], [], ["Legal Practice", *AUDIT_IN_FULL[1:]]])


@golden
def two_columns_of_one_meaning() -> File:
    return sheet([[*FULL, "Status"], [*AUDIT_IN_FULL, "live"]])


@golden
def savings_in_thousands() -> File:
    head = ["Partnership", "Year", "Saving (£000)", "Rung", "Kind", "Scope"]
    return sheet([head, ["Legal Practice", "2023/24", 120, "achieved", "recurring", "whole"]])


@golden
def no_heading_that_we_know() -> File:
    return sheet([["Dog", "Cat"], ["Rex", "Tom"]])


@golden
def no_rows_below_the_headings() -> File:
    return sheet([FULL])


@golden
def sheets_with_nothing_in_them() -> File:
    return sheet([])


@golden
def a_change_of_text_that_looks_like_a_formula() -> File:
    return lines({2: {"decision": "change", "why": "+44 and @all"}})
