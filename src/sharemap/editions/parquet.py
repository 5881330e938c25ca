"""Rows as a Parquet file that explains itself: what it is about, and what each column means, in its own metadata."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sharemap.core.fields import Row, fields_of
from sharemap.editions.tables import to_arrow

_AT_ONCE = 122_880
"""Rows that DuckDB reads as one piece of work: a large table is read by all its threads."""
PARQUET_TYPE = "application/vnd.apache.parquet"


def write_parquet(table: pa.Table, target: Path | pa.NativeFile) -> None:
    """Write a table as every Parquet file here is written."""
    pq.write_table(table, target, compression="zstd", row_group_size=_AT_ONCE)


def parquet_of(rows: Iterable[Row], row_type: type[Row], about: Mapping[str, str]) -> bytes:
    """The file. Its metadata hold `about` as it is given, and `columns`: name and meaning of each, as JSON."""
    meanings = {field.name: field.meaning for field in fields_of(row_type)}
    told = {**about, "columns": json.dumps(meanings, ensure_ascii=False)}
    table = to_arrow(rows, row_type).replace_schema_metadata(told)
    sink = pa.BufferOutputStream()
    write_parquet(table, sink)
    return bytes(sink.getvalue())
