"""Releases of the small country, of the real register, and of the real register against an altered copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from sharemap.core.fields import Row
from sharemap.editions.read import Edition, read_edition
from sharemap.explore.drafting import drafted
from sharemap.explore.release.draft import draft
from sharemap.explore.release.values import Release
from sharemap.register.data import Data
from sharemap.register.rows import Arrangement
from tests.editions.kept import cut_real
from tests.explore.world import cut_world

EARLIER = "2026.1"


@dataclass(frozen=True)
class Drafted:
    """A release with the editions that its numbers are of, by name."""

    release: Release
    edition: Edition
    earlier: Edition | None = None


def made(edition: Edition) -> Drafted:
    release = draft(edition)
    assert isinstance(release, Release)
    return Drafted(release, edition)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    return made(cut_world(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="session")
def two(data: Data, data_folder: Path, real_edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real register's edition, and with one of half a year before that knew less."""
    editions = tmp_path_factory.mktemp("real")
    before = replace(data, rows=fewer(data.rows), as_at=data.as_at - timedelta(days=180))
    cut_real(before, data_folder, editions, EARLIER)
    shutil.copytree(real_edition.parent, editions, dirs_exist_ok=True)
    return editions


@pytest.fixture(scope="session")
def real(two: Path) -> Drafted:
    return made(read_edition(two / served(two)))


@pytest.fixture(scope="session")
def pair(two: Path) -> Drafted:
    """The real register's release, compared with the earlier edition."""
    name = served(two)
    release = drafted(two, name, EARLIER, name)
    assert isinstance(release, Release)
    return Drafted(release, read_edition(two / name), read_edition(two / EARLIER))


def served(editions: Path) -> str:
    return (editions / "current").read_text(encoding="utf-8").strip()


def fewer(rows: Mapping[type[Row], Iterable[Row]]) -> dict[type[Row], list[Row]]:
    """The rows without every ninth arrangement, and with other services for some."""
    arrangements = sorted((each for each in rows[Arrangement]), key=lambda each: getattr(each, "id", ""))
    gone = {getattr(each, "id", "") for each in arrangements[::9]}
    kept = {kind: [each for each in found if not _speaks_of(each, gone)] for kind, found in rows.items()}
    moved = {getattr(each, "id", "") for each in arrangements[4::30]}
    return {kind: [_moved(each, moved) for each in found] for kind, found in kept.items()}


def _speaks_of(row: Row, gone: set[str]) -> bool:
    named = {getattr(row, name, "") for name in ("arrangement", "other")}
    named |= {getattr(row, "id", "")} if isinstance(row, Arrangement) else set()
    return bool(named & gone)


def _moved(row: Row, moved: set[str]) -> Row:
    shares = type(row).__name__ == "SharedService" and getattr(row, "arrangement", "") in moved
    return replace(row, service="legal") if shares else row
