"""Writes a backup: everything as of one moment, into one archive that only its owner can read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from sharemap.backup.contents import EDITIONS, NAME, Contents, Held, HeldTable, table_file
from sharemap.backup.moment import is_numbered, last_number, one_moment
from sharemap.backup.rows import Table, columns_of, lines_of, tables_of
from sharemap.core.problem import Problem
from sharemap.editions import durable

_PIECE = 1 << 20
_OWNER_ONLY = 0o600


def other_version() -> Problem | None:
    """A version of Sharemap backs up the tables that it knows: those that it made."""
    executor = MigrationExecutor(connection)
    missing = [
        f"{each.app_label} {each.name}" for each, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]
    if not missing:
        return None
    needed = "The database must be one that this version of Sharemap has served."
    fix = "Back it up with the version that served it last."
    return Problem("other version", "the database", f"it without {', '.join(missing[:3])}", needed, fix)


def write_backup(file: Path, editions: Iterable[Path], now: datetime) -> Contents:
    """Write the database and these folders of editions. The file appears when it is whole.

    Raises FileExistsError where one of that name stands: a backup is never written over.
    """
    with _whole(file) as half_made, ZipFile(half_made, "w", ZIP_DEFLATED) as archive:
        with one_moment():
            migrations = tuple(sorted(MigrationRecorder(connection).applied_migrations()))
            tables = {label: _table(archive, label, table) for label, table in tables_of(apps).items()}
        made_at = now.astimezone(UTC).isoformat(timespec="seconds")
        held = Contents(made_at, connection.vendor, migrations, tables, _editions(archive, editions))
        archive.writestr(NAME, held.text())
    return held


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """A place beside the file's own that gets its name once all is written and on the disk."""
    if file.exists():
        raise FileExistsError(17, "There is a file of this name already", str(file))
    half_made = file.with_name(f".{file.name}-{os.getpid()}")
    os.close(os.open(half_made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY))
    try:
        yield half_made
        durable.sync(half_made)
        half_made.rename(file)
        durable.sync(file.parent)
    finally:
        half_made.unlink(missing_ok=True)


def _table(archive: ZipFile, label: str, table: Table) -> HeldTable:
    rows = 0

    def counted() -> Iterator[bytes]:
        nonlocal rows
        for line in lines_of(table):
            rows += 1
            yield line

    file = _put(archive, table_file(label), counted())
    columns = tuple(column.attname for column in columns_of(table))
    return HeldTable(file, columns, rows, last_number(table) if is_numbered(table) else 0)


def _editions(archive: ZipFile, folders: Iterable[Path]) -> Mapping[str, Held]:
    files = {f"{folder.name}/{file.name}": file for folder in folders for file in sorted(folder.iterdir())}
    return {path: _put(archive, f"{EDITIONS}/{path}", _pieces(file)) for path, file in files.items()}


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece


def _put(archive: ZipFile, name: str, pieces: Iterable[bytes]) -> Held:
    digest, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as out:
        for piece in pieces:
            out.write(piece)
            digest.update(piece)
            size += len(piece)
    return Held(digest.hexdigest(), size)
