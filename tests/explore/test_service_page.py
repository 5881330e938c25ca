"""The index of services and the page of one: who shares it, what it is called, and the same as data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import pytest

from sharemap.explore.current import Reading
from sharemap.explore.views.services import draw_sharers
from sharemap.register.status import StatusWord
from tests.pages import CheckedClient


def page(client: CheckedClient, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def section(text: str, id_: str) -> str:
    start = text.index(f'id="{id_}"')
    return text[start : text.find("<h2", start)]


def csv_rows(answer: Iterable[bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(answer).decode())))


def test_the_index_holds_every_service_under_its_heading(client: CheckedClient, reading: Reading) -> None:
    text = page(client, "/services")
    for service in reading.edition.services.values():
        assert f'<a href="/services/{service.key}">{service.name}</a>' in text
        assert service.meaning in text
    assert text.index('id="law"') < text.index('href="/services/payroll"')


def test_the_index_never_says_that_none_is_live(client: CheckedClient) -> None:
    text = page(client, "/services")
    assert 'data-label="Live"><span class="not-known">none known</span>' in text
    assert 'data-label="Live">0<' not in text


def test_the_index_can_be_searched_by_the_words_of_sources(client: CheckedClient) -> None:
    assert "Told as: checking the books." in page(client, "/services")


def test_the_index_is_data_too(client: CheckedClient) -> None:
    rows = client.get("/services.json").json()["services"]
    assert {row["key"]: row["known"] for row in rows}["internal-audit"] == 2
    assert csv_rows(client.get("/services.csv"))[0].keys() == rows[0].keys()


def test_a_page_says_what_it_covers_and_what_sources_call_it(client: CheckedClient) -> None:
    text = page(client, "/services/internal-audit")
    assert "Checks how the council works." in text
    assert "checking the books, internal audit" in text
    assert '<a class="govuk-breadcrumbs__link" href="/services/finance">Finance</a>' in text


def test_a_page_lists_its_arrangements_live_ones_first(client: CheckedClient) -> None:
    table = section(page(client, "/services/internal-audit"), "arrangements")
    assert "2 arrangements" in table
    assert table.index("/arrangements/audit-shire") < table.index("/arrangements/counter-fraud")
    assert "legal-shire" not in table


def test_a_heading_holds_what_stands_under_it(client: CheckedClient) -> None:
    text = page(client, "/services/law")
    assert '<a href="/services/payroll">Payroll</a> <span class="soft">2</span>' in text
    table = section(text, "arrangements")
    assert "/arrangements/legal-shire" in table
    assert "/arrangements/payroll-cafe" in table


def test_forms_lead_to_the_filter_that_shows_as_many(client: CheckedClient, reading: Reading) -> None:
    text = page(client, "/services/law")
    assert '<a href="/?service=law&amp;model=jointly+owned+company#list">Jointly owned company</a>' in text
    assert "1 arrangement that matches" in page(client, "/?service=law&model=jointly+owned+company")


def test_the_reasons_of_ends_are_links_in_their_words(client: CheckedClient) -> None:
    ended = section(page(client, "/services/legal"), "ended")
    assert '<a href="/arrangements/legal-shire">The company was wound up</a>' in ended
    assert "ended in April 2018" in ended
    assert "None is known to have ended." in section(page(client, "/services/internal-audit"), "ended")


def test_claims_are_counted_and_not_added(client: CheckedClient) -> None:
    claims = section(page(client, "/services/internal-audit"), "claims")
    assert "1 of 2 arrangements carries a claim." in claims
    assert "Checked" in claims
    assert "£" not in claims


def test_no_claim_known_is_not_no_saving(client: CheckedClient) -> None:
    assert "No claim known. That is not to say" in section(page(client, "/services/payroll"), "claims")


def test_the_map_shows_members_that_stay_in_what_may_run(reading: Reading) -> None:
    entries = [each for each in reading.edition.entries if "payroll" in {s.key for s in each.services}]
    assert {entry.status.word for entry in entries} >= {StatusWord.ENDED}
    picture = draw_sharers(reading, entries)
    assert picture
    assert {area.body: area.words for area in picture.areas} == {
        "north": "North Council: 1 arrangement",
        "watch": "Shire Police: 1 arrangement",
    }
    assert draw_sharers(reading, ()) is None


def test_its_data_hold_what_the_page_says(client: CheckedClient) -> None:
    answer = client.get("/services/internal-audit.json").json()
    assert answer["service"]["known"] == 2
    assert {row["slug"] for row in answer["arrangements"]} == {"audit-shire", "counter-fraud"}
    assert {row["measure"] for row in answer["spreads"]} == {"members", "staff", "years from start to end"}
    assert [(row["rung"], row["claims"]) for row in answer["claims"]] == [("checked", 1)]
    rows = csv_rows(client.get("/services/internal-audit.csv"))
    assert {row["slug"] for row in rows} == {"audit-shire", "counter-fraud"}


@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_a_service_that_is_none_is_not_found(client: CheckedClient, ending: str) -> None:
    assert client.get(f"/services/juggling{ending}").status_code == 404
