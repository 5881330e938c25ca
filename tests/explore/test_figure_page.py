"""The page behind a number: its value, its parts, its rows, its query; narrowed to a part, and as data."""

from __future__ import annotations

import csv
import io

import pytest

from sharemap.editions.read import Edition
from sharemap.explore.figures import SUBJECTS, Choice, contributions_of, named
from tests.explore.test_downloads import body_of
from tests.pages import CheckedClient


def page(client: CheckedClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def rows(client: CheckedClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body_of(client, address).decode())))


def test_the_index_has_every_figure_under_what_it_is_made_of(client: CheckedClient, edition: Edition) -> None:
    text = page(client, "/figures")
    assert {figure.row.subject for figure in edition.figures.values()} <= set(SUBJECTS)
    for name, figure in edition.figures.items():
        assert f'<a href="/figures/{name}">{figure.row.title}</a>' in text
    assert [row["figure"] for row in rows(client, "/figures.csv")] == list(edition.figures)
    assert len(client.get("/figures.json").json()["figures"]) == len(edition.figures)


def test_each_figure_shows_its_query_and_every_row_it_is_made_of(client: CheckedClient, edition: Edition) -> None:
    for name, figure in edition.figures.items():
        text = page(client, f"/figures/{name}")
        assert "select" in text
        assert all(f'href="{named(edition, row.subject)[1]}"' in text for row in figure.contributions)
        assert len(rows(client, f"/figures/{name}.csv")) == figure.row.possible
        answer = client.get(f"/figures/{name}.json").json()
        assert len(answer["contributions"]) == figure.row.possible
        assert answer["figure"]["low"] == figure.row.low


def test_every_dimension_shows_its_parts_and_says_whether_they_may_be_added(
    client: CheckedClient, edition: Edition
) -> None:
    for name, figure in edition.figures.items():
        for dimension in figure.row.dimensions:
            text = page(client, f"/figures/{name}?by={dimension}")
            assert ("do not add them" in text) != edition.dimensions[dimension].adds
            assert len(rows(client, f"/figures/{name}.csv?by={dimension}")) == len(figure.by(dimension))


def test_a_part_narrows_the_rows_to_those_that_its_value_counts(edition: Edition) -> None:
    for figure in edition.figures.values():
        for row in figure.breakdowns:
            choice = Choice(row.dimension, row.part if row.dimension else "", row.split)
            assert len(contributions_of(edition, figure, choice)) == row.possible, row


def test_a_figure_that_must_not_be_added_has_no_total(client: CheckedClient) -> None:
    text = page(client, "/figures/claims-total")
    assert "It has no value as a whole" in text
    assert "checked, recurring, 2012/13" in text
    assert "£1,250,000" in text


@pytest.mark.parametrize("query", ["by=moon", "by=region&part=Atlantis", "split=all"])
def test_what_is_not_offered_is_set_aside_with_a_word(client: CheckedClient, query: str) -> None:
    assert "It was set aside; the rest applies." in page(client, f"/figures/arrangements-live?{query}")


def test_it_says_how_to_cite_it(client: CheckedClient) -> None:
    text = page(client, "/figures/arrangements-live")
    assert "edition preview-0123456789ab, as at 25 November 2026: http://testserver/figures/arrangements-live" in text
