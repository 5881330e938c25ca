"""A council with nothing running known is asked; one with something is not."""

from __future__ import annotations

from sharemap.editions.read import Edition
from sharemap.explore.asking import Asking, asking
from sharemap.explore.standing import shares_of
from tests.pages import CheckedClient


def asked(edition: Edition, key: str) -> Asking | None:
    return asking(edition, edition.bodies[key], shares_of(edition, key))


def page(client: CheckedClient, key: str) -> str:
    return " ".join(client.get(f"/bodies/{key}").content.decode().split())


def test_only_councils_of_today_with_nothing_running_are_asked(edition: Edition) -> None:
    assert asked(edition, "north") is None
    assert asked(edition, "old") is None
    assert asked(edition, "hostile") is None
    assert asked(edition, "lonely") is not None


def test_one_that_stands_only_in_what_was_never_formed_is_asked_softly(edition: Edition) -> None:
    found = asked(edition, "westham")
    assert found
    assert found.softly


def test_examples_are_what_most_of_its_kind_in_its_region_share(edition: Edition) -> None:
    found = asked(edition, "lonely")
    assert found
    assert [(each.service.key, each.sharing, each.peers) for each in found.examples] == [
        ("internal-audit", 2, 2),
        ("payroll", 1, 2),
    ]
    assert found.examples[0].query == "service=internal-audit&region=South+East"


def test_the_page_asks_with_examples_and_a_way_to_answer(client: CheckedClient) -> None:
    text = page(client, "lonely")
    assert "None known is not none." in text
    assert '<a href="/?service=internal-audit&amp;region=South+East#list">Internal audit</a>' in text
    assert '<a class="govuk-button" href="/corrections?about=/bodies/lonely">Tell us what it shares</a>' in text
    assert "<table" not in text


def test_the_softer_line_leaves_the_table_in_place(client: CheckedClient) -> None:
    text = page(client, "westham")
    assert '<a href="/corrections?about=/bodies/westham">tell us what it shares</a>' in text
    assert 'data-slug="never-waste"' in text


def test_a_council_that_shares_is_not_asked(client: CheckedClient) -> None:
    assert "ell us what it shares" not in page(client, "north")
