"""The page that explains the API: its examples give what they show, and it leaves nothing out."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from pytest_django import Settings

from sharemap.api.asking import columns_of
from sharemap.api.listings import LISTINGS
from sharemap.api.problems import KINDS
from sharemap.core.fields import fields_of
from tests.api.test_openapi import COMMITTED
from tests.pages import CheckedClient


@pytest.fixture
def page(client: CheckedClient) -> str:
    return client.get("/api").content.decode()


def examples(page: str) -> list[tuple[str, str]]:
    """Each address that it has curl ask, with the row that it shows."""
    asked = re.findall(r'<code class="ask">curl \'(.+?)\'</code>', page)
    rows = re.findall(r'<code class="row">(.+?)</code>', page, flags=re.DOTALL)
    return list(zip(map(unescape, asked), map(unescape, rows), strict=True))


def test_every_example_gives_the_row_that_it_shows(client: CheckedClient, page: str) -> None:
    found = examples(page)
    assert len(found) == len(LISTINGS)
    for (address, row), listing in zip(found, LISTINGS, strict=True):
        assert address.startswith(f"http://testserver/api/v1/{listing.noun}?")
        answer = client.get(address.removeprefix("http://testserver"))
        assert answer.status_code == 200
        assert answer.json()[listing.noun][0] == json.loads(row)


def test_every_address_that_the_tasks_name_answers_or_names_what_this_edition_has_not(
    client: CheckedClient, page: str
) -> None:
    named = {unescape(address) for address in re.findall(r"<code>(/api/v1/[^<{]+)</code>", page)}
    assert len(named) > len(LISTINGS)
    for address in named:
        answer = client.get(address)
        unknown = [fault["where"] for fault in answer.json().get("problems", [])]
        assert answer.status_code == 200 or set(unknown) <= {"body", "service"}, address


def test_every_address_parameter_column_and_problem_is_on_it(page: str) -> None:
    text = unescape(page)
    for path in COMMITTED["paths"]:
        assert f"<code>{path}</code>" in text, path
    for listing in LISTINGS:
        for field in (*columns_of(listing.asked), *fields_of(listing.row_type)):
            said = f'<code>{field.name}</code></th><td data-label="Means">{field.meaning}'
            assert said in text, field.name
    assert all(f'<tr id="{kind.name}">' in page for kind in KINDS)


def test_it_says_what_this_host_allows(client: CheckedClient, settings: Settings) -> None:
    assert "sets no limit" in client.get("/api").content.decode()
    settings.API_PER_MINUTE = 600
    assert "600 times in 60 seconds" in CheckedClient().get("/api?again").content.decode()
