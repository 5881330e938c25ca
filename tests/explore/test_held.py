"""Pages come from memory once they were made: the same bytes, strong ETags, nothing of one reader for another."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.http import HttpResponse
from pytest_django import Settings

from sharemap.explore.current import Reading
from sharemap.explore.held import Held, Shelf
from sharemap.explore.views import body as views
from tests.explore.world import cut_world
from tests.pages import CheckedClient

PAGE = "/bodies/north"


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch, client: CheckedClient) -> CheckedClient:
    """The client of a site that fetched a page; to make one again fails."""
    assert client.get(PAGE).status_code == 200

    def refuse(*_: object, **__: object) -> HttpResponse:
        raise AssertionError("the page was made twice")

    monkeypatch.setattr(views, "render", refuse)
    return client


def test_a_page_is_made_once_and_the_same_for_all(once: CheckedClient) -> None:
    plain = once.get(PAGE)
    packed = once.get(PAGE, headers={"Accept-Encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert plain["Content-Security-Policy"] == packed["Content-Security-Policy"]
    assert packed["Content-Length"] == str(len(packed.content))
    assert "Accept-Encoding" in packed["Vary"]


def test_its_etag_is_strong_and_that_of_its_bytes(once: CheckedClient) -> None:
    plain, packed = once.get(PAGE), once.get(PAGE, headers={"Accept-Encoding": "gzip"})
    assert plain["ETag"].startswith('"')
    assert plain["ETag"] != packed["ETag"]
    again = once.get(PAGE, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert once.get(PAGE, headers={"If-None-Match": packed["ETag"]}).status_code == 200


def test_a_look_at_the_headers_is_answered_too(once: CheckedClient) -> None:
    head = once.head(PAGE)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == once.get(PAGE)["ETag"]


def test_another_question_and_another_edition_are_other_pages(
    once: CheckedClient, settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(AssertionError, match="made twice"):
        once.get(f"{PAGE}?x=1")
    cut_world(tmp_path / "other")
    settings.EDITIONS = tmp_path / "other"
    with pytest.raises(AssertionError, match="made twice"):
        once.get(PAGE)


@pytest.mark.parametrize("address", ["/bodies/nobody", "/corrections", "/arrangements.csv"])
def test_what_is_no_page_for_everybody_is_not_held(client: CheckedClient, address: str) -> None:
    assert not client.get(address).headers.get("ETag", "").endswith('-gz"')
    assert "Content-Encoding" not in client.get(address, headers={"Accept-Encoding": "identity"})


def test_the_shelf_lets_go_of_what_was_asked_for_longest_ago(reading: Reading) -> None:
    shelf = Shelf(40)
    for name in "abcdef":
        shelf.put(reading, ("", name, "", ""), Held(b"x" * 8, (), name))
        shelf.page(reading, ("", "a", "", ""))
    assert [bool(shelf.page(reading, ("", name, "", ""))) for name in "abcdef"] == [
        True,
        False,
        True,
        True,
        True,
        True,
    ]
    shelf.put(reading, ("", "large", "", ""), Held(b"x" * 11, (), "large"))
    assert shelf.page(reading, ("", "large", "", "")) is None
