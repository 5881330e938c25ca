"""Two tellings as one: nothing that either says is lost, and what differs is reconciled in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sharemap.register.dossier import Dossier
from sharemap.register.likeness.merging import Merged, in_order, merge
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    ClaimKind,
    DeliveryModel,
    Membership,
    Role,
    Rung,
    SharedService,
    Sighting,
    State,
)
from tests.register.likeness.samples import COUNCILS, SOURCES, told
from tests.register.samples import claim, membership


def merged(one: Dossier, other: Dossier, *edited: str) -> Merged:
    """The two as one; `edited`: descriptions that no telling gives."""
    told = {each.arrangement.description for each in (one, other)} - set(edited)
    return merge(*in_order(one, other), "they look alike", told)


def held(found: Merged) -> Arrangement:
    return found.dossier.arrangement


def parts(dossier: Dossier, part_type: type) -> list:  # type: ignore[type-arg]
    return [part for part in dossier.parts if isinstance(part, part_type)]


@st.composite
def tellings(draw: st.DrawFn, key: str) -> Dossier:
    words = st.sampled_from(["Moorland", "Lakeland", "Joint computing", "MKS"])
    start = draw(st.none() | st.integers(2000, 2010))
    end = draw(st.none() | st.integers(2011, 2020))
    numbers = range(draw(st.integers(0, 3)))
    claims = [
        claim(
            f"{key}-c{number + 1}",
            key,
            amount_gbp=draw(st.sampled_from([100, 200])),
            rung=draw(st.sampled_from(Rung)),
            kind=draw(st.sampled_from(ClaimKind)),
            alternative_to=tuple(f"{key}-c{other + 1}" for other in numbers if other != number),
            same_claim_as=draw(st.sampled_from(["", *(f"{key}-c{other + 1}" for other in range(number))])),
        )
        for number in numbers
    ]
    members = draw(st.lists(st.sampled_from(COUNCILS), min_size=2, unique=True))
    roles = [draw(st.sampled_from(Role)) for _ in members]
    dossier = told(
        key,
        draw(words),
        members=(),
        services=tuple(draw(st.lists(st.sampled_from(["ICT", "legal", "waste"]), unique=True))),
        sources=tuple(draw(st.lists(st.sampled_from([each.id for each in SOURCES]), min_size=1, unique=True))),
        state=draw(st.sampled_from(State)),
        seen=draw(st.integers(2010, 2025)),
        parts=(*claims, *(membership(key, body, role) for body, role in zip(members, roles, strict=True))),
        aliases=tuple(draw(st.lists(words, unique=True))),
        starts_on_earliest=start and date(start, 1, 1),
        starts_on_latest=start and date(start, 12, 31),
        ends_before_earliest=end and date(end, 1, 1),
        ends_before_latest=end and date(end, 12, 31),
        staff=draw(st.none() | st.integers(1, 9)),
        description=draw(st.sampled_from(["", "One team.", "One team for all."])),
    )
    return dossier


@given(tellings("a0001"), tellings("a0002"))
def test_nothing_that_either_tells_is_lost(one: Dossier, other: Dossier) -> None:
    found = merged(one, other)
    now = found.dossier
    both = (*one.parts, *other.parts)
    assert {part.arrangement for part in now.parts} == {found.past.arrangement}
    assert {each.body for each in parts(now, Membership)} == {p.body for p in both if isinstance(p, Membership)}
    assert {p.service for p in parts(now, SharedService)} == {p.service for p in both if isinstance(p, SharedService)}
    assert {each.source for each in parts(now, Citation)} == {p.source for p in both if isinstance(p, Citation)}
    seen = [{(p.state, p.seen_on) for p in some if isinstance(p, Sighting)} for some in (now.parts, both)]
    assert seen[0] == seen[1]
    claims = [
        sorted((p.amount_gbp, p.rung, p.kind) for p in some if isinstance(p, Claim)) for some in (now.parts, both)
    ]
    assert claims[0] == claims[1]
    names = {each.casefold() for each in (held(found).name, *held(found).aliases)}
    assert names == {
        each.casefold()
        for telling in (one, other)
        for each in (telling.arrangement.name, *telling.arrangement.aliases)
    }


@given(tellings("a0001"), tellings("a0002"))
def test_claims_keep_pointing_to_claims_of_the_same_arrangement(one: Dossier, other: Dossier) -> None:
    claims = {each.id: each for each in parts(merged(one, other).dossier, Claim)}
    pointed = [each for row in claims.values() for each in (*row.alternative_to, row.same_claim_as) if each]
    assert set(pointed) <= set(claims)
    assert all(row.same_claim_as != row.id for row in claims.values())


@given(tellings("a0001"), tellings("a0002"))
def test_merging_with_what_it_came_of_changes_no_fact(one: Dossier, other: Dossier) -> None:
    found = merged(one, other)
    assert held(found).id in ("a0001", "a0002")
    start, end = held(found).starts_on, held(found).ends_before
    assert start is None or end is None or start.earliest < end.latest


def test_the_lower_identifier_address_and_name_are_kept_and_the_other_name_is_an_alias() -> None:
    found = merged(told("a0002", "Lakeland", aliases=("L",)), told("a0001", "Moorland", aliases=("M",)))
    assert (held(found).id, held(found).slug, held(found).name) == ("a0001", "slug-a0001", "Moorland")
    assert held(found).aliases == ("M", "Lakeland", "L")
    assert (found.past.id, found.past.slug, found.past.arrangement) == ("a0002", "slug-a0002", "a0001")


def test_the_higher_one_is_kept_where_it_is_clearly_better_told() -> None:
    better = told("a0002", "Lakeland", sources=("s0001", "s0002", "s0003", "s0004"))
    assert held(merged(told("a0001", "Moorland"), better)).id == "a0002"


def test_an_episode_gives_way_to_the_whole_and_its_end_ends_nothing() -> None:
    ended: dict[str, Any] = {
        "ends_before_earliest": date(2019, 1, 1),
        "ends_before_latest": date(2019, 2, 1),
        "end_reason": "left",
    }
    found = merged(told("a0001", "Carwell withdrawal from Moorland", **ended), told("a0002", "Moorland"))
    assert (held(found).name, held(found).ends_before, held(found).end_reason) == ("Moorland", None, "")
    assert "not of the whole" in found.past.reason


def test_days_widen_where_both_know_them() -> None:
    one = told("a0001", "M", starts_on_earliest=date(2012, 1, 1), starts_on_latest=date(2012, 12, 31))
    other = told("a0002", "M", starts_on_earliest=date(2014, 4, 1), starts_on_latest=date(2014, 4, 30))
    found = merged(one, other)
    assert (held(found).starts_on_earliest, held(found).starts_on_latest) == (date(2012, 1, 1), date(2014, 4, 30))
    assert "told as 2012-01-01 to 2012-12-31 and as 2014-04-01 to 2014-04-30" in found.past.reason


def test_the_finer_of_two_days_that_agree_stays() -> None:
    one = told("a0001", "M", starts_on_earliest=date(2012, 1, 1), starts_on_latest=date(2012, 12, 31))
    other = told("a0002", "M", starts_on_earliest=date(2012, 4, 1), starts_on_latest=date(2012, 4, 30))
    found = merged(one, other)
    assert (held(found).starts_on_earliest, held(found).starts_on_latest) == (date(2012, 4, 1), date(2012, 4, 30))
    assert "start: the finer of two that agree" in found.reconciled


def test_the_day_that_one_knows_stands() -> None:
    one = told("a0001", "M", starts_on_earliest=None, starts_on_latest=None)
    assert held(merged(one, told("a0002", "M"))).starts_on_earliest == date(2011, 4, 1)


def test_days_that_would_run_backwards_are_those_of_the_one_that_is_kept() -> None:
    one = told("a0001", "M", starts_on_earliest=date(2015, 1, 1), starts_on_latest=date(2015, 1, 1))
    earlier: dict[str, Any] = {"starts_on_earliest": None, "starts_on_latest": None}
    other = told("a0002", "M", ends_before_earliest=date(2012, 1, 1), ends_before_latest=date(2012, 1, 1), **earlier)
    found = merged(one, other)
    assert (held(found).starts_on_earliest, held(found).ends_before) == (date(2015, 1, 1), None)
    assert "run backwards" in found.past.reason


def test_description_and_model_are_of_the_better_told_and_staff_of_the_one_seen_last() -> None:
    one = told("a0001", "M", seen=2024, description="Long words of it.", staff=40, model=DeliveryModel.CONTRACT)
    two_sources = ("s0001", "s0002")
    other = told("a0002", "M", sources=two_sources, description="Short.", staff=30, model=DeliveryModel.PARTNERSHIP)
    found = merged(one, other)
    assert (held(found).description, held(found).model, held(found).staff) == (
        "Short.",
        DeliveryModel.PARTNERSHIP,
        40,
    )
    assert "delivery model: partnership, by the better told; contract in the other telling" in found.reconciled


def test_a_description_that_a_person_edited_stays_and_it_is_said() -> None:
    one = told("a0001", "M", description="Read by hand.")
    other = told("a0002", "M", sources=("s0001", "s0002"), description="Longer words of a telling.")
    assert held(merged(one, other)).description == "Longer words of a telling."
    found = merged(one, other, "Read by hand.")
    assert held(found).description == "Read by hand."
    assert "description: as a person edited it; the other stays with its telling" in found.reconciled
    both = merged(one, other, "Read by hand.", "Longer words of a telling.")
    assert held(both).description == "Read by hand."
    assert "of the other “Longer words of a telling.”" in both.past.reason


def test_a_model_that_is_known_goes_before_one_that_is_not() -> None:
    one = told("a0001", "M", sources=("s0001", "s0002"), model=DeliveryModel.NOT_KNOWN)
    assert held(merged(one, told("a0002", "M", model=DeliveryModel.CONTRACT))).model is DeliveryModel.CONTRACT


def united(one: Membership, other: Membership) -> list[Membership]:
    left, right = (told(row.arrangement, "M", members=(), parts=(row,)) for row in (one, other))
    return parts(merged(left, right).dossier, Membership)


def test_a_role_that_is_not_known_gives_way_and_the_other_name_stays_in_the_note() -> None:
    one = replace(membership("a0001", "barford", Role.NOT_KNOWN), note="read by hand")
    (row,) = united(one, replace(membership("a0002", "barford", Role.HOST), named_as="Barford BC"))
    assert (row.role, row.named_as) == (Role.HOST, "barford")
    assert row.note == "read by hand; also named as “Barford BC”"


def test_of_two_roles_the_firmer_stays_and_the_other_is_said() -> None:
    (row,) = united(membership("a0001", "barford", Role.PARTNER), membership("a0002", "barford", Role.LEAD))
    assert (row.role, row.note) == (Role.LEAD, "partner in the other telling")


def test_parts_in_other_services_or_at_other_times_stay_apart() -> None:
    first = replace(
        membership("a0001", "barford"), left_before_earliest=date(2012, 1, 1), left_before_latest=date(2012, 1, 1)
    )
    again = replace(
        membership("a0002", "barford"), joined_on_earliest=date(2015, 1, 1), joined_on_latest=date(2015, 1, 1)
    )
    assert len(united(first, again)) == 2
    assert len(united(membership("a0001", "barford"), replace(membership("a0002", "barford"), service="ICT"))) == 2


def test_a_claim_that_both_tell_points_to_the_kept_one_and_others_are_numbered_on() -> None:
    one = told("a0001", "M", parts=(claim("a0001-c1", "a0001"), claim("a0001-c2", "a0001", amount_gbp=7)))
    again = claim("a0002-c1", "a0002", year_from=None, year_to=None, kind=ClaimKind.NOT_STATED)
    another = claim("a0002-c2", "a0002", amount_gbp=8, alternative_to=("a0002-c1",))
    found = merged(one, told("a0002", "M", parts=(again, another)))
    claims = {each.id: each for each in parts(found.dossier, Claim)}
    assert list(claims) == ["a0001-c1", "a0001-c2", "a0001-c3", "a0001-c4"]
    assert [each.same_claim_as for each in claims.values()] == ["", "", "a0001-c1", ""]
    assert claims["a0001-c4"].alternative_to == ("a0001-c3",)
    assert found.claims == {"a0002-c1": "a0001-c3", "a0002-c2": "a0001-c4"}


def test_a_claim_of_another_body_rung_or_year_is_another_claim() -> None:
    one = told("a0001", "M", parts=(claim("a0001-c1", "a0001"),))
    for changes in ({"body": "barford"}, {"rung": Rung.ACHIEVED}, {"year_from": 2014, "year_to": 2014}):
        found = merged(one, told("a0002", "M", parts=(claim("a0002-c1", "a0002", **changes),)))
        assert [each.same_claim_as for each in parts(found.dossier, Claim)] == ["", ""]
