"""A published edition may be asked for by name; one that is damaged or was never there is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.api.test_problems import problem_of
from tests.editions.publishing import tables
from tests.editions.test_published_before import LATER_COLUMNS, LATER_TABLES, published, without
from tests.explore.world import cut_world
from tests.pages import CheckedClient


@pytest.fixture
def shelf(client: CheckedClient, settings: Settings, tmp_path: Path) -> Path:
    """Two published editions, the first without what came later, behind the preview that is shown."""
    published(tmp_path, without(LATER_COLUMNS, LATER_TABLES))
    published(tmp_path, tables(), "2026.2")
    cut_world(tmp_path)
    settings.EDITIONS = tmp_path
    return tmp_path


@pytest.mark.parametrize("address", ["arrangements", "claims", "bodies/north", "figures/arrangements-live?by=region"])
@pytest.mark.parametrize("name", ["2026.1", "2026.2"])
def test_a_published_edition_answers(client: CheckedClient, shelf: Path, name: str, address: str) -> None:
    mark = "&" if "?" in address else "?"
    answer = client.get(f"/api/v1/{address}{mark}edition={name}")
    assert answer.status_code == 200
    assert (answer.json()["edition"], answer.json()["preview"]) == (name, False)


def test_a_cursor_leads_on_in_its_own_edition(client: CheckedClient, shelf: Path) -> None:
    cursor = client.get("/api/v1/claims?limit=1&edition=2026.1").json()["next"]
    assert client.get(f"/api/v1/claims?limit=1&edition=2026.1&cursor={cursor}").status_code == 200
    problem_of(client.get(f"/api/v1/claims?limit=1&cursor={cursor}"), 410)
    problem_of(client.get(f"/api/v1/claims?limit=1&edition=2026.2&cursor={cursor}"), 410)


def test_the_editions_are_listed_oldest_first(client: CheckedClient, shelf: Path) -> None:
    rows = client.get("/api/v1/editions").json()["editions"]
    assert [row["name"] for row in rows] == ["2026.1", "2026.2", "preview-0123456789ab"]


def test_a_damaged_edition_is_not_read(client: CheckedClient, shelf: Path) -> None:
    (shelf / "2026.1" / "claims.parquet").write_bytes(b"PAR1")
    said = problem_of(client.get("/api/v1/claims?edition=2026.1"), 422)
    assert [fault.where for fault in said.problems] == ["edition"]


@pytest.mark.parametrize("name", ["2019.1", "..", "../current", "current%00"])
def test_a_name_that_is_none_of_an_edition_is_refused(client: CheckedClient, shelf: Path, name: str) -> None:
    problem_of(client.get(f"/api/v1/claims?edition={name}"), 422)
