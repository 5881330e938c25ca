"""Addresses are permanent: this list only grows. None of them asks the database, and all of them answer."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from pytest_django import Settings

from tests.pages import CheckedClient

ADDRESSES = [
    "/",
    "/index.json",
    "/index/texts.json",
    "/outlines.json?layer=county",
    "/arrangements.csv",
    "/arrangements.xlsx",
    "/arrangements.parquet",
    "/arrangements.geojson?layer=county",
    "/map.svg",
    "/map.png?service=payroll",
    "/preview.png",
    "/arrangements/audit-shire.png",
    "/bodies/north.png",
    "/figures/arrangements-live.png",
    "/figures/claims-total.png?by=region",
    "/embed?region=London",
    "/arrangements.json",
    "/arrangements.atom?status=live",
    "/arrangements/audit-shire",
    "/arrangements/audit-shire.csv",
    "/arrangements/audit-shire.xlsx",
    "/arrangements/audit-shire.parquet",
    "/arrangements/audit-shire.json",
    "/bodies/north",
    "/bodies/north.csv",
    "/bodies/north.xlsx",
    "/bodies/north.parquet",
    "/bodies/north.json",
    "/search",
    "/search?q=north",
    "/search.json?q=north",
    "/search?q=SW1A+1AA",
    "/places",
    "/places?at=BT1+1AA",
    "/places.csv",
    "/places.xlsx",
    "/places.parquet",
    "/places.json",
    "/places/north",
    "/cy/places",
    "/cy/places?at=BT1+1AA",
    "/cy/places/north",
    "/places/north.csv",
    "/places/north.xlsx",
    "/places/north.parquet",
    "/places/north.json",
    "/figures",
    "/figures.csv",
    "/figures.xlsx",
    "/figures.parquet",
    "/figures.json",
    "/figures/arrangements-live",
    "/figures/arrangements-live?by=region&part=South+East",
    "/figures/arrangements-live.csv",
    "/figures/arrangements-live.xlsx",
    "/figures/arrangements-live.parquet",
    "/figures/arrangements-live.json",
    "/services",
    "/services.csv",
    "/services.xlsx",
    "/services.parquet",
    "/services.json",
    "/services/internal-audit",
    "/services/internal-audit.csv",
    "/services/internal-audit.xlsx",
    "/services/internal-audit.parquet",
    "/services/internal-audit.json",
    "/editions",
    "/editions/preview-0123456789ab",
    "/editions/preview-0123456789ab/manifest.json",
    "/data/preview-0123456789ab/datapackage.json",
    "/editions/preview-0123456789ab/release",
    "/editions/preview-0123456789ab/release.md",
    "/editions/preview-0123456789ab/release.docx",
    "/compare",
    "/compare?from_day=2010-04-01&to_day=2014-04-01",
    "/compare?from_day=2010-04-01&to_day=2014-04-01&by=service",
    "/compare?from_day=2010-04-01&to_day=2014-04-01&by=service&part=Finance",
    "/compare.csv?from_day=2010-04-01&to_day=2014-04-01",
    "/compare.xlsx?from_day=2010-04-01&to_day=2014-04-01",
    "/compare.parquet?from_day=2010-04-01&to_day=2014-04-01",
    "/compare.json?from_day=2010-04-01&to_day=2014-04-01",
    "/history",
    "/history.csv",
    "/history.xlsx",
    "/history.parquet",
    "/history.json",
    "/coverage",
    "/coverage.csv",
    "/coverage.xlsx",
    "/coverage.parquet",
    "/coverage.json",
    "/regions",
    "/regions/london",
    "/regions/london.csv",
    "/regions/london.xlsx",
    "/regions/london.parquet",
    "/regions/london.json",
    "/partners",
    "/partners?region=London&order=name",
    "/partners.csv",
    "/partners.xlsx",
    "/partners.parquet",
    "/partners.json",
    "/bodies/compare",
    "/bodies/compare?body=north&body=south",
    "/bodies/compare.csv?body=north&body=south",
    "/bodies/compare.xlsx?body=north&body=south",
    "/bodies/compare.parquet?body=north&body=south",
    "/bodies/compare.json?body=north&body=south",
    "/shared-chief-executives",
    "/shared-chief-executives.csv",
    "/shared-chief-executives.xlsx",
    "/shared-chief-executives.parquet",
    "/shared-chief-executives.json",
    "/about",
    "/methods",
    "/data",
    "/data/preview-0123456789ab/arrangements.csv",
    "/data/preview-0123456789ab/arrangements.json",
    "/data/preview-0123456789ab/arrangements.parquet",
    "/accessibility",
    "/privacy",
    "/corrections",
    "/corrections/alike.json",
    "/api",
    "/dcat.jsonld",
    "/sitemap.xml",
    "/sitemap-arrangements.xml",
    "/robots.txt",
]


def test_the_guard_against_the_database_holds() -> None:
    with pytest.raises(AssertionError, match="asked the database"):
        connection.cursor()


def read_out(answer: HttpResponseBase) -> None:
    """Let go of the file that an answer may stream. Closing it by hand would look after database connections too."""
    if isinstance(answer, StreamingHttpResponse):
        answer.getvalue()


def status(client: CheckedClient, address: str) -> int:
    answer = client.get(address)
    read_out(answer)
    return answer.status_code


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_address_answers_without_the_database(client: CheckedClient, address: str) -> None:
    assert status(client, address) == 200
    head = client.head(address)
    read_out(head)
    assert head.status_code == 200


@pytest.fixture(scope="module")
def followed() -> dict[str, int]:
    """What each link that was followed answered: most stand on many pages, and lead to the same from each."""
    return {}


@pytest.mark.parametrize("address", [each for each in ADDRESSES if "." not in each])
def test_every_link_of_ours_on_a_page_leads_somewhere(
    client: CheckedClient, followed: dict[str, int], address: str
) -> None:
    links = set(re.findall(r'href="(/[^"#]*)', client.get(address).content.decode()))
    for link in sorted(links):
        if not link.startswith("/static/"):
            if link not in followed:
                followed[link] = status(client, link.replace("&amp;", "&"))
            # Who answers for a council signs in first.
            assert followed[link] in ((302,) if link == "/returns" else (200, 301)), link


def test_three_clicks_lead_from_the_first_page_to_a_source(client: CheckedClient) -> None:
    home = client.get("/").content.decode()
    assert 'href="/arrangements/audit-shire"' in home
    assert 'href="https://north.example/audit"' in client.get("/arrangements/audit-shire").content.decode()


def test_a_page_that_is_not_there_offers_the_nearest_names(client: CheckedClient) -> None:
    answer = client.get("/arrangements/audit-shyre")
    assert answer.status_code == 404
    assert 'href="/arrangements/audit-shire"' in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/bodies/nobody", "/figures/nothing", "/x" * 300, "/bodies/%3Cb%3E", "/%5Cevil.example/"],
)
def test_what_is_not_there_is_said_kindly(client: CheckedClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/methods/", "/methods"),
        ("/bodies/north/", "/bodies/north"),
        ("/arrangements/?status=live", "/arrangements?status=live"),
        ("/about//", "/about"),
    ],
)
def test_a_slash_at_the_end_leads_to_the_address_without_it(
    client: CheckedClient, address: str, leads_to: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 301
    assert answer["Location"] == leads_to


def test_no_slash_at_the_end_leads_to_another_site() -> None:
    with pytest.raises(Resolver404):
        resolve("//evil.example/")


def test_browsers_and_robots_find_what_they_try_by_habit(client: CheckedClient) -> None:
    assert client.get("/favicon.ico")["Location"] == "/static/favicon.svg"
    robots = client.get("/robots.txt").content.decode()
    assert robots == "User-agent: *\nDisallow:\n\nSitemap: http://testserver/sitemap.xml\n"


def test_a_broken_request_is_answered_kindly(client: CheckedClient) -> None:
    answer = client.get("/", headers={"host": "not a host"})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


def test_our_own_fault_is_owned(client: CheckedClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(request: HttpRequest) -> None:
        raise RuntimeError("made for a test")

    monkeypatch.setattr("sharemap.explore.views.home.lines", lambda *_: fail(HttpRequest()))
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "our fault" in answer.content.decode()


def test_the_host_is_named_only_where_it_names_itself(client: CheckedClient, settings: Settings) -> None:
    assert "has named no contact" in client.get("/privacy").content.decode()
    settings.CONTACT = "register@council.example"
    assert "register@council.example" in CheckedClient().get("/privacy").content.decode()


@pytest.mark.parametrize("address", [each for each in ADDRESSES if "." not in each])
def test_every_page_has_a_way_to_say_what_is_wrong_with_it(client: CheckedClient, address: str) -> None:
    text = client.get(address).content.decode()
    path = address.partition("?")[0]
    assert f'href="/corrections?about={path}"' in text or 'action="/corrections"' in text
