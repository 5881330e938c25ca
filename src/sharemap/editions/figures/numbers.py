"""Lays the tables of an edition out for counting: identifiers become numbers, the words of claims enumerations.

Numbers are joined many times faster than texts and take a fraction of the room. The queries do not see the
difference: they compare identifiers with each other and look no further.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from sharemap.register.rows import ClaimKind, Rung, Scope

Given: TypeAlias = pa.Table | Path
"""A table in memory, or the Parquet file that holds it."""

HASH = "hash({})"
# The tables whose rows are numbered, in the order in which they refer to each other, and what identifies a row.
_NUMBERED: Mapping[str, str] = {"arrangements": "id", "bodies": "key", "claims": "id"}
_REFERS: Mapping[str, str] = {
    "arrangement": "arrangements",
    "body": "bodies",
    "passed_from": "bodies",
    "claim": "claims",
}
_WORDS: Mapping[str, type[StrEnum]] = {"rung": Rung, "kind": ClaimKind, "scope": Scope}
_NARROW = {**{column: f"claim_{column}" for column in _WORDS}, "year_from": "integer", "year_to": "integer"}


@dataclass(frozen=True)
class Tables:
    """The given tables, and those of their columns that the queries name.

    `keep`: the texts of claims are needed. They are ten for each arrangement, so that otherwise a hash must do.
    """

    connection: duckdb.DuckDBPyConnection
    given: Mapping[str, Given]
    columns: Mapping[str, Sequence[str]]
    keep: bool

    def number(self) -> None:
        """Lay out the tables whose rows are numbered. `own_claims` and so on hold each row's own text."""
        for column, words in _WORDS.items():
            listed = ", ".join(quoted(word) for word in sorted(words))
            self.connection.execute(f"create type claim_{column} as enum ({listed})")
        for name, key in _NUMBERED.items():
            columns = [column for column in self.columns[name] if column != key]
            self._lay_out(f"own_{name}", name, columns, f"{self._text(name, key)} as text")
            self.renumber(name, "cast(rowid as integer)")

    def renumber(self, name: str, number: str, beside: str = "") -> None:
        """Show the rows of a table under this number, told from its columns and from those of a table beside it."""
        key = _NUMBERED[name]
        rows = f"own_{name} {beside and f'positional join {beside}'}"
        shown = ", ".join([f"{number} as {key}", *(each for each in self.columns[name] if each != key)])
        self.connection.execute(f"create or replace view {name} as select {shown} from {rows}")
        self.connection.execute(
            f"create or replace view {name}_by_text as select text, {number} as number from {rows}"
        )

    def refer(self) -> bool:
        """Lay out all other tables; whether every reference leads to one row only, as texts do and hashes may not."""
        others = [name for name in self.columns if name not in _NUMBERED]
        for name in others:
            self._lay_out(name, name, self.columns[name])
        if not self.keep:
            self.connection.execute("drop view claims_by_text")
            self.connection.execute("alter table own_claims drop column text")
        told = [name for name in others if "claim" in self.columns[name]]
        return all(self._count(name) == self._count(self._rows(name)) for name in told)

    def _lay_out(self, table: str, name: str, columns: Sequence[str], *also: str) -> None:
        shown = ", ".join([*also, *(_shown(name, column) for column in columns)])
        joins = " ".join(
            f"left join {_REFERS[each]}_by_text as of_{each} on {self._text(_REFERS[each], each)} = of_{each}.text"
            for each in columns
            if each in _REFERS
        )
        self.connection.execute(f"create table {table} as select {shown} from {self._rows(name)} as given {joins}")

    def _text(self, name: str, column: str) -> str:
        return f"given.{column}" if self.keep or name != "claims" else HASH.format(f"given.{column}")

    def _rows(self, name: str) -> str:
        given = self.given[name]
        if isinstance(given, Path):
            return f"read_parquet({quoted(str(given))})"
        self.connection.register(f"given_{name}", given)
        return f"given_{name}"

    def _count(self, rows: str) -> int:
        ((count,),) = self.connection.execute(f"select count(*) from {rows}").fetchall()
        return int(count)


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _shown(table: str, column: str) -> str:
    if column in _REFERS:
        return f"of_{column}.number as {column}"
    if table == "claims" and column in _NARROW:
        return f"cast(given.{column} as {_NARROW[column]}) as {column}"
    return f"given.{column}"


def columns_named(given: Mapping[str, Given], queries: Iterable[str]) -> dict[str, list[str]]:
    """The tables that queries name, and of each the columns that are named together with it.

    What is numbered is always held, and the arrangement of a claim, which is in its number.
    """
    words: dict[str, set[str]] = defaultdict(set, {"claims": {"arrangement"}})
    for query in queries:
        named = set(re.findall(r"\w+", re.sub("--.*", "", query)))
        for name in named & given.keys():
            words[name] |= named
    found = {name: [each for each in _columns(table) if each in words[name]] for name, table in given.items()}
    return {name: columns for name, columns in found.items() if columns or name in _NUMBERED}


def _columns(given: Given) -> Iterator[str]:
    yield from pq.read_schema(given).names if isinstance(given, Path) else given.schema.names
