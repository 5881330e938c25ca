"""The shapes of answers, made from the declared rows: a column is declared once and never again here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import GenericAlias
from typing import Annotated, Any

from pydantic import ConfigDict, Field
from typing_extensions import TypedDict

from sharemap.api.rows import FacetCount
from sharemap.core.fields import Field as Column
from sharemap.core.fields import Row, fields_of, said_of

HEAD: Mapping[str, Any] = {
    "edition": Annotated[str, Field(description="Name of the edition that this is from")],
    "preview": Annotated[bool, Field(description="Whether it may still change: it is no published edition")],
    "as_at": Annotated[date, Field(description="The edition's day")],
    "licence": Annotated[str, Field(description="Address of the licence")],
}
"""What every answer begins with."""
PAGE: Mapping[str, Any] = {
    "total": Annotated[int, Field(description="How many rows match, on all pages together")],
    "next": Annotated[str | None, Field(description="The cursor of the next page; null: this is the last")],
}

_typed_dict: Any = TypedDict  # of a name and columns that are known only when it runs


@cache
def row_schema(row_type: type[Row]) -> Any:
    """A row as JSON holds it: blank numbers and days are null, blank texts and lists are empty."""
    columns = {column.name: Annotated[_kind(column), _said(column)] for column in fields_of(row_type)}
    return _shape(row_type.__name__, said_of(row_type), columns)


def list_schema(noun: str, row_type: type[Row], facets: bool) -> Any:
    """A page of a collection."""
    counts = {"facets": _part(_many(row_schema(FacetCount)), FacetCount)} if facets else {}
    rows: Any = _part(_many(row_schema(row_type)), row_type)
    return _shape(f"ListOf{_title(noun)}", f"A page of {noun}.", {**HEAD, **PAGE, noun: rows, **counts})


def item_schema(name: str, parts: Mapping[str, type[Row]], more: Mapping[str, Any] | None = None) -> Any:
    """One row, which the first part is, with what belongs to it."""
    first, *others = parts
    shapes: dict[str, Any] = {first: _part(row_schema(parts[first]), parts[first])}
    shapes |= {part: _part(_many(row_schema(parts[part])), parts[part]) for part in others}
    return _shape(f"One{_title(name)}", f"One {first} with what belongs to it.", {**HEAD, **(more or {}), **shapes})


def _shape(name: str, means: str, columns: Mapping[str, Any]) -> Any:
    shape = _typed_dict(name, dict(columns))
    shape.__doc__ = means
    shape.__pydantic_config__ = ConfigDict(json_schema_extra={"description": means, "additionalProperties": False})
    return shape


def _part(shape: Any, row_type: type[Row]) -> Any:
    return Annotated[shape, Field(description=said_of(row_type))]


def _many(shape: Any) -> Any:
    return GenericAlias(list, (shape,))


def _kind(column: Column) -> Any:
    kind: Any = list[str] if column.kind is tuple else column.kind
    return kind | None if column.optional else kind


def _said(column: Column) -> Any:
    return Field(description=column.meaning, examples=[column.example] if column.example else None)


def _title(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))
