"""Lays the tables of an edition out for counting: identifiers become numbers, the words of claims enumerations.

Numbers are joined many times faster than texts and take a fraction of the room. The queries do not see the
difference: they compare identifiers with each other and look no further.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
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

# The tables whose rows are numbered by their place, and what identifies a row.
_NUMBERED: Mapping[str, str] = {"arrangements": "id", "bodies": "key"}
_TABLES = {Subject.ARRANGEMENT: "arrangements", Subject.BODY: "bodies"}
_REFERS: Mapping[str, str] = {"arrangement": "arrangements", "body": "bodies", "passed_from": "bodies"}
_WORDS: Mapping[str, type[StrEnum]] = {"rung": Rung, "kind": ClaimKind, "scope": Scope}
_NARROW = {**{column: f"claim_{column}" for column in _WORDS}, "year_from": "integer", "year_to": "integer"}


@dataclass(frozen=True)
class Tables:
    """The given tables, and those of their columns that the queries name.

    `keep`: the texts of claims are needed. They are ten for each arrangement, and are not read otherwise.
    """

    connection: duckdb.DuckDBPyConnection
    given: Mapping[str, Given]
    columns: Mapping[str, Sequence[str]]
    keep: bool

    def lay_out(self) -> None:
        """All tables but that of claims. `own_arrangements` and `own_bodies` hold each row's own text."""
        for column, words in _WORDS.items():
            listed = ", ".join(quoted(word) for word in sorted(words))
            self.connection.execute(f"create type claim_{column} as enum ({listed})")
        for name, key in _NUMBERED.items():
            self.connection.execute(
                f"create table own_{name} as {self._query(name, f'given.{key} as text', but=key)}"
            )
            self.connection.execute(
                f"create view {name} as select cast(rowid as integer) as {key}, * exclude (text) from own_{name}"
            )
            self.connection.execute(
                f"create view {name}_by_text as select text, cast(rowid as integer) as number from own_{name}"
            )
        for name in self.columns.keys() - _NUMBERED.keys() - {"claims"}:
            self.connection.execute(f"create table {name} as {self._query(name)}")

    def lay_out_claims(self) -> pa.Table:
        """The view `claims`, and the Arrow table that it shows; this has their texts, too, where they are kept."""
        text = ["given.id as text"] if self.keep else []
        query = self._query("claims", *text, first=["arrangement"], but="id")
        held = self.connection.sql(query).to_arrow_table()
        held = held.append_column("id", pa.array(np.arange(len(held), dtype=np.int32)))
        self.connection.register("held_claims", held)
        self.connection.execute("create view claims as select * from held_claims")
        return held

    def texts(self, subject: Subject) -> pa.Array:
        """The identifiers of arrangements or bodies by their numbers."""
        held = self.connection.sql(f"select text from own_{_TABLES[subject]} order by rowid").to_arrow_table()
        return held["text"].combine_chunks()

    def _query(self, name: str, *also: str, first: Sequence[str] = (), but: str = "") -> str:
        columns = list(dict.fromkeys(column for column in (*first, *self.columns[name]) if column != but))
        shown = ", ".join([*also, *(_shown(name, column) for column in columns)])
        joins = " ".join(
            f"{_join(each)} {_REFERS[each]}_by_text as of_{each} on given.{each} = of_{each}.text"
            for each in columns
            if each in _REFERS
        )
        return f"select {shown} from {self._rows(name)} as given {joins}"

    def _rows(self, name: str) -> str:
        given = self.given[name]
        if isinstance(given, Path):
            return f"read_parquet({quoted(str(given))})"
        self.connection.register(f"given_table_{name}", given)
        return f"given_table_{name}"


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _join(column: str) -> str:
    """A row of an arrangement that is not there counts nowhere; a body may be blank."""
    return "inner join" if column == "arrangement" else "left join"


def _shown(table: str, column: str) -> str:
    if column in _REFERS:
        return f"of_{column}.number as {column}"
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
    return {name: columns for name, columns in found.items() if columns or name in _NUMBERED}


def _columns(given: Given) -> Iterator[str]:
    yield from pq.read_schema(given).names if isinstance(given, Path) else given.schema.names
