"""Lives over the years: what is sure is filled, what is only possible is not, nothing lies outside the picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.core.period import Bounds
from sharemap.editions.read import Entry, Member
from sharemap.explore.parts import parts_of
from sharemap.explore.standing import Share
from sharemap.explore.timeline import Life, Line, life_of, lines_of
from sharemap.register.rows import Membership, State
from tests.explore.handmade import TODAY, dated, entry, seen, year
from tests.register.samples import body, membership

DAYS = st.dates(date(1974, 1, 1), date(2030, 12, 31))
BOUNDS = st.none() | st.tuples(DAYS, DAYS).map(lambda days: Bounds(min(days), max(days)))


def stay(joined: Bounds | None, left: Bounds | None = None, service: str = "") -> Membership:
    return replace(
        membership("a1", "north"),
        service=service,
        joined_on_earliest=joined.earliest if joined else None,
        joined_on_latest=joined.latest if joined else None,
        left_before_earliest=left.earliest if left else None,
        left_before_latest=left.latest if left else None,
    )


def day(text: str) -> Bounds:
    return Bounds(date.fromisoformat(text), date.fromisoformat(text))


def life(held: Entry) -> Life:
    return life_of(held, parts_of(held, TODAY), TODAY)


def css(line: Line | None) -> list[str]:
    assert line
    return [each.css for each in line.stretches]


def share(held: Entry, key: str = "north") -> Share:
    own = next(part for part in parts_of(held, TODAY) if part.body.key == key)
    return Share(held, own, ())


@given(BOUNDS, BOUNDS, BOUNDS, BOUNDS, st.sampled_from(State), BOUNDS)
def test_nothing_lies_outside_the_picture_or_over_another(  # noqa: PLR0913
    start: Bounds | None,
    end: Bounds | None,
    joined: Bounds | None,
    left: Bounds | None,
    state: State,
    at: Bounds | None,
) -> None:
    found = life(entry(dated(start, end), [seen(state, at)], [stay(joined, left)]))
    if found.axis is None:
        assert not any((start, end, joined, left, at))
        return
    for line in filter(None, (found.line, *(each.line for each in found.stays))):
        places = [(each.x, round(each.x + each.width, 1)) for each in line.stretches]
        assert all(0 <= first <= last <= found.axis.now + 0.2 for first, last in places)
        assert all(one[1] <= other[0] + 0.1 for one, other in pairwise(places))
        assert all(0 <= dot.left <= dot.x <= dot.right <= 100 for dot in line.dots)


def test_without_any_day_there_is_nothing_to_draw() -> None:
    found = life(entry(dated(None), [seen(State.LIVE, None)]))
    assert (found.axis, found.line) == (None, None)
    assert [each.line for each in found.stays] == [None, None]
    assert lines_of([share(entry(dated(None), [seen(State.LIVE, None)]))], TODAY) is None


def test_a_membership_without_days_is_only_possible() -> None:
    found = life(entry(dated(day("2011-04-01")), [seen(State.LIVE, day("2026-11-25"))]))
    assert css(found.line)[0] == "sure"
    assert [css(each.line) for each in found.stays] == [["perhaps"], ["perhaps"]]


def test_what_was_not_seen_since_is_only_possible() -> None:
    found = life(entry(dated(day("2011-04-01")), [seen(State.LIVE, day("2020-01-01"))], [stay(day("2012-04-01"))]))
    assert css(found.line) == ["sure", "perhaps"]
    assert css(found.stays[0].line) == ["sure", "perhaps"]


def test_both_days_of_a_stay_make_it_sure_though_nobody_saw_the_arrangement_then() -> None:
    held = entry(dated(None), [seen(State.LIVE, day("2020-01-01"))], [stay(day("2011-04-01"), day("2014-04-01"))])
    line = life(held).stays[0].line
    assert css(line) == ["sure"]


def test_a_day_known_to_a_year_only_is_possible_within_that_year() -> None:
    held = entry(dated(day("2010-04-01")), [seen(State.LIVE, day("2026-11-25"))], [stay(year(2012), year(2015))])
    line = life(held).stays[0].line
    assert css(line) == ["perhaps", "sure", "perhaps"]


def test_a_body_that_came_to_its_end_is_in_no_longer() -> None:
    gone = replace(body("north"), ends_before=date(2019, 4, 1))
    held = entry(dated(day("2011-04-01")), [seen(State.LIVE, day("2026-11-25"))], [stay(day("2011-04-01"))])
    found = life(replace(held, members=(Member(gone, held.members[0].membership, ()),)))
    line = found.stays[0].line
    assert line
    assert found.axis
    assert line.gone == found.axis.at(date(2019, 4, 1))
    assert line.stretches[-1].x + line.stretches[-1].width == pytest.approx(line.gone)


def test_what_was_only_planned_has_no_bar_but_its_sighting() -> None:
    found = life(entry(dated(None), [seen(State.PLANNED, year(2024))]))
    assert found.line
    assert found.line.stretches == ()
    assert [(dot.css, dot.words) for dot in found.line.dots] == [("told", "Spoken of as planned in 2024")]


def test_each_service_has_a_row_and_what_passed_from_two_bodies_has_one() -> None:
    both = [replace(stay(day("2019-04-01")), passed_from=old) for old in ("old", "older")]
    other = stay(day("2020-04-01"), service="payroll")
    found = life(entry(dated(day("2011-04-01")), members=[*both, other]))
    assert [(each.row.service, each.first) for each in found.stays] == [("", True), ("payroll", False)]


def test_the_years_on_the_axis_are_few_and_in_order() -> None:
    axis = life(entry(dated(year(1974)))).axis
    assert axis
    words = [tick.words for tick in axis.ticks]
    assert words[0] == "1974"
    assert len(words) <= 5
    assert [tick.x for tick in axis.ticks] == sorted(tick.x for tick in axis.ticks)
    assert axis.now < 100


def test_a_start_to_come_is_on_the_axis() -> None:
    axis = life(entry(dated(year(2028)), [seen(State.PLANNED, year(2026))])).axis
    assert axis
    assert axis.until == date(2029, 1, 1)


def test_a_bodys_lines_stand_in_order_of_time_and_say_what_is_left_out() -> None:
    late = entry(dated(day("2020-04-01"), key="a2"), members=[replace(stay(day("2020-04-01")), arrangement="a2")])
    early = entry(dated(day("2011-04-01")), members=[stay(day("2011-04-01"))])
    planned = entry(dated(None, key="a3"), [seen(State.PLANNED, year(2024), "a3")], [membership("a3", "north")])
    found = lines_of([share(late), share(planned), share(early)], TODAY)
    assert found
    assert [each.entry.arrangement.id for each, _ in found.rows] == ["a1", "a2"]
    assert found.left_out == 1
