"""What names mean on a day: matched where there is no doubt, asked about where there is."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharemap.bodies.directory import Directory
from sharemap.bodies.resolve import LONGEST, Outcome, Resolver
from sharemap.bodies.rows import BodyKind

DAY = date(2014, 4, 1)
BY_HAND = Path(__file__).with_name("spellings_by_hand.csv")


def by_hand() -> list[tuple[str, date, str, str]]:
    with BY_HAND.open(encoding="utf-8", newline="") as stream:
        return [(row["text"], date.fromisoformat(row["day"]), row["outcome"], row["first"])
                for row in csv.DictReader(stream)]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "outcome", "first"), by_hand())
def test_a_name_as_people_write_it(resolver: Resolver, text: str, day: date, outcome: str, first: str) -> None:
    found = resolver.resolve(text, day)
    assert (found.outcome, "".join(found.candidates[:1])) == (outcome, first), found.reason
    assert found.key == (first if outcome == "match" else None)
    assert found.reason


def test_a_council_that_is_gone_is_offered_before_its_successors(resolver: Resolver) -> None:
    found = resolver.resolve("Northamptonshire County Council", date(2022, 4, 1))
    assert found.outcome is Outcome.ASK
    assert found.candidates == ("northamptonshire", "north-northamptonshire", "west-northamptonshire")
    assert "ended on 2021-03-31" in found.reason


def test_successors_are_followed_to_those_alive_on_the_day(resolver: Resolver) -> None:
    found = resolver.resolve("Taunton Deane Borough Council", date(2024, 4, 1))
    assert found.candidates == ("taunton-deane", "somerset-unitary")


def test_a_council_that_had_not_begun_is_offered_before_its_predecessors(resolver: Resolver) -> None:
    found = resolver.resolve("Cumberland Council", DAY)
    assert found.candidates == ("cumberland", "allerdale", "carlisle", "copeland", "cumbria")
    assert "began only on 2023-04-01" in found.reason


def test_the_hint_decides_between_bodies_of_one_place(resolver: Resolver) -> None:
    assert resolver.resolve("Kent", DAY).key == "kent"
    assert resolver.resolve("Kent", DAY, BodyKind.POLICE).key == "kent-police"
    assert resolver.resolve("Newcastle", DAY, BodyKind.DISTRICT).key == "newcastle-under-lyme"
    assert resolver.resolve("Newcastle", DAY, BodyKind.METROPOLITAN).key == "newcastle-upon-tyne"


def test_a_wrong_hint_does_not_overrule_the_words(resolver: Resolver) -> None:
    assert resolver.resolve("Kent County Council", DAY, BodyKind.POLICE).key == "kent"
    assert resolver.resolve("Wiltshire Council", DAY, BodyKind.COMPANY).key == "wiltshire-unitary"


@pytest.mark.parametrize("hint", [BodyKind.COMPANY, BodyKind.UNIVERSITY, BodyKind.POLICE])
def test_a_bare_place_with_a_hint_that_contradicts_it_is_asked_about(resolver: Resolver, hint: BodyKind) -> None:
    assert resolver.resolve("Adur", DAY, hint).outcome is Outcome.ASK


def test_a_misspelling_of_something_said_to_be_a_company_is_no_council(resolver: Resolver) -> None:
    assert resolver.resolve("Middlesborough", DAY).key == "middlesbrough"
    assert resolver.resolve("Middlesborough", DAY, BodyKind.COMPANY).outcome is Outcome.UNKNOWN


def test_a_code_and_a_name_that_differ_are_asked_about(resolver: Resolver) -> None:
    found = resolver.resolve("E07000180 Adur", DAY)
    assert (found.outcome, found.candidates) == (Outcome.ASK, ("vale-of-white-horse", "adur"))


def test_a_text_far_too_long_is_no_name(resolver: Resolver) -> None:
    assert resolver.resolve("and Kent, " * LONGEST, DAY).outcome is Outcome.UNKNOWN


@settings(max_examples=200)
@given(st.text(max_size=60), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_any_text_gets_an_answer_that_holds_together(resolver: Resolver, text: str, day: date) -> None:
    found = resolver.resolve(text, day)
    assert found.text == text
    assert (found.outcome is Outcome.MATCH) == (found.key is not None)
    assert (found.outcome is Outcome.UNKNOWN) == (not found.candidates)


@settings(max_examples=200)
@given(st.data(), st.dates(date(1996, 1, 1), date(2026, 11, 25)))
def test_a_match_is_always_alive_on_the_day(
    directory: Directory, resolver: Resolver, data: st.DataObject, day: date
) -> None:
    alias = data.draw(st.sampled_from(directory.aliases))
    found = resolver.resolve(alias.alias, day)
    assert found.key is None or day in directory.bodies[found.key].period
