"""Days, spans and amounts read as people write them, and never say more than is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.core.period import Bounds, ending_bounds, parse_partial
from sharemap.explore import words
from sharemap.register.rows import State
from sharemap.register.status import Status, StatusWord
from tests.explore.world import arrangements

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def bounds(first: str, last: str) -> Bounds:
    return Bounds(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-11-25", "2026-11-25", "25 November 2026"),
        ("2014-04-01", "2014-04-30", "April 2014"),
        ("2016-02-01", "2016-02-29", "February 2016"),
        ("2011-01-01", "2011-12-31", "2011"),
        ("2011-01-01", "2013-12-31", "between 2011 and 2013"),
        ("2014-04-01", "2015-03-31", "between April 2014 and March 2015"),
        ("2014-04-02", "2014-04-30", "between 2 April 2014 and 30 April 2014"),
    ],
)
def test_bounds_are_said_by_the_day_the_month_or_the_year(first: str, last: str, said: str) -> None:
    assert words.bounds_words(bounds(first, last)) == said


def test_an_unknown_day_is_said_to_be_unknown() -> None:
    assert words.bounds_words(None) == words.end_words(None) == words.moment_words(None) == "not known"


@given(DAYS)
def test_an_end_reads_as_its_source_said_it(day: date) -> None:
    for text in (f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"):
        assert words.end_words(ending_bounds(text)) == words.bounds_words(parse_partial(text))


@given(DAYS, DAYS)
def test_words_name_the_year_of_both_ends(one: date, other: date) -> None:
    first, last = sorted((one, other))
    said = words.bounds_words(Bounds(first, last))
    assert str(first.year) in said
    assert str(last.year) in said


def test_a_day_is_on_and_a_month_is_in() -> None:
    assert words.moment_words(bounds("2026-11-25", "2026-11-25")) == "on 25 November 2026"
    assert words.moment_words(bounds("2014-04-01", "2014-04-30")) == "in April 2014"
    assert words.moment_words(bounds("2011-01-01", "2013-12-31")) == "between 2011 and 2013"
    assert words.ended_words(ending_bounds("2018-03-31")) == "on 31 March 2018"


@pytest.mark.parametrize(
    ("amount", "long", "short"),
    [
        (0, "£0", ""),
        (999, "£999", ""),
        (50_000, "£50,000", "£50k"),
        (999_600, "£999,600", "£1m"),
        (1_250_000, "£1,250,000", "£1.25m"),
        (12_850_000, "£12,850,000", "£12.9m"),
        (41_200_000, "£41,200,000", "£41.2m"),
        (100_000_000, "£100,000,000", "£100m"),
        (1_340_000_000, "£1,340,000,000", "£1.34bn"),
        (-606_000, "−£606,000", "−£606k"),
    ],
)
def test_amounts_have_a_long_and_a_short_form(amount: int, long: str, short: str) -> None:
    assert words.pounds(amount) == long
    assert words.short_pounds(amount) == short


def test_a_range_that_is_one_number_prints_as_one() -> None:
    assert words.range_words(1200, 1200) == "1,200"
    assert words.range_words(330, 1391) == "between 330 and 1,391"


@pytest.mark.parametrize(
    ("text", "said"),
    [("2013", "2013"), ("2013-11", "November 2013"), ("2013-11-05", "5 November 2013"), ("", "undated")],
)
def test_the_date_of_a_source_is_said_as_it_is_known(text: str, said: str) -> None:
    assert words.source_date_words(text) == said


@pytest.mark.parametrize(("word", "state"), [(word, state) for word in StatusWord for state in (*State, None)])
def test_every_status_has_a_sentence(word: StatusWord, state: State | None) -> None:
    for arrangement in arrangements()[:2]:
        for seen in (None, bounds("2012-01-01", "2012-12-31")):
            sentence = words.status_sentence(arrangement, Status((word, StatusWord.NOT_SEEN), seen, state))
            assert sentence.endswith(".")
            assert "None" not in sentence
            assert ("2012" in sentence) == bool(seen) or sentence.startswith("It ended")


def test_what_was_planned_says_when_for_a_plan_does_not_expire() -> None:
    dated = Status((StatusWord.PLANNED,), bounds("2015-01-01", "2015-12-31"), State.PLANNED)
    assert words.status_words(dated) == "planned in 2015"
    assert words.status_words(Status((StatusWord.PLANNED,), None, State.PLANNED)) == "planned, but undated"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.north.example/audit/", "north.example/audit"),
        ("https://north.example", "north.example"),
        ("https://north.example/" + "a" * 50 + "?id=7", "north.example/…" + "a" * 39 + "?id=7"),
    ],
)
def test_an_address_is_said_by_its_host_and_the_end_of_its_path(url: str, said: str) -> None:
    assert words.address_words(url) == said


@pytest.mark.parametrize(
    ("text", "said"), [("Wound up", "Wound up."), ("Wound up.", "Wound up."), ("Why?", "Why?"), ("", "")]
)
def test_a_sentence_gets_the_full_stop_it_lacks(text: str, said: str) -> None:
    assert words.stopped(text) == said


def test_what_was_seen_long_ago_says_when_it_was_last_seen() -> None:
    status = Status((StatusWord.NOT_SEEN,), bounds("2012-01-01", "2012-12-31"), State.LIVE)
    assert words.status_words(status) == "not seen since 2012"
    sentence = words.status_sentence(arrangements()[2], status)
    assert sentence == "It was last seen live in 2012. Whether it still runs is not known."
