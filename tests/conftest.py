"""What every test may use, and which tests run on PostgreSQL too: all that use the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from hypothesis import settings

from sharemap.register.data import Data, read_data
from tests.editions.kept import cut_real

# A test is judged by what it finds, not by how busy the machine is.
settings.register_profile("sharemap", deadline=None)
settings.load_profile("sharemap")
ROOT = Path(__file__).resolve().parents[1]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database through a fixture as what says so itself, so that `-m django_db` finds both."""
    for item in items:
        if "db" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(autouse=True)
def only_where_marked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other test may ask the database, whatever opened it: scripts/test would leave it out on PostgreSQL."""

    def refuse(*_: object) -> None:
        raise AssertionError("A test that uses the database is marked with pytest.mark.django_db; this one is not.")

    if request.node.get_closest_marker("django_db") is None:
        monkeypatch.setattr(BaseDatabaseWrapper, "_cursor", refuse)


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The real register's files."""
    return ROOT / "data"


@pytest.fixture(scope="session")
def data(data_folder: Path) -> Data:
    """The real register, read once by each worker. Nobody changes it."""
    return read_data(data_folder)[0]


@pytest.fixture(scope="session")
def real_edition(data: Data, data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real register's edition, cut once by each worker, in a folder where it is the current one.

    Nobody writes there.
    """
    return cut_real(data, data_folder, tmp_path_factory.mktemp("real"))
