"""The pages of places say all of it in Welsh under /cy, and nothing of it anywhere else."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from gettext import NullTranslations
from html import unescape
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import trans_real
from pytest_django import Settings

from scripts.messages import CODE, in_lists
from sharemap.bodies.rows import BodyKind
from sharemap.core.period import Bounds
from sharemap.core.translation import OF_THE_REGISTER, ngettext
from sharemap.editions.read import Edition
from sharemap.explore.words import bounds_words
from tests.conftest import ROOT
from tests.explore.test_places import TABLE
from tests.pages import CheckedClient

ASKED = ["", "BT1 1AA", "JE2 3AB", "NO1", "NO1 2ZZ", "ZZ99 9ZZ", "XX1 1AA", "zzzzqqqq", "nort"]
PAGES = [*(f"/places?at={at}" for at in ASKED), "/places/north", "/places/eastham", "/places/shetland-islands"]
SPOKEN = ("explore/words.py", "explore/answering.py", "explore/place.py", "explore/templatetags/markup.py")
"""Code whose words the pages say."""
SAME = {"Sharemap", "CSV", "Excel", "JSON", "Parquet", "Data"}
"""What is called the same in both languages."""


@pytest.fixture(autouse=True)
def table(settings: Settings, tmp_path: Path) -> None:
    """A small table of postcodes for the small edition."""
    (tmp_path / "postcodes").mkdir()
    (tmp_path / "postcodes" / "postcodes.csv").write_text(TABLE, encoding="utf-8")
    settings.DATA = tmp_path


@pytest.fixture(scope="module")
def welsh() -> Catalog:
    with (CODE / "locale" / "cy" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


class Missing(NullTranslations):
    """Gathers what there is no Welsh for."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: set[str] = set()

    def gettext(self, message: str) -> str:
        self.messages.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.messages.add(msgid1)
        return super().ngettext(msgid1, msgid2, n)


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> Missing:
    found = Missing()
    monkeypatch.setattr(trans_real.translation("cy"), "_fallback", found)
    return found


def page_of(client: CheckedClient, address: str) -> str:
    return client.get(address).content.decode()


def words_of(page: str) -> Iterator[str]:
    """What stands between the tags of a page, without the notice in English."""
    shown = re.sub(r'<(div|a)[^>]* lang="en-GB".*?</\1>', "", page, flags=re.S)
    for text in re.findall(r">([^<]+)<", shown.partition("<body>")[2]):
        yield " ".join(unescape(text).split())


def names_of(edition: Edition) -> set[str]:
    """What the register calls bodies, arrangements and services: no catalogue has the names of a made-up country."""
    bodies = [name for body in edition.bodies.values() for name in (body.name, body.short_name)]
    services = [service.name for service in edition.services.values()]
    return {*bodies, *services, *(entry.arrangement.name for entry in edition.entries)}


@pytest.mark.parametrize("address", PAGES)
def test_every_message_has_its_welsh(client: CheckedClient, edition: Edition, missing: Missing, address: str) -> None:
    page = page_of(client, f"/cy{address}")
    assert "Neidio i’r prif gynnwys" in page
    values = {message.partition("\x04")[2] for message in missing.messages if "\x04" in message}
    assert values - names_of(edition) == set()
    assert {message for message in missing.messages if "\x04" not in message} == set()


@pytest.mark.parametrize("address", PAGES)
def test_what_is_the_same_on_both_pages_is_a_name(client: CheckedClient, edition: Edition, address: str) -> None:
    both = set(words_of(page_of(client, address))) & set(words_of(page_of(client, f"/cy{address}")))
    wordy = {text for text in both if re.search(r"[^\W\d_]{2,}", text)}
    parts = {part.strip(" .,:“”") for text in wordy for part in re.split(r", |: ", text)}
    assert parts - names_of(edition) - SAME == set()


def test_whatever_the_templates_of_these_pages_may_say_has_its_welsh(client: CheckedClient, welsh: Catalog) -> None:
    used = {each.name for address in PAGES for each in client.get(f"/cy{address}").templates}
    assert "explore/_run.html" in used
    places = {f"explore/templates/{name}" for name in used} | set(SPOKEN)
    assert [each.id for each in welsh if places & {place for place, _ in each.locations} and not each.string] == []


def test_whatever_the_lists_of_the_register_hold_has_its_welsh(welsh: Catalog) -> None:
    said = {(message, context) for _, message, context in in_lists()}
    found = [(message, welsh.get(message, context)) for message, context in said]
    assert [message for message, held in found if held is None or not held.string] == []


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "bodies" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_council_of_wales_is_found_by_the_name_that_its_page_in_welsh_gives_it(welsh: Catalog) -> None:
    aliases = {(row["alias"], row["body"]) for row in rows("aliases.csv")}
    councils = [row for row in rows("bodies.csv") if row["kind"] == BodyKind.WELSH]
    held = [(welsh.get(row["short_name"], OF_THE_REGISTER), row["key"]) for row in councils]
    assert len(held) == 22
    assert [key for message, key in held if message is None or (message.string, key) not in aliases] == []


def test_a_page_says_its_language_and_leads_to_the_other(client: CheckedClient) -> None:
    for address, own, other in (("/places/north", "en-GB", "cy"), ("/cy/places/north", "cy", "en-GB")):
        page = " ".join(page_of(client, address).split())
        assert f'<html lang="{own}">' in page
        assert '<link rel="alternate" hreflang="en-GB" href="http://testserver/places/north">' in page
        assert '<link rel="alternate" hreflang="cy" href="http://testserver/cy/places/north">' in page
        way = {"cy": "/cy/places/north", "en-GB": "/places/north"}[other]
        assert f'<a href="{way}" hreflang="{other}" lang="{other}">' in page


def test_no_other_page_claims_to_be_there_in_welsh(client: CheckedClient) -> None:
    for address in ("/", "/bodies/north", "/about"):
        assert "hreflang" not in page_of(client, address)


def test_a_postcode_in_an_address_is_in_no_link_to_the_other_language(client: CheckedClient) -> None:
    assert "NO1" not in page_of(client, "/cy/places?at=NO1+1ZZ").partition("</head>")[0]


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/cy/places?at=NO1+1AA", "/cy/places/north"),
        ("/cy/places?at=north", "/cy/places/north"),
        ("/cy/places/shire", "/cy/places/north"),
    ],
)
def test_who_asks_in_welsh_is_led_to_a_page_in_welsh(client: CheckedClient, asked: str, leads_to: str) -> None:
    assert client.get(asked)["Location"] == leads_to


def test_links_to_other_places_stay_in_welsh(client: CheckedClient) -> None:
    links = re.findall(r'(?:href|action)="(/places[^".]*)"', page_of(client, "/cy/places"))
    assert set(links) == {"/places"}, "only the way to the English page"
    assert 'action="/cy/places"' in page_of(client, "/cy/places/north")


def test_neither_the_browser_nor_the_page_before_chooses_the_language(client: CheckedClient) -> None:
    page_of(client, "/cy/places/north")
    answer = client.get("/places/north", headers={"accept-language": "cy"})
    assert '<html lang="en-GB">' in answer.content.decode()
    assert "Accept-Language" not in answer["Vary"]
    assert translation.get_language() == "en-gb"


def test_what_is_not_there_is_said_in_english_throughout(client: CheckedClient) -> None:
    page = page_of(client, "/cy/places/nowhere")
    assert '<html lang="en-GB">' in page
    assert "Page not found" in page


def test_what_cannot_be_sent_is_said_in_welsh(client: CheckedClient, missing: Missing) -> None:
    answer = client.post("/cy/places")
    assert answer.status_code == 405
    assert "Dim ond darllen" in answer.content.decode()
    assert missing.messages == set()


def test_the_page_owns_that_nobody_checked_its_welsh(client: CheckedClient) -> None:
    page = page_of(client, "/cy/places/north")
    assert "Nid oes cyfieithydd Cymraeg iaith gyntaf wedi gwirio’r Gymraeg hon eto" in page
    assert "No native translator has checked this Welsh yet" in page
    assert page.count('href="/corrections?about=/cy/places/north"') >= 2
    assert "No native translator" not in page_of(client, "/places/north")


def test_a_mistake_in_a_page_in_welsh_can_be_told(client: CheckedClient) -> None:
    assert "/cy/places/north" in page_of(client, "/corrections?about=/cy/places/north")


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 trefniant"), (2, "2 drefniant"), (3, "3 threfniant"), (5, "5 o drefniadau"), (6, "6 threfniant")],
)
def test_welsh_counts_as_welsh_does(number: int, words: str) -> None:
    one = "We know of %(number)s arrangement in which those who serve this place work with others."
    with translation.override("cy"):
        assert f"Gwyddom am {words} lle" in ngettext(one, one.replace("ment in", "ments in"), number) % {
            "number": number
        }


def test_days_and_spans_are_said_in_welsh() -> None:
    with translation.override("cy"):
        assert bounds_words(Bounds(date(2026, 11, 25), date(2026, 11, 25))) == "25 Tachwedd 2026"
        assert bounds_words(Bounds(date(2014, 4, 1), date(2014, 4, 30))) == "Ebrill 2014"
        assert bounds_words(Bounds(date(2011, 1, 1), date(2013, 12, 31))) == "yn y cyfnod 2011 – 2013"
        assert bounds_words(None) == "ddim yn hysbys"
