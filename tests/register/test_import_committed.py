"""The register that was imported and is committed: whole, joined up, and nothing of what was read is missing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sharemap.bodies.rows import Body, BodyKind
from sharemap.core.fields import read_csv
from sharemap.core.period import parse_partial
from sharemap.register.importing.tables import Tables, read_tables
from sharemap.register.rows import Outcome, State


@pytest.fixture(scope="module")
def tables(data_folder: Path) -> Tables:
    found, problems = read_tables(data_folder)
    assert problems == []
    return found


def test_every_record_that_was_read_has_its_place_and_an_outcome(tables: Tables) -> None:
    assert len(tables.tellings) == 780
    assert len({(each.gathering, each.line) for each in tables.tellings}) == 780
    assert {each.outcome for each in tables.tellings} <= {Outcome.TAKEN, Outcome.LEFT_OUT}
    for each in tables.tellings:
        assert bool(each.arrangement) == (each.outcome is Outcome.TAKEN)
        assert bool(each.reason) == (each.outcome is Outcome.LEFT_OUT)


def test_every_arrangement_is_told_cited_and_seen(tables: Tables) -> None:
    ids = {each.id for each in tables.arrangements}
    assert {each.arrangement for each in tables.tellings if each.arrangement} == ids
    assert {each.arrangement for each in tables.citations} == ids
    assert {each.arrangement for each in tables.sightings} == ids


def test_identifiers_and_slugs_are_given_once(tables: Tables) -> None:
    for given in (
        [each.id for each in tables.arrangements],
        [each.slug for each in tables.arrangements],
        [each.id for each in tables.claims],
        [each.id for each in tables.sources],
        [each.url for each in tables.sources],
        [each.key for each in tables.bodies],
    ):
        assert [value for value, times in Counter(given).items() if times > 1] == []
    assert all(len(each.slug) <= 80 and each.slug.isascii() for each in tables.arrangements)


def test_every_reference_leads_somewhere(tables: Tables) -> None:
    ids = {each.id for each in tables.arrangements}
    bodies = {each.key for each in tables.bodies}
    services = {(each.arrangement, each.service) for each in tables.shared_services} | {(each, "") for each in ids}
    parts = (
        tables.memberships,
        tables.shared_services,
        tables.claims,
        tables.citations,
        tables.sightings,
        tables.questions,
    )
    assert {each.arrangement for part in parts for each in part} <= ids
    assert {each.body for each in tables.memberships} <= bodies
    assert {(each.arrangement, each.service) for each in tables.memberships} <= services
    assert {each.source for each in tables.citations} == {each.id for each in tables.sources}
    members = {(each.arrangement, each.body) for each in tables.memberships}
    assert {(each.arrangement, each.body) for each in tables.claims if each.body} <= members


def test_every_arrangement_has_two_members_or_a_group(tables: Tables) -> None:
    groups = {each.key for each in tables.bodies if each.kind is BodyKind.COLLECTIVE}
    members = {each.id: set[str]() for each in tables.arrangements}
    for each in tables.memberships:
        members[each.arrangement].add(each.body)
    assert [key for key, bodies in members.items() if len(bodies) < 2 and not bodies & groups] == []


def test_a_body_made_by_the_import_says_where_it_is_named_and_is_a_member(tables: Tables) -> None:
    members = {each.body for each in tables.memberships}
    made = [each for each in tables.bodies if each.source.startswith("named in ")]
    assert made
    assert {each.key for each in made} <= members
    assert not [each for each in made if each.principal]


def test_no_plan_that_came_to_nothing_has_dates_of_its_own(tables: Tables) -> None:
    not_formed = {each.arrangement for each in tables.sightings if each.state is State.NOT_FORMED}
    assert not_formed
    for each in tables.arrangements:
        assert each.id not in not_formed or not (each.starts_on or each.ends_before)


def test_the_corrections_found_on_a_second_reading_are_in_and_named(tables: Tables) -> None:
    said = [each.note for each in tables.memberships] + [each.basis for each in tables.sightings]
    said += [each.note for each in tables.claims]
    assert sum("corrected on a second reading of its sources, 2026-11" in each for each in said) > 20
    starts = {each.slug: each.starts_on for each in tables.arrangements}
    assert starts["east-midlands-operational-support-service"] == parse_partial("2015-05")
    assert starts["family-adoption-links"] == parse_partial("2020-10")


def test_dates_of_every_arrangement_and_membership_run_forwards(tables: Tables) -> None:
    for each in tables.arrangements:
        if each.starts_on and each.ends_before:
            assert each.starts_on.earliest < each.ends_before.latest
    for part in tables.memberships:
        if part.joined_on and part.left_before:
            assert part.joined_on.earliest < part.left_before.latest


def test_no_new_body_is_one_that_the_reference_holds(data_folder: Path) -> None:
    bodies = read_csv(data_folder / "bodies" / "bodies.csv", Body)[0]
    names = Counter(each.name.casefold() for each in bodies if each.source.startswith("named in "))
    others = {each.name.casefold() for each in bodies if not each.source.startswith("named in ")}
    assert names.keys() & others == set()
    assert max(names.values()) == 1
