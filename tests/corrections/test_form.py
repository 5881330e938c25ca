"""What is sent is read with every word kept, and all that is wrong with it is said at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sharemap.core.web import is_web_address
from sharemap.corrections import guard
from sharemap.corrections.cells import TITLES
from sharemap.corrections.choices import KIND_WORDS, STAGE_WORDS, Kind, Stage
from sharemap.corrections.form import Draft, clean, is_of_this_site, read_form
from sharemap.register.dossier import PARTS
from tests.corrections.samples import opened, sent

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def faults(**changes: str) -> dict[str, str]:
    """The places that have a fault, each with its code."""
    return {problem.where: problem.code for problem in read_form(sent(**changes))[1]}


def suspicions(**posted: str) -> list[str]:
    carried = {guard.OPENED: opened(now=NOW), **posted}
    return [problem.code for problem in guard.faults(carried, NOW)]


def test_a_form_filled_in_well_has_no_fault() -> None:
    assert faults() == {}


def test_all_faults_are_said_at_once_and_nothing_typed_is_lost() -> None:
    draft, problems = read_form({"kind": "rant", "email": "me at home", "source_url": "ftp://x.example/", "says": ""})
    assert {problem.where for problem in problems} == {"kind", "says", "source_url", "email"}
    assert (draft.kind, draft.email, draft.source_url) == ("rant", "me at home", "ftp://x.example/")


def test_words_are_source_enough() -> None:
    assert faults(source_url="", source_words="I work there") == {}
    assert faults(source_url="", source_words=" ") == {"source_url": "source"}


def test_what_is_no_address_with_its_beginning_either_is_shown_as_it_was_typed() -> None:
    draft, (problem,) = read_form(sent(source_url="not a page"))
    assert draft.source_url == "not a page"
    assert problem.found == "“not a page”"


def test_a_web_address_may_come_without_its_beginning() -> None:
    draft, problems = read_form(sent(source_url="www.north.example/a"))
    assert draft.source_url == "https://www.north.example/a"
    assert problems == []


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://", "https://[x", "https://a b.example", "https://nodot"]
)
def test_what_is_no_web_address_is_not_taken_for_one(url: str) -> None:
    assert not is_web_address(url)


@pytest.mark.parametrize(
    ("name", "most"), [("says", 4000), ("source_words", 2000), ("source_url", 2000), ("email", 254)]
)
def test_what_is_too_long_is_kept_and_said(name: str, most: int) -> None:
    start = {"source_url": "https://x.example/", "email": "a@"}.get(name, "")
    at_most = start + "x" * (most - len(start))
    assert faults(**{name: at_most}).get(name) != "long"
    draft, problems = read_form(sent(**{name: at_most + "y"}))
    assert getattr(draft, name) == at_most + "y"
    assert "long" in [problem.code for problem in problems]


@pytest.mark.parametrize(
    "about",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x", "/a b", "/a\nb", "/" * 1000],
)
def test_a_page_of_another_site_is_never_linked(about: str) -> None:
    assert not is_of_this_site(about)
    draft, problems = read_form(sent(about=about))
    assert draft.about == ""
    assert [problem.code for problem in problems] == ["about"]


def test_what_cannot_be_seen_is_left_out() -> None:
    assert clean(" a\x00\x1b[31m\u202eb\r\nc\td\ud800 ") == "a[31mb\nc\td"


def test_the_same_words_are_known_again_whoever_sends_them() -> None:
    one = Draft("/", "wrong", says="It has  ended.", source_words="I work there", email="a@b.example")
    assert one.digest() == Draft("/", "wrong", says="it has ended.", source_words="I work there").digest()
    assert one.digest() != replace(one, says="It has not ended.").digest()


def test_a_person_is_no_machine() -> None:
    assert suspicions() == []


@pytest.mark.parametrize(
    ("posted", "code"),
    [
        ({guard.TRAP: "x"}, "trap"),
        ({guard.OPENED: opened(timedelta(seconds=1), NOW)}, "fast"),
        ({guard.OPENED: opened(timedelta(days=1), NOW)}, "old"),
        ({guard.OPENED: ""}, "old"),
        ({guard.OPENED: "1764158400:forged"}, "old"),
    ],
)
def test_a_machine_is_told_from_a_person(posted: dict[str, str], code: str) -> None:
    assert suspicions(**posted) == [code]


def test_a_text_of_links_is_not_taken() -> None:
    assert faults(says="See https://a.example, www.b.example", source_words="and http://c.example") == {}
    assert faults(says="https://a https://b http://c", source_words="www.d") == {"says": "links"}


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(seconds=1), timedelta(minutes=5), timedelta(days=3)])
def test_whatever_a_form_carried_a_second_try_passes(ago: timedelta) -> None:
    carried = guard.again(opened(ago, NOW), NOW)
    assert [each.code for each in guard.faults({guard.OPENED: carried}, NOW + guard.SOONEST)] == []


def test_every_kind_and_every_stage_has_its_words() -> None:
    assert set(KIND_WORDS) == set(Kind)
    assert set(STAGE_WORDS) == set(Stage)


def test_every_part_of_an_arrangement_has_its_place_in_the_form_of_the_team() -> None:
    assert set(TITLES) == set(PARTS)
