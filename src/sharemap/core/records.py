"""Rows to and from the database models that have the same field names: one mapping for all tables."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar, cast

from django.db import models

from sharemap.core.fields import Row, fields_of, sort_key

R = TypeVar("R", bound=Row)
M = TypeVar("M", bound=models.Model)


def to_model(row: Row, model: type[M]) -> M:
    """An unsaved model that says what the row says. A blank reference becomes null."""
    values: dict[str, object] = {}
    for field in fields_of(type(row)):
        column = cast("models.Field[object, object]", model._meta.get_field(field.name))
        value = getattr(row, field.name)
        values[column.attname] = value or None if column.is_relation else _plain(value)
    return model(**values)


def _plain(value: object) -> object:
    match value:
        case StrEnum():
            return value.value
        case tuple():
            return list(value)
        case _:
            return value


def to_row(saved: models.Model, row_type: type[R]) -> R:
    """The row that a saved model says."""
    values: list[object] = []
    for field in fields_of(row_type):
        column = cast("models.Field[object, object]", saved._meta.get_field(field.name))
        value = getattr(saved, column.attname)
        if value is None and not field.optional:
            value = ""
        elif field.kind is tuple or issubclass(field.kind, StrEnum):
            value = field.kind(value)
        values.append(value)
    return row_type(*values)


def rows_of(saved: Iterable[models.Model], row_type: type[R]) -> list[R]:
    """All of them as rows, in the one total order that files have."""
    return sorted((to_row(each, row_type) for each in saved), key=sort_key)
