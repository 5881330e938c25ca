"""The resident's page says who serves a place and what is shared there; a postcode leads to it and is not kept."""

from __future__ import annotations

import csv
import logging
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.postcodes import FILE
from sharemap.bodies.rows import Body, BodyKind
from sharemap.editions.read import Edition
from sharemap.explore.answering import answer
from sharemap.explore.current import Reading
from sharemap.explore.located import all_places, places_named, places_of_body
from sharemap.explore.place import place_of, run_rows, serving_rows
from sharemap.explore.views.places import _elsewhere
from tests.explore.test_downloads import body_of
from tests.pages import CheckedClient
from tests.register.samples import body

TABLE = """sector,district,units
NO1 1,north,
NO1 2,north,AA AB
NO1 2,south,BA
OL1 1,old,
XX1 1,nobody,
"""


@pytest.fixture(autouse=True)
def table(settings: Settings, tmp_path: Path) -> None:
    """A small table of postcodes for the small edition."""
    place = tmp_path / FILE
    place.parent.mkdir()
    place.write_text(TABLE, encoding="utf-8")
    settings.DATA = tmp_path


def text_of(client: CheckedClient, address: str, **query: str) -> str:
    return " ".join(client.get(address, query).content.decode().split())


@pytest.mark.parametrize("typed", ["NO1 1AA", "no11aa", " N01  1aa ", "1 High Street, Northton NO1 1AA"])
def test_a_postcode_leads_to_its_place_and_its_address_does_not_hold_it(client: CheckedClient, typed: str) -> None:
    answered = client.get("/places", {"at": typed})
    assert (answered.status_code, answered["Location"]) == (302, "/places/north")
    assert answered["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [("north", "/places/north"), ("North Council", "/places/north"), ("Shire County Council", "/places/north")],
)
def test_a_name_leads_to_its_place_as_well(client: CheckedClient, typed: str, leads_to: str) -> None:
    assert client.get("/places", {"at": typed})["Location"] == leads_to


@pytest.mark.parametrize(
    ("typed", "words", "places"),
    [
        ("NO1", "lies in more than one place", ["north", "south"]),
        ("NO1 2ZZ", "it may be new, or mistyped", ["north", "south"]),
        ("ZZ99 9ZZ", "Check its spelling", []),
        ("XX1 1AA", "a place that this edition does not hold", []),
        ("BT1 1AA", "Their licence does not let us look them up", []),
        ("JE2 3AB", "a postcode of Jersey, which is not part of the United Kingdom", []),
        ("zzzzqqqq", "No postcode and no council is called “zzzzqqqq”", []),
        ("<b>zzzzqqqq", "No postcode and no council is called “&lt;b&gt;zzzzqqqq”", []),
        ("nort", "Places for “nort”", ["north"]),
        ("nroth", "Places for “nroth”", ["north"]),
    ],
)
def test_what_leads_to_no_one_place_is_answered_in_words(
    client: CheckedClient, typed: str, words: str, places: list[str]
) -> None:
    text = text_of(client, "/places", at=typed)
    assert words in text
    offered = text.partition("All places")[0]
    assert [key for key in ("north", "south") if f'href="/places/{key}"' in offered] == places


@pytest.mark.parametrize("typed", ["NO1 1AA", "NO1 2BA", "NO1"])
def test_the_search_puts_the_place_of_a_postcode_first(client: CheckedClient, typed: str) -> None:
    text = text_of(client, "/search", q=typed)
    assert text.index(">Places</h2>") < text.index('href="/places/')
    assert "Nothing is called" not in text
    found = client.get("/search.json", {"q": typed}).json()["found"]
    assert (found[0]["kind"], found[0]["href"].rpartition("/")[0]) == ("place", "/places")
    assert client.get(found[0]["href"]).status_code == 200


def test_a_name_that_is_spelt_like_a_postcode_is_not_offered(client: CheckedClient) -> None:
    found = client.get("/search.json", {"q": "NO1 1AA"}).json()
    assert [each["href"] for each in found["found"]] == ["/places/north"]
    assert not found["nearest"]


@pytest.mark.parametrize("address", ["/search?q=NO1+1AA", "/search.json?q=NO1+1AA", "/places?at=NO1"])
def test_an_answer_to_a_postcode_is_not_held(client: CheckedClient, address: str) -> None:
    first = client.get(address)
    assert first["Cache-Control"] == "no-store"
    assert not first.has_header("ETag")  # what is held has a strong one


def test_other_searches_are_held_as_ever(client: CheckedClient) -> None:
    assert client.get("/search?q=north")["ETag"].startswith('"')


def test_no_postcode_stands_in_a_log_or_in_a_link(client: CheckedClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for path in ("/search?q=", "/search.json?q=", "/places?at=", "/places/none?at="):
            client.get(f"{path}NO1+1AA")
    assert "NO1" not in caplog.text
    links = client.get("/search?q=NO1+1AA").content.decode().split('href="')
    assert not any("NO1" in link.partition('"')[0] for link in links[1:])


def test_a_place_of_two_councils_shows_both_and_who_else_serves_it(client: CheckedClient, edition: Edition) -> None:
    text = text_of(client, "/places/north")
    assert "Two councils run local services here" in text
    for key in ("north", "shire", "watch"):
        assert f'href="/bodies/{key}"' in text
    rows = serving_rows(place_of(edition, edition.bodies["north"]))
    assert [(row.body, row.serves_as, row.arrangements) for row in rows] == [
        ("north", ("district",), 3),
        ("shire", ("county",), 1),
        ("watch", ("police",), 1),
    ]


def test_a_place_of_one_council_says_so(client: CheckedClient) -> None:
    assert "One council runs local services here" in text_of(client, "/places/eastham")


def test_a_place_shows_what_is_not_over_and_those_who_serve_it_together(edition: Edition) -> None:
    runs = {run.entry.arrangement.slug: run for run in place_of(edition, edition.bodies["north"]).runs}
    assert set(runs) == {"audit-shire", "payroll-cafe", "planned-parks"}  # legal-shire has ended
    audit = runs["audit-shire"]
    assert {part.body.key for part in audit.own} == {"north", "shire"}
    assert [part.body.key for part in audit.others] == ["south"]
    assert [body.key for body in audit.leaders] == ["north"]


def test_who_has_left_shares_nothing_there(edition: Edition) -> None:
    runs = place_of(edition, edition.bodies["south"]).runs
    assert [run.entry.arrangement.slug for run in runs] == ["audit-shire"]  # payroll-cafe was left


def test_a_place_where_nothing_is_known_says_that_this_is_not_nothing(client: CheckedClient) -> None:
    text = text_of(client, "/places/lonely")
    assert "We know of no arrangement" in text
    assert "that does not mean that there is none" in text
    assert "No sharing known" in text
    assert 'href="/corrections?about=/places/lonely"' in text


def test_the_rows_are_those_of_the_page(client: CheckedClient, edition: Edition) -> None:
    place = place_of(edition, edition.bodies["north"])
    lines = csv.DictReader(body_of(client, "/places/north.csv").decode().splitlines())
    told = [(line["heading"], line["arrangement"]) for line in lines]
    assert told == [(row.heading, row.arrangement) for row in run_rows(place)]
    page = text_of(client, "/places/north")
    headings = dict.fromkeys(heading for heading, _ in told if heading)
    positions = [page.index(f'href="/services/{heading}"') for heading in headings]
    assert positions == sorted(positions)
    assert {slug for _, slug in told if slug} == {run.entry.arrangement.slug for run in place.runs}


def test_every_heading_stands_once_and_an_arrangement_is_told_in_full_once(edition: Edition) -> None:
    for council in all_places(edition):
        place = place_of(edition, council)
        lines = (*place.met, *place.behind)
        headings = [line.heading.key for line in lines if line.heading.key]
        assert sorted(headings) == sorted(service.key for service in edition.services.values() if not service.heading)
        first = [run.entry.arrangement.id for line in lines for run in line.first]
        assert sorted(first) == sorted(run.entry.arrangement.id for run in place.runs)


def test_a_district_that_is_no_more_leads_to_its_heir(reading: Reading) -> None:
    edition = reading.edition
    heir = [row.successor for row in edition.successions if row.predecessor == "old"]
    assert [place.key for place in places_of_body(edition, edition.bodies["old"])] == heir
    assert places_named(reading, "old") == places_of_body(edition, edition.bodies["old"])


@pytest.mark.parametrize(
    ("address", "status", "leads_to"),
    [("/places/nobody", 404, ""), ("/places/hostile", 404, ""), ("/places/shire", 302, "/places/north")],
)
def test_what_is_no_place_of_today_leads_to_one_or_is_not_there(
    client: CheckedClient, address: str, status: int, leads_to: str
) -> None:
    answered = client.get(address)
    assert (answered.status_code, answered.headers.get("Location", "")) == (status, leads_to)
    assert client.get(f"{address}.json").status_code == 404


def test_a_council_that_left_no_known_heir_leads_to_those_called_like_it() -> None:
    gone = body("gone", ends_before=date(2015, 4, 1))
    assert _elsewhere(gone, ())["Location"] == "/places?at=Gone+Council"


def test_the_list_holds_every_place_under_its_region(client: CheckedClient, edition: Edition) -> None:
    text = text_of(client, "/places")
    assert all(f'href="/places/{place.key}"' in text for place in all_places(edition))
    assert text.index('id="london"') < text.index('href="/places/eastham"') < text.index('id="scotland"')
    assert len(client.get("/places.json").json()["places"]) == len(all_places(edition))


def test_home_and_a_districts_page_lead_to_it(client: CheckedClient) -> None:
    assert 'href="/places"' in text_of(client, "/")
    assert 'href="/places/north"' in text_of(client, "/bodies/north")
    assert 'href="/places/shire"' not in text_of(client, "/bodies/shire")


DISTRICT = body("low", county="high")
COUNTY = body("high", BodyKind.COUNTY)
FORCE = body("force", BodyKind.POLICE)
MAYOR = body("mayor", BodyKind.COMBINED_AUTHORITY)
BELFAST = body("belfast", BodyKind.NORTHERN_IRISH, nation="Northern Ireland")
FIFE = body("fife", BodyKind.SCOTTISH, nation="Scotland")
TWO = {Layer.COUNTY: [COUNTY], Layer.POLICE: [FORCE]}


@pytest.mark.parametrize(
    ("heading", "council", "others", "answering"),
    [
        ("adult-social-care", DISTRICT, TWO, [COUNTY]),
        ("housing", DISTRICT, TWO, [DISTRICT]),
        ("waste-and-recycling", DISTRICT, TWO, [DISTRICT, COUNTY]),
        ("finance-and-pensions", DISTRICT, TWO, [DISTRICT, COUNTY]),
        ("policing-and-safety", DISTRICT, TWO, [FORCE]),
        ("policing-and-safety", DISTRICT, {}, [DISTRICT]),
        ("adult-social-care", DISTRICT, {}, [DISTRICT]),
        ("highways-and-transport", DISTRICT, {Layer.COMBINED_AUTHORITY: [MAYOR]}, [DISTRICT, MAYOR]),
        ("housing", BELFAST, {}, []),
        ("waste-and-recycling", BELFAST, {}, [BELFAST]),
        ("health", FIFE, {}, []),
        ("housing", FIFE, {}, [FIFE]),
        ("a heading yet to come", DISTRICT, TWO, [DISTRICT, COUNTY]),
    ],
)
def test_who_answers_for_a_heading(
    heading: str, council: Body, others: dict[Layer, list[Body]], answering: list[Body]
) -> None:
    found = answer(heading, council, others)
    assert list(found.bodies) == answering
    assert found.bodies or found.note


def test_nobody_answers_in_the_name_of_a_body_that_does_not_serve_the_place(edition: Edition) -> None:
    for council in all_places(edition):
        place = place_of(edition, council)
        here = {council.key, *(each.body.key for each in place.serving)}
        assert {b.key for line in (*place.met, *place.behind) for b in line.answer.bodies} <= here
