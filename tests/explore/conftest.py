"""A site on a small edition, its client, and a database that must not be touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import Settings

from sharemap.editions.read import Edition
from sharemap.explore.current import Reading, reading_of
from tests.explore.world import cut_world
from tests.pages import CheckedClient


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    cut_world(folder)
    return folder


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return cut_world(tmp_path_factory.mktemp("edition"))


@pytest.fixture(scope="session")
def reading(edition: Edition) -> Reading:
    return reading_of(edition)


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """No public page may ask the transactional database."""

    def refuse(*_: object) -> None:
        raise AssertionError("a public page asked the database")

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", refuse)


@pytest.fixture
def client(settings: Settings, editions: Path, tmp_path: Path) -> CheckedClient:
    """The site on the small edition; every page it gives is checked."""
    settings.EDITIONS = editions
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    return CheckedClient()
