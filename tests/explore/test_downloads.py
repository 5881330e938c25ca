"""What can be taken says what it is, is safe in a spreadsheet, and is what the pages show."""

from __future__ import annotations

import csv
import io
from datetime import date

import pyarrow.parquet as pq
import pytest

from sharemap.core.fields import fields_of
from sharemap.core.spreadsheet import safe_cell
from sharemap.editions.read import Edition
from sharemap.editions.tables import TABLES
from tests.pages import CheckedClient

NAME = "preview-0123456789ab"


def body_of(client: CheckedClient, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer) if answer.streaming else answer.content


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_the_same_in_every_format(client: CheckedClient, table: str) -> None:
    rows = list(csv.reader(io.StringIO(body_of(client, f"/data/{NAME}/{table}.csv").decode())))
    answer = client.get(f"/data/{NAME}/{table}.json").json()
    parquet = pq.read_table(io.BytesIO(body_of(client, f"/data/{NAME}/{table}.parquet")))
    names = [field.name for field in fields_of(TABLES[table])]
    assert rows[0] == names == parquet.column_names == [column["name"] for column in answer["columns"]["rows"]]
    assert len(rows) - 1 == len(answer["rows"]) == parquet.num_rows
    assert (answer["edition"], answer["as_at"]) == (NAME, "2026-11-25")
    assert answer["licence"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-x", "'-x"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=1", "a=1"),
        (("=a", "b"), "'=a | b"),
        (-5, "-5"),
        (-1.25, "-1.25"),
        (date(2014, 4, 1), "2014-04-01"),
        (None, ""),
        (True, "yes"),
    ],
)
def test_no_cell_is_a_formula_and_numbers_stay_numbers(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


def test_a_name_that_is_a_formula_is_safe_in_csv_and_whole_in_json(client: CheckedClient) -> None:
    rows = csv.DictReader(io.StringIO(body_of(client, "/arrangements.csv").decode()))
    assert "'=Formula and Sons" in {row["name"] for row in rows}
    assert "=Formula and Sons" in {row["name"] for row in client.get("/arrangements.json").json()["arrangements"]}


def test_a_file_is_named_after_its_edition_and_may_be_kept(client: CheckedClient) -> None:
    answer = client.get(f"/data/{NAME}/arrangements.csv")
    assert answer["Content-Disposition"] == f'attachment; filename="arrangements-{NAME}.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert client.get(f"/data/{NAME}/arrangements.csv", headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "address",
    [
        "/data/2019.1/arrangements.csv",
        f"/data/{NAME}/secrets.csv",
        f"/data/{NAME}/arrangements.exe",
        f"/data/{NAME}/manifest.json",
        "/data/../preview-0123456789ab/arrangements.csv",
        "/data/%2e%2e/arrangements.parquet",
    ],
)
def test_nothing_else_can_be_taken(client: CheckedClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_data_page_lists_every_table_and_column(client: CheckedClient, edition: Edition) -> None:
    text = client.get("/data").content.decode()
    for name, row_type in TABLES.items():
        assert f'href="/data/{NAME}/{name}.parquet"' in text
        for field in fields_of(row_type):
            assert f"<code>{field.name}</code>" in text
