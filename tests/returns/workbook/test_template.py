"""The template helps whoever fills it in: choices, notes, real days, cells that stay as they are, and paper."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook

from sharemap.core.spreadsheet.form import LONGEST_CHOICES
from sharemap.returns.workbook.columns import LINES, SAVINGS, TABLES, Column, Table, called
from sharemap.returns.workbook.stamp import STAMP_NAME, read_stamp, stamp_of
from sharemap.returns.workbook.template import SPARE, template
from tests.returns.golden.building import at
from tests.returns.golden.given import GIVEN

VOCABULARIES = [(table, column) for table in TABLES for column in table.columns if column.vocabulary]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(io.BytesIO(template(GIVEN)))


def test_it_has_the_two_tables_help_and_about(book: Workbook) -> None:
    assert book.sheetnames == ["Arrangements", "Savings", "Help", "About"]


@pytest.mark.parametrize(("table", "column"), VOCABULARIES)
def test_every_word_of_a_list_can_be_chosen(book: Workbook, table: Table, column: Column) -> None:
    place = book[table.title].cell(2, at(table, column.name)).coordinate
    rules = [rule for rule in book[table.title].data_validations.dataValidation if place in rule.sqref]
    assert column.vocabulary
    assert [rule.formula1 for rule in rules] == ['"' + ",".join(column.vocabulary) + '"']
    assert len(rules[0].formula1 or "") <= LONGEST_CHOICES + 2
    assert not any("," in word for word in column.vocabulary)


def test_each_heading_has_a_note_that_says_what_it_means(book: Workbook) -> None:
    for table in TABLES:
        for index, column in enumerate(table.columns, 1):
            head = book[table.title].cell(1, index)
            assert head.value == column.title
            assert head.comment
            assert column.field.meaning in head.comment.text


def test_days_are_days_and_identifiers_are_locked_where_they_are_given(book: Workbook) -> None:
    sheet = book[LINES.title]
    assert sheet.cell(2, at(LINES, "starts_on_earliest")).value == datetime(2014, 4, 1)  # noqa: DTZ001
    assert sheet.protection.sheet
    assert sheet.cell(2, 1).protection.locked
    assert not sheet.cell(2, 3).protection.locked
    assert not sheet.cell(len(GIVEN.lines) + 2, 1).protection.locked
    assert not sheet.cell(len(GIVEN.lines) + 1 + SPARE, 3).protection.locked


def test_it_prints_across_and_keeps_its_headings_in_sight(book: Workbook) -> None:
    for table in (LINES, SAVINGS):
        sheet = book[table.title]
        assert sheet.freeze_panes == "C2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_stamp_is_a_hidden_name_and_can_be_read_on_the_last_sheet(book: Workbook) -> None:
    name = book.defined_names[STAMP_NAME]
    assert name.hidden
    about = book["About"]
    assert read_stamp(str(about.cell(about.max_row, 2).value)) == stamp_of(GIVEN)


def test_no_heading_means_two_fields_of_a_table() -> None:
    for table in TABLES:
        said = [heading for column in table.columns for heading in set(column.called)]
        assert len(said) == len(set(said))
        assert all(called(table)[heading] for heading in said)
