"""Lists: what they hold, in which order, page by page; for arrangements just what the pages' files hold."""

from __future__ import annotations

import csv
import io
from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharemap.api.listings import LISTINGS
from sharemap.api.rows import names_day
from sharemap.core.fields import fields_of
from sharemap.editions.read import Edition
from sharemap.explore.filters import Filters
from sharemap.explore.formats import LICENCE, row_json
from tests.api.asked import NAME, QUERIES
from tests.explore.test_facets import CHOICES
from tests.pages import CheckedClient
from tests.register import samples

# The site is the same for every example: nothing here can be written.
SAME_SITE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.noun)
def test_a_list_says_its_edition_and_has_the_declared_columns(client: CheckedClient, listing: object) -> None:
    noun, row_type = listing.noun, listing.row_type  # type: ignore[attr-defined]
    answer = client.get(f"/api/v1/{noun}").json()
    counted = ["facets"] if listing.counted else []  # type: ignore[attr-defined]
    assert list(answer) == ["edition", "preview", "as_at", "licence", "total", "next", noun, *counted]
    assert (answer["edition"], answer["preview"], answer["as_at"]) == (NAME, True, "2026-11-25")
    assert answer["licence"] == LICENCE
    assert len(answer[noun]) == min(50, answer["total"])
    names = [field.name for field in fields_of(row_type)]
    assert answer[noun]
    assert all(list(row) == names for row in answer[noun])


def test_a_council_that_shares_nothing_has_an_empty_list(client: CheckedClient) -> None:
    assert client.get("/api/v1/arrangements?body=lonely").json()["arrangements"] == []


@given(CHOICES, st.none() | st.dates(date(2005, 1, 1), date(2030, 1, 1)))
@SAME_SITE
def test_the_same_query_gives_the_same_arrangements_as_the_pages(
    client: CheckedClient, filters: Filters, day: date | None
) -> None:
    query = filters.query() + (f"&on={day}" if day else "")
    text = b"".join(client.get(f"/arrangements.csv?{query}")).decode()
    ids = [row["id"] for row in csv.DictReader(io.StringIO(text))]
    answer = client.get(f"/api/v1/arrangements?{query}&limit=200").json()
    assert [row["id"] for row in answer["arrangements"]] == ids
    assert answer["total"] == len(ids)


@pytest.mark.parametrize("noun", QUERIES)
@given(st.data())
@settings(SAME_SITE, max_examples=25)
def test_cursors_lead_through_every_row_once_in_order(client: CheckedClient, noun: str, data: st.DataObject) -> None:
    query, limit = data.draw(QUERIES[noun]), data.draw(st.integers(1, 9))
    whole = client.get(f"/api/v1/{noun}?{urlencode(query)}&limit=200").json()
    met, cursor = [], ""
    while True:
        page = client.get(f"/api/v1/{noun}?{urlencode({**query, 'limit': limit, 'cursor': cursor})}")
        answer = page.json()
        assert answer["total"] == whole["total"]
        met += answer[noun]
        cursor = answer["next"]
        assert ("Link" in page) == bool(cursor)
        if not cursor:
            break
        assert len(answer[noun]) == limit
    assert met[:200] == whole[noun]
    assert len(met) == whole["total"]


def test_the_link_of_a_page_leads_to_the_next(client: CheckedClient) -> None:
    page = client.get("/api/v1/arrangements?body=north&body=south&limit=1")
    link = page["Link"]
    assert link.endswith('>; rel="next"')
    onward = client.get(link[1 : link.index(">")]).json()
    assert (
        onward
        == client.get(f"/api/v1/arrangements?body=north&body=south&limit=1&cursor={page.json()['next']}").json()
    )
    assert onward["arrangements"] != page.json()["arrangements"]


def test_what_is_not_asked_for_is_all_of_it(client: CheckedClient, edition: Edition) -> None:
    def total(noun: str) -> int:
        return int(client.get(f"/api/v1/{noun}").json()["total"])

    assert total("arrangements") == len(edition.entries)
    assert total("bodies") == len(edition.bodies)
    assert total("memberships") == sum(len(entry.members) for entry in edition.entries)
    assert total("claims") == sum(len(entry.claims) for entry in edition.entries)
    assert total("figures") == len(edition.figures)
    assert total("contributions") == sum(len(figure.contributions) for figure in edition.figures.values())


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("arrangement=a2", ["north", "old"]),
        ("arrangement=legal-shire", ["north", "old"]),
        ("arrangement=a7&on=2016-01-01", ["north", "watch"]),
        ("arrangement=a7&on=2015-04-20", ["north", "south", "watch"]),
        ("arrangement=a2&on=2018-05-01", []),
        ("arrangement=a3&on=2019-04-01", ["eastham", "shetland-islands"]),
        ("role=host", ["north"]),
        ("body=north&role=lead", ["north"]),
    ],
)
def test_memberships_by_arrangement_body_role_and_day(client: CheckedClient, query: str, keys: list[str]) -> None:
    rows = client.get(f"/api/v1/memberships?{query}").json()["memberships"]
    assert sorted(row["body"] for row in rows) == keys


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("kind=county+council", ["shire"]),
        ("region=London", ["eastham", "westham"]),
        ("nation=Scotland", ["shetland-islands"]),
        ("county=shire", ["north"]),
        ("on=2019-04-01&kind=district+council", ["lonely", "north", "south"]),
        ("on=2019-03-31&kind=district+council", ["lonely", "north", "old", "south"]),
    ],
)
def test_bodies_by_kind_place_and_day(client: CheckedClient, query: str, keys: list[str]) -> None:
    rows = client.get(f"/api/v1/bodies?{query}").json()["bodies"]
    assert sorted(row["key"] for row in rows) == keys


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("rung=checked", ["a1-c2"]),
        ("body=south", ["a1-c1", "a1-c2", "a1-c3"]),
        ("body=watch", []),
        ("arrangement=audit-shire&kind=recurring&rung=claimed", ["a1-c1"]),
    ],
)
def test_claims_by_what_they_say(client: CheckedClient, query: str, ids: list[str]) -> None:
    assert [row["id"] for row in client.get(f"/api/v1/claims?{query}").json()["claims"]] == ids


def test_a_financial_year_is_told_by_its_days() -> None:
    claim = samples.claim("a1-c1", "a1", year_from=2012, year_to=2013)
    met = [
        names_day(claim, day) for day in (date(2012, 3, 31), date(2012, 4, 1), date(2014, 3, 31), date(2014, 4, 1))
    ]
    assert met == [False, True, True, False]
    assert not names_day(samples.claim("a1-c1", "a1", year_from=None, year_to=None), date(2012, 4, 1))


def test_a_blank_number_or_day_is_null_and_never_nought(client: CheckedClient, edition: Edition) -> None:
    planned = client.get("/api/v1/arrangements?q=planned").json()["arrangements"][0]
    assert (planned["staff"], planned["starts_on_earliest"], planned["contact"]) == (None, None, "")
    bodies = client.get("/api/v1/bodies").json()["bodies"]
    assert bodies == [row_json(body) for body in edition.bodies.values()]


def test_sources_by_the_years_they_were_published_in(client: CheckedClient) -> None:
    def ids(query: str) -> list[str]:
        return [row["id"] for row in client.get(f"/api/v1/sources?{query}").json()["sources"]]

    assert ids("") == ["s1", "s2"]
    assert ids("published_from=1900") == ["s1"], "one that is not known lies in no year"
    assert ids("arrangement=a6") == ["s2"]
    assert ids("body=hostile&published_to=2100") == []


def test_facets_say_how_many_each_value_would_leave(client: CheckedClient) -> None:
    answer = client.get("/api/v1/arrangements?status=live&facet=status&facet=region").json()
    assert {row["facet"] for row in answer["facets"]} == {"status", "region"}
    for row in answer["facets"]:
        kept = "" if row["facet"] == "status" else "status=live&"
        found = client.get(f"/api/v1/arrangements?{kept}{urlencode({row['facet']: row['value']})}").json()
        assert found["total"] == row["count"]


def test_without_a_facet_none_is_counted_and_an_unknown_one_is_refused(client: CheckedClient) -> None:
    assert client.get("/api/v1/arrangements").json()["facets"] == []
    refused = client.get("/api/v1/arrangements?facet=colour")
    assert refused.status_code == 422
    assert "facet" in refused.content.decode()
