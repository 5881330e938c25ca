"""The first page: headline, map and table say the same, with every filter, without script."""

from __future__ import annotations

import csv
import io
import re

import pytest

from sharemap.bodies.areas.layers import Layer
from sharemap.editions.read import Edition
from tests.pages import CheckedClient


def page(client: CheckedClient, **query: str) -> str:
    return " ".join(client.get("/", query).content.decode().split())


def slugs(text: str) -> list[str]:
    return re.findall(r'data-slug="([^"]+)"', text)


def test_the_headline_gives_each_number_with_its_range_and_leads_to_it(client: CheckedClient) -> None:
    text = page(client)
    assert '<a href="/figures/arrangements-known"><b>5</b></a> arrangements' in text
    assert (
        '<a href="/figures/arrangements-live"><b>Between 1 and 2</b></a> of them were live on 25 November 2026'
        in text
    )


def test_every_page_says_that_it_is_a_preview(client: CheckedClient) -> None:
    for address in ("/", "/arrangements/audit-shire", "/bodies/north", "/about", "/search", "/nowhere"):
        text = client.get(address).content.decode()
        assert "Preview" in text
        assert "preview-0123456789ab" in text
        assert "no council has checked it yet" in text


def test_the_table_holds_every_arrangement_by_name(client: CheckedClient, edition: Edition) -> None:
    assert slugs(page(client)) == [entry.arrangement.slug for entry in edition.entries]


def test_the_list_says_how_many_were_only_proposed(client: CheckedClient) -> None:
    text = page(client)
    caption = text[text.index("<caption>") : text.index("</caption>")]
    assert "7 arrangements and proposals, by name" in caption
    assert "5 known, and 2 only planned or never formed" in caption
    assert "1 arrangement that matches, by name" in page(client, status="planned")
    assert "only planned" not in page(client, status="planned")


def test_a_row_names_the_members_that_stay(client: CheckedClient) -> None:
    assert 'data-slug="payroll-cafe" data-members="north watch"' in page(client)


def test_table_map_and_files_take_the_same_filters(client: CheckedClient) -> None:
    query = {"service": "internal-audit", "status": "live"}
    assert slugs(page(client, **query)) == ["audit-shire"]
    rows = csv.DictReader(io.StringIO(b"".join(client.get("/arrangements.csv", query)).decode()))
    assert [row["slug"] for row in rows] == ["audit-shire"]
    answer = client.get("/arrangements.json", query).json()
    assert [row["slug"] for row in answer["arrangements"]] == ["audit-shire"]
    assert answer["filters"] == query


def test_an_unknown_value_is_answered_kindly(client: CheckedClient) -> None:
    text = page(client, region="Mars", page="9")
    assert "The region must be a value from the list. You gave “Mars”." in text
    assert "The list has one page. You gave page 9." in text
    assert text.index("You gave “Mars”") < text.index('role="search"')
    assert len(slugs(text)) == 7


def test_nothing_matching_is_said_without_claiming_that_there_is_none(client: CheckedClient) -> None:
    text = page(client, q="nothing holds this")
    assert "No arrangement matches" in text
    assert "None known is not none" in text


def test_the_form_leads_to_the_list(client: CheckedClient) -> None:
    assert 'action="/#list"' in page(client)


def test_what_is_chosen_can_be_taken_away(client: CheckedClient) -> None:
    text = page(client, service="internal-audit", status="live")
    assert '<a href="/?status=live">Service: Internal audit' in text


def test_options_say_how_many_they_leave(client: CheckedClient) -> None:
    assert '<option value="internal-audit">Internal audit (2)</option>' in page(client)
    assert '<option value="internal-audit">Internal audit (1)</option>' in page(client, status="live")


@pytest.mark.parametrize("layer", Layer)
def test_every_layer_is_drawn_and_its_areas_are_links(client: CheckedClient, edition: Edition, layer: Layer) -> None:
    text = page(client, layer=layer)
    areas = text[text.index('<g class="areas">') : text.index("</g>", text.index('<g class="areas">'))]
    assert re.findall(r'href="/bodies/([^"]+)"', areas) == [each.body for each in edition.outlines[layer]]
    assert areas.count("<title>") == len(edition.outlines[layer])
    assert f'data-layer="{layer}"' in text


def test_choosing_a_place_lists_who_else_serves_it(client: CheckedClient) -> None:
    text = page(client, body="north")
    card = text[text.index('id="place"') : text.index("</figure>")]
    assert '<a href="/bodies/shire">Shire</a> (county)' in card
    assert '<a href="/bodies/watch">Shire Police</a> (police)' in card


def test_the_list_has_an_address_that_leads_to_it(client: CheckedClient) -> None:
    answer = client.get("/arrangements", {"status": "live"})
    assert answer.status_code == 301
    assert answer["Location"] == "/?status=live"


def test_pages_may_be_kept_for_a_minute_and_are_told_apart_by_what_they_say(client: CheckedClient) -> None:
    first = client.get("/", {"q": "audit"})
    assert first["Cache-Control"] == "public, max-age=60"
    assert client.get("/", {"q": "audit"}, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get("/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_nothing_is_written_here(client: CheckedClient) -> None:
    answer = client.post("/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "can only be read" in answer.content.decode()


def test_the_policy_allows_no_inline_script_or_style(client: CheckedClient) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


def test_no_cookie_is_set(client: CheckedClient) -> None:
    assert not client.get("/").cookies
