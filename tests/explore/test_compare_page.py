"""The page that compares: two days, two editions, what cannot be compared, and what a reader can make us do."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from pytest_django import Settings

from sharemap.explore import comparing
from tests.explore.world import cut_world
from tests.pages import CheckedClient

DAYS = "from_day=2010-04-01&to_day=2014-04-01"


@pytest.fixture
def two(settings: Settings, tmp_path_factory: pytest.TempPathFactory, client: CheckedClient) -> CheckedClient:
    """The site where a published edition stands beside the preview."""
    folder: Path = tmp_path_factory.mktemp("two")
    cut_world(folder, "2026.1", preview=False)
    cut_world(folder)
    settings.EDITIONS = folder
    return client


def text_of(client: CheckedClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_page_asks_for_days_and_holds_the_last_year(client: CheckedClient) -> None:
    html = client.get("/compare").content.decode()
    assert 'value="2025-11-25"' in html
    assert 'value="2026-11-25"' in html
    assert "Only one edition stands here" in html


def test_two_days_show_both_values_and_the_parts_that_make_the_change(client: CheckedClient) -> None:
    said = text_of(client, f"/compare?{DAYS}")
    told = json.loads(client.get(f"/compare.json?{DAYS}").content)
    assert "arrangements on 1 April 2010" in said
    assert "on 1 April 2014" in said
    assert f"All of it +{told['change']['certain']:.0f} +{told['change']['possible']:.0f}" in said
    assert 'href="/arrangements/audit-shire"' in client.get(f"/compare?{DAYS}").content.decode()
    formed = next(part for part in told["made_of"] if part["part"] == "formed")
    assert "a1" in {each["arrangement"] for each in formed["arrangements"]}
    assert "%" not in said


def test_the_files_say_what_the_page_says(client: CheckedClient) -> None:
    told = json.loads(client.get(f"/compare.json?{DAYS}").content)
    answer = client.get(f"/compare.csv?{DAYS}")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    assert sum(int(row["certain"]) for row in rows) == told["change"]["certain"]
    assert sum(int(row["possible"]) for row in rows) == told["change"]["possible"]
    assert "arrangements-known-2010-04-01-to-2014-04-01" in answer["Content-Disposition"]
    assert {column["name"] for column in told["columns"]["arrangements"]} == rows[0].keys()


def test_two_editions_are_offered_and_compared(two: CheckedClient) -> None:
    html = two.get("/compare").content.decode()
    assert '<option value="2026.1">' in html
    said = text_of(two, "/compare?from=2026.1&to=preview-0123456789ab&figure=arrangements-live")
    assert "in edition 2026.1" in said
    assert "All of it 0 0" in said


def test_a_figure_keeps_its_place_in_both_forms(two: CheckedClient) -> None:
    html = two.get("/compare?figure=councils-sharing").content.decode()
    assert html.count('<option value="councils-sharing" selected>') == 2


def test_a_figure_without_a_day_is_offered_for_editions_only(two: CheckedClient) -> None:
    html = two.get("/compare?figure=arrangements-with-claim").content.decode()
    assert html.count('value="arrangements-with-claim"') == 1
    assert "has no value on other days" in html


def test_a_figure_that_is_not_split_shows_its_values(client: CheckedClient) -> None:
    said = text_of(client, f"/compare?{DAYS}&figure=principal-councils")
    assert "Only counts of arrangements are split into parts" in said


def test_a_change_is_told_for_every_part_and_each_leads_to_its_own(client: CheckedClient) -> None:
    html = client.get(f"/compare?{DAYS}&by=service").content.decode()
    assert "The lines overlap: do not add them." in html
    address = (
        f"/compare?{DAYS.replace('&', '&amp;')}&amp;figure=arrangements-known&amp;by=service&amp;part=Finance#change"
    )
    assert f'href="{address}"' in html
    assert "Arrangements known: Finance" in text_of(client, f"/compare?{DAYS}&by=service&part=Finance")


def test_the_files_of_a_part_say_which_it_is_and_hold_what_moved_in_it(client: CheckedClient) -> None:
    whole = json.loads(client.get(f"/compare.json?{DAYS}").content)
    part = json.loads(client.get(f"/compare.json?{DAYS}&by=service&part=Finance").content)
    assert (whole["by"], whole["part"], whole["divided"]) == (None, None, [])
    assert (part["by"], part["part"]) == ("service", "Finance")
    line = next(each for each in part["divided"] if each["part"] == "Finance")
    assert line["after"] == [part["after"]["low"], part["after"]["high"]]
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"/compare.csv?{DAYS}&by=service&part=Finance").getvalue().decode()))
    )
    assert sum(int(row["possible"]) for row in rows) == part["change"]["possible"]


def test_a_part_of_editions_keeps_them_in_its_address(two: CheckedClient) -> None:
    html = two.get("/compare?from=2026.1&to=preview-0123456789ab&by=model").content.decode()
    assert (
        "/compare?from=2026.1&amp;to=preview-0123456789ab&amp;figure=arrangements-known&amp;by=model&amp;part="
        in html
    )


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from_day=2007-12-31&to_day=2014-04-01", "A day from 2008-01-01 to 2026-11-25 is needed"),
        ("from_day=2014-04-01&to_day=2026-11-26", "A day from 2008-01-01 to 2026-11-25 is needed"),
        ("from_day=2014-04-01", "A day from 2008-01-01 to 2026-11-25 is needed"),
        ("from_day=tomorrow&to_day=2014-04-01", "“tomorrow”"),
        ("from_day=2014-04-01&to_day=2014-04-01", "The first day must be before the last"),
        (f"{DAYS}&figure=claims-total", "have no day"),
        (f"{DAYS}&figure=%3Cb%3E", "&lt;b&gt;"),
        (f"{DAYS}&by=regoin", "Nearest: region."),
        (f"{DAYS}&by=service&part=Finanse", "Nearest: Finance."),
        (f"{DAYS}&part=Finance", "A part needs the dimension that it is of (by)."),
        ("from=2026.1&to=preview-0123456789ab", "It must be one that stands"),
        ("from=../editions&to=current", "must be one that stands"),
        ("from=current&to=current", "Two different editions are needed"),
    ],
)
def test_what_cannot_be_compared_is_told_on_page_and_in_files(client: CheckedClient, query: str, said: str) -> None:
    answer = client.get(f"/compare?{query}")
    assert answer.status_code == 400
    needed = said.replace("It must be", "must be")
    assert needed in answer.content.decode()
    for ending in ("csv", "json"):
        file = client.get(f"/compare.{ending}?{query}")
        assert file.status_code == 400
        assert needed in file.content.decode().replace("<b>", "&lt;b&gt;")


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_file_that_was_not_told_what_to_compare_says_how_to_ask(client: CheckedClient, ending: str) -> None:
    answer = client.get(f"/compare.{ending}")
    assert answer.status_code == 400
    assert "?from_day=2014-04-01&to_day=2015-04-01" in answer.content.decode()


def test_a_day_that_was_worked_out_is_kept(client: CheckedClient, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "/compare.json?from_day=2011-01-01&to_day=2012-01-01&figure=arrangements-ended"
    first = client.get(address).content

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a day was worked out twice")

    monkeypatch.setattr("sharemap.editions.figures.compute", refuse)
    assert client.get(address).content == first


def test_an_edition_that_changed_under_its_name_is_read_anew(two: CheckedClient, settings: Settings) -> None:
    before = comparing.opened(settings.EDITIONS, "current")
    assert comparing.opened(settings.EDITIONS, "current") is before
    manifest = settings.EDITIONS / "preview-0123456789ab" / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert comparing.opened(settings.EDITIONS, "current") is not before
