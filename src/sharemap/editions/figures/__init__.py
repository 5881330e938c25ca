"""Computes figures: a query gives what contributes, one reducer makes the value, dimensions divide it.

Everything happens in DuckDB on the tables of an edition, so that a million arrangements take seconds, and every
number is a plain query away from its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from sharemap.core.fields import Row
from sharemap.editions.definitions import (
    Definition,
    Dimension,
    Reducer,
    Subject,
    dimension_definitions,
    figure_definitions,
    views_of,
)
from sharemap.editions.figures.cells import Cells
from sharemap.editions.figures.claims import Claims, sorts_of
from sharemap.editions.figures.numbers import Given, Tables, columns_named, quoted
from sharemap.editions.figures.parts import TABLE_OF, Parts
from sharemap.editions.tables import Breakdown, Contribution, DimensionRow, FigureRow, PartRow, schema_of

_ORDER = "order by subject\n"
# How a subject says what dimensions of another kind divide. What a claim says is in its identifier.
_SAYS: Mapping[Subject, str] = {
    Subject.ARRANGEMENT: "subject, subject as arrangement",
    Subject.BODY: "subject, subject as body",
    Subject.MEMBERSHIP: "cast(split_part(subject, '/', 1) as integer) as arrangement, "
    "cast(split_part(subject, '/', 2) as integer) as body",
}


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
        engine = _laid_out(connection, tables, as_at, wanted, contributions)
        rows = list(engine.figures())
        return Computed(
            [_dimension_row(each) for each in dimension_definitions()],
            engine.parts_in_words(),
            rows,
            engine.breakdowns(),
            _fetched(connection, "from kept order by figure, subject", Contribution) if contributions else None,
        )


def _config(room: str) -> dict[str, str | bool | int | float | list[str]]:
    """Two gigabytes do for a million arrangements: what takes more goes to a folder for the time being.

    Cells of a million numbers are gathered by their place, not by a hash of it.
    """
    return {"threads": 2, "memory_limit": "1400MB", "temp_directory": room, "perfect_ht_threshold": 20}


def _shut(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Given]) -> None:
    """From here on no file can be reached but those that were given."""
    paths = ", ".join(quoted(str(given)) for given in tables.values() if isinstance(given, Path))
    connection.execute(f"set allowed_paths = [{paths}]")
    connection.execute("set enable_external_access = false")


def _fetched(connection: duckdb.DuckDBPyConnection, query: str, row_type: type[Row]) -> pa.Table:
    held, schema = connection.sql(query).to_arrow_table(), schema_of(row_type)
    columns = [held.column(name).cast(kind) for name, kind in zip(schema.names, schema.types, strict=True)]
    return pa.Table.from_arrays(columns, schema=schema)


def _dimension_row(each: Dimension) -> DimensionRow:
    return DimensionRow(each.name, each.title, each.subject, each.adds, each.method, each.sql)


@dataclass(frozen=True)
class _Engine:
    """Figures over the tables of one edition, laid out in one connection."""

    connection: duckdb.DuckDBPyConnection
    wanted: Sequence[Definition]
    keep: bool
    claims: Claims
    parts: Parts
    cells: Cells

    def figures(self) -> Iterator[FigureRow]:
        """Every figure; its cells stand in `cells`. What contributes to several is found once."""
        done = {}
        for sql in dict.fromkeys(each.sql for each in self.wanted):
            alike = [each for each in self.wanted if each.sql == sql]
            certain, possible = self._find(sql, alike)
            for each in alike:
                if self.keep:
                    self._keep(each)
                number = self.wanted.index(each)
                self.cells.fill(number, each, certain == possible)
                done[each.name] = _row(each, *self._whole(number, each, certain, possible), certain, possible)
        yield from (done[each.name] for each in self.wanted)

    def _find(self, sql: str, alike: Sequence[Definition]) -> tuple[int, int]:
        """Lay out what contributes. How many do for certain, and at most."""
        rows = sql.removesuffix(_ORDER)
        self.connection.execute(
            f"create or replace temp table counted as select certain, value, {self._says(alike)} from ({rows})"
        )
        counts = "select count(*) filter (where certain), count(*) from counted"
        ((certain, possible),) = self.connection.execute(counts).fetchall()
        return certain, possible

    def _says(self, alike: Sequence[Definition]) -> str:
        subject = alike[0].subject
        if subject is not Subject.CLAIM:
            return _SAYS[subject]
        named = {name for each in alike for name in (each.split, *each.dimensions)}
        keys = dict.fromkeys(key for name, key in self.claims.keys.items() if name in named)
        place = ["subject.place as subject"] if self.keep else []
        return ", ".join([*place, *(f"subject.{key} as {key}" for key in ("arrangement", *keys))])

    def _keep(self, each: Definition) -> None:
        text, joins = "own.text", f"inner join {TABLE_OF.get(each.subject)}_by_text as own on own.number = subject"
        if each.subject is Subject.MEMBERSHIP:
            text = "own.text || '/' || of_body.text"
            joins = (
                "inner join arrangements_by_text as own on own.number = arrangement "
                "inner join bodies_by_text as of_body on of_body.number = body"
            )
        self.connection.execute(f"insert into kept select '{each.name}', {text}, certain, value from counted {joins}")

    def _whole(self, number: int, each: Definition, certain: int, possible: int) -> tuple[float | None, float | None]:
        if each.split:
            return None, None
        if each.reducer is Reducer.COUNT:
            return float(certain), float(possible)
        query = f"select low, high from cells where figure = {number} and split = 0 and part = 0"
        found = self.connection.execute(query).fetchall()
        return found[0] if found else (None, None)

    def breakdowns(self) -> pa.Table:
        """All cells in words, by figure, then in the order of its dimensions."""
        places = [
            (number, each.name, name, place)
            for number, each in enumerate(self.wanted)
            for place, name in enumerate(("", *each.dimensions) if each.split else each.dimensions)
        ]
        self.connection.execute(
            "create temp table places as select unnest($1) as number, unnest($2) as figure, "
            "unnest($3) as dimension, unnest($4) as place",
            [list(each) for each in zip(*places, strict=True)],
        )
        query = (
            "select places.figure, splits.part as split, words.dimension, words.part, low, high, certain, possible "
            "from cells inner join words on words.number = cells.part "
            "inner join words as splits on splits.number = cells.split "
            "inner join places on places.number = cells.figure and places.dimension = words.dimension "
            "order by cells.figure, places.place, cells.split, cells.part"
        )
        return _fetched(self.connection, query, Breakdown)

    def parts_in_words(self) -> pa.Table:
        """What lies in each part; nothing where texts are not kept."""
        told = [
            f"select part, text, certain from in_{subject} inner join {TABLE_OF[subject]}_by_text on number = subject"
            for subject in (Subject.ARRANGEMENT, Subject.BODY)
        ]
        told += [
            f"select part, text, certain from ({rows}) inner join own_claims on {sort} = subject"
            for sort, rows in self.claims.parts_by_sort()
        ]
        query = (
            "select dimension, text as subject, words.part, certain "
            f"from ({' union all '.join(told)}) as told inner join words on number = told.part "
            "order by dimension, subject, words.part"
        )
        return _fetched(self.connection, query, PartRow) if self.keep else schema_of(PartRow).empty_table()


def _laid_out(
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, Given],
    as_at: date,
    wanted: Sequence[Definition],
    keep: bool,
) -> _Engine:
    """All that the queries read, and the parts of the dimensions of the figures wanted."""
    named = {name for each in wanted for name in (each.split, *each.dimensions)}
    dimensions = [each for each in dimension_definitions() if each.name in named]
    of_claims = [each for each in dimensions if each.subject is Subject.CLAIM]
    others = sorted(set(dimensions) - set(of_claims), key=lambda each: (each.subject is not Subject.BODY, each.name))
    asked = [*(each.sql for each in others), *(each.sql for each in wanted)]
    queries = [*(each.sql for each in of_claims), *asked]
    held = Tables(connection, tables, columns_named(tables, [*views_of(queries), *queries]), keep)
    parts = Parts(connection)
    claims = Claims(connection, parts, sorts_of(of_claims, tables))
    held.lay_out()
    _lay_out_days(connection, as_at)
    parts.lay_out()
    if "claims" in held.columns:
        claims.lay_out(keep)
    # Several queries rest on each view: it is worked out once.
    for view in views_of(asked):
        connection.execute(view.replace("create view", "create table"))
    for each in others:
        parts.fill(each)
    cells = Cells(connection, {each.name: each for each in dimensions}, parts, claims.keys, parts.doubtful())
    cells.lay_out()
    connection.execute("create table kept (figure varchar, subject varchar, certain boolean, value double)")
    return _Engine(connection, wanted, keep, claims, parts, cells)


def _lay_out_days(connection: duckdb.DuckDBPyConnection, as_at: date) -> None:
    connection.execute("create table edition as select cast(? as date) as as_at", [as_at])
    connection.execute(
        "create table years as select range as year, make_date(range, 1, 1) as starts_on, "
        "make_date(range + 1, 1, 1) as ends_before from range(1000, 2201)"
    )


def _row(each: Definition, low: float | None, high: float | None, certain: int, possible: int) -> FigureRow:
    return FigureRow(
        figure=each.name,
        title=each.title,
        unit=each.unit,
        subject=each.subject,
        reducer=each.reducer,
        population=each.population,
        split=each.split,
        dimensions=each.dimensions,
        method=each.method,
        low=low,
        high=high,
        certain=certain,
        possible=possible,
        sql=each.sql,
    )
