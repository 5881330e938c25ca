"""Charts: every mark inside its box, in the order of its value, on one scale; conflicts are drawn as such."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.core.period import Bounds
from sharemap.explore.charts import FULL, LINE, Amount, Bar, Box, Points, Span, Value, bars, points
from tests.explore.handmade import year

BOX = Box()
DAY = Bounds(date(2013, 1, 23), date(2013, 1, 23))
# Nothing that is counted or paid is less than a hundredth and more than nought.
amounts = st.one_of(st.integers(0, 10**7), st.floats(0.01, 10**7)).map(float)


@st.composite
def some_days(draw: st.DrawFn) -> Bounds:
    first = draw(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
    return Bounds(first, first + timedelta(days=draw(st.integers(0, 400))))


values = st.builds(
    Value,
    some_days(),
    amounts,
    st.just("words"),
    st.sampled_from(["", "1", "1,340"]),
    st.sampled_from(["", "a", "b"]),
)


@st.composite
def some_spans(draw: st.DrawFn) -> Span:
    low, high = sorted((draw(amounts), draw(amounts)))
    return Span(draw(some_days()), low, high, "words")


def of(*numbers: float, group: str = "") -> Points:
    return points([Value(DAY, number, str(number), f"{number:g}", group) for number in numbers])


@given(st.lists(values, max_size=8), st.lists(some_spans(), max_size=4))
def test_every_mark_stands_inside_the_box(held: list[Value], spans: list[Span]) -> None:
    chart = points(held, spans)
    for dot in chart.dots:
        assert BOX.left <= dot.left <= dot.x <= dot.right <= BOX.right
        assert BOX.top <= dot.y <= BOX.bottom
        assert BOX.left - 10 <= dot.label_x - dot.before * 8 * len(dot.label) or not dot.label
    for band in chart.bands:
        assert BOX.left <= band.x
        assert band.x + band.width <= BOX.right
        assert BOX.top <= band.y
        assert band.y + band.height <= BOX.bottom + 0.1
        assert band.height >= 3
    for tick in (*chart.years, *chart.steps):
        assert min(BOX.left, BOX.top) <= tick.at <= BOX.right


@given(st.lists(values, min_size=2, max_size=8))
def test_the_order_of_days_and_of_values_is_kept(held: list[Value]) -> None:
    chart = points(held)
    assert [dot.words for dot in chart.dots] == [value.words for value in held]
    for (one, first), (other, second) in combinations(zip(held, chart.dots, strict=True), 2):
        if one.value <= other.value:
            assert first.y >= second.y
        if one.days.earliest <= other.days.earliest and one.days.latest <= other.days.latest:
            assert first.x <= second.x


@given(st.lists(values, max_size=8))
def test_a_fork_joins_the_values_of_a_group_where_they_differ(held: list[Value]) -> None:
    chart = points(held)
    groups = {name: {each.value for each in held if each.group == name} for name in ("a", "b")}
    assert len(chart.forks) == sum(len(found) > 1 for found in groups.values())
    for fork in chart.forks:
        assert (fork.top, fork.bottom) == (min(arm.y for arm in fork.arms), max(arm.y for arm in fork.arms))
        assert min(arm.x for arm in fork.arms) <= fork.x <= max(arm.x for arm in fork.arms)


def test_equal_values_of_a_group_are_no_conflict() -> None:
    assert of(5, 5, group="a").forks == ()
    assert of(5, 6).forks == ()


def test_without_values_there_is_no_chart() -> None:
    assert points([]) == Points(BOX, (), (), (), (), ())
    assert points([]).line == ""
    assert bars([]) == ()


def test_nothing_but_noughts_can_be_drawn() -> None:
    assert of(0).dots[0].y == BOX.bottom
    assert bars([Amount(0), Amount(None)]) == (Bar(0, None, None), Bar(None, None, None))


@pytest.mark.parametrize(
    ("highest", "words"),
    [
        (626, ["0", "100", "200", "300", "400", "500", "600", "700"]),
        (1340, ["0", "200", "400", "600", "800", "1,000", "1,200", "1,400"]),
        (100, ["0", "20", "40", "60", "80", "100"]),
        (0.3, ["0", "0.05", "0.1", "0.15", "0.2", "0.25", "0.3"]),
    ],
)
def test_the_scale_goes_from_nought_in_round_steps(highest: float, words: list[str]) -> None:
    assert [tick.words for tick in of(highest).steps] == words


def test_the_scale_reaches_as_far_as_it_is_told() -> None:
    assert points([Value(DAY, 62, "")], highest=100).steps[-1].words == "100"


def test_every_year_has_its_place_and_many_years_are_thinned() -> None:
    held = points([Value(year(2011), 1, ""), Value(year(2019), 2, "")])
    assert [tick.words for tick in held.years] == [str(number) for number in range(2011, 2020)]
    assert held.years[0].at == BOX.left
    assert len(points([Value(year(1974), 1, ""), Value(year(2026), 2, "")]).years) <= 10


def test_a_day_known_to_a_year_says_so_and_a_known_day_does_not() -> None:
    (dot,) = points([Value(year(2013), 1, "")]).dots
    assert dot.right - dot.left > 500
    (dot,) = of(1).dots
    assert dot.left == dot.x == dot.right


@given(st.lists(values, max_size=8))
def test_no_label_lies_on_another(held: list[Value]) -> None:
    labelled = [dot for dot in points(held).dots if dot.label]
    for one, other in combinations(labelled, 2):
        assert one.before != other.before or abs(one.y - other.y) >= LINE or abs(one.label_x - other.label_x) >= 8


def test_a_line_goes_through_the_dots_in_the_order_of_time() -> None:
    chart = points([Value(year(2019), 2, ""), Value(year(2011), 1, "")])
    last, first = chart.dots
    assert chart.line == f"M{first.x} {first.y}L{last.x} {last.y}"


@given(st.lists(st.builds(Amount, st.none() | amounts), min_size=1, max_size=8))
def test_bars_keep_the_order_and_the_longest_is_full(held: list[Amount]) -> None:
    drawn = bars(held)
    known = [(amount.value, bar.length) for amount, bar in zip(held, drawn, strict=True) if amount.value is not None]
    assert [bar.length is None for bar in drawn] == [amount.value is None for amount in held]
    lengths = [length for _, length in sorted(known, key=lambda each: each[0]) if length is not None]
    assert lengths == sorted(lengths)
    if any(value for value, _ in known):
        assert lengths[-1] == FULL


def test_a_value_and_a_span_share_one_scale() -> None:
    assert bars([Amount(50, 25, 100), Amount(10)]) == (Bar(500, 250, 750), Bar(100, None, None))
