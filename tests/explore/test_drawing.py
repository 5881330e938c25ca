"""The map counts what its legend says, names every area, and shows London large and Shetland near."""

from __future__ import annotations

import pytest

from sharemap.bodies.areas.layers import Layer
from sharemap.explore.colours import STEPS
from sharemap.explore.current import Reading
from sharemap.explore.drawing import Area, Counted, class_of, draw, legend_steps, near
from sharemap.explore.filters import Filters
from sharemap.explore.places import ENLARGED, enlarged
from sharemap.register.status import StatusWord


def drawn(reading: Reading, **choices: object) -> Counted:
    filters = Filters(**choices)  # type: ignore[arg-type]
    return draw(reading.edition, reading.facets, reading.places, reading.measures, filters)


def area(counted: Counted, key: str) -> Area:
    return next(each for each in counted.picture.areas if each.body == key)


def test_an_area_says_how_many_are_known_and_how_many_live(reading: Reading) -> None:
    assert area(drawn(reading), "north").words == "North: 3 arrangements known, 2 live, 1 under consideration"
    assert area(drawn(reading, q="audit"), "south").words == "South: 1 arrangement matches, 1 live"


def test_none_known_is_hatched_and_said(reading: Reading) -> None:
    assert area(drawn(reading), "lonely") == area(drawn(reading), "lonely")
    assert area(drawn(reading), "lonely").words == "Lonely: none known"
    assert area(drawn(reading), "lonely").css == "none-known"
    assert area(drawn(reading, q="audit"), "lonely").words == "Lonely: none match"


def test_without_a_status_the_live_are_counted(reading: Reading) -> None:
    assert area(drawn(reading), "north").css == class_of(2)
    assert area(drawn(reading), "shetland-islands").css == "not-seen"


def test_with_a_status_those_that_match_are_counted(reading: Reading) -> None:
    counted = drawn(reading, status=StatusWord.NOT_SEEN)
    assert area(counted, "shetland-islands").css == class_of(1)
    assert counted.picture.heading == "Arrangements that match"


def test_a_member_that_left_does_not_colour_its_area(reading: Reading) -> None:
    assert area(drawn(reading, q="payroll café"), "south").css == "none-known"


def test_the_caption_counts_what_has_no_member_on_the_layer(reading: Reading) -> None:
    counted = drawn(reading, layer=Layer.COUNTY)
    assert (counted.counted, counted.drawn, counted.elsewhere) == (2, 1, 1)


def test_a_layer_that_covers_only_part_lies_on_land(reading: Reading) -> None:
    assert len(drawn(reading, layer=Layer.COUNTY).picture.ground) == 6
    assert drawn(reading).picture.ground == ()


def test_land_without_a_body_of_the_layer_is_in_the_legend(reading: Reading) -> None:
    assert drawn(reading, layer=Layer.COUNTY).picture.legend[-1].words == "no such body here"
    assert drawn(reading, q="audit").picture.legend[-1].words == "11 or more"


def test_classes_and_legend_agree() -> None:
    steps = legend_steps("none")
    assert [step.css for step in steps] == [class_of(0), *(class_of(least) for least in STEPS)]
    assert class_of(10_000) == steps[-1].css
    assert class_of(STEPS[-1] - 1) == steps[-2].css


def test_london_is_drawn_again_larger_and_inside_the_sheet(reading: Reading) -> None:
    inset = drawn(reading).picture.inset
    assert inset is not None
    assert {each.body for each in inset.areas} == {"eastham", "westham"}
    left, top, right, bottom = reading.places.sheet
    assert left <= inset.frame.left
    assert inset.frame.left + inset.frame.width <= right
    assert top <= inset.frame.top
    assert inset.frame.top + inset.frame.height <= bottom


def test_an_enlarged_path_keeps_its_shape() -> None:
    assert enlarged("m620 1300l20 0 0 20-20 0zm5-7l1 1z", 600, 1290) == "m80 40l80 0 0 80-80 0zm20-28l4 4z"
    assert ENLARGED == 4


def test_shetland_is_moved_into_the_sheet(reading: Reading) -> None:
    assert area(drawn(reading), "shetland-islands").move.startswith("translate(")
    assert reading.places.sheet[1] > 900


def test_the_map_of_members_shows_the_widest_layer_under_the_narrowest(reading: Reading) -> None:
    lit = {key: ("member", key) for key in ("north", "shire", "nobody")}
    picture = near(reading.edition, reading.places, lit, ())
    assert picture is not None
    assert [each.body for each in picture.areas] == ["shire", "north"]


def test_members_without_an_area_give_no_map(reading: Reading) -> None:
    assert near(reading.edition, reading.places, {"old": ("member", "old")}, ()) is None


@pytest.mark.parametrize("layer", Layer)
def test_every_layer_lies_whole_on_its_sheet(reading: Reading, layer: Layer) -> None:
    left, top, width, height = map(int, drawn(reading, layer=layer).picture.view.split())
    for outline in reading.edition.outlines[layer]:
        x, y = reading.places.moved.get(outline.body, (0, 0))
        assert left <= outline.box[0] + x <= outline.box[2] + x <= left + width
        assert top <= outline.box[1] + y <= outline.box[3] + y <= top + height


def test_what_is_only_planned_has_a_style_of_its_own_and_counts_where_it_is_asked_for(reading: Reading) -> None:
    parks = drawn(reading, q="planned parks")
    assert (area(parks, "north").css, area(parks, "north").words) == ("planned", "North: 1 under consideration")
    assert parks.counted == 0
    assert parks.picture.legend[-1].css == "planned"
    asked = drawn(reading, status=StatusWord.PLANNED)
    assert (area(asked, "north").css, asked.counted) == (class_of(1), 1)


def test_what_never_formed_is_not_counted(reading: Reading) -> None:
    waste = drawn(reading, q="never waste")
    assert area(waste, "westham").words == "Westham: none match"
    assert area(drawn(reading, status=StatusWord.NOT_FORMED), "westham").css == class_of(1)
