"""Partners by services: who is in it, under what, since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sharemap.core.period import Bounds
from sharemap.editions.read import Edition, Entry
from sharemap.explore.matrix import MOST_COLUMNS, PartnerMatrix, matrix_of, partners_by_service
from sharemap.explore.parts import parts_of
from sharemap.explore.standing import Share, shares_of, still_shared
from sharemap.register.rows import Membership
from sharemap.register.taxonomy import Service
from tests.explore.handmade import TODAY, dated, entry, year
from tests.register.samples import membership

MARKS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz"), st.integers()), max_size=30)


def share(held: Entry) -> Share:
    own, *others = sorted(parts_of(held, TODAY), key=lambda part: part.body.key)
    return Share(held, own, tuple(others))


def joining(member: str, bounds: Bounds | None) -> Membership:
    first, last = (bounds.earliest, bounds.latest) if bounds else (None, None)
    return replace(membership("a1", member), joined_on_earliest=first, joined_on_latest=last)


def words(matrix: PartnerMatrix) -> dict[tuple[str, str], list[str]]:
    return {
        (partner.key, service.key): [each.words for each in cell]
        for partner, cells in matrix.rows
        for service, cell in zip(matrix.columns, cells, strict=True)
        if cell
    }


@given(MARKS)
def test_everything_stands_once_where_it_belongs(marks: list[tuple[str, str, int]]) -> None:
    matrix = matrix_of(marks, str, str)
    found = [
        (row, column, each)
        for row, cells in matrix.rows
        for column, cell in zip(matrix.columns, cells, strict=True)
        for each in cell
    ]
    assert sorted(found) == sorted(marks)
    filled = [sum(bool(cell) for cell in cells) for _, cells in matrix.rows]
    assert filled == sorted(filled, reverse=True)
    assert matrix.first(2).rows + matrix.after(2).rows == matrix.rows


def test_partners_stand_under_what_they_share(edition: Edition) -> None:
    found = words(partners_by_service(edition, still_shared(shares_of(edition, "north"))))
    assert found["south", "internal-audit"] == ["2011+"]
    assert found["watch", "payroll"] == ["2011+"]
    assert ("south", "payroll") not in found, "it has left"
    assert ("old", "legal") not in found, "that has ended"


def test_a_year_is_the_later_of_both_joinings(edition: Edition) -> None:
    held = entry(dated(year(2011)), members=[joining("north", year(2012)), joining("south", year(2014))])
    assert list(words(partners_by_service(edition, [share(held)])).values()) == [["2014"]]


def test_a_joining_that_is_not_said_leaves_the_year_open(edition: Edition) -> None:
    held = entry(dated(year(2011)), members=[joining("north", year(2012)), joining("south", None)])
    assert list(words(partners_by_service(edition, [share(held)])).values()) == [["2012+"]]


def test_without_any_day_it_is_only_said_that_they_share(edition: Edition) -> None:
    found = words(partners_by_service(edition, [share(entry(dated(None)))]))
    assert found == {("south", ""): ["yes"]}


def test_bounds_over_a_turn_of_the_year_are_a_range(edition: Edition) -> None:
    over = Bounds(date(2012, 12, 1), date(2013, 1, 31))
    held = entry(dated(None), members=[joining("north", over), joining("south", over)])
    assert list(words(partners_by_service(edition, [share(held)])).values()) == [["2012–2013"]]


def test_many_services_give_way_to_their_headings(edition: Edition) -> None:
    services = tuple(Service(f"s{number}", f"Service {number}", "finance", "") for number in range(MOST_COLUMNS + 1))
    matrix = partners_by_service(edition, [share(entry(services=services))])
    assert [column.key for column in matrix.columns] == ["finance"]
    assert [len(cell) for _, cells in matrix.rows for cell in cells] == [1], "one arrangement stands once in a cell"
