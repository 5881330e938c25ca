"""The SQL of figures and dimensions is plain: other engines read it, and give the same from the same tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
import sqlglot
from django.db import connection
from sqlglot import exp

from sharemap.editions.build import build_tables
from sharemap.editions.definitions import dimension_definitions, figure_definitions, views
from sharemap.editions.tables import TABLES
from sharemap.register.data import Data
from tests.editions.recount.registers import NOWHERE

Tables = Mapping[str, pa.Table]
YEARS = range(1000, 2201)
FIGURES = {each.name: each.sql for each in figure_definitions()}
DIMENSIONS = {each.name: each.sql for each in dimension_definitions()}
QUERIES = FIGURES | DIMENSIONS
# SQLite knows no dates: what takes one from another has no sense there. All else compares them, as text does too.
TAKES_DAYS_FROM_DAYS = {"ended-duration-median"}
# What a query may be made of. Every function is a kind of node, and one that sqlglot does not know is none of these.
ALLOWED = {
    *("Select", "From", "Join", "Where", "Group", "Having", "Order", "Ordered", "Union", "Distinct", "Subquery"),
    *("Table", "TableAlias", "Alias", "Column", "Identifier", "Literal", "Boolean", "Null", "Paren"),
    *("And", "Or", "Not", "EQ", "NEQ", "LT", "LTE", "GT", "GTE", "Is", "In", "Exists", "Case", "If"),
    *("Add", "Sub", "Div", "Mod", "DPipe", "Cast", "DataType"),
    *("Count", "Sum", "Min", "Max", "Coalesce", "Nullif", "Greatest", "Least", "Pad", "Round"),
}


def parsed(sql: str) -> list[exp.Expr]:
    return [each for each in sqlglot.parse(sql, read="duckdb") if each is not None]


def view_definitions() -> dict[str, exp.Expr]:
    """The query of each view, by its name."""
    made = parsed(views())
    assert all(isinstance(each, exp.Create) and each.kind == "VIEW" for each in made)
    return {each.this.name: each.expression for each in made}


def oddities(sql: str, query: exp.Expr) -> Iterator[str]:
    """What a query says that other engines may not understand, or understand otherwise."""
    yield from ({type(each).__name__ for each in query.walk()} - ALLOWED)
    yield from (f'"{each.name}"' for each in query.find_all(exp.Identifier) if each.quoted)
    yield from (f"cast to {each.to.sql()}" for each in query.find_all(exp.Cast) if not each.to.is_type("text"))
    yield from ("::" for _ in range(sql.count("::")))
    known = {*TABLES, *view_definitions(), "edition", "years"}
    yield from ({each.name for each in query.find_all(exp.Table)} - known)


@pytest.mark.parametrize("name", QUERIES)
def test_a_file_is_one_plain_query(name: str) -> None:
    (query,) = parsed(QUERIES[name])
    assert isinstance(query, exp.Select | exp.Union)
    assert list(oddities(QUERIES[name], query)) == []
    columns = ["subject", "certain", "value"] if name in FIGURES else ["subject", "part", "certain"]
    assert query.named_selects == columns


def test_a_view_is_one_plain_query() -> None:
    for name, query in view_definitions().items():
        assert list(oddities("", query)) == [], name
    assert "::" not in views()


@pytest.mark.parametrize(
    "sql",
    [
        "select * from bodies",
        "select * exclude (name) from bodies",
        "select median(staff) from arrangements",
        "select approx_count_distinct(key) from bodies",
        "select list_sort(aliases) from arrangements",
        "select random() from bodies",
        "select now() from bodies",
        "select current_date from bodies",
        'select "key" from bodies',
        "select staff::varchar from arrangements",
        "select cast(staff as hugeint) from arrangements",
        "select key from bodies where name ilike 'a%'",
        "select key from bodies where name ~ 'a'",
        "select key from bodies qualify row_number() over () = 1",
        "select key from read_csv('bodies.csv')",
        "select aliases[1] from arrangements",
        "select key from bodies using sample 1",
        "from bodies",
    ],
)
def test_what_only_one_engine_understands_is_refused(sql: str) -> None:
    (query,) = parsed(sql)
    assert list(oddities(sql, query))


@pytest.mark.parametrize("engine", ["postgres", "sqlite"])
def test_all_is_told_to_other_engines_without_loss(engine: str) -> None:
    for sql in (*QUERIES.values(), views()):
        sqlglot.transpile(sql, read="duckdb", write=engine, unsupported_level=sqlglot.ErrorLevel.RAISE)


@pytest.fixture(scope="module")
def tables(data: Data) -> Tables:
    return build_tables(data.rows, NOWHERE, data.as_at)


@dataclass(frozen=True)
class Engine:
    """Another database: how it is spoken to, and what it calls the types of columns."""

    dialect: str
    mark: str
    types: Mapping[pa.DataType, str]
    cell: Callable[[Any], Any]
    execute: Callable[[str], Any]
    insert: Callable[[str, list[list[Any]]], Any]


def test_sqlite_gives_the_same(tables: Tables, data: Data) -> None:
    database = sqlite3.connect(":memory:")
    database.create_function("lpad", 3, lambda text, length, fill: text.rjust(length, fill), deterministic=True)
    types = dict.fromkeys((pa.string(), pa.date32()), "text") | dict.fromkeys((pa.bool_(), pa.int64()), "integer")
    engine = Engine("sqlite", "?", types | {pa.float64(): "real"}, dateless, database.execute, database.executemany)
    lay_out(engine, tables, data.as_at)
    agrees(engine, tables, set(QUERIES) - TAKES_DAYS_FROM_DAYS)
    database.close()


@pytest.mark.django_db
def test_postgresql_gives_the_same(tables: Tables, data: Data) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL names no PostgreSQL; scripts/with-postgres gives one")
    # Text is compared by its code points, as DuckDB and SQLite do of themselves.
    types = {pa.string(): 'text collate "C"', pa.date32(): "date", pa.bool_(): "boolean"}
    types |= {pa.int64(): "bigint", pa.float64(): "double precision"}
    with connection.cursor() as cursor:

        def execute(sql: str) -> Any:
            cursor.execute(sql)
            return cursor

        engine = Engine("postgres", "%s", types, lambda cell: cell, execute, cursor.executemany)
        lay_out(engine, tables, data.as_at)
        agrees(engine, tables, set(QUERIES))


def dateless(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def lay_out(engine: Engine, tables: Tables, day: date) -> None:
    """The tables that the queries read, in another engine, and the views over them."""
    years = [{"year": each, "starts_on": date(each, 1, 1), "ends_before": date(each + 1, 1, 1)} for each in YEARS]
    made = {name: tables[name] for name in read_tables() & set(TABLES)}
    made |= {"edition": pa.table({"as_at": [day]}), "years": pa.Table.from_pylist(years)}
    for name, table in made.items():
        fields = [field for field in table.schema if not pa.types.is_list(field.type)]
        columns = ", ".join(f"{field.name} {engine.types[field.type]}" for field in fields)
        engine.execute(f"create temporary table {name} ({columns})")
        rows = [[engine.cell(row[field.name]) for field in fields] for row in table.to_pylist()]
        engine.insert(f"insert into {name} values ({', '.join(engine.mark for _ in fields)})", rows)
    for name, query in view_definitions().items():
        engine.execute(f"create temporary view {name} as {query.sql(engine.dialect)}")


def read_tables() -> set[str]:
    queries = [*view_definitions().values(), *(each for sql in QUERIES.values() for each in parsed(sql))]
    return {each.name for query in queries for each in query.find_all(exp.Table)}


def once(parts: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """What lies in a part may be said more than once; it does for certain if one says so."""
    certain: dict[tuple[Any, ...], Any] = {}
    for *lies, sure in parts:
        certain[tuple(lies)] = sure or certain.get(tuple(lies), False)
    yield from ((*lies, sure) for lies, sure in certain.items())


def agrees(engine: Engine, tables: Tables, names: set[str]) -> None:
    """Run the queries elsewhere and compare with what the edition holds."""
    here: dict[str, list[tuple[Any, ...]]] = {name: [] for name in QUERIES}
    for row in tables["contributions"].to_pylist():
        here[row["figure"]].append((row["subject"], row["certain"], row["value"]))
    for row in tables["parts"].to_pylist():
        here[row["dimension"]].append((row["subject"], row["part"], row["certain"]))
    for name in sorted(names):
        (sql,) = sqlglot.transpile(QUERIES[name], read="duckdb", write=engine.dialect)
        there = [tuple(row) for row in engine.execute(sql).fetchall()]
        if name in FIGURES:
            there = [(subject, certain, float(value)) for subject, certain, value in there]
        else:
            there = list(once(there))
        assert sorted(there) == sorted(here[name]), name
