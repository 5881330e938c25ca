"""Another day: who was in what, for certain and possibly; half-open days; what law has decided, and no more."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sharemap.core.period import DAY, Bounds
from sharemap.explore.current import Reading
from sharemap.explore.drawing import Area, draw
from sharemap.explore.filters import Filters
from sharemap.register.running import ran_in
from tests.explore.world import TODAY

DAYS = st.dates(date(2005, 1, 1), TODAY - DAY)
LAW = date(2027, 4, 1)


def area(reading: Reading, key: str, on: date) -> Area:
    drawn = draw(reading.edition, reading.facets, reading.places, reading.measures, Filters(on=on))
    return next(each for each in drawn.picture.areas if each.body == key)


@given(DAYS)
def test_what_ran_on_a_day_is_what_the_register_says_of_it(reading: Reading, day: date) -> None:
    on = reading.facets.days.on(day)
    for place, entry in enumerate(reading.edition.entries):
        ran = ran_in(entry.arrangement, entry.sightings, Bounds(day, day))
        assert (place in on.certain, place in on.possible) == (ran.certain, ran.possible)


@given(DAYS)
def test_what_is_certain_is_possible_too(reading: Reading, day: date) -> None:
    on = reading.facets.days.on(day)
    assert on.certain <= on.possible
    for key, sure in on.sure.items():
        assert sure <= on.stays[key]


def test_the_first_day_without_a_body_is_the_first_on_which_it_is_no_member(reading: Reading) -> None:
    slugs = {entry.arrangement.slug: place for place, entry in enumerate(reading.edition.entries)}
    gone = date(2019, 4, 1)
    days = reading.facets.days
    assert slugs["counter-fraud"] in days.on(gone - DAY).stays["old"]
    assert not days.on(gone).stays["old"]


def test_a_member_that_left_within_a_month_was_perhaps_still_there(reading: Reading) -> None:
    slugs = {entry.arrangement.slug: place for place, entry in enumerate(reading.edition.entries)}
    payroll, days = slugs["payroll-cafe"], reading.facets.days
    assert payroll in days.on(date(2015, 4, 15)).stays["south"]
    assert payroll not in days.on(date(2015, 4, 15)).sure["south"]
    assert payroll not in days.on(date(2015, 5, 1)).stays["south"]


def test_an_area_says_a_range_where_dates_leave_it_open(reading: Reading) -> None:
    assert area(reading, "north", date(2013, 1, 1)).words.endswith("arrangements ran")
    assert area(reading, "shetland-islands", date(2013, 1, 1)).words == "Shetland-Islands: perhaps 1 arrangement ran"
    assert area(reading, "shetland-islands", date(2013, 1, 1)).css == "perhaps"


def test_a_body_that_was_not_there_yet_is_said_to_be_none_and_not_to_share_nothing(reading: Reading) -> None:
    before = area(reading, "north", date(1950, 1, 1))
    assert (before.css, before.words) == ("land", "North: there was no such body on 1 January 1950")


def test_what_one_council_will_replace_by_law_is_counted_together(reading: Reading) -> None:
    north, south = area(reading, "north", LAW), area(reading, "south", LAW)
    assert north.css == south.css
    assert south.words.startswith("North and South Council, by law in place of South: ")
    assert area(reading, "south", LAW - DAY).words.startswith("South: ")


def test_what_is_only_announced_changes_nothing_and_is_said_so(reading: Reading) -> None:
    day = date(2028, 4, 1)
    lonely = area(reading, "lonely", day)
    assert lonely.css == area(reading, "lonely", day - timedelta(days=400)).css
    assert "may become part of Lonely and London Council: announced, not decided" in lonely.words
