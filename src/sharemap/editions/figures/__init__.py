"""Computes figures: a query gives what contributes, one reducer makes the value, dimensions divide it.

DuckDB runs the queries on the tables of an edition, and what they give is reduced as arrays of numbers, so that a
million arrangements take seconds, and every number is a plain query away from its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from sharemap.editions.definitions import Dimension, dimension_definitions, figure_definitions
from sharemap.editions.figures.engine import laid_out
from sharemap.editions.figures.numbers import THREADS, Given, quoted
from sharemap.editions.tables import DimensionRow, FigureRow


@dataclass(frozen=True, slots=True)
class Computed:
    """The tables that figures add to an edition. Parts are those of the dimensions of the figures wanted.

    Without contributions there are no parts either.
    """

    dimensions: list[DimensionRow]
    parts: pa.Table
    figures: list[FigureRow]
    breakdowns: pa.Table
    contributions: pa.Table | None


def compute(
    tables: Mapping[str, Given], as_at: date, only: Sequence[str] = (), contributions: bool = True
) -> Computed:
    """Figures and their breakdowns from an edition's tables on its day. The SQL reaches no file.

    `only`: the names of the figures wanted; all where it is empty.
    """
    wanted = [each for each in figure_definitions() if not only or each.name in only]
    with (
        TemporaryDirectory(prefix="sharemap-") as room,
        duckdb.connect(":memory:", config=_config(room)) as connection,
    ):
        _shut(connection, tables)
        engine = laid_out(connection, tables, as_at, wanted, contributions)
        figures = engine.figures()
        return Computed(
            [_dimension_row(each) for each in dimension_definitions()],
            engine.parts(),
            figures,
            engine.breakdowns(),
            engine.contributions() if contributions else None,
        )


def _config(room: str) -> dict[str, str | bool | int | float | list[str]]:
    """With the arrays two gigabytes do for a million arrangements: what takes more goes to a folder for the time."""
    return {"threads": THREADS, "memory_limit": "1GB", "temp_directory": room}


def _shut(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Given]) -> None:
    """From here on no file can be reached but those that were given."""
    paths = ", ".join(quoted(str(given)) for given in tables.values() if isinstance(given, Path))
    connection.execute(f"set allowed_paths = [{paths}]")
    connection.execute("set enable_external_access = false")


def _dimension_row(each: Dimension) -> DimensionRow:
    return DimensionRow(each.name, each.title, each.subject, each.adds, each.method, each.sql)
