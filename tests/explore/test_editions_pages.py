"""Published editions side by side: each at its own address, whole, citable, and marked once it is corrected."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pytest_django import Settings

from sharemap.editions.tables import TABLES
from tests.editions.publishing import CORRECTION, FIRST, Desk, frozen
from tests.explore.test_downloads import body_of
from tests.explore.world import cut_world
from tests.pages import CheckedClient

PREVIEW = "preview-0123456789ab"


@pytest.fixture
def desk(client: CheckedClient, settings: Settings, tmp_path: Path) -> Desk:
    """A site that shows a preview, beside 2026.1 and its correction 2026.2."""
    desk = Desk(tmp_path)
    settings.EDITIONS = desk.editions
    cut_world(desk.editions)
    assert desk.publish(FIRST) == []
    assert desk.publish(CORRECTION, frozen("1" * 64)) == []
    return desk


def text_of(client: CheckedClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_without_a_published_edition_the_list_says_so(client: CheckedClient) -> None:
    text = text_of(client, "/editions")
    assert "No edition has been published yet." in text
    assert f'href="/editions/{PREVIEW}"' in text


def test_the_list_names_every_edition_and_what_corrects_what(client: CheckedClient, desk: Desk) -> None:
    text = text_of(client, "/editions")
    assert text.index('href="/editions/2026.2"') < text.index('href="/editions/2026.1">2026.1')
    assert 'Corrected by <a href="/editions/2026.2">2026.2</a>' in text
    assert f'Corrects <a href="/editions/2026.1">2026.1</a>: {CORRECTION.erratum}' in text
    for name in ("2026.1", "2026.2"):
        digest = hashlib.sha256((desk.editions / name / "manifest.json").read_bytes()).hexdigest()
        assert digest[:12] in text
    assert "25 November 2026" in text


def test_an_edition_says_how_to_cite_it_and_gives_every_file(client: CheckedClient, desk: Desk) -> None:
    text = text_of(client, "/editions/2026.2")
    assert "edition 2026.2, as at 25 November 2026: http://testserver/editions/2026.2" in text
    assert f'It corrects <a href="/editions/2026.1">edition 2026.1</a>: {CORRECTION.erratum}' in text
    for table in TABLES:
        for ending in ("csv", "json", "parquet"):
            assert f'href="/data/2026.2/{table}.{ending}"' in text
    assert "is wrong" not in text


def test_a_corrected_edition_stays_and_is_marked(client: CheckedClient, desk: Desk) -> None:
    text = text_of(client, "/editions/2026.1")
    assert 'Something in this edition was wrong. <a href="/editions/2026.2">Edition 2026.2</a> corrects it.' in text
    assert CORRECTION.erratum in text
    assert "This edition is published and never changes." in text


@pytest.mark.parametrize("name", ["2026.1", "2026.2", PREVIEW])
def test_the_documents_of_an_edition_are_its_own_files(client: CheckedClient, desk: Desk, name: str) -> None:
    folder = desk.editions / name
    assert body_of(client, f"/editions/{name}/manifest.json") == (folder / "manifest.json").read_bytes()
    for document in ("datapackage.json", *(["heads.json"] if name != PREVIEW else [])):
        assert body_of(client, f"/data/{name}/{document}") == (folder / document).read_bytes()
        assert f'href="/data/{name}/{document}"' in text_of(client, f"/editions/{name}")


def test_a_data_package_finds_its_tables_beside_it(client: CheckedClient, desk: Desk) -> None:
    said = json.loads(body_of(client, "/data/2026.1/datapackage.json"))
    for resource in said["resources"]:
        text = body_of(client, f"/data/2026.1/{resource['path']}")
        assert f"sha256:{hashlib.sha256(text).hexdigest()}" == resource["hash"]


@pytest.mark.parametrize("table", ["arrangements", "memberships", "statuses"])
def test_tables_of_every_edition_are_the_same_in_every_format(client: CheckedClient, desk: Desk, table: str) -> None:
    for name in ("2026.1", PREVIEW):
        said = client.get(f"/data/{name}/{table}.json").json()
        parquet = pq.read_table(io.BytesIO(body_of(client, f"/data/{name}/{table}.parquet")))
        assert said["edition"] == name
        assert [each["name"] for each in said["columns"]["rows"]] == parquet.column_names
        assert all(each["means"] for each in said["columns"]["rows"])
        assert len(said["rows"]) == parquet.num_rows
    one, other = (body_of(client, f"/data/{name}/{table}.csv") for name in ("2026.1", PREVIEW))
    assert one == other


def test_an_edition_with_other_columns_than_today_is_given_as_it_was_published(
    client: CheckedClient, settings: Settings, tmp_path: Path
) -> None:
    old = Desk(tmp_path / "old")
    settings.EDITIONS = old.editions
    cut_world(old.editions)
    register = frozen()
    table = register.tables["arrangements"].select(["id", "name", "aliases", "starts_on_earliest"])
    note = pa.field("remark", pa.string(), metadata={"description": "What we once kept"})
    table = table.append_column(note, pa.array(["=x"] * table.num_rows))
    object.__setattr__(register, "tables", {**register.tables, "arrangements": table})
    old.publish(FIRST, register)
    said = client.get("/data/2026.1/arrangements.json").json()
    assert [each["name"] for each in said["columns"]["rows"]][-2:] == ["starts_on_earliest", "remark"]
    assert said["columns"]["rows"][-1] == {"name": "remark", "kind": "text", "means": "What we once kept"}
    assert {row["remark"] for row in said["rows"]} == {"=x"}
    assert body_of(client, "/data/2026.1/arrangements.csv").decode().splitlines()[1].endswith(",'=x")


def test_a_damaged_file_is_not_given_out_and_the_others_are(
    client: CheckedClient, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    (desk.editions / "2026.1" / "claims.parquet").write_bytes(b"PAR1")
    text = text_of(client, "/editions/2026.1")
    assert "On this host 1 of its files is damaged" in text
    assert 'href="/data/2026.1/claims.csv"' not in text
    for ending in ("csv", "json", "parquet"):
        assert client.get(f"/data/2026.1/claims.{ending}").status_code == 404
    assert "claims.parquet of the edition 2026.1 is damaged" in caplog.text
    assert body_of(client, "/data/2026.1/arrangements.parquet")


@pytest.mark.parametrize(
    "address",
    [
        "/editions/2026.3",
        "/editions/preview-ffffffffffff",
        "/editions/..",
        "/editions/%2e%2e",
        "/editions/.publishing",
        "/editions/2026.3/manifest.json",
        "/editions/%2e%2e/manifest.json",
        "/data/2026.1/manifest.json",
        "/data/2026.1/datapackage.csv",
        "/data/2026.3/claims.parquet",
        f"/data/{PREVIEW}/heads.json",
    ],
)
def test_what_is_not_published_is_not_there(client: CheckedClient, desk: Desk, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_host_says_whether_the_preview_or_the_latest_published_edition_is_shown(
    desk: Desk, settings: Settings
) -> None:
    assert "<strong>Preview</strong>" in text_of(CheckedClient(), "/")
    # Another folder of the same, since a process keeps to what it was told when it started.
    settings.EDITIONS = desk.editions.rename(desk.folder / "shown")
    settings.SHOW = "published"
    text = text_of(CheckedClient(), "/")
    assert '<a href="/editions/2026.2">Edition 2026.2</a>, as at 25 November 2026' in text
    assert "Preview" not in text


def test_while_nothing_is_published_a_host_that_shows_only_that_says_so(
    client: CheckedClient, settings: Settings, tmp_path: Path
) -> None:
    settings.EDITIONS, settings.SHOW = tmp_path / "only-previews", "published"
    cut_world(settings.EDITIONS)
    assert CheckedClient().get("/").status_code == 503
