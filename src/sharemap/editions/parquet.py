"""Rows as a Parquet file that explains itself: what it is about, and what each column means, in its own metadata."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.parquet as pq

from sharemap.core.fields import Row, fields_of
from sharemap.editions.tables import to_arrow

PARQUET_TYPE = "application/vnd.apache.parquet"


def parquet_of(rows: Iterable[Row], row_type: type[Row], about: Mapping[str, str]) -> bytes:
    """The file. Its metadata hold `about` as it is given, and `columns`: name and meaning of each, as JSON."""
    meanings = {field.name: field.meaning for field in fields_of(row_type)}
    told = {**about, "columns": json.dumps(meanings, ensure_ascii=False)}
    table = to_arrow(rows, row_type).replace_schema_metadata(told)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())
