"""Editions: the same data gives the same bytes, half of one is never served, and figures agree with a recount."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sharemap.bodies.areas import outlines
from sharemap.bodies.rows import Body
from sharemap.core.period import Bounds, months_before
from sharemap.editions import cut, figures
from sharemap.editions.build import build_tables
from sharemap.editions.read import Edition, Entry, read_edition
from sharemap.register.data import Data, read_data
from sharemap.register.rows import Sighting, State

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def data(data_folder: Path) -> Data:
    return read_data(data_folder)[0]


def made(data: Data, data_folder: Path, into: Path) -> Path:
    areas = outlines.read(data_folder / "areas" / "areas.topojson")
    tables = build_tables(data.rows, areas, data.as_at)
    name = cut.preview_name(data.fingerprint)
    naming = cut.Naming(name, True, data.as_at, data.fingerprint, (areas.width, areas.height))
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


def possible(entry: Entry, as_at: date) -> set[str]:
    """Every status that its dates allow, found by trying both ends of its bounds. Written apart from status_on."""
    end = entry.arrangement.ends_before
    ends = {end.earliest, end.latest} if end else {date.max}
    seen = [each for each in entry.sightings if each.seen_on is None or each.seen_on.earliest <= as_at]
    last = max(seen, key=how_late, default=Sighting("", State.UNCLEAR, None, None, ""))
    days = {last.seen_on.earliest, last.seen_on.latest} if last.seen_on else {date.min}
    return {word_if(ended, last.state, day, as_at) for ended in ends for day in days}


def how_late(sighting: Sighting) -> tuple[date, date, bool]:
    seen = sighting.seen_on or Bounds(date.min, date.min)
    return seen.latest, seen.earliest, sighting.state is not State.UNCLEAR


def word_if(ended: date, state: State, seen: date, as_at: date) -> str:
    """The status if these days were exact."""
    if ended <= as_at or state is State.ENDED:
        return "ended"
    if state in (State.PLANNED, State.NOT_FORMED):
        return state.value
    return "live" if state is State.LIVE and seen >= months_before(as_at, 36) else "not seen since"


def recounted(entries: tuple[Entry, ...], bodies: Iterable[Body], as_at: date) -> Iterator[tuple[str, int, int]]:
    """Every headline figure again, in plain Python."""
    words = [possible(entry, as_at) for entry in entries]
    known = {"live", "ended", "not seen since"}
    for name, kinds in (
        ("arrangements-live", {"live"}),
        ("arrangements-ended", {"ended"}),
        ("arrangements-planned", {"planned"}),
        ("arrangements-not-formed", {"considered, not formed"}),
        ("arrangements-not-seen", {"not seen since"}),
        ("arrangements-known", known),
    ):
        yield name, sum(found <= kinds for found in words), sum(bool(found & kinds) for found in words)
    councils = {body.key for body in bodies if body.principal and as_at in body.period}
    yield "principal-councils", len(councils), len(councils)
    certain, maybe = set(), set()
    for entry, found in zip(entries, words, strict=True):
        for member in entry.members:
            row = member.membership
            stays = {left > as_at for left in (row.left_before_earliest, row.left_before_latest) if left} or {True}
            joined = {day <= as_at for day in (row.joined_on_earliest, row.joined_on_latest) if day} or {True}
            if found == {"live"} and stays == joined == {True}:
                certain.add(member.body.key)
            if "live" in found and True in stays and True in joined:
                maybe.add(member.body.key)
    yield "councils-sharing", len(councils & certain), len(councils & maybe)


def test_every_figure_agrees_with_a_recount(edition: Edition) -> None:
    recount = recounted(edition.entries, edition.bodies.values(), edition.as_at)
    again = {name: (low, high) for name, low, high in recount}
    assert again == {name: (figure.low, figure.high) for name, figure in edition.figures.items()}


def test_every_figure_is_the_count_of_its_contributions(edition: Edition) -> None:
    subjects = set(edition.by_id) | set(edition.bodies)
    for figure in edition.figures.values():
        assert len(figure.contributions) == figure.high
        assert sum(each.certain for each in figure.contributions) == figure.low
        assert {each.subject for each in figure.contributions} <= subjects
        assert not figure.population or figure.high <= edition.figures[figure.population].high


def test_known_arrangements_are_live_ended_or_not_seen(edition: Edition) -> None:
    parts = [edition.figures[f"arrangements-{name}"] for name in ("live", "ended", "not-seen")]
    known = edition.figures["arrangements-known"]
    assert sum(part.low for part in parts) <= known.low <= known.high <= sum(part.high for part in parts)


def test_a_figure_without_its_headings_is_refused() -> None:
    with pytest.raises(ValueError, match=r"odd\.sql must begin with title"):
        figures.parse("odd", "-- title: Odd\nselect 1\n")
