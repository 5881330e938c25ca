"""Workbooks as people open them: what was written is read again, and nothing in a cell runs."""

from __future__ import annotations

import io
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sharemap.core.spreadsheet import LONGEST_CELL, Sheet, workbook

DAY = date(2026, 11, 25)


def read(rows: list[list[object]]) -> list[tuple[object, ...]]:
    header = [f"column {index}" for index in range(len(rows[0]))]
    book = load_workbook(io.BytesIO(workbook([Sheet("Rows", header, rows)], DAY)))
    found: list[tuple[object, ...]] = list(book["Rows"].iter_rows(values_only=True))
    assert found[0] == tuple(header)
    return found[1:]


def test_numbers_days_lists_and_blanks_keep_what_they_say() -> None:
    assert read([[1, 2.5, DAY, ("a", "b"), True, None, ""]]) == [
        (1, 2.5, datetime(2026, 11, 25), "a | b", "yes", None, None)  # noqa: DTZ001
    ]


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=50))
def test_text_is_text_whatever_it_begins_with(text: str) -> None:
    book = load_workbook(io.BytesIO(workbook([Sheet("Rows", ["a"], [[f"={text}"], [text]])], DAY)))
    assert all(cell.data_type in ("s", "n") for row in book["Rows"].iter_rows() for cell in row)
    assert not any(cell.data_type == "f" for row in book["Rows"].iter_rows() for cell in row)


def test_what_no_cell_can_hold_is_cut_and_left_out() -> None:
    assert read([["x" * 40_000]]) == [("x" * LONGEST_CELL,)]
    assert read([["a\x00b\x1fc"]]) == [("abc",)]


def test_it_says_the_day_of_the_edition_and_not_that_of_the_clock() -> None:
    book = load_workbook(io.BytesIO(workbook([Sheet("Rows", ["a"], [])], DAY)))
    assert book.properties.created == datetime(2026, 11, 25)  # noqa: DTZ001
