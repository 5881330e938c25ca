"""Tables of editions that stand beside the one that is shown: with the columns that they were published with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import make_dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, cast

import pyarrow as pa
import pyarrow.parquet as pq

from sharemap.core.fields import Means, Row

_TYPES: tuple[tuple[Callable[[pa.DataType], bool], type], ...] = (
    (pa.types.is_boolean, bool),
    (pa.types.is_integer, int),
    (pa.types.is_floating, float),
    (pa.types.is_date, date),
    (pa.types.is_list, tuple[str, ...]),
)


def row_type_of(path: Path) -> type[Row]:
    """A row type with the columns of the Parquet file, each with the meaning that it had when it was published."""
    columns = [(column.name, Annotated[_hint(column), Means(_meaning(column))]) for column in pq.read_schema(path)]
    return cast(type[Row], make_dataclass(path.stem, columns, frozen=True, slots=True))


def _hint(column: pa.Field) -> object:
    kind = next((kind for holds, kind in _TYPES if holds(column.type)), str)
    return kind | None if column.nullable and kind is not str else kind


def _meaning(column: pa.Field) -> str:
    return str((column.metadata or {}).get(b"description", b""), "utf-8")
