"""Items: one row with what belongs to it, the same as its page says; where there is none, what is like it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sharemap.api.items import PARTS
from sharemap.core.fields import fields_of
from sharemap.editions.read import Edition
from sharemap.explore.formats import head
from tests.api.asked import ITEMS, NAME
from tests.pages import CheckedClient


@pytest.mark.parametrize(("address", "parts"), list(zip(ITEMS, PARTS.values(), strict=True)))
def test_an_item_has_the_declared_parts_and_columns(
    client: CheckedClient, edition: Edition, address: str, parts: dict[str, Any]
) -> None:
    answer = client.get(address).json()
    assert [name for name in answer if name not in ("edition", "preview", "as_at", "licence", "day")] == list(parts)
    assert head(edition).items() <= answer.items()
    for part, row_type in parts.items():
        rows = answer[part] if isinstance(answer[part], list) else [answer[part]]
        assert all(list(row) == [field.name for field in fields_of(row_type)] for row in rows)


@pytest.mark.parametrize("kind", ["arrangements/audit-shire", "bodies/north"])
def test_an_item_says_what_its_page_says(client: CheckedClient, kind: str) -> None:
    page, answer = client.get(f"/{kind}.json").json(), client.get(f"/api/v1/{kind}").json()
    del page["columns"]
    assert answer == page


def test_an_arrangement_goes_by_identifier_and_by_name(client: CheckedClient) -> None:
    by_name, by_id = (client.get(f"/api/v1/arrangements/{key}").json() for key in ("audit-shire", "a1"))
    assert by_name == by_id


@pytest.mark.parametrize("key", ["a8", "audit-of-shire"])
def test_an_arrangement_that_was_merged_leads_to_the_one_that_holds_it(client: CheckedClient, key: str) -> None:
    answer = client.get(f"/api/v1/arrangements/{key}?edition={NAME}")
    assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/arrangements/a1?edition={NAME}")


def test_an_arrangement_that_was_taken_out_says_why(client: CheckedClient) -> None:
    answer = client.get("/api/v1/arrangements/no-sharing")
    assert answer.status_code == 410
    assert "One council and a company only" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("address", "like"),
    [
        ("arrangements/audit-shyre", "audit-shire"),
        ("bodies/norht", "north"),
        ("memberships/a1/souht", "south"),
        ("memberships/audit-shyre/north", "audit-shire"),
        ("claims/a1-c", "a1-c1"),
        ("sources/s", "s1"),
        ("figures/arrangement-live", "arrangements-live"),
        ("editions/2026.1", NAME),
    ],
)
def test_what_is_not_there_is_said_with_what_is_like_it(client: CheckedClient, address: str, like: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 404
    assert like in answer.json()["detail"]


def test_a_claim_comes_with_the_sources_it_may_rest_on(client: CheckedClient) -> None:
    answer = client.get("/api/v1/claims/a1-c1").json()
    assert [row["id"] for row in answer["sources"]] == ["s1", "s2"], "it names none, so those of its arrangement"


def test_a_source_comes_with_what_rests_on_it(client: CheckedClient) -> None:
    answer = client.get("/api/v1/sources/s2").json()
    assert {row["id"] for row in answer["arrangements"]} == {"a1", "a6"}


def test_a_figure_of_another_day_is_the_one_that_the_site_compares_with(client: CheckedClient) -> None:
    answer = client.get("/api/v1/figures/arrangements-live?on=2024-04-01").json()
    compared = client.get("/compare.json?figure=arrangements-live&from_day=2024-04-01&to_day=2025-04-01").json()
    assert answer["day"] == "2024-04-01"
    held = {"low": answer["figure"]["low"], "high": answer["figure"]["high"]}
    assert held.items() <= compared["before"].items()


def test_a_figure_is_divided_as_asked(client: CheckedClient) -> None:
    own, past = (
        client.get(f"/api/v1/figures/arrangements-live?by=region{more}").json() for more in ("", "&on=2024-04-01")
    )
    assert {row["dimension"] for answer in (own, past) for row in answer["breakdowns"]} == {"region"}
    assert own["day"] == own["as_at"]


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("figures/arrangements-live?by=council-kind", "by"),
        ("figures/arrangements-live?on=2030-01-01", "on"),
        ("figures/claims-total?on=2014-04-01", "on"),
    ],
)
def test_a_figure_that_cannot_be_had_so_is_refused_in_words(client: CheckedClient, query: str, where: str) -> None:
    answer = client.get(f"/api/v1/{query}")
    assert answer.status_code == 422
    assert [fault["where"] for fault in answer.json()["problems"]] == [where]


def test_an_edition_names_its_files_with_their_checksums(client: CheckedClient) -> None:
    answer = client.get(f"/api/v1/editions/{NAME}").json()
    manifest = client.get(f"/editions/{NAME}/manifest.json")
    said = {row["name"]: row["sha256"] for row in answer["files"]}
    assert said == {name: each["sha256"] for name, each in json.loads(b"".join(manifest))["files"].items()}
    assert all(b"".join(client.get(row["address"])) for row in answer["files"])
