"""Editions: the same data gives the same bytes, half of one is never served, and figures come back whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sharemap.bodies.areas import outlines
from sharemap.editions import cut
from sharemap.editions.build import build_tables
from sharemap.editions.read import Edition, read_edition
from sharemap.editions.tables import Breakdown, Contribution, FigureRow, read_rows
from sharemap.register.data import Data

ROOT = Path(__file__).resolve().parents[2]


def made(data: Data, data_folder: Path, into: Path) -> Path:
    areas = outlines.read(data_folder / "areas" / "areas.topojson")
    tables = build_tables(data.rows, areas, data.as_at)
    name = cut.preview_name(data.fingerprint)
    naming = cut.Naming(name, True, data.as_at, data.fingerprint, (areas.width, areas.height))
    return cut.cut(tables, naming, into)


@pytest.fixture(scope="module")
def folder(real_edition: Path) -> Path:
    return real_edition


@pytest.fixture(scope="module")
def edition(folder: Path) -> Edition:
    return read_edition(folder)


def test_the_edition_says_what_the_data_says(edition: Edition, data: Data) -> None:
    arrangements = {entry.arrangement for entry in edition.entries}
    assert arrangements == set(data.rows[type(edition.entries[0].arrangement)])
    assert edition.name == f"preview-{data.fingerprint[:12]}"
    assert edition.as_at == data.as_at


@pytest.mark.parametrize(("zone", "locale", "seed"), [("Asia/Tokyo", "C", "1"), ("America/Lima", "C.UTF-8", "7")])
def test_the_same_data_gives_the_same_bytes_anywhere(
    folder: Path, tmp_path: Path, zone: str, locale: str, seed: str
) -> None:
    script = "import sys; from tests.editions.remake import remake; remake(sys.argv[1])"
    environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, env=environment, check=True)
    again = tmp_path / folder.name
    assert sorted(path.name for path in again.iterdir()) == sorted(path.name for path in folder.iterdir())
    for path in folder.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def test_an_edition_that_fails_half_way_leaves_nothing(
    data: Data, data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full_disk)
    with pytest.raises(OSError, match="No space"):
        made(data, data_folder, tmp_path)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    assert made(data, data_folder, tmp_path).is_dir()


def test_an_edition_that_stands_is_left_alone(folder: Path, data: Data, data_folder: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    made(data, data_folder, folder.parent)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_figure_is_read_with_its_breakdowns_and_what_contributes(edition: Edition, folder: Path) -> None:
    assert tuple(figure.row for figure in edition.figures.values()) == read_rows(
        folder / "figures.parquet", FigureRow
    )
    breakdowns = read_rows(folder / "breakdowns.parquet", Breakdown)
    contributions = read_rows(folder / "contributions.parquet", Contribution)
    for name, figure in edition.figures.items():
        assert figure.breakdowns == tuple(row for row in breakdowns if row.figure == name)
        assert figure.contributions == tuple(row for row in contributions if row.figure == name)
    live = edition.figures["arrangements-live"]
    assert live.by("region") == tuple(each for each in live.breakdowns if each.dimension == "region")
    assert set(live.row.dimensions) <= set(edition.dimensions)


def test_known_arrangements_are_live_ended_or_not_seen(edition: Edition) -> None:
    parts = [edition.figures[f"arrangements-{name}"].row for name in ("live", "ended", "not-seen")]
    known = edition.figures["arrangements-known"].row
    assert sum(part.certain for part in parts) <= known.certain <= known.possible <= sum(p.possible for p in parts)
