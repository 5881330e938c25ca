"""The marked copy is the person's own workbook: their cells and notes, our colours, and text that stays text."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from sharemap.returns.workbook.columns import LINES
from sharemap.returns.workbook.marking import ROW_TITLE, TITLE, marked
from sharemap.returns.workbook.upload import read_upload
from tests.returns.golden.building import File, at, lines, ours, repacked, write
from tests.returns.golden.given import GIVEN
from tests.returns.golden.texts import csv_with_lines_in_cells


def marked_book(file: File) -> Workbook:
    upload = read_upload(*file, GIVEN)
    return load_workbook(io.BytesIO(marked(*file, upload.kinds)))


def cell(book: Workbook, row: int, name: str) -> Any:
    return book[LINES.title].cell(row, at(LINES, name))


def test_a_cell_at_fault_is_coloured_and_noted_and_others_are_not() -> None:
    book = marked_book(lines({2: {"decision": "maybe"}, 3: {"decision": "still right"}}))
    assert cell(book, 2, "decision").fill.fgColor.rgb == "00F6C1C1"
    assert "“maybe”" in cell(book, 2, "decision").comment.text
    assert cell(book, 3, "decision").comment is None


def test_a_note_that_was_there_stays_above_ours() -> None:
    def change(book: Workbook) -> None:
        write(book, LINES, 2, {"decision": "maybe"})
        cell(book, 2, "decision").comment = Comment("Ask Sam", "Pat")

    text = cell(marked_book(ours(change)), 2, "decision").comment.text
    assert text.startswith("Ask Sam\n\n")
    assert "“maybe”" in text


def test_the_list_names_sheet_column_and_row_as_excel_shows_them() -> None:
    book = marked_book(lines({4: {"decision": "maybe"}}))
    rows = list(book[TITLE].iter_rows(values_only=True))
    assert rows[1][3:7] == ("“maybe”", "Arrangements", "C Decision", 4)


def test_what_people_write_becomes_no_formula() -> None:
    def change(book: Workbook) -> None:
        write(book, LINES, 2, {"decision": "change", "why": "x"})
        for name in ("why", "decision"):
            cell(book, 3, name).value, cell(book, 3, name).data_type = '=HYPERLINK("http://example.org")', "s"

    book = marked_book(ours(change))
    assert cell(book, 3, "why").value.startswith("=HYPERLINK")
    assert cell(book, 3, "why").data_type == "s"
    assert all(each.data_type != "f" for row in book[TITLE].iter_rows() for each in row)


def test_rows_of_csv_come_back_with_the_number_they_had() -> None:
    book = marked_book(csv_with_lines_in_cells())
    assert [row[:3] for row in book["shared.csv"].iter_rows(values_only=True)] == [
        (ROW_TITLE, "name", "decision"),
        (2, "Legal Practice", "we dispute this"),
        (3, "X", "what"),
    ]


def test_a_workbook_that_cannot_be_written_again_comes_back_as_its_marked_rows() -> None:
    name, data = lines({2: {"decision": "maybe"}})
    odd = repacked(data, lambda part, held: b"<styleSheet/><" if part.endswith("styles.xml") else held)
    book = marked_book((name, odd))
    assert [row[0] for row in book[LINES.title].iter_rows(values_only=True)][:2] == [ROW_TITLE, 2]


def test_a_sheet_with_the_name_of_our_list_keeps_it() -> None:
    def change(book: Workbook) -> None:
        write(book, LINES, 2, {"decision": "maybe"})
        book.create_sheet(TITLE).append(["mine"])

    book = marked_book(ours(change))
    assert book.sheetnames[0] == f"{TITLE} 2"
    assert book[TITLE].cell(1, 1).value == "mine"
