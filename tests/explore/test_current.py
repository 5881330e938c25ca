"""One edition is held, swapped when another is cut, and a request keeps the one it started with."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from sharemap.explore.current import POINTER, Current
from tests.explore.world import cut_world
from tests.pages import CheckedClient


def test_the_same_reading_is_kept_while_nothing_changes(editions: Path) -> None:
    current = Current(editions)
    assert current.reading() is current.reading() is not None


def test_a_new_edition_is_taken_up_and_the_old_reading_stays_whole(tmp_path: Path) -> None:
    cut_world(tmp_path)
    current = Current(tmp_path)
    before = current.reading()
    cut_world(tmp_path, "2026.1", preview=False)
    after = current.reading()
    assert before is not None
    assert after is not None
    assert (before.edition.name, after.edition.name) == ("preview-0123456789ab", "2026.1")


@pytest.mark.parametrize("damage", ["no such folder", "a table cut short"])
def test_a_damaged_edition_leaves_the_one_before_in_service(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    cut_world(tmp_path)
    current = Current(tmp_path)
    before = current.reading()
    if damage == "no such folder":
        (tmp_path / POINTER).write_text("2026.9", encoding="utf-8")
    else:
        newer = cut_world(tmp_path, "2026.1", preview=False)
        (newer.folder / "claims.parquet").write_bytes(b"PAR1")
    assert current.reading() is before
    assert current.reading() is before
    assert [record.message.count("cannot be read") for record in caplog.records] == [1]


def test_without_an_edition_the_page_says_what_to_run(
    client: CheckedClient, settings: Settings, tmp_path: Path
) -> None:
    settings.EDITIONS = tmp_path / "none"
    answer = CheckedClient().get("/")
    assert answer.status_code == 503
    assert "make run" in answer.content.decode()


def test_a_numbered_edition_is_no_preview(client: CheckedClient, settings: Settings, tmp_path: Path) -> None:
    cut_world(tmp_path, "2026.1", preview=False)
    settings.EDITIONS = tmp_path
    text = CheckedClient().get("/").content.decode()
    assert "Edition 2026.1" in text
    assert "Preview" not in text
