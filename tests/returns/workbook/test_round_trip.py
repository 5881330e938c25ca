"""What goes out and comes back unedited says the same and raises no question; whatever comes in raises nothing."""

from __future__ import annotations

import csv
import io
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sharemap.core.problem import Severity
from sharemap.register.rows import ClaimKind, DeliveryModel, Role, Rung, Scope
from sharemap.returns.answers import Aim, Decision, LineAnswer, SavingsAnswer, WhyNone
from sharemap.returns.workbook.columns import LINES, SAVINGS
from sharemap.returns.workbook.marking import marked
from sharemap.returns.workbook.template import template, template_csv
from sharemap.returns.workbook.upload import read_upload
from tests.returns.golden.building import saved
from tests.returns.golden.given import GIVEN

LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cf", "Co", "Cn"])
ODD = st.sampled_from(["=1+1", "'=1", "''-x", "@x", "_x0041_", "a;b", "1,2", "£1.2m", "007", "2014", "true", "née –"])
WORDS = st.one_of(ODD, st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=3).map(" ".join))
TEXT = st.one_of(st.just(""), WORDS)
PARTS = st.lists(WORDS.filter(lambda text: "|" not in text), max_size=3, unique=True).map(tuple)
DAYS = st.dates(date(1900, 1, 1), date(2090, 1, 1)).filter(lambda day: day.year != 1905)


@st.composite
def bounds(draw: st.DrawFn) -> tuple[date | None, date | None]:
    if draw(st.booleans()):
        return None, None
    day = draw(DAYS)
    return day, day + timedelta(days=draw(st.integers(0, 400)))


@st.composite
def line_answers(draw: st.DrawFn, number: int) -> LineAnswer:
    starts, ends = draw(bounds()), draw(bounds())
    aims = draw(st.lists(st.sampled_from(Aim), max_size=3, unique=True))
    return LineAnswer(
        f"a{number:04}",
        draw(WORDS),
        draw(st.none() | st.sampled_from(Decision)),
        draw(TEXT),
        draw(TEXT),
        draw(PARTS),
        draw(PARTS),
        draw(st.none() | st.sampled_from(Role)),
        draw(st.none() | st.sampled_from(DeliveryModel)),
        tuple(aims),
        *starts,
        *ends,
        draw(TEXT),
        draw(st.none() | st.integers(-(10**12), 10**12)),
        draw(st.none() | st.integers(-99, 10**6)),
        draw(TEXT),
    )


@st.composite
def savings_answers(draw: st.DrawFn) -> SavingsAnswer:
    return SavingsAnswer(
        f"a{draw(st.integers(0, 4)):04}",
        draw(TEXT),
        draw(st.integers(1974, 2099)),
        draw(st.none() | st.integers(1974, 2099)),
        draw(st.none() | st.integers(-(10**12), 10**12)),
        draw(st.none() | st.sampled_from(Rung)),
        draw(st.none() | st.sampled_from(ClaimKind)),
        draw(st.none() | st.sampled_from(Scope)),
        draw(st.just("") | st.just("2012/13")),
        draw(TEXT),
        draw(st.none() | st.sampled_from(WhyNone)),
    )


@given(st.data())
@settings(max_examples=40)
def test_a_return_that_comes_back_as_it_went_out_says_the_same_and_raises_no_question(data: st.DataObject) -> None:
    lines = tuple(data.draw(line_answers(number)) for number in range(data.draw(st.integers(0, 4))))
    savings = tuple(data.draw(st.lists(savings_answers(), max_size=4)))
    prefilled = replace(GIVEN, lines=lines, savings=savings)
    upload = read_upload("return.xlsx", template(prefilled), prefilled)
    assert upload.refused is None
    assert (upload.lines, upload.savings, upload.kinds) == (lines, savings, ())
    for table in [table for table, rows in ((LINES, lines), (SAVINGS, savings)) if rows]:
        text = template_csv(prefilled, table)
        upload = read_upload("return.csv", text.encode(), prefilled)
        assert upload.lines == (lines if table is LINES else ())
        assert upload.savings == (savings if table is SAVINGS else ())
        assert upload.kinds == ()


ANY = st.one_of(
    st.none(),
    ODD,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
)


@given(st.lists(st.lists(ANY, min_size=3, max_size=29), max_size=4))
def test_no_cell_of_csv_whatever_it_holds_raises(rows: list[list[Any]]) -> None:
    names = [each.name for each in (*fields(LineAnswer), *fields(SavingsAnswer))]
    stream = io.StringIO()
    csv.writer(stream).writerows([names, *rows])
    upload = read_upload("any.csv", stream.getvalue().encode(), GIVEN)
    assert upload.words
    marked("any.csv", stream.getvalue().encode(), upload.kinds)


@given(st.lists(st.lists(ANY, min_size=3, max_size=29), max_size=4))
@settings(max_examples=40)
def test_no_cell_of_a_workbook_whatever_it_holds_raises(rows: list[list[Any]]) -> None:
    book = Workbook()
    book.worksheets[0].append([each.name for each in (*fields(LineAnswer), *fields(SavingsAnswer))])
    for row in rows:
        book.worksheets[0].append(
            ["".join(sign for sign in cell if sign.isprintable()) if isinstance(cell, str) else cell for cell in row]
        )
    data = saved(book)
    upload = read_upload("any.xlsx", data, GIVEN)
    assert upload.refused is None
    marked("any.xlsx", data, upload.kinds)


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    assert read_upload("any", data, GIVEN).words


TEMPLATE = template(GIVEN)


@given(st.integers(0, len(TEMPLATE) - 1), st.binary(min_size=1, max_size=8), st.booleans())
def test_no_spoilt_workbook_raises(place: int, other: bytes, cut: bool) -> None:
    spoilt = TEMPLATE[:place] + other + (b"" if cut else TEMPLATE[place + len(other) :])
    upload = read_upload("spoilt.xlsx", spoilt, GIVEN)
    assert upload.words
    if not upload.refused:
        marked("spoilt.xlsx", spoilt, upload.kinds)


def test_an_answer_that_is_at_fault_is_not_taken_and_its_neighbours_are() -> None:
    given_lines = tuple(replace(line, decision=Decision.STILL_RIGHT) for line in GIVEN.lines)
    bad = (replace(given_lines[0], decision=Decision.DISPUTE), *given_lines[1:])
    upload = read_upload("return.xlsx", template(replace(GIVEN, lines=bad)), GIVEN)
    assert upload.lines == given_lines[1:]
    assert [kind.severity for kind in upload.kinds] == [Severity.ERROR, Severity.WARNING]
