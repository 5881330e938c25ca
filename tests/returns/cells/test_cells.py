"""What people write in cells is read as they mean it, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.core.period import Bounds
from sharemap.core.spreadsheet.grid import Value
from sharemap.register.rows import Rung
from sharemap.returns.answers import Aim, Decision, WhyNone
from sharemap.returns.cells.days import read_days
from sharemap.returns.cells.money import read_money, read_number
from sharemap.returns.cells.words import ALSO, known, listed, read_list, read_word
from sharemap.returns.cells.years import read_year


@pytest.mark.parametrize(
    ("raw", "pounds"),
    [
        (None, None),
        ("  ", None),
        ("£1.2m", 1_200_000),
        ("£ 1.2 million", 1_200_000),
        ("1.2mn", 1_200_000),
        ("12k", 12_000),
        ("12 K", 12_000),
        ("0.5bn", 500_000_000),
        ("1,234.50", 1_235),
        ("1,234,567", 1_234_567),
        ("GBP 500", 500),
        ("\u00a0500\u00a0", 500),
        ("-500", -500),
        ("-£3k", -3_000),
        ("£-3k", -3_000),
        ("(1,200)", -1_200),
        (1234.5, 1_235),
        (98_765, 98_765),
    ],
)
def test_amounts_are_whole_pounds(raw: Value, pounds: int | None) -> None:
    assert read_money(raw).value == pounds


@pytest.mark.parametrize(
    "raw",
    ["1,2", "12,34", "1.234.567", "£1m-£2m", "c. 500", "500 000 each", "lots", "1e6", "--5", True, date(2014, 1, 1)],
)
def test_what_may_mean_two_amounts_is_not_guessed(raw: Value) -> None:
    reading = read_money(raw)
    assert reading.value is None
    assert reading.trouble
    assert reading.trouble.code == "not an amount"


def test_a_heading_in_thousands_counts_for_bare_numbers_alone() -> None:
    assert read_money("250", 1_000).value == 250_000
    assert read_money(1.5, 1_000).value == 1_500
    assert read_money("£1.2m", 1_000).value == 1_200_000


@given(st.integers(-(10**14), 10**14))
def test_an_amount_is_read_in_every_way_of_writing_it(amount: int) -> None:
    ways = (amount, str(amount), f"{amount:,}", f"£{amount:,}", f" {amount} ")
    assert {read_money(way).value for way in ways} == {amount}


@pytest.mark.parametrize(
    ("raw", "earliest", "latest"),
    [
        (date(2014, 4, 1), "2014-04-01", "2014-04-01"),
        ("1/4/2014", "2014-04-01", "2014-04-01"),
        ("01.04.14", "2014-04-01", "2014-04-01"),
        ("1-4-2014", "2014-04-01", "2014-04-01"),
        ("2014-04-01", "2014-04-01", "2014-04-01"),
        ("2014-04-01 00:00:00", "2014-04-01", "2014-04-01"),
        ("1 April 2014", "2014-04-01", "2014-04-01"),
        ("1st Apr 2014", "2014-04-01", "2014-04-01"),
        ("4/2014", "2014-04-01", "2014-04-30"),
        ("Apr-14", "2014-04-01", "2014-04-30"),
        ("April 1998", "1998-04-01", "1998-04-30"),
        ("2014", "2014-01-01", "2014-12-31"),
        (2014, "2014-01-01", "2014-12-31"),
        ("2014/15", "2014-04-01", "2015-03-31"),
        (41730, "2014-04-01", "2014-04-01"),
        (date(1905, 7, 6), "2014-01-01", "2014-12-31"),
    ],
)
def test_days_are_read_day_before_month(raw: Value, earliest: str, latest: str) -> None:
    assert read_days(raw).value == Bounds(date.fromisoformat(earliest), date.fromisoformat(latest))


@pytest.mark.parametrize("raw", ["31/4/2014", "4/31/2014", "Smarch 2014", "soon", 7, 12.5, True, "0000", "1/1/0999"])
def test_what_is_no_day_is_none(raw: Value) -> None:
    assert read_days(raw).value is None
    assert read_days(raw).trouble


@pytest.mark.parametrize(
    ("raw", "year"),
    [("2023/24", 2023), ("2023-24", 2023), ("FY23/24", 2023), ("2023/2024", 2023), (2023, 2023), ("1999/00", 1999)],
)
def test_financial_years_are_known_by_the_year_they_start_in(raw: Value, year: int) -> None:
    assert read_year(raw).value == year


@given(st.integers(1974, 2099))
def test_every_financial_year_is_read_as_it_is_printed(year: int) -> None:
    assert read_year(f"{year}/{(year + 1) % 100:02}").value == year
    assert read_year(date(year, 4, 1)).value == year


@pytest.mark.parametrize("raw", ["2023/25", 23, "24/23", "1900", "2023/2", True])
def test_what_is_no_financial_year_is_none(raw: Value) -> None:
    assert read_year(raw).value is None
    assert read_year(raw).trouble


def test_words_are_known_by_case_spaces_and_plain_synonyms() -> None:
    assert read_word(" Still  RIGHT ", Decision).value is Decision.STILL_RIGHT
    assert read_word("actual", Rung).value is Rung.ACHIEVED
    assert read_word("Zero - nothing was saved", WhyNone).value is WhyNone.NONE_SAVED
    near = read_word("achived", Rung).trouble
    assert near
    assert near.fix == "Did you mean “achieved”?"


def test_no_synonym_means_two_words_of_one_list() -> None:
    for vocabulary in {type(member) for member in ALSO}:
        words = [word for member in vocabulary for word in ALSO.get(member, "").split(", ") if word]
        assert len(words) == len(set(words))
        assert set(known(vocabulary).values()) == set(vocabulary)


def test_lists_are_parted_by_bars_or_else_by_semicolons_and_lines() -> None:
    assert read_list("a | b; c", None).value == ("a", "b; c")
    assert read_list("a; b\nc", None).value == ("a", "b", "c")
    assert read_list(listed(("a; b",)), None).value == ("a; b",)
    assert read_list("Money, quality and skills", Aim).value == (Aim.MONEY, Aim.QUALITY, Aim.SKILLS)


def test_people_are_counted_whole() -> None:
    assert read_number("1,200").value == 1_200
    assert read_number(12.5).value == 13
    assert read_number("about 12").trouble
