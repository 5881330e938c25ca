"""A change by the parts of a dimension: each part's own change is split, adds up, and is told why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharemap.core.problem import Problem
from sharemap.editions.causes import Part
from sharemap.editions.compare import Change, Within, change_json, compare_days, compare_editions
from sharemap.editions.definitions import figure_definitions
from sharemap.editions.on_day import WITHOUT_DAY, Register
from sharemap.register.rows import Membership
from tests.editions.kept import COUNTS, kept
from tests.editions.recount import registers as made_up
from tests.editions.test_compare import check_sums, split
from tests.explore.world import TODAY, rows

DIMENSIONS = {each.name: each.dimensions for each in figure_definitions()}
FIRST, LAST = date(2010, 4, 1), date(2014, 4, 1)


@pytest.fixture(scope="module")
def world() -> Register:
    return kept(rows(), TODAY, "2026.1")


def lines(change: Change | Problem) -> dict[str, tuple[object, object]]:
    assert isinstance(change, Change), change
    return {line.part: (line.before, line.after) for line in change.lines}


@settings(max_examples=12)
@given(made_up.registers(), made_up.registers(), st.sampled_from(COUNTS), st.data())
def test_between_any_two_registers_the_change_of_each_part_adds_up(
    one: made_up.Register, other: made_up.Register, figure: str, drawn: st.DataObject
) -> None:
    first, last = sorted((one, other), key=lambda made: made.day)
    earlier, later = kept(first.rows, first.day, "2026.1", [figure]), kept(last.rows, last.day, "2026.2", [figure])
    by = drawn.draw(st.sampled_from(DIMENSIONS[figure]))
    whole = compare_editions(earlier, later, figure, Within(by))
    assert split(check_sums(whole)) == split(compare_editions(earlier, later, figure))
    for part, (before, after) in lines(whole).items():
        change = check_sums(compare_editions(earlier, later, figure, Within(by, part)))
        assert (before, after) == (
            (change.before.low, change.before.high),
            (change.after.low, change.after.high),
        )


@settings(max_examples=12)
@given(made_up.registers(), st.integers(1, 3000), st.sampled_from(sorted({*COUNTS} - WITHOUT_DAY)), st.data())
def test_between_any_two_days_the_change_of_each_part_adds_up(
    made: made_up.Register, span: int, figure: str, drawn: st.DataObject
) -> None:
    register = kept(made.rows, made.day, "2026.1", [figure])
    by = drawn.draw(st.sampled_from(DIMENSIONS[figure]))
    for part in lines(compare_days(register, made.day - timedelta(days=span), made.day, figure, Within(by))):
        check_sums(compare_days(register, made.day - timedelta(days=span), made.day, figure, Within(by, part)))


def test_a_part_moves_by_what_lies_in_it_alone(world: Register) -> None:
    whole = check_sums(compare_days(world, FIRST, LAST))
    part = check_sums(compare_days(world, FIRST, LAST, within=Within("service", "Finance")))
    assert split(part)
    assert all(moved <= split(whole)[cause] for cause, moved in split(part).items())
    assert {"by": "service", "part": "Finance"}.items() <= change_json(part).items()


def test_what_stays_in_the_count_and_comes_into_the_part_is_re_scoped() -> None:
    held = rows()
    joined = [each for each in held[Membership] if getattr(each, "arrangement", "") != "a1"]
    earlier, later = kept({**held, Membership: joined}, TODAY, "2026.1"), kept(held, TODAY, "2026.2")
    assert split(compare_editions(earlier, later)) == {}
    changes = [
        split(compare_editions(earlier, later, within=Within("region", part)))
        for part in lines(compare_editions(earlier, later, within=Within("region")))
    ]
    assert {Part.RE_SCOPED: {"a1"}} in changes
    assert {cause for change in changes for cause in change} == {Part.RE_SCOPED}


def test_a_part_with_nothing_in_it_counts_nought(world: Register) -> None:
    found = compare_days(world, FIRST, LAST, "arrangements-planned", Within("service", "Finance"))
    change = check_sums(found)
    assert (change.before.low, change.before.high) == (0, 0)


@pytest.mark.parametrize(
    ("figure", "within", "said"),
    [
        ("arrangements-known", Within("regoin"), "Nearest: region."),
        ("arrangements-known", Within("region", "Suoth East"), "Nearest: South East"),
        ("arrangements-known", Within("", "South East"), "A part needs the dimension that it is of (by)."),
        ("claims-total", Within("region"), "no value but by the parts of its split"),
        ("councils-sharing", Within("region"), "A dimension of councils-sharing is needed."),
    ],
)
def test_what_cannot_be_divided_so_is_told(world: Register, figure: str, within: Within, said: str) -> None:
    later = kept(rows(), TODAY + timedelta(days=1), "2026.2")
    found = compare_editions(world, later, figure, within)
    assert isinstance(found, Problem)
    assert said in str(found)


def test_a_figure_that_is_no_count_of_arrangements_is_told_by_part_too(world: Register) -> None:
    change = compare_days(world, FIRST, LAST, "councils-sharing", Within("council-nation", "England"))
    assert isinstance(change, Change)
    assert change.shares is None
    assert change.after.high is not None
