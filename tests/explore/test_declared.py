"""What the pages and files of an edition give has the columns that are declared, and no others."""

from __future__ import annotations

import csv
import io
import re

import pyarrow.parquet as pq
import pytest

from sharemap.core.fields import Row, fields_of
from sharemap.dictionary import PAGES
from sharemap.editions.read import Edition
from sharemap.editions.tables import TABLES, schema_of
from sharemap.explore.exports import ListedArrangement, NamedContribution, NamedMembership
from sharemap.explore.urls import urlpatterns
from tests.explore.test_downloads import NAME, body_of
from tests.pages import CheckedClient

WITHOUT_ROWS = {"/search", "/editions/…/manifest", "/index", "/index/texts", "/outlines"}
WITHIN_A_CHANGE = "/compare"
"""Its rows stand deeper: each part of the change has its own."""
ASKED = {"/bodies/compare": "?body=north&body=south"}
NOT_HERE = {"crosswalk", "history", "notes", "shared_chief_executives"}
"""Parts that the small edition has no row of."""


def names_of(row_type: type[Row]) -> list[str]:
    return [field.name for field in fields_of(row_type)]


def addresses(edition: Edition, page: str) -> list[str]:
    """Every address of a kind, without its ending."""
    keys = {
        "/arrangements/…": edition.by_slug,
        "/bodies/…": edition.bodies,
        "/services/…": edition.services,
        "/figures/…": edition.figures,
        "/places/…": ["north", "eastham"],
        "/regions/…": ["south-east", "london"],
    }
    return [page.replace("…", key) for key in keys.get(page, [""])]


def test_every_page_that_gives_rows_as_json_stands_in_the_dictionary() -> None:
    routes = [str(each.pattern) for each in urlpatterns]
    pages = {"/" + re.sub("<[^>]*>", "…", each.removesuffix(".json")) for each in routes if each.endswith(".json")}
    assert pages - WITHOUT_ROWS == set(PAGES)


@pytest.mark.parametrize("page", [page for page in PAGES if page != WITHIN_A_CHANGE])
def test_json_of_a_page_has_the_declared_parts_and_keys(client: CheckedClient, edition: Edition, page: str) -> None:
    met = set()
    for address in addresses(edition, page):
        answer = client.get(f"{address}.json{ASKED.get(page, '')}").json()
        assert list(answer["columns"]) == list(PAGES[page])
        for part, row_type in PAGES[page].items():
            rows = answer[part] if isinstance(answer[part], list) else [answer[part]]
            assert [column["name"] for column in answer["columns"][part]] == names_of(row_type)
            assert all(list(row) == names_of(row_type) for row in rows), f"{address} {part}"
            met |= {part} if rows else set()
    assert met | NOT_HERE >= set(PAGES[page]), "the small edition has no row of a part"


@pytest.mark.parametrize("table", TABLES)
def test_json_and_parquet_of_a_table_are_as_declared(client: CheckedClient, edition: Edition, table: str) -> None:
    assert all(
        list(row) == names_of(TABLES[table]) for row in client.get(f"/data/{NAME}/{table}.json").json()["rows"]
    )
    held = pq.read_schema(edition.folder / f"{table}.parquet")
    declared = schema_of(TABLES[table])
    assert held.equals(declared)
    assert [column.metadata[b"description"] for column in held] == [
        column.metadata[b"description"] for column in declared
    ]


@pytest.mark.parametrize(
    ("page", "row_type"),
    [
        ("/arrangements", ListedArrangement),
        ("/arrangements/…", NamedMembership),
        ("/bodies/…", NamedMembership),
        ("/figures/…", NamedContribution),
    ],
)
def test_csv_of_a_page_has_the_declared_header(
    client: CheckedClient, edition: Edition, page: str, row_type: type[Row]
) -> None:
    text = body_of(client, f"{addresses(edition, page)[0]}.csv").decode()
    assert next(csv.reader(io.StringIO(text))) == names_of(row_type)
