"""A site that shows an edition which was published before some tables and columns there were."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.editions.test_published_before import LATER_COLUMNS, LATER_TABLES, published, without
from tests.pages import CheckedClient


@pytest.fixture
def older(client: CheckedClient, settings: Settings, tmp_path: Path) -> CheckedClient:
    published(tmp_path / "older", without(LATER_COLUMNS, LATER_TABLES))
    settings.EDITIONS, settings.SHOW = tmp_path / "older", "published"
    return client


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/arrangements/audit-shire",
        "/bodies/north",
        "/services",
        "/services/internal-audit",
        "/figures",
        "/figures/arrangements-live?by=region",
        "/compare?from_day=2010-04-01&to_day=2014-04-01",
        "/search?q=north",
        "/history",
        "/coverage",
        "/data",
        "/methods",
        "/editions/2026.1",
        "/editions/2026.1/release",
    ],
)
def test_its_pages_answer(older: CheckedClient, address: str) -> None:
    assert older.get(address).status_code == 200


def test_its_files_have_the_columns_that_it_was_published_with(older: CheckedClient) -> None:
    for table, column in LATER_COLUMNS.items():
        head = b"".join(older.get(f"/data/2026.1/{table}.csv")).decode().splitlines()[0]
        assert head
        assert column not in head.split(",")
    assert older.get(f"/data/2026.1/{LATER_TABLES[0]}.csv").status_code == 404
