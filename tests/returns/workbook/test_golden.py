"""Every golden file is answered with the words that stand beside it, and given back with its troubles marked."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from sharemap.returns.workbook.marking import TITLE, marked
from sharemap.returns.workbook.upload import read_upload
from tests.returns.golden.given import GIVEN
from tests.returns.golden.make import CASES, WORDS, words_of


def test_each_file_has_its_words_and_no_words_are_without_a_file() -> None:
    assert {path.stem for path in WORDS.glob("*.txt")} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_file_is_answered_with_the_words_beside_it(name: str) -> None:
    """`python -m tests.returns.golden` writes the words anew."""
    assert words_of(CASES[name]()) == (WORDS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_was_read_comes_back_marked_and_holds_no_formula(name: str) -> None:
    file, data = CASES[name]()
    upload = read_upload(file, data, GIVEN)
    if upload.refused:
        return
    book = load_workbook(io.BytesIO(marked(file, data, upload.kinds)))
    assert book.sheetnames[0] == TITLE
    listed = [str(row[0]) for row in book[TITLE].iter_rows(min_row=2, values_only=True)]
    assert {kind.code.capitalize() for kind in upload.kinds} <= set(listed)
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
