"""Whatever stops a publisher or befalls a file: the edition before is served, and the next try succeeds."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sharemap.core.problem import Problem
from sharemap.editions import cut
from sharemap.editions.manifest import Manifest
from sharemap.editions.publish import Order, locked
from sharemap.editions.standing import published
from sharemap.editions.store import Store
from sharemap.editions.verify import verified
from sharemap.explore.current import Current
from tests.conftest import ROOT
from tests.editions.publishing import CORRECTION, FIRST, Desk, frozen

STEPS = ("swept", "tables", "documents", "written", "renamed", "recorded", "pointed")
STORE_STEPS = ("files sent", "manifest sent", "store points")
OTHER = frozen("1" * 64)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """One edition is published."""
    desk = Desk(tmp_path)
    assert desk.publish(FIRST) == []
    desk.steps.clear()
    return desk


def served(desk: Desk) -> str:
    """What a process that starts now serves."""
    reading = Current(desk.editions, "published").reading()
    assert reading is not None
    return reading.edition.name


def is_finished(desk: Desk) -> bool:
    """Whether the correction stands whole, everywhere, and nothing is left lying about."""
    left = [path.name for path in desk.editions.iterdir() if path.name.startswith(".")]
    whole = isinstance(verified(desk.editions / "2026.2"), Manifest)
    return left == [".publishing"] and whole and served(desk) == "2026.2"


def test_a_publisher_goes_through_every_step_that_is_tried_here(tmp_path: Path) -> None:
    desk = Desk(tmp_path, f"file://{tmp_path}/store")
    desk.publish(FIRST)
    assert desk.steps == [*STEPS[:-1], *STORE_STEPS, STEPS[-1]]


@pytest.mark.parametrize("step", [*STEPS, *STORE_STEPS])
def test_a_publisher_that_is_killed_leaves_the_edition_before_in_service(desk: Desk, step: str) -> None:
    url = f"file://{desk.folder}/store"
    command = [sys.executable, "-m", "tests.editions.publishing", "and_die", str(desk.folder), url, step]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert killed.returncode == 9, killed.stderr
    assert served(desk) == ("2026.2" if step == "pointed" else "2026.1")
    assert isinstance(verified(desk.editions / "2026.1"), Manifest)
    desk.url = url
    assert desk.publish(CORRECTION, OTHER) == []
    assert is_finished(desk)
    assert [str(each) for each in Store(url).names()] == ["2026.1", "2026.2"]
    assert sorted(path.name for path in desk.folder.iterdir()) == ["editions", "manifests", "store"]
    assert [path.name for path in ROOT.iterdir() if ":" in path.name] == []


def test_what_was_interrupted_is_finished_even_if_the_same_cannot_be_made_again(desk: Desk) -> None:
    def stop(name: str) -> None:
        if name == "renamed":
            raise KeyboardInterrupt

    desk.step = stop
    with pytest.raises(KeyboardInterrupt):
        desk.publish(CORRECTION, OTHER)
    assert served(desk) == "2026.1"
    desk.step = cut.go_on
    assert [each.code for each in desk.publish(CORRECTION, frozen("2" * 64))] == ["stands"]
    assert is_finished(desk)
    assert (desk.folder / "manifests" / "2026.2" / "manifest.json").exists()


@pytest.mark.parametrize("step", STEPS[:-1])
def test_a_full_disk_is_said_and_loses_nothing(desk: Desk, step: str) -> None:
    def full(name: str) -> None:
        if name == step:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(desk.editions))

    desk.step = full
    (problem,) = desk.publish(CORRECTION, OTHER)
    assert problem.code == "not written"
    assert "No space left on device" in str(problem)
    assert "Readers see what they saw before." in str(problem)
    assert served(desk) == "2026.1"
    desk.step = cut.go_on
    assert desk.publish(CORRECTION, OTHER) == []
    assert is_finished(desk)


def test_a_disk_that_is_full_while_a_table_is_written_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(pq, "write_table", full)
    assert [each.code for each in desk.publish(CORRECTION, OTHER)] == ["not written"]
    monkeypatch.undo()
    assert [path.name for path in desk.editions.glob(".2*")] == []
    assert [each.name for each in published(desk.editions)] == ["2026.1"]


def test_of_two_publishers_at_once_the_second_is_told_so(desk: Desk) -> None:
    with locked(desk.editions) as alone:
        assert alone
        (problem,) = desk.publish(CORRECTION, OTHER)
    assert problem.code == "busy"
    assert "One publisher works at a time. Found another at work. Wait until it is done" in str(problem)
    assert desk.publish(CORRECTION, OTHER) == []


def test_a_publisher_waits_for_no_lock_that_a_killed_one_held(desk: Desk) -> None:
    script = (
        "import os, sys; from pathlib import Path; from sharemap.editions.publish import locked\n"
        "with locked(Path(sys.argv[1])): os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(desk.editions)], check=False)
    assert desk.publish(CORRECTION, OTHER) == []


def cut_short(folder: Path) -> None:
    path = folder / "claims.parquet"
    path.write_bytes(path.read_bytes()[:-10])


def with_one_byte_changed(folder: Path) -> None:
    path = folder / "claims.parquet"
    text = bytearray(path.read_bytes())
    text[len(text) // 2] ^= 1
    path.write_bytes(text)


def missing(folder: Path) -> None:
    (folder / "claims.parquet").unlink()


def with_a_file_of_another_edition(folder: Path) -> None:
    (folder / "stray.parquet").write_bytes(b"PAR1")


def with_another_manifest(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"rows"', b'"row"').replace(b"2026.2", b"2026.9"))


def without_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


DAMAGES = (
    cut_short,
    with_one_byte_changed,
    missing,
    with_a_file_of_another_edition,
    with_another_manifest,
    without_manifest,
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_edition_is_found_not_served_and_put_back_by_publishing_it_again(
    desk: Desk, damage: Callable[[Path], None]
) -> None:
    desk.publish(CORRECTION, OTHER)
    damage(desk.editions / "2026.2")
    found = verified(desk.editions / "2026.2")
    assert isinstance(found, list)
    assert all("2026.2/" in str(problem) for problem in found)
    assert served(desk) == "2026.1"
    assert desk.publish(CORRECTION, OTHER) == []
    assert is_finished(desk)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_process_that_serves_an_edition_keeps_it_when_the_next_is_damaged(
    desk: Desk, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    current = Current(desk.editions, "published")
    before = current.reading()
    desk.publish(CORRECTION, OTHER)
    damage(desk.editions / "2026.2")
    assert current.reading() is before
    assert current.reading() is before
    assert [record.message.count("2026.2 cannot be read") for record in caplog.records] == [1]


def test_a_damaged_edition_of_which_no_manifest_is_left_is_not_written_over(desk: Desk) -> None:
    without_manifest(desk.editions / "2026.1")
    (desk.folder / "manifests" / "2026.1" / "manifest.json").unlink()
    (problem,) = desk.publish(FIRST)
    assert "Put it back from a copy." in str(problem)
    assert (desk.editions / "2026.1" / "claims.parquet").exists()


def test_two_manifests_of_one_edition_are_told_and_neither_is_taken(desk: Desk) -> None:
    kept = desk.folder / "manifests" / "2026.1" / "manifest.json"
    kept.write_bytes(kept.read_bytes().replace(b'"as_at": "2026-11-25"', b'"as_at": "2026-11-24"'))
    before = kept.read_bytes()
    problems: list[Problem] = desk.publish(FIRST)
    assert "2 manifests of it that can be read" in str(problems[0])
    assert kept.read_bytes() == before
    assert desk.publish(Order("2026.2"), OTHER) == []
