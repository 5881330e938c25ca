"""Puts a backup into an empty database of either kind: all of it in one transaction, or none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from sharemap.backup.contents import EDITIONS, Contents, HeldTable, Migration, table_file
from sharemap.backup.moment import go_on_after
from sharemap.backup.rows import Table, at_once, columns_of, row_of, tables_of
from sharemap.core.problem import Problem
from sharemap.editions.cut import aside, put
from sharemap.editions.manifest import number_of
from sharemap.editions.publish import point_to_latest
from sharemap.editions.read import MANIFEST

_NEW = "Name a new, empty one in DATABASE_URL, or a new folder in SHAREMAP_VAR for SQLite."


def hindrances(file: Path, held: Contents, editions: Path) -> list[Problem]:
    """Why the backup cannot be restored here; all reasons at once, and nothing changed."""
    return [*_too_new(held), *_not_empty(held), *_other_editions(file, held, editions)]


def _too_new(held: Contents) -> Iterator[Problem]:
    known = MigrationLoader(connection).disk_migrations or {}
    if unknown := [f"{app} {name}" for app, name in held.migrations if (app, name) not in known]:
        needed = "This version of Sharemap must know how the database of the backup was made."
        yield Problem(
            "too new", "the backup", ", ".join(unknown), needed, "Install the version that wrote it, or later."
        )


def _not_empty(held: Contents) -> Iterator[Problem]:
    there = set(connection.introspection.table_names())
    for label, table in tables_of(apps).items():
        if table._meta.db_table in there and table._default_manager.exists():
            yield Problem("not empty", label, "rows in it", "A backup is restored into an empty database only.", _NEW)
    later = set(MigrationRecorder(connection).applied_migrations()) - set(held.migrations)
    if later:
        found = ", ".join(f"{app} {name}" for app, name in sorted(later))
        needed = "The tables here are later ones than those of the backup: it must make them itself."
        yield Problem("too late", "the database", found, needed, _NEW)


def _other_editions(file: Path, held: Contents, editions: Path) -> Iterator[Problem]:
    with ZipFile(file) as archive:
        for name in held.published:
            stands = editions / name / MANIFEST
            if number_of(name) is None or any(path.count("/") != 1 for path in held.editions):
                yield Problem("no edition", name, "this name", "An edition is named YEAR.N.", "Take another backup.")
            elif stands.exists() and stands.read_bytes() != archive.read(f"{EDITIONS}/{name}/{MANIFEST}"):
                needed = "An edition of that name stands here, and is another one."
                yield Problem("other edition", str(stands.parent), "other bytes", needed, "Find out which is right.")


def restore(file: Path, held: Contents, editions: Path) -> list[Problem]:
    """Fill the database, as it was when the backup was made, then bring it up to this version."""
    executor = MigrationExecutor(connection)
    targets = _last_of_each(executor.loader, held.migrations)
    executor.migrate(targets)
    tables = tables_of(executor.loader.project_state(targets).apps)
    try:
        with ZipFile(file) as archive, transaction.atomic():
            for label, said in held.tables.items():
                with archive.open(table_file(label)) as lines:
                    _fill(tables[label], said, lines)
            for name in held.published:
                _stand(archive, [path for path in held.editions if path.startswith(f"{name}/")], editions / name)
    except (DatabaseError, ValidationError, ValueError, KeyError) as trouble:
        needed = "The database must take every row. Nothing was restored."
        return [
            Problem("not taken", str(file), f"“{trouble}”", needed, "Restore it into the other kind of database.")
        ]
    call_command("migrate", interactive=False, verbosity=0)
    point_to_latest(editions)
    return []


def _last_of_each(loader: MigrationLoader, migrations: tuple[Migration, ...]) -> list[Migration]:
    """Of each application the migrations that no other of it in the backup builds on."""
    held = set(migrations)
    nodes = {each: loader.graph.node_map[each] for each in migrations if each in loader.graph.node_map}
    return [
        each
        for each, node in nodes.items()
        if not any(child.key in held and child.key[0] == each[0] for child in node.children)
    ]


def _fill(table: Table, said: HeldTable, lines: IO[bytes]) -> None:
    columns = {column.attname: column for column in columns_of(table)}
    in_order = [columns[name] for name in said.columns]
    while rows := [row_of(table, in_order, line) for line in islice(lines, at_once(table))]:
        table._default_manager.bulk_create(rows)
    if (found := table._default_manager.count()) != said.rows:
        raise ValueError(f"{found} rows in {table._meta.label_lower}, not {said.rows}")
    go_on_after(table, said.last)


def _stand(archive: ZipFile, paths: list[str], place: Path) -> None:
    """Put an edition in its place, unless it stands there."""
    if (place / MANIFEST).exists():
        return
    with aside(place.parent, place.name) as half_made:
        for path in paths:
            with archive.open(f"{EDITIONS}/{path}") as held, (half_made / Path(path).name).open("wb") as out:
                shutil.copyfileobj(held, out)
        put(half_made, place)
