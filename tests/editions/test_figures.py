"""Figures on made-up registers, where every kind of date occurs: they agree with a recount from the dates alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from sharemap.bodies.rows import PRINCIPAL_KINDS, Body, BodyKind
from sharemap.core.fields import Row
from sharemap.core.period import Bounds
from sharemap.editions import figures
from sharemap.editions.build import statuses
from sharemap.editions.read import Entry, Member
from sharemap.editions.tables import PrincipalKind, StatusRow, SupportRow, to_arrow
from sharemap.register.rows import Arrangement, Confidence, Membership, Sighting, State
from sharemap.register.status import status_on
from tests.editions.test_editions import recounted
from tests.register.samples import arrangement, body, membership

AS_AT = date(2026, 11, 25)
# Days around those on which something turns: the day itself, and 36 months before it.
turning = st.sampled_from([AS_AT, date(2023, 11, 25)])
days = st.builds(lambda day, off: day + timedelta(days=off), turning, st.integers(-2, 2))
bounds = st.none() | st.tuples(days, days).map(lambda pair: Bounds(min(pair), max(pair)))
seen_as = st.one_of(st.just((State.LIVE, Bounds(AS_AT, AS_AT))), st.tuples(st.sampled_from(State), bounds))
BODIES = (
    body("north"),
    body("south", ends_before=AS_AT),
    body("west", starts_on=AS_AT),
    body("police", BodyKind.POLICE),
)


def pair(value: Bounds | None) -> tuple[date | None, date | None]:
    return (value.earliest, value.latest) if value else (None, None)


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    made = []
    for index in range(draw(st.integers(0, 6))):
        key = f"a{index}"
        ends = pair(draw(st.none() | bounds))
        held = arrangement(key, ends_before_earliest=ends[0], ends_before_latest=ends[1])
        sightings = tuple(
            Sighting(key, state, *pair(seen), "")
            for state, seen in draw(st.lists(seen_as, max_size=2, unique_by=lambda pair: pair[1]))
        )
        members = tuple(draw(st.lists(member_of(key), max_size=3)))
        status = status_on(AS_AT, held, sightings)
        support = SupportRow(key, Confidence.LOW, "")
        made.append(Entry(held, status, support, members, (), (), (), (), sightings, (), ()))
    return tuple(made)


def member_of(key: str) -> st.SearchStrategy[Member]:
    return st.builds(
        lambda held, joined, left: Member(held, dated(membership(key, held.key), joined, left), ()),
        st.sampled_from(BODIES),
        bounds,
        bounds,
    )


def dated(row: Membership, joined: Bounds | None, left: Bounds | None) -> Membership:
    (joined_a, joined_b), (left_a, left_b) = pair(joined), pair(left)
    return replace(
        row,
        joined_on_earliest=joined_a,
        joined_on_latest=joined_b,
        left_before_earliest=left_a,
        left_before_latest=left_b,
    )


@settings(max_examples=120)
@given(entries())
def test_every_figure_agrees_with_a_recount_from_the_dates(made: tuple[Entry, ...]) -> None:
    rows: dict[type[Row], list[Row]] = {
        Arrangement: [entry.arrangement for entry in made],
        Sighting: [each for entry in made for each in entry.sightings],
    }
    tables = {
        "statuses": to_arrow(statuses(rows, AS_AT), StatusRow),
        "memberships": to_arrow([m.membership for entry in made for m in entry.members], Membership),
        "bodies": to_arrow(BODIES, Body),
        "principal_kinds": to_arrow([PrincipalKind(kind) for kind in PRINCIPAL_KINDS], PrincipalKind),
    }
    counted, contributions = figures.compute(tables, AS_AT)
    assert {row.figure: (row.low, row.high) for row in counted} == {
        name: (low, high) for name, low, high in recounted(made, BODIES, AS_AT)
    }
    assert len(contributions) == sum(row.high for row in counted)
