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

from sharemap.editions.definitions import (
    Definition,
    Dimension,
    Reducer,
    Subject,
    dimension_definitions,
    figure_definitions,
    views,
)
from sharemap.editions.figures.numbers import Given, Tables, columns_named, quoted
from sharemap.editions.figures.parts import TABLE_OF, Parts, in_number
from sharemap.editions.tables import Breakdown, Contribution, DimensionRow, FigureRow, PartRow, schema_of

_REDUCED: Mapping[Reducer, str] = {
    Reducer.COUNT: "count(*)",
    Reducer.SUM: "sum(value)",
    Reducer.MEDIAN: "median(value)",
    Reducer.MEAN: "sum(value) / count(*)",
    Reducer.MAXIMUM: "max(value)",
}
# How a subject says what dimensions of another kind divide. What a claim says is in `Parts.digits`.
_SAYS: Mapping[Subject, str] = {
    Subject.ARRANGEMENT: "subject as arrangement",
    Subject.BODY: "subject as body",
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
    breakdowns: list[Breakdown]
    contributions: pa.Table | None


def compute(
    tables: Mapping[str, Given], as_at: date, only: Sequence[str] = (), contributions: bool = True
) -> Computed:
    """Figures and their breakdowns from an edition's tables on its day. The SQL reaches no file.

    `only`: the names of the figures wanted; all where it is empty.
    """
    wanted = [each for each in figure_definitions() if not only or each.name in only]
    dimensions = dimension_definitions()
    with (
        TemporaryDirectory(prefix="sharemap-") as room,
        duckdb.connect(":memory:", config=_config(room)) as connection,
    ):
        _shut(connection, tables)
        engine = _Engine(connection, {each.name: each for each in dimensions}, Parts(connection, contributions))
        if not engine.lay_out(tables, as_at, wanted):
            return compute(tables, as_at, only)
        done = dict(engine.figures(wanted))
        return Computed(
            [_dimension_row(each) for each in dimensions],
            _fetched(connection, "parts order by dimension, subject, part", PartRow),
            [done[each.name][0] for each in wanted],
            [row for each in wanted for row in done[each.name][1]],
            _fetched(connection, "kept order by figure, subject", Contribution) if contributions else None,
        )


def _config(room: str) -> dict[str, str | bool | int | float | list[str]]:
    """Two gigabytes do for a million arrangements: what takes more goes to a folder for the time being."""
    return {"threads": 2, "memory_limit": "1400MB", "temp_directory": room}


def _shut(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Given]) -> None:
    """From here on no file can be reached but those that were given."""
    paths = ", ".join(quoted(str(given)) for given in tables.values() if isinstance(given, Path))
    connection.execute(f"set allowed_paths = [{paths}]")
    connection.execute("set enable_external_access = false")


def _fetched(connection: duckdb.DuckDBPyConnection, table: str, row_type: type) -> pa.Table:
    held, schema = connection.sql(f"from {table}").to_arrow_table(), schema_of(row_type)
    columns = [held.column(name).cast(kind) for name, kind in zip(schema.names, schema.types, strict=True)]
    return pa.Table.from_arrays(columns, schema=schema)


def _dimension_row(each: Dimension) -> DimensionRow:
    return DimensionRow(each.name, each.title, each.subject, each.adds, each.method, each.sql)


@dataclass(frozen=True)
class _Engine:
    """Figures over the tables of one edition, laid out in one connection."""

    connection: duckdb.DuckDBPyConnection
    dimensions: Mapping[str, Dimension]
    parts: Parts

    def lay_out(self, tables: Mapping[str, Given], as_at: date, wanted: Sequence[Definition]) -> bool:
        """All that the queries read; whether hashes could stand in for the texts of claims, if those are not kept."""
        named = {name for each in wanted for name in (each.split, *each.dimensions)}
        dimensions = [each for each in self.dimensions.values() if each.name in named]
        queries = [*views().split(";"), *(each.sql for each in dimensions), *(each.sql for each in wanted)]
        held = Tables(self.connection, tables, columns_named(tables, queries), self.parts.keep)
        held.number()
        self.parts.lay_out()
        self.parts.number_claims(held, [each for each in dimensions if in_number(each)])
        if not held.refer():
            return False
        self._lay_out_days(as_at)
        # Several figures rest on each view: it is worked out once.
        self.connection.execute(views().replace("create view", "create table"))
        self.parts.fill(each for each in dimensions if not in_number(each))
        # Cells of a million numbers are gathered by their place, not by a hash of it.
        self.connection.execute("set perfect_ht_threshold = 20")
        self.connection.execute("create table kept (figure varchar, subject varchar, certain boolean, value double)")
        return True

    def _lay_out_days(self, as_at: date) -> None:
        self.connection.execute("create table edition as select cast(? as date) as as_at", [as_at])
        self.connection.execute(
            "create table years as select range as year, make_date(range, 1, 1) as starts_on, "
            "make_date(range + 1, 1, 1) as ends_before from range(1000, 2201)"
        )

    def figures(self, wanted: Sequence[Definition]) -> Iterator[tuple[str, tuple[FigureRow, list[Breakdown]]]]:
        """Every figure with its breakdowns. What contributes to several is found once."""
        for sql in dict.fromkeys(each.sql for each in wanted):
            alike = [each for each in wanted if each.sql == sql]
            self._find(sql, alike)
            for each in alike:
                if self.parts.keep:
                    self._keep(each)
                yield each.name, self._figure(each)

    def _find(self, sql: str, alike: Sequence[Definition]) -> None:
        """What contributes, with what each subject says of itself."""
        named = {"arrangement", *(name for each in alike for name in (each.split, *each.dimensions))}
        digits = [told for name, told in self.parts.digits.items() if name in named]
        says = _SAYS.get(alike[0].subject) or ", ".join(digits)
        rows = sql.removesuffix("order by subject\n")
        self.connection.execute(f"create or replace temp table counted as select *, {says} from ({rows})")

    def _keep(self, each: Definition) -> None:
        text, joins = "own.text", f"inner join {TABLE_OF.get(each.subject)}_by_text as own on own.number = subject"
        if each.subject is Subject.MEMBERSHIP:
            text = "own.text || '/' || of_body.text"
            joins = (
                "inner join arrangements_by_text as own on own.number = arrangement "
                "inner join bodies_by_text as of_body on of_body.number = body"
            )
        self.connection.execute(f"insert into kept select '{each.name}', {text}, certain, value from counted {joins}")

    def _figure(self, each: Definition) -> tuple[FigureRow, list[Breakdown]]:
        low, high, certain, possible = self._whole(each)
        sure = certain == possible and not self.parts.doubtful & {each.split, *each.dimensions}
        found = [row for rows, names in self._sources(each, sure) for row in self._divided(each, rows, names, sure)]
        order = {name: place for place, name in enumerate(("", *each.dimensions))}
        return _row(each, low, high, certain, possible), sorted(found, key=lambda row: order[row.dimension])

    def _whole(self, each: Definition) -> tuple[float | None, float | None, int, int]:
        numbers = "count(*) filter (where certain), count(*)"
        values = f"null, null, {numbers}" if each.split else _reduced(each.reducer)
        ((low, high, certain, possible),) = self.connection.execute(f"select {values} from counted").fetchall()
        return low, high, certain, possible

    def _sources(self, each: Definition, sure: bool) -> Iterator[tuple[str, Sequence[str]]]:
        """Where contributions stand, and the dimensions to divide them by in one query."""
        source = self._split(each)
        names = ["", *each.dimensions] if each.split else each.dimensions
        if each.subject is not Subject.CLAIM:
            yield source, names
            return
        # Claims are many: they are divided by one dimension at a time, and counted in their arrangements first.
        of_claims = [name for name in names if name and self.dimensions[name].subject is Subject.CLAIM]
        gathered = sure and not each.split and each.reducer is Reducer.COUNT
        yield from ((source, [name]) for name in (of_claims if gathered else names))
        if gathered:
            rows = "(select split, arrangement, true as certain, sum(value) as value from {} group by all)"
            yield rows.format(source), [name for name in names if name not in of_claims]

    def _split(self, each: Definition) -> str:
        """Where contributions stand with the number of their part of the split; that of the whole without one."""
        if not each.split:
            return "(select *, 0 as split from counted)"
        if in_number(self.dimensions[each.split]):
            return f'(select *, "{each.split}" as split from counted)'
        rows = self._in_rows("counted", [self.dimensions[each.split]], "value, arrangement, part as split")
        self.connection.execute(f"create or replace temp table split as {rows}")
        return "split"

    def _divided(self, each: Definition, source: str, names: Sequence[str], sure: bool) -> Iterator[Breakdown]:
        """The value for each part of these dimensions, and of the split."""
        spans = [self.parts.spans[name] for name in names]
        first, end = min(span.start for span in spans), max(span.stop for span in spans)
        split, base = self.parts.spans[each.split].start, end - first
        # One number names the cell: groups of one number are gathered faster.
        cell = f"(split - {split}) * {base} + part - {first}"
        rows = f"select {cell} as cell, value, certain from ({' union all '.join(self._rows(source, names))})"
        query = f"select cell, {_reduced(each.reducer, sure)} from ({rows}) group by cell order by cell"
        for number, *value in self.connection.execute(query).fetchall():
            of_split, part = self.parts.listed[split + number // base], self.parts.listed[first + number % base]
            yield Breakdown(each.name, of_split.words, part.dimension, part.words, *value)

    def _rows(self, source: str, names: Sequence[str]) -> Iterator[str]:
        """Queries of the contributions in the parts of dimensions; of all, where the name is blank."""
        if "" in names:
            yield f"select split, 0 as part, value, certain from {source}"
        held = [self.dimensions[name] for name in names if name]
        for each in held:
            if in_number(each):
                yield f'select split, "{each.name}" as part, value, certain from {source}'
        rest = [each for each in held if not in_number(each)]
        for subject in dict.fromkeys(each.subject for each in rest):
            yield self._in_rows(source, [each for each in rest if each.subject is subject], "split, part, value")

    def _in_rows(self, source: str, dimensions: Sequence[Dimension], columns: str) -> str:
        subject = dimensions[0].subject
        spans = [self.parts.spans[each.name] for each in dimensions]
        within = " or ".join(f"part between {span.start} and {span.stop - 1}" for span in spans)
        said = "subject" if subject is Subject.CLAIM else subject
        return (
            f"select {columns}, counted.certain and held.certain as certain from {source} as counted "
            f"inner join (select * from in_{subject} where {within}) as held on held.subject = counted.{said}"
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


def _reduced(reducer: Reducer, sure: bool = False) -> str:
    """Lowest and highest value, and how many contribute: for certain, and at most.

    A count or a sum grows with what is possible. Another value is taken of what is certain and of all, the lower
    first. `sure`: all that contributes is certain, so that they are the same.
    """
    value = f"cast({_REDUCED[reducer]} as double)"
    if sure and reducer is Reducer.COUNT:
        # What is counted has the value 1, or stands for so many.
        return "cast(sum(value) as double), cast(sum(value) as double), sum(value), sum(value)"
    if sure:
        return f"{value}, {value}, count(*), count(*)"
    least = f"cast({_filtered(reducer)} as double)"
    low, high = (
        (least, value)
        if reducer in (Reducer.COUNT, Reducer.SUM)
        else (f"least({least}, {value})", f"greatest({least}, {value})")
    )
    if reducer is Reducer.SUM:
        low = f"case when count(*) > 0 then coalesce({low}, 0) end"
    return f"{low}, {high}, count(*) filter (where certain), count(*)"


def _filtered(reducer: Reducer) -> str:
    if reducer is Reducer.MEAN:
        return "sum(value) filter (where certain) / nullif(count(*) filter (where certain), 0)"
    return f"{_REDUCED[reducer]} filter (where certain)"
