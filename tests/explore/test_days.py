"""Another day: who was in what, for certain and possibly; half-open days; what law has decided, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sharemap.bodies.areas.layers import Layer
from sharemap.core.period import DAY, Bounds, Period
from sharemap.explore.current import Reading
from sharemap.explore.drawing import PLACES, ROUGH, TODAY_ONLY, Area, draw, drawable
from sharemap.explore.filters import Filters, Layout
from sharemap.explore.index import day_number, outlines_of
from sharemap.explore.places import places_of
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


def moved(reading: Reading) -> Reading:
    """As if “old” had been drawn where “south” is now, roughly, and law's new council were drawn from its day on."""
    held = {outline.body: outline for outline in reading.edition.outlines[Layer.DISTRICT]}
    north, south = held["north"], held["south"]
    others = [
        replace(south, body="old", name="Old", approximate=True, hexagon=None, drawn=Period(None, date(2019, 4, 1))),
        replace(north, body="north-and-south-council", name="North and South", drawn=Period(LAW, None)),
        replace(north, drawn=Period(None, LAW)),
        replace(south, drawn=Period(date(2019, 4, 1), LAW)),
    ]
    every = {**held, **{outline.body: outline for outline in others}}
    drawn = {**reading.edition.every_outline, Layer.DISTRICT: tuple(every.values())}
    edition = replace(reading.edition, every_outline=drawn)
    return replace(reading, edition=edition, places=places_of(edition))


def bodies_on(reading: Reading, day: date, **chosen: object) -> dict[str, Area]:
    asked = Filters(on=day, **chosen)  # type: ignore[arg-type]
    picture = draw(reading.edition, reading.facets, reading.places, reading.measures, asked).picture
    return {each.body: each for each in picture.areas}


def test_an_area_goes_and_comes_on_the_first_day_of_what_follows(reading: Reading) -> None:
    then, after = (bodies_on(moved(reading), day) for day in (date(2019, 3, 31), date(2019, 4, 1)))
    assert ("old" in then, "south" in then) == (True, False)
    assert ("old" in after, "south" in after) == (False, True)


def test_an_area_that_is_known_roughly_says_so_and_stands_in_the_legend(reading: Reading) -> None:
    found, day = moved(reading), date(2019, 3, 31)
    assert bodies_on(found, day)["old"].words.endswith("; its border is known only roughly")
    asked = (found.edition, found.facets, found.places, found.measures)
    assert ROUGH in draw(*asked, Filters(on=day)).picture.legend
    assert PLACES in draw(*asked, Filters(on=day)).picture.note
    assert ROUGH not in draw(*asked, Filters()).picture.legend
    assert PLACES not in draw(*asked, Filters()).picture.note


def test_a_council_to_come_counts_what_it_takes_over_and_leads_to_the_page_of_what_is_there(reading: Reading) -> None:
    found = moved(reading)
    after = bodies_on(found, LAW)
    assert not {"north", "south"} & set(after)
    new = after["north-and-south-council"]
    assert new.words.startswith("North and South, by law in place of North, South, Shire: ")
    assert new.css == area(reading, "north", LAW).css
    assert new.page == "shire"
    assert bodies_on(found, LAW - DAY)["north"].page == "north"


def test_hexagons_are_those_of_today_and_say_so(reading: Reading) -> None:
    found, day = moved(reading), date(2019, 3, 31)
    held = {**found.edition.outlines}
    held[Layer.DISTRICT] = tuple(replace(each, hexagon=each.centre) for each in held[Layer.DISTRICT])
    edition = replace(found.edition, outlines=held)
    asked = Filters(on=day, layout=Layout.HEXAGONS)
    picture = draw(edition, found.facets, found.places, found.measures, asked).picture
    assert "old" not in {each.body for each in picture.areas}
    assert TODAY_ONLY in picture.note
    assert ROUGH not in picture.legend


def test_the_script_is_told_from_when_until_when_each_is_drawn(reading: Reading) -> None:
    told = {str(each["body"]): each for each in outlines_of(moved(reading), Layer.DISTRICT)}
    assert (told["old"]["from"], told["old"]["until"]) == (None, day_number(date(2019, 4, 1)))
    assert (told["south"]["from"], told["south"]["until"]) == (day_number(date(2019, 4, 1)), day_number(LAW))
    assert told["north-and-south-council"]["page"] == "shire"


def test_a_member_that_is_no_more_is_drawn_unless_what_came_after_it_is_a_member_too(reading: Reading) -> None:
    found = moved(reading)
    assert {each.body for each in drawable(found.edition, found.places, {"old", "lonely"})} == {"old", "lonely"}
    assert {each.body for each in drawable(found.edition, found.places, {"old", "south"})} == {"south"}
