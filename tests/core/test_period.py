"""Days known in part, and half-open periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.core.period import (
    Bounds,
    Period,
    ending_bounds,
    financial_years,
    months_before,
    parse_day,
    parse_partial,
)

NOT_OUR_TIME = ("9999", "9999-12", "9999-12-31", "0999", "2201", "٢٠١٤", "2014\n")
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2013", date(2013, 1, 1), date(2013, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2013-12", date(2013, 12, 1), date(2013, 12, 31)),
        ("2013-11-29", date(2013, 11, 29), date(2013, 11, 29)),
    ],
)
def test_a_partial_date_means_every_day_it_could(text: str, earliest: date, latest: date) -> None:
    assert parse_partial(text) == Bounds(earliest, latest)


@pytest.mark.parametrize(
    "text", ["2014-13", "2014-02-30", "14", "2014-1", "April 2014", "", "2014-00", "0000", *NOT_OUR_TIME]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_partial(text) is None


def test_an_end_in_a_month_may_be_its_first_day_or_the_day_after_its_last() -> None:
    assert ending_bounds("2018-04") == Bounds(date(2018, 4, 1), date(2018, 5, 1))


def test_an_exact_end_is_the_last_day() -> None:
    assert ending_bounds("2018-03-31") == Bounds(date(2018, 4, 1), date(2018, 4, 1))


@given(st.text() | st.from_regex(r"\d{4}(-\d{2}){0,2}"))
def test_any_text_is_a_date_or_none(text: str) -> None:
    for read in (parse_partial, ending_bounds):
        found = read(text)
        assert found is None or found.earliest <= found.latest


@pytest.mark.parametrize("text", ["2014", "2014-04", "20140401", "2014-04-01 ", ""])
def test_only_a_whole_day_is_a_day(text: str) -> None:
    assert parse_day("2014-04-01") == date(2014, 4, 1)
    assert parse_day(text) is None


@given(days)
def test_a_day_written_out_is_read_back(day: date) -> None:
    assert parse_partial(day.isoformat()) == Bounds(day, day)


@given(days, days, days)
def test_a_period_holds_its_start_and_not_its_end(first: date, second: date, day: date) -> None:
    starts_on, ends_before = sorted([first, second])
    if starts_on == ends_before:
        with pytest.raises(ValueError, match="cannot end"):
            Period(starts_on, ends_before)
    else:
        assert (day in Period(starts_on, ends_before)) == (starts_on <= day < ends_before)


@given(days, days, days, days)
def test_periods_overlap_exactly_if_some_day_lies_in_both(a: date, b: date, c: date, d: date) -> None:
    one = Period(min(a, b), max(a, b) + timedelta(days=1))
    other = Period(min(c, d), max(c, d) + timedelta(days=1))
    shared = max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d))
    assert one.overlaps(other) == other.overlaps(one) == shared


def test_periods_that_touch_do_not_overlap() -> None:
    before, after = Period(None, date(2023, 4, 1)), Period(date(2023, 4, 1), None)
    assert not before.overlaps(after)
    assert not after.overlaps(before)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 25), 36, date(2023, 11, 25)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 31), 1, date(2023, 12, 31)),
        (date(2024, 1, 15), 2, date(2023, 11, 15)),
    ],
)
def test_months_before_stays_within_the_month(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


@given(days, days)
def test_bounds_out_of_order_cannot_be_made(earliest: date, latest: date) -> None:
    if latest < earliest:
        with pytest.raises(ValueError, match="lies before"):
            Bounds(earliest, latest)
    else:
        assert Bounds(earliest, latest).exact == (earliest == latest)


def test_financial_years_are_said_as_people_write_them() -> None:
    assert financial_years(2025) == financial_years(2025, 2025) == "2025/26"
    assert financial_years(1999) == "1999/00"
    assert financial_years(2023, 2025) == "2023/24 to 2025/26"
