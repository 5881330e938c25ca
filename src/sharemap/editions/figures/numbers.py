"""Lays the tables of an edition out for counting: identifiers become numbers, and so do the words of claims.

Numbers are joined many times faster than texts and take a fraction of the room. The queries do not see the
difference: they compare identifiers with each other and look no further.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sharemap.editions.definitions import Subject, words_of
from sharemap.register.rows import ClaimKind, Rung, Scope

Given: TypeAlias = pa.Table | Path
"""A table in memory, or the Parquet file that holds it."""

THREADS = 2
"""So many queries are asked at a time: most are too small for one to keep two processors busy."""

# The tables whose rows are numbered by their place, and what identifies a row.
_NUMBERED: Mapping[str, tuple[str, str]] = {
    Subject.ARRANGEMENT: ("arrangements", "id"),
    Subject.BODY: ("bodies", "key"),
}
_TABLES = {name for name, _ in _NUMBERED.values()}
_REFERS: Mapping[str, str] = {"arrangement": "arrangements", "body": "bodies", "passed_from": "bodies"}
# The words of claims, which are told apart by a function: DuckDB asks it once for each word of a file's list of them,
# and not for each row as it does to make enumerations.
_WORDS: Mapping[str, Sequence[str]] = {
    column: sorted(words) for column, words in {"rung": Rung, "kind": ClaimKind, "scope": Scope}.items()
}
_NARROW = {"year_from": "integer", "year_to": "integer"}


@dataclass
class Tables:
    """The given tables, and those of their columns that the queries name.

    `keep`: the texts of claims are needed. They are ten for each arrangement, and are not read otherwise.
    `claims`: what the view of that name shows, with the texts where they are kept. `rows`: how many arrangements and
    bodies there are.
    """

    connection: duckdb.DuckDBPyConnection
    given: Mapping[str, Given]
    columns: Mapping[str, Sequence[str]]
    keep: bool
    claims: pa.Table | None = None
    rows: dict[str, int] = field(default_factory=dict)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection to the same tables for one thread."""
        cursor = self.connection.cursor()
        if self.claims is not None:
            cursor.register("held_claims", self.claims)
        return cursor

    def lay_out(self) -> None:
        """All tables. `own_arrangements` and `own_bodies` hold each row's own text."""
        for subject, (name, key) in _NUMBERED.items():
            query = self._query(self.connection, name, f"given.{key} as text", but=key)
            told = self.connection.execute(f"create table own_{name} as {query}").fetchall()
            self.rows[subject] = int(told[0][0])
            self.connection.execute(
                f"create view {name} as select cast(rowid as integer) as {key}, * exclude (text) from own_{name}"
            )
            self.connection.execute(
                f"create view {name}_by_text as select text, cast(rowid as integer) as number from own_{name}"
            )
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(self._lay_out, sorted(self.columns.keys() - _TABLES)))

    def _lay_out(self, name: str) -> None:
        with self.cursor() as cursor:
            if name == "claims":
                self.claims = self._laid_out_claims(cursor)
                cursor.register("held_claims", self.claims)
                cursor.execute("create view claims as select * from held_claims")
            else:
                cursor.execute(f"create table {name} as {self._query(cursor, name)}")

    def _laid_out_claims(self, cursor: duckdb.DuckDBPyConnection) -> pa.Table:
        text = ["given.id as text"] if self.keep else []
        query = self._query(cursor, "claims", *text, first=["arrangement"], but="id")
        held = _worded(cursor.sql(query).to_arrow_table())
        return held.append_column("id", pa.array(np.arange(len(held), dtype=np.int32)))

    def texts(self) -> dict[str, pa.Array]:
        """The identifiers of arrangements, bodies and claims by their numbers."""
        held = {each: self._own(name) for each, (name, _) in _NUMBERED.items()}
        held |= {Subject.CLAIM: self.claims} if self.claims is not None else {}
        return {str(each): table["text"].combine_chunks() for each, table in held.items()}

    def _own(self, name: str) -> pa.Table:
        return self.connection.sql(f"select text from own_{name} order by rowid").to_arrow_table()

    def _query(
        self,
        connection: duckdb.DuckDBPyConnection,
        name: str,
        *also: str,
        first: Sequence[str] = (),
        but: str = "",
    ) -> str:
        columns = list(dict.fromkeys(column for column in (*first, *self.columns[name]) if column != but))
        shown = ", ".join([*also, *(_shown(name, column) for column in columns)])
        joins = " ".join(
            f"{_join(each)} {_REFERS[each]}_by_text as of_{each} on given.{each} = of_{each}.text"
            for each in columns
            if each in _REFERS
        )
        return f"select {shown} from {self._rows(connection, name)} as given {joins}"

    def _rows(self, connection: duckdb.DuckDBPyConnection, name: str) -> str:
        given = self.given[name]
        if isinstance(given, Path):
            return f"read_parquet({quoted(str(given))})"
        connection.register(f"given_table_{name}", given)
        return f"given_table_{name}"


def _worded(claims: pa.Table) -> pa.Table:
    """The same with words in place of their numbers. ValueError where a claim has another word than these."""
    for place, column in enumerate(claims.column_names):
        if column in _WORDS:
            if claims[column].null_count:
                raise ValueError(f"A claim has a {column} that is none of these: {', '.join(_WORDS[column])}.")
            words = pa.array(_WORDS[column])
            chunks = [pa.DictionaryArray.from_arrays(each, words) for each in claims[column].chunks]
            kind = pa.dictionary(pa.uint8(), pa.string())
            claims = claims.set_column(place, column, pa.chunked_array(chunks, kind))
    return claims


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _join(column: str) -> str:
    """A row of an arrangement that is not there counts nowhere; a body may be blank."""
    return "inner join" if column == "arrangement" else "left join"


def _shown(table: str, column: str) -> str:
    if column in _REFERS:
        return f"of_{column}.number as {column}"
    if table == "claims" and column in _WORDS:
        listed = ", ".join(quoted(word) for word in _WORDS[column])
        return f"cast(list_position([{listed}], given.{column}) - 1 as utinyint) as {column}"
    if table == "claims" and column in _NARROW:
        return f"cast(given.{column} as {_NARROW[column]}) as {column}"
    return f"given.{column}"


def columns_named(given: Mapping[str, Given], queries: Iterable[str]) -> dict[str, list[str]]:
    """The tables that queries name, and of each the columns that are named together with it.

    What is numbered is always held.
    """
    words: dict[str, set[str]] = defaultdict(set)
    for query in queries:
        named = words_of(query)
        for name in named & given.keys():
            words[name] |= named
    found = {name: [each for each in _columns(table) if each in words[name]] for name, table in given.items()}
    return {name: columns for name, columns in found.items() if columns or name in _TABLES}


def _columns(given: Given) -> Iterator[str]:
    yield from pq.read_schema(given).names if isinstance(given, Path) else given.schema.names
