"""A database that could lose what it has acknowledged is not served; ours is set so that it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import CheckMessage
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from sharemap.config.settings import base
from sharemap.core import durability
from sharemap.core.durability import durable
from sharemap.serving import web_server


def _faults(wrapper: DatabaseWrapper) -> list[CheckMessage]:
    try:
        return list(durability._faults(wrapper))
    finally:
        wrapper.close()


def _sqlite(file: Path, **options: object) -> DatabaseWrapper:
    told = {**connection.settings_dict, "ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
    return DatabaseWrapper({**told, "OPTIONS": {**base._EMBEDDED["OPTIONS"], **options}})  # type: ignore[dict-item]


@pytest.mark.django_db
def test_sqlite_as_it_is_set_here_waits_for_the_disk_and_for_others(tmp_path: Path) -> None:
    assert _faults(_sqlite(tmp_path / "a")) == []
    options = base._EMBEDDED["OPTIONS"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)  # type: ignore[index]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragmas", "names"),
    [
        ("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL", ["synchronous = 1"]),
        ("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF", ["journal_mode = memory", "synchronous = 0"]),
    ],
)
def test_sqlite_that_does_not_is_named(tmp_path: Path, pragmas: str, names: list[str]) -> None:
    found = _faults(_sqlite(tmp_path / "a", init_command=pragmas))
    assert [name in fault.msg for fault, name in zip(found, names, strict=True)] == [True] * len(names)


@pytest.mark.django_db
def test_postgresql_that_could_lose_is_named_by_setting() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL names no PostgreSQL; scripts/with-postgres gives one")
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        found = durable(databases=["default"])
        cursor.execute("SET synchronous_commit = on")
    # The one that the tests run on is quick and careless: scripts/postgres.py.
    assert [fault.msg.split(" = ")[0].split()[-1] for fault in found] == ["fsync", "synchronous_commit"]
    assert [fault.hint for fault in found] == [
        "Set fsync = on in postgresql.conf.",
        "Set synchronous_commit = on in postgresql.conf.",
    ]


@pytest.mark.django_db
def test_one_that_could_lose_is_not_served(tmp_path: Path) -> None:
    """The server is not started; the exit says so."""
    script = (
        "from unittest import mock; import os; from sharemap import serving\n"
        "from sharemap.core import durability\n"
        "durability.SQLITE = {'synchronous': ('9',)}; durability.POSTGRESQL = {'fsync': ('never',)}\n"
        "serving.prepare = lambda say: (serving.django.setup(), 'folder')[1]\n"
        "raise SystemExit(serving.serve('127.0.0.1', 1024 + os.getpid() % 60000))\n"
    )
    told = {"SHAREMAP_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "sharemap.config.settings.base"}
    done = subprocess.run([sys.executable, "-c", script], env={**os.environ, **told}, capture_output=True, text=True)
    assert done.returncode == 1
    assert "what it says is kept could be lost" in done.stderr


def test_the_web_server_is_the_one_that_is_checked() -> None:
    assert web_server("127.0.0.1", 8000, "1")[-1] == "sharemap.config.wsgi:application"
    assert settings.DATABASES["default"]
