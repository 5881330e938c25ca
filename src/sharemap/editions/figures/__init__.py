"""Computes figures: a query gives what contributes, one reducer makes the value, dimensions divide it.

Everything happens in DuckDB on the tables of an edition, so that a million arrangements take seconds, and every
number is a plain query away from its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from sharemap.editions.definitions import (
    Definition,
    Dimension,
    Reducer,
    Subject,
    dimension_definitions,
    figure_definitions,
    views,
)
from sharemap.editions.tables import Breakdown, Contribution, DimensionRow, FigureRow, PartRow, schema_of

_REDUCED: Mapping[Reducer, str] = {
    Reducer.COUNT: "count(*)",
    Reducer.SUM: "sum(value)",
    Reducer.MEDIAN: "median(value)",
    Reducer.MEAN: "sum(value) / count(*)",
    Reducer.MAXIMUM: "max(value)",
}
# How a subject of one kind leads to what a dimension of another kind divides.
_LEADS_TO: Mapping[tuple[Subject, Subject], str] = {
    (Subject.CLAIM, Subject.ARRANGEMENT): "select id as subject, arrangement as other from claims",
    (Subject.MEMBERSHIP, Subject.ARRANGEMENT): "select distinct arrangement || '/' || body as subject, "
    "arrangement as other from memberships",
    (Subject.MEMBERSHIP, Subject.BODY): "select distinct arrangement || '/' || body as subject, body as other "
    "from memberships",
}


@dataclass(frozen=True, slots=True)
class Computed:
    """The tables that figures add to an edition. `contributions` is None where they were not asked for."""

    dimensions: list[DimensionRow]
    parts: pa.Table
    figures: list[FigureRow]
    breakdowns: list[Breakdown]
    contributions: pa.Table | None


def compute(
    tables: Mapping[str, pa.Table], as_at: date, only: Sequence[str] = (), contributions: bool = True
) -> Computed:
    """Figures and their breakdowns from an edition's tables on its day. The SQL reaches no file.

    `only`: the names of the figures wanted; all where it is empty.
    """
    with duckdb.connect(":memory:", config={"threads": 2, "enable_external_access": False}) as connection:
        for name, table in tables.items():
            connection.register(name, table)
        connection.execute("create table edition as select cast(? as date) as as_at", [as_at])
        connection.execute(
            "create table years as select range as year, make_date(range, 1, 1) as starts_on, "
            "make_date(range + 1, 1, 1) as ends_before from range(1000, 2201)"
        )
        connection.execute(views())
        dimensions = dimension_definitions()
        _lay_out(connection, dimensions)
        wanted = [each for each in figure_definitions() if not only or each.name in only]
        by_name = {each.name: each for each in dimensions}
        connection.execute("create table kept (figure varchar, subject varchar, certain boolean, value double)")
        done = [_figure(connection, each, by_name, contributions) for each in wanted]
        return Computed(
            [_dimension_row(each) for each in dimensions],
            _fetched(connection, "select * from parts order by dimension, subject, part", PartRow),
            [row for row, _ in done],
            [row for _, rows in done for row in rows],
            _fetched(connection, "select * from kept order by figure, subject", Contribution)
            if contributions
            else None,
        )


def _lay_out(connection: duckdb.DuckDBPyConnection, dimensions: Sequence[Dimension]) -> None:
    """The parts of all dimensions in one table, and what leads from one kind of subject to another."""
    connection.execute("create table parts (dimension varchar, subject varchar, part varchar, certain boolean)")
    for each in dimensions:
        connection.execute(f"insert into parts select ?, subject, part, certain from ({each.sql})", [each.name])  # noqa: S608
    for (kind, other), query in _LEADS_TO.items():
        connection.execute(f"create table {kind}_to_{other} as {query}")


def _fetched(connection: duckdb.DuckDBPyConnection, query: str, row_type: type) -> pa.Table:
    held, schema = connection.sql(query).to_arrow_table(), schema_of(row_type)
    columns = [held.column(name).cast(kind) for name, kind in zip(schema.names, schema.types, strict=True)]
    return pa.Table.from_arrays(columns, schema=schema)


def _dimension_row(each: Dimension) -> DimensionRow:
    return DimensionRow(each.name, each.title, each.subject, each.adds, each.method, each.sql)


def _figure(
    connection: duckdb.DuckDBPyConnection, each: Definition, dimensions: Mapping[str, Dimension], keep: bool
) -> tuple[FigureRow, list[Breakdown]]:
    connection.execute(f"create or replace temp table counted as {each.sql}")
    if keep:
        connection.execute("insert into kept select ?, subject, certain, value from counted", [each.name])
    if each.split:
        _split(connection, each, dimensions[each.split])
        breakdowns = [*_undivided(connection, each), *_all_divided(connection, each, dimensions)]
        certain, possible = _one(connection, "select count(*) filter (where certain), count(*) from counted")
        return _row(each, None, None, certain, possible), breakdowns
    connection.execute("create or replace temp table split as select '' as split, * from counted")
    low, high, certain, possible = _one(connection, f"select {_reduced(each.reducer)} from split")  # noqa: S608
    return _row(each, low, high, certain, possible), _all_divided(connection, each, dimensions)


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


def _split(connection: duckdb.DuckDBPyConnection, each: Definition, dimension: Dimension) -> None:
    """Contributions in the parts of the figure's split."""
    rows = _joined("counted", each, dimension.subject, [dimension.name])
    connection.execute(f"create or replace temp table split as select p.part as split, {rows}")


def _joined(table: str, each: Definition, divided: Subject, dimensions: Sequence[str]) -> str:
    """Contributions with the parts `p` of dimensions that divide one kind of subject, to follow `select …,`."""
    if each.subject is divided:
        leads, key = "", "c.subject"
    else:
        leads, key = f"inner join {each.subject}_to_{divided} l on l.subject = c.subject", "l.other"
    named = ", ".join(f"'{name}'" for name in dimensions)
    return (
        "c.subject, c.certain and p.certain as certain, c.value "
        f"from {table} c {leads} inner join parts p on p.dimension in ({named}) and p.subject = {key}"
    )


def _all_divided(
    connection: duckdb.DuckDBPyConnection, each: Definition, dimensions: Mapping[str, Dimension]
) -> list[Breakdown]:
    """The value for each part of every dimension, in their order; one query for those that divide alike."""
    found: list[Breakdown] = []
    for divided in dict.fromkeys(dimensions[name].subject for name in each.dimensions):
        named = [name for name in each.dimensions if dimensions[name].subject is divided]
        rows = f"select c.split, p.dimension, p.part, {_joined('split', each, divided, named)}"
        found += _divided(connection, each, rows)
    return sorted(found, key=lambda row: each.dimensions.index(row.dimension))


def _undivided(connection: duckdb.DuckDBPyConnection, each: Definition) -> Iterator[Breakdown]:
    """The value for each part of the split alone."""
    rows = "select split, '' as dimension, '' as part, subject, certain, value from split"
    yield from _divided(connection, each, rows)


def _divided(connection: duckdb.DuckDBPyConnection, each: Definition, rows: str) -> Iterator[Breakdown]:
    cell = "split, dimension, part"
    query = f"select {cell}, {_reduced(each.reducer)} from ({rows}) group by {cell} order by {cell}"  # noqa: S608
    for split, dimension, part, *value in connection.execute(query).fetchall():
        yield Breakdown(each.name, split, dimension, part, *value)


def _reduced(reducer: Reducer) -> str:
    """Lowest and highest value, and how many contribute: for certain, and at most.

    A count or a sum grows with what is possible. Another value is taken of what is certain and of all, the lower
    first.
    """
    value = f"cast({_REDUCED[reducer]} as double)"
    sure = f"cast({_filtered(reducer)} as double)"
    low, high = (
        (sure, value)
        if reducer in (Reducer.COUNT, Reducer.SUM)
        else (f"least({sure}, {value})", f"greatest({sure}, {value})")
    )
    if reducer is Reducer.SUM:
        low = f"case when count(*) > 0 then coalesce({low}, 0) end"
    return f"{low}, {high}, count(*) filter (where certain), count(*)"


def _filtered(reducer: Reducer) -> str:
    if reducer is Reducer.MEAN:
        return "sum(value) filter (where certain) / nullif(count(*) filter (where certain), 0)"
    return f"{_REDUCED[reducer]} filter (where certain)"


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple:  # type: ignore[type-arg]
    (row,) = connection.execute(query).fetchall()
    return row
