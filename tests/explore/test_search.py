"""Search is forgiving, puts the exact name first, and says when it only found something like it."""

from __future__ import annotations

import pytest

from sharemap.explore.current import Reading
from sharemap.explore.findings import within
from sharemap.explore.folding import fold, fold_name
from sharemap.explore.search import Kind
from tests.pages import CheckedClient


def found(reading: Reading, query: str) -> list[str]:
    return [hit.key for hit in reading.names.search(query).hits]


@pytest.mark.parametrize(
    "query", ["north", "North Council", "  NORTH   council ", "nórth", "Northumbrie", "northmost"]
)
def test_a_council_is_found_by_its_names_and_aliases(reading: Reading, query: str) -> None:
    assert found(reading, query)[0] == "north"


def test_the_exact_name_comes_first(reading: Reading) -> None:
    assert found(reading, "shire")[0] == "shire"
    assert "watch" in found(reading, "shire")


def test_an_ampersand_is_the_word_and(reading: Reading) -> None:
    assert fold("Ham & Egg’s") == "ham and eggs"
    assert found(reading, "formula & sons")[0] == "formula-and-sons"


def test_the_word_council_counts_only_when_it_stands_alone() -> None:
    assert fold_name("The Council of North") == "of north"
    assert fold_name("Council") == "council"


def test_a_slip_of_the_pen_gives_the_nearest_spelling_and_says_so(reading: Reading) -> None:
    results = reading.names.search("Eastahm")
    assert results.nearest
    assert results.hits[0].key == "eastham"


@pytest.mark.parametrize("query", ["", "   ", "???", "zzzzqqqq"])
def test_nothing_is_found_for_nothing(reading: Reading, query: str) -> None:
    assert found(reading, query) == []


def test_each_thing_is_found_once(reading: Reading) -> None:
    hits = reading.names.search("audit").hits
    assert len({(hit.kind, hit.key) for hit in hits}) == len(hits)


def test_the_page_groups_what_it_finds(client: CheckedClient) -> None:
    text = client.get("/search", {"q": "shire"}).content.decode()
    assert text.index("Councils and other bodies") < text.index('href="/bodies/shire"')
    assert text.index("Arrangements</h2>") < text.index('href="/arrangements/audit-shire"')


def test_the_group_with_the_exact_name_comes_first(client: CheckedClient) -> None:
    text = client.get("/search", {"q": "payroll"}).content.decode()
    assert text.index("Services</h2>") < text.index("Arrangements</h2>")


def test_one_exact_match_does_not_redirect(client: CheckedClient) -> None:
    assert client.get("/search", {"q": "Lonely"}).status_code == 200


def test_an_abolished_council_says_until_when(client: CheckedClient) -> None:
    assert "until 31 March 2019" in client.get("/search", {"q": "old"}).content.decode()


def test_no_result_says_so_and_leads_to_corrections(client: CheckedClient) -> None:
    text = client.get("/search", {"q": "zzzzqqqq"}).content.decode()
    assert "Nothing is called “zzzzqqqq”" in text
    assert 'href="/corrections"' in text


def test_what_is_typed_is_never_markup(client: CheckedClient) -> None:
    text = client.get("/search", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in text


def test_a_name_that_looks_like_markup_is_text(client: CheckedClient) -> None:
    assert "&lt;script&gt;" in client.get("/search", {"q": "script alert"}).content.decode()


def test_suggestions_lead_to_pages_that_are_there(client: CheckedClient) -> None:
    answer = client.get("/search.json", {"q": "shire"}).json()
    assert {each["kind"] for each in answer["found"]} <= set(Kind)
    for each in answer["found"]:
        assert client.get(each["href"]).status_code == 200


def test_a_council_and_a_service_lead_to_what_it_shares_of_it(client: CheckedClient, reading: Reading) -> None:
    for query in ("north licensing", "licensing North Council"):
        found = within(reading, query)
        assert found is not None
        assert (found.body.key, found.words, found.count) == ("north", "licensing", 1)
    text = client.get("/search", {"q": "north licensing"}).content.decode()
    assert 'href="/?q=licensing&amp;body=north#list"' in text


def test_what_no_name_holds_is_looked_for_in_what_services_cover(reading: Reading) -> None:
    results = reading.names.search("lawyers licences")
    assert (results.nearest, [hit.key for hit in results.hits]) == (False, ["law"])
    assert found(reading, "staff") == ["human-resources", "payroll", "law"]


@pytest.mark.parametrize(
    "query", ["", "north", "audit", "nowhere audit", "lonely audit", "shire police", "Shire Pol"]
)
def test_a_query_that_names_no_body_that_shares_is_read_as_names_only(reading: Reading, query: str) -> None:
    assert within(reading, query) is None


def test_what_a_council_does_not_share_is_said(client: CheckedClient) -> None:
    text = " ".join(client.get("/search", {"q": "north alchemy"}).content.decode().split())
    assert '<a href="/bodies/north">North Council</a> none is known with “alchemy”' in text
    assert "q=alchemy" not in text


def test_who_finds_nothing_learns_that_towns_are_not_known(client: CheckedClient) -> None:
    assert "Towns and streets cannot be looked up" in client.get("/search", {"q": "zzzzqqqq"}).content.decode()
