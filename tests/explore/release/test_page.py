"""The page of a release and its files on the site."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from docx import Document
from pytest_django import Settings

from tests.explore.release.reading import LINK
from tests.explore.world import cut_world
from tests.pages import CheckedClient

PREVIEW = "preview-0123456789ab"
PAGE = f"/editions/{PREVIEW}/release"


@pytest.fixture
def with_two(settings: Settings, tmp_path_factory: pytest.TempPathFactory, client: CheckedClient) -> CheckedClient:
    """The site where a published edition stands beside the preview."""
    folder: Path = tmp_path_factory.mktemp("two")
    cut_world(folder, "2026.1", preview=False)
    cut_world(folder)
    settings.EDITIONS = folder
    return client


def html(client: CheckedClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_the_page_of_a_preview_says_that_it_is_a_draft(client: CheckedClient) -> None:
    page = html(client, PAGE)
    assert "Draft from a preview." in text(page)
    assert "Do not send this out." in text(page)


def test_the_page_and_the_markdown_say_the_same(client: CheckedClient) -> None:
    said = text(html(client, PAGE)).replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
    answer = client.get(f"{PAGE}.md")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    paragraphs = [line for line in answer.content.decode().splitlines() if line and line[0] not in "#|*-"]
    plain = [LINK.sub(r"\1", line).replace("\\", "") for line in paragraphs[1:]]
    assert len(plain) > 15
    assert [line for line in plain if line not in said] == []


def test_every_link_of_the_markdown_leads_somewhere(client: CheckedClient) -> None:
    addresses = {address for _, address in LINK.findall(client.get(f"{PAGE}.md").content.decode())}
    assert len(addresses) > 30
    assert all(address.startswith("http://testserver/") for address in addresses)
    for address in sorted(addresses):
        assert _status(client, address.removeprefix("http://testserver")) == 200, address


def _status(client: CheckedClient, address: str) -> int:
    answer: HttpResponseBase = client.get(address)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def test_the_word_document_opens(client: CheckedClient) -> None:
    answer = client.get(f"{PAGE}.docx")
    assert answer["Content-Disposition"] == f'attachment; filename="release-{PREVIEW}.docx"'
    assert "Draft from a preview" in Document(BytesIO(answer.content)).paragraphs[1].text


def test_the_page_lists_what_was_left_out_and_the_rules(client: CheckedClient) -> None:
    said = text(html(client, PAGE))
    assert "Sentences left out, and why" in said
    assert "What rose or fell: no earlier edition was given to compare with." in said
    assert "A tie names none." in said


def test_an_earlier_edition_can_be_chosen(with_two: CheckedClient) -> None:
    assert "<option>2026.1</option>" in html(with_two, PAGE)
    page = html(with_two, f"{PAGE}?since=2026.1")
    assert "compared with edition 2026.1" in text(page)
    assert "The number of arrangements known in the register is 5, as in edition 2026.1" in text(page)
    assert f'href="/editions/{PREVIEW}/release.docx?since=2026.1"' in page
    assert 'href="/compare?from=2026.1&amp;to=preview-0123456789ab&amp;figure=arrangements-known"' in page
    assert _status(with_two, f"/compare?from=2026.1&to={PREVIEW}&figure=arrangements-known") == 200


def test_an_edition_that_is_not_shown_has_its_tables_as_evidence(with_two: CheckedClient) -> None:
    page = html(with_two, "/editions/2026.1/release")
    assert "The pages of this site show another edition." in text(page)
    assert 'href="/data/2026.1/figures.csv#figure=arrangements-known"' in page
    assert "Draft from a preview" not in text(page)
    assert _status(with_two, "/data/2026.1/figures.csv") == 200


def test_an_earlier_edition_that_is_not_there_is_said_and_the_rest_applies(client: CheckedClient) -> None:
    page = html(client, f"{PAGE}?since=%3Cb%3E", 400)
    assert "The edition must be one that stands here." in text(page)
    assert "Of the principal councils of the United Kingdom" in text(page)
    assert client.get(f"{PAGE}.md?since=nope").status_code == 400


@pytest.mark.parametrize("ending", ["", ".md", ".docx"])
def test_there_is_no_release_of_an_edition_that_is_not_there(client: CheckedClient, ending: str) -> None:
    assert client.get(f"/editions/2031.1/release{ending}").status_code == 404
