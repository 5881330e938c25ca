"""Tables as lines of text and back, the same whichever database holds them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps.registry import Apps
from django.db.models import BinaryField, Field, JSONField, Model

Table = type[Model]
Columns = list["Field[Any, Any]"]
LEFT_OUT = frozenset(
    {
        # Made by migrating, and given to nobody here.
        "contenttypes.contenttype",
        "auth.permission",
        "auth.group",
        "auth.group_permissions",
        "auth.user_groups",
        "auth.user_user_permissions",
        # Who is signed in, and who tried what within the last hour.
        "sessions.session",
        "corrections.attempt",
    }
)
"""Tables that a backup does not hold. Any other table, of whatever room, is in it without being named."""
AT_ONCE = 200
"""Rows held in memory; of a table with files in it, one."""


def tables_of(apps: Apps) -> dict[str, Table]:
    """The tables that a backup holds, by label, in the order of their labels."""
    found = {each._meta.label_lower: each for each in apps.get_models(include_auto_created=True)}
    return {label: found[label] for label in sorted(found) if label not in LEFT_OUT and found[label]._meta.managed}


def columns_of(table: Table) -> Columns:
    return list(table._meta.concrete_fields)


def at_once(table: Table) -> int:
    return 1 if any(isinstance(column, BinaryField) for column in columns_of(table)) else AT_ONCE


def lines_of(table: Table) -> Iterator[bytes]:
    """Each row as a line of JSON, in the order of their keys; never all of them in memory."""
    columns = columns_of(table)
    for row in table._default_manager.order_by("pk").iterator(chunk_size=at_once(table)):
        said = [_said(column, row) for column in columns]
        yield json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _said(column: Field[Any, Any], row: Model) -> object:
    """A value as Django's own fields say it in text, to the microsecond; JSON as it is."""
    value = column.value_from_object(row)
    return value if value is None or isinstance(column, JSONField) else column.value_to_string(row)


def row_of(table: Table, columns: Columns, line: bytes) -> Model:
    """The unsaved row that a line says. Raises ValueError or ValidationError where it says none."""
    said = json.loads(line)
    values = {column.attname: _read(column, cell) for column, cell in zip(columns, said, strict=True)}
    return table(**values)


def _read(column: Field[Any, Any], cell: object) -> object:
    return cell if cell is None or isinstance(column, JSONField) else column.to_python(cell)
