"""`sharemap publish`, `correct` and `verify` as people call them, on a register of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from sharemap.editions.standing import published
from tests.conftest import ROOT
from tests.register.conftest import small as small

PLACES: tuple[Mapping[str, str], ...] = (
    {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1", "OMP_NUM_THREADS": "1"},
    {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "8"},
)


class Host:
    """A machine with a database and a folder of editions, and the register of `small`."""

    def __init__(self, data: Path, var: Path, environment: Mapping[str, str]) -> None:
        self.var = var
        self.data = var / "data"
        self.environment = environment
        var.mkdir()
        shutil.copytree(data, self.data)

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "PYTHONUTF8": "1",
            "DJANGO_SETTINGS_MODULE": "sharemap.config.settings.base",
            "DATABASE_URL": "",
            "SHAREMAP_VAR": str(self.var),
            "SHAREMAP_DATA": str(self.data),
            **self.environment,
        }
        only = ["taskset", "1"] if self.environment.get("OMP_NUM_THREADS") == "1" else []
        command = [*only, sys.executable, "-m", "sharemap.cli", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def files(self) -> dict[str, bytes]:
        folder = self.var / "editions"
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("2*/*")}


def test_the_same_register_gives_the_same_bytes_on_any_host_and_is_put_right(small: Path, tmp_path: Path) -> None:
    one = Host(small, tmp_path / "one", PLACES[0])
    other = Host(small, tmp_path / "other", PLACES[1])
    for host in (one, other):
        tried = host("publish", "2026.1")
        assert (tried.returncode, published(host.var / "editions")) == (0, []), tried.stderr
        assert "Nothing was changed. To do it, say the same with --commit." in tried.stdout
        done = host("publish", "2026.1", "--commit")
        assert done.returncode == 0, done.stderr
        assert "2026.1 is published" in done.stdout
    assert one.files() == other.files()
    assert "2026.1/heads.json" in one.files()
    kept = one.data / "editions" / "2026.1" / "manifest.json"
    assert kept.read_bytes() == one.files()["2026.1/manifest.json"]

    again = one("publish", "2026.1", "--commit")
    assert (again.returncode, "2026.1 stands already" in again.stdout) == (0, True)
    skipped = one("publish", "2026.3", "--commit")
    assert (skipped.returncode, "The next number is 2026.2" in skipped.stderr) == (1, True)
    corrected = one("correct", "2026.1", "--erratum", "South was\nleft out.", "--commit")
    assert corrected.returncode == 0, corrected.stderr
    assert published(one.var / "editions")[-1].erratum == "South was left out."

    sound = one("verify")
    assert (sound.returncode, sound.stdout.count("all as the manifest says")) == (0, 2)
    (one.var / "editions" / "2026.1" / "claims.parquet").write_bytes(b"PAR1")
    damaged = one("verify", "2026.1")
    assert damaged.returncode == 1
    assert damaged.stderr.startswith("2026.1/claims.parquet: The file must be the one that the manifest names.")
    assert one("verify", "2026.2").returncode == 0
    kept = one.data / "editions" / "2026.2" / "manifest.json"
    kept.write_bytes(kept.read_bytes() + b"\n")
    assert "Found two that differ." in one("verify", "2026.2").stderr


def test_the_real_register_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder, place in zip(folders, PLACES, strict=True):
        only = ["taskset", "1"] if place["OMP_NUM_THREADS"] == "1" else []
        command = [*only, sys.executable, "-m", "tests.editions.publishing", "the_real_register", str(folder)]
        environment = {**os.environ, "PYTHONUTF8": "1", **place}
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
    one, other = ({path.name: path.read_bytes() for path in folder.glob("editions/2*/*")} for folder in folders)
    assert set(one) == set(other)
    assert [name for name, text in one.items() if text != other[name]] == []


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("SHAREMAP_SHOW", "everything", "SHAREMAP_SHOW must be preview or published; it is “everything”"),
        ("SHAREMAP_EDITIONS", "s9://bucket/editions", "s9"),
    ],
)
def test_a_wrong_setting_is_said_in_a_line(small: Path, tmp_path: Path, setting: str, value: str, said: str) -> None:
    answer = Host(small, tmp_path / "host", {setting: value})("verify")
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert said in answer.stderr


@pytest.mark.parametrize("begins", ["file://", "file:"])
def test_a_url_is_never_taken_for_a_folder(small: Path, tmp_path: Path, begins: str) -> None:
    host = Host(small, tmp_path / "host", {"SHAREMAP_EDITIONS": f"{begins}{tmp_path}/store"})
    done = host("publish", "2026.1", "--commit")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "store" / "current").read_text(encoding="utf-8") == "2026.1"
    assert (host.var / "editions" / "2026.1" / "manifest.json").is_file()
    assert [path.name for path in Path.cwd().iterdir() if ":" in path.name] == []
