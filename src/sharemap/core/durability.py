"""Whether the database keeps what it says it has kept, a power cut included: asked before anything is served."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

POSTGRESQL = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    # All but `off` wait for the disk of this server.
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
}
SQLITE = {"journal_mode": ("wal",), "synchronous": ("2", "3")}
"""What SQLite says for `FULL` and `EXTRA`."""


def durable(app_configs: object = None, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """A check of Django's: an Error for each setting with which an acknowledged save could be lost."""
    return [each for alias in databases or () for each in _faults(connections[alias])]


def _faults(connection: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
    asked, needed = ("SHOW", POSTGRESQL) if connection.vendor == "postgresql" else ("PRAGMA", SQLITE)
    for name, values in needed.items():
        with connection.cursor() as cursor:
            cursor.execute(f"{asked} {name}")
            found = str((cursor.fetchone() or [""])[0])
        if found not in values:
            yield Error(
                f"The database has {name} = {found}: what it says is kept could be lost.",
                hint=f"Set {name} = {values[0]} in {_place(connection)}.",
                id="sharemap.E001",
            )


def _place(connection: BaseDatabaseWrapper) -> str:
    return "postgresql.conf" if connection.vendor == "postgresql" else "the settings’ OPTIONS"
