"""The feed tells of an arrangement again when its entry has changed, and only then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from sharemap.editions.read import Edition
from sharemap.explore.feed import items
from tests.explore.world import TODAY
from tests.pages import CheckedClient

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: CheckedClient, query: str = "") -> ElementTree.Element:
    answer = client.get(f"/arrangements.atom{query}")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def titles(found: ElementTree.Element) -> list[str]:
    return [each.findtext(f"{ATOM}title") or "" for each in found.iter(f"{ATOM}entry")]


def test_it_holds_what_the_filter_selects(client: CheckedClient) -> None:
    assert titles(feed(client, "?status=ended")) == ["Legal Shire (ended)"]
    assert len(titles(feed(client))) == 7
    assert "Status: ended" in (feed(client, "?status=ended").findtext(f"{ATOM}title") or "")


def test_items_lead_to_pages_and_their_days_are_those_of_the_entry(client: CheckedClient) -> None:
    (item,) = feed(client, "?status=ended").iter(f"{ATOM}entry")
    link = item.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://testserver/arrangements/legal-shire"
    assert item.findtext(f"{ATOM}updated") == "2018-12-31T00:00:00+00:00"


def test_only_what_has_changed_has_another_identifier(edition: Edition) -> None:
    before = {item.entry.arrangement.id: item.digest for item in items(edition.entries, TODAY)}
    first, *rest = edition.entries
    changed = replace(first, arrangement=replace(first.arrangement, description="It audits more."))
    after = {item.entry.arrangement.id: item.digest for item in items([changed, *rest], TODAY)}
    assert {key for key in before if before[key] != after[key]} == {first.arrangement.id}


def test_a_day_to_come_is_no_news_yet(edition: Edition) -> None:
    (entry,) = (each for each in edition.entries if each.arrangement.slug == "legal-shire")
    arrangement = replace(
        entry.arrangement, ends_before_earliest=date(2030, 1, 1), ends_before_latest=date(2030, 1, 1)
    )
    (item,) = items([replace(entry, arrangement=arrangement)], TODAY)
    assert item.day < TODAY
