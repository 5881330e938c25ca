"""What the two databases say differently: reading all as of one moment, and the numbers that rows were given last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from django.db import connection, transaction
from django.db.models import AutoField, BigAutoField

from sharemap.backup.rows import Table


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is as it was in one moment. Nobody who writes waits for it."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            _run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Not atomic(): on SQLite that takes the turn of those who write.
    _run("BEGIN DEFERRED")
    try:
        yield
    finally:
        _run("ROLLBACK")


def is_numbered(table: Table) -> bool:
    """Whether the database numbers its rows."""
    return isinstance(table._meta.pk, AutoField | BigAutoField)


def last_number(table: Table) -> int:
    """The highest number that a row was ever given; 0 if none was. None is given twice: events name people by it."""
    name = table._meta.db_table
    if connection.vendor == "postgresql":
        found = _ask(
            "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)", f'"{name}"', _key(table)
        )
    else:
        found = _ask("SELECT seq FROM sqlite_sequence WHERE name = %s", name)
    return found or 0


def go_on_after(table: Table, number: int) -> None:
    """Have the next row get a higher number."""
    name = table._meta.db_table
    if number and connection.vendor == "postgresql":
        _run("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", f'"{name}"', _key(table), number)
    elif number:
        _run("DELETE FROM sqlite_sequence WHERE name = %s", name)
        _run("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", name, number)


def _key(table: Table) -> str:
    return str(table._meta.pk.column)


def _run(sql: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _ask(sql: str, *values: str | int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchone()
    return cast("int | None", found[0]) if found else None
