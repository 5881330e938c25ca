"""Editions: the same data gives the same bytes, half of one is never served, and figures agree with a recount."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sharemap.bodies.areas import outlines
from sharemap.core.fields import read_csv
from sharemap.core.period import months_before
from sharemap.editions import cut, figures
from sharemap.editions.build import build_tables
from sharemap.editions.read import Edition, Entry, read_edition
from sharemap.editions.tables import Serves
from sharemap.register.data import Data, read_data
from sharemap.register.rows import State

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def data(data_folder: Path) -> Data:
    return read_data(data_folder)[0]


def made(data: Data, data_folder: Path, into: Path) -> Path:
    areas = outlines.read(data_folder / "areas" / "areas.topojson")
    serves, _ = read_csv(data_folder / "areas" / "serves.csv", Serves)
    tables = build_tables(data.rows, areas, serves, data.as_at)
    name = cut.preview_name(data.fingerprint)
    naming = cut.Naming(name, True, data.as_at, data.fingerprint, (areas.width, areas.height), {})
    return cut.cut(tables, naming, into)


@pytest.fixture(scope="module")
def folder(data: Data, data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(data, data_folder, tmp_path_factory.mktemp("editions"))


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


def live(entry: Entry, edition: Edition) -> tuple[bool, bool]:
    """Whether it is live: for certain, possibly. Written apart from status_on, from the rule's words."""
    since = months_before(edition.as_at, 36)
    end = entry.arrangement.ends_before
    if end and end.earliest <= edition.as_at:
        return False, False
    dated = [each for each in entry.sightings if each.seen_on]
    last = max(
        dated, key=lambda each: (each.seen_on_latest, each.seen_on_earliest, each.state != "unclear"), default=None
    )
    if last is None or last.state is not State.LIVE or last.seen_on is None:
        return False, False
    return last.seen_on.earliest >= since, last.seen_on.latest >= since


def recounted(edition: Edition) -> Iterator[tuple[str, int, int]]:
    """Every headline figure again, in plain Python."""
    words = [entry.status for entry in edition.entries]
    for name, word in (
        ("arrangements-ended", "ended"),
        ("arrangements-planned", "planned"),
        ("arrangements-not-formed", "considered, not formed"),
        ("arrangements-not-seen", "not seen since"),
    ):
        yield name, sum(s.word == word and s.certain for s in words), sum(s.word == word for s in words)
    uncounted = sum(s.word in ("planned", "considered, not formed") for s in words)
    yield "arrangements-known", len(words) - uncounted, len(words) - uncounted
    lives = [live(entry, edition) for entry in edition.entries]
    yield "arrangements-live", sum(low for low, _ in lives), sum(high for _, high in lives)
    councils = {body.key for body in edition.bodies.values() if body.principal and edition.as_at in body.period}
    yield "principal-councils", len(councils), len(councils)
    yield "councils-sharing", len(councils & sharing(edition, True)), len(councils & sharing(edition, False))


def sharing(edition: Edition, certain: bool) -> set[str]:
    found: set[str] = set()
    for entry in edition.entries:
        low, high = live(entry, edition)
        for member in entry.members:
            left = member.membership.left_before
            stays = left is None or (not certain and left.latest > edition.as_at)
            if stays and (low if certain else high):
                found.add(member.body.key)
    return found


def test_every_figure_agrees_with_a_recount(edition: Edition) -> None:
    again = {name: (low, high) for name, low, high in recounted(edition)}
    assert again == {name: (figure.low, figure.high) for name, figure in edition.figures.items()}


def test_every_figure_is_the_count_of_its_contributions(edition: Edition) -> None:
    subjects = set(edition.by_id) | set(edition.bodies)
    for figure in edition.figures.values():
        assert len(figure.contributions) == figure.high
        assert sum(each.certain for each in figure.contributions) == figure.low
        assert {each.subject for each in figure.contributions} <= subjects
        assert not figure.population or figure.high <= edition.figures[figure.population].high


def test_known_arrangements_are_live_ended_or_not_seen(edition: Edition) -> None:
    parts = ("arrangements-live", "arrangements-ended", "arrangements-not-seen")
    assert edition.figures["arrangements-known"].high == sum(edition.figures[name].high for name in parts)


def test_a_figure_without_its_headings_is_refused() -> None:
    with pytest.raises(ValueError, match=r"odd\.sql must begin with title"):
        figures.parse("odd", "-- title: Odd\nselect 1\n")
