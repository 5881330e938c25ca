"""One edition is held, swapped when another is cut, and a request keeps the one it started with."""

from __future__ import annotations

import os
from pathlib import Path

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


def test_a_pointer_written_again_to_the_same_edition_reads_nothing(tmp_path: Path) -> None:
    cut_world(tmp_path)
    current = Current(tmp_path)
    before = current.reading()
    os.utime(tmp_path / POINTER, ns=(1, 1))
    assert current.reading() is before


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
