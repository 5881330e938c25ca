"""A dissolved council's part passes by law, or is asked; nobody's part is lost and nothing passes twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sharemap.bodies.rows import Succession, SuccessionKind
from sharemap.register.dossier import Dossier
from sharemap.register.reorganising.passing import Bodies, bodies_of, pass_on
from sharemap.register.rows import Arrangement, Membership, Role, Sighting, State
from tests.register.samples import arrangement, body, membership

DAY, LATER, AS_AT = date(2019, 4, 1), date(2023, 4, 1), date(2026, 11, 25)
OLD, OTHER, SPLIT = (body(key, ends_before=DAY) for key in ("old", "other", "split"))
MIDDLE = body("middle", starts_on=DAY, ends_before=LATER)
NEW, HALF, LAST = body("new", starts_on=DAY), body("half", starts_on=DAY), body("last", starts_on=LATER)


def succession(before: str, after: str, on: date = DAY, kind: SuccessionKind = SuccessionKind.MERGED) -> Succession:
    return Succession(before, after, on, kind, "", "made for a test")


WORLD: Bodies = bodies_of(
    [OLD, OTHER, SPLIT, MIDDLE, NEW, HALF, LAST, body("north")],
    [
        succession("old", "new"),
        succession("other", "middle"),
        succession("middle", "last", LATER),
        succession("split", "new", kind=SuccessionKind.SPLIT),
        succession("split", "half", kind=SuccessionKind.SPLIT),
        succession("north", "new", kind=SuccessionKind.BOUNDARY),
    ],
)


def seen(on: date, state: State = State.LIVE) -> Sighting:
    return Sighting("a1", state, on, on, "")


def held(*parts: Membership | Sighting, of: Arrangement | None = None) -> Dossier:
    return Dossier(of or arrangement(), parts)


def members(dossier: Dossier) -> list[Membership]:
    return [part for part in dossier.parts if isinstance(part, Membership)]


def staying(parts: Iterable[Membership]) -> set[str]:
    return {each.body for each in parts if each.left_before is None}


def test_a_part_passes_to_the_one_successor_on_the_day() -> None:
    passed = pass_on(held(membership("a1", "old", Role.LEAD), membership("a1", "north"), seen(DAY)), WORLD, AS_AT)
    old, new = (next(each for each in members(passed.dossier) if each.body == key) for key in ("old", "new"))
    assert old.left_before_latest == DAY
    assert (new.passed_from, new.role, new.joined_on_earliest, new.joined_on_latest) == ("old", Role.LEAD, DAY, DAY)
    assert staying(members(passed.dossier)) == {"new", "north"}
    assert passed.questions == ()


def test_a_chain_of_successors_is_followed_in_the_order_of_time() -> None:
    passed = pass_on(held(membership("a1", "other"), membership("a1", "north"), seen(AS_AT)), WORLD, AS_AT)
    assert {(each.body, each.passed_from) for each in members(passed.dossier)} == {
        ("other", ""),
        ("middle", "other"),
        ("last", "middle"),
        ("north", ""),
    }
    assert staying(members(passed.dossier)) == {"last", "north"}


def test_a_successor_that_a_source_names_keeps_its_own_row() -> None:
    named = replace(membership("a1", "new", Role.HOST), named_as="New Council")
    passed = pass_on(held(membership("a1", "old"), named, membership("a1", "north"), seen(AS_AT)), WORLD, AS_AT)
    (new,) = (each for each in members(passed.dossier) if each.body == "new")
    assert (new.role, new.named_as, new.passed_from, new.joined_on_earliest) == (Role.HOST, "New Council", "old", DAY)


def test_what_was_split_is_asked_not_guessed() -> None:
    before = held(membership("a1", "split"), membership("a1", "north"), seen(AS_AT))
    passed = pass_on(before, WORLD, AS_AT)
    assert passed.dossier == before
    (question,) = passed.questions
    assert question.candidates == ("new", "half")
    assert "split among several" in question.reason


def test_what_nobody_saw_run_at_the_time_is_asked() -> None:
    before = held(membership("a1", "old"), membership("a1", "north"), seen(date(2012, 1, 1)))
    passed = pass_on(before, WORLD, AS_AT)
    assert passed.dossier == before
    assert [question.text for question in passed.questions] == ["Old Council"]


def test_what_had_ended_by_then_neither_passes_nor_is_asked() -> None:
    ended = arrangement(ends_before_earliest=DAY, ends_before_latest=DAY)
    before = held(membership("a1", "old"), membership("a1", "north"), seen(date(2018, 1, 1)), of=ended)
    passed = pass_on(before, WORLD, AS_AT)
    assert (passed.dossier, passed.questions) == (before, ())


def test_a_body_that_had_left_hands_nothing_on() -> None:
    left = replace(
        membership("a1", "old"), left_before_earliest=date(2015, 4, 1), left_before_latest=date(2015, 4, 1)
    )
    before = held(left, membership("a1", "north"), seen(AS_AT))
    assert pass_on(before, WORLD, AS_AT).dossier == before


def test_a_change_of_boundary_hands_nothing_on() -> None:
    before = held(membership("a1", "north"), membership("a1", "half"), seen(AS_AT))
    assert pass_on(before, WORLD, AS_AT).dossier == before


def test_members_that_became_one_body_share_no_more() -> None:
    both = held(membership("a1", "old"), membership("a1", "new"), seen(date(2018, 6, 1)))
    ended = pass_on(both, WORLD, AS_AT).dossier.arrangement
    assert (ended.ends_before_earliest, ended.end_reason) == (DAY, "Its members became one body, New Council")


def test_nothing_passes_before_its_day() -> None:
    before = held(membership("a1", "old"), membership("a1", "north"), seen(date(2018, 6, 1)))
    assert pass_on(before, WORLD, date(2019, 3, 31)).dossier == before


@given(
    st.lists(st.sampled_from(["old", "other", "split", "north", "half"]), min_size=1, unique=True),
    st.dates(date(2008, 1, 1), AS_AT),
    st.sampled_from(State),
)
def test_passing_on_keeps_every_member_and_a_second_time_changes_nothing(
    keys: list[str], day: date, state: State
) -> None:
    before = held(*(membership("a1", key) for key in keys), seen(day, state))
    once = pass_on(before, WORLD, AS_AT)
    assert {each.body for each in members(before)} <= {each.body for each in members(once.dossier)}
    again = pass_on(once.dossier, WORLD, AS_AT)
    assert set(again.dossier.parts) == set(once.dossier.parts)
    assert again.questions == once.questions
