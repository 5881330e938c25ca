"""Sorts claims, so that a dimension is asked once for all claims that are alike in what it looks at.

There are ten claims for each arrangement, but few rungs, kinds, years and amounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sharemap.editions.definitions import Dimension, views_of
from sharemap.editions.figures.numbers import Given, columns_named
from sharemap.editions.figures.parts import Numbers, Parts, laid_out

_LISTED = 1 << 22
"""A list of so many numbers is sooner looked at than as many are told apart by their values."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What claims alike in these columns have in common.

    `name`: of the schema in which the table `claims` has one row for each sort.
    """

    name: str
    columns: tuple[str, ...]
    dimensions: tuple[Dimension, ...]


def sorts_of(dimensions: Iterable[Dimension], given: Mapping[str, Given]) -> list[Sort]:
    """Dimensions of claims by the columns of claims that they look at; what looks at fewer goes with another."""
    looks = {each: _looks_at(each, given) for each in dimensions}
    widest = [each for each in dict.fromkeys(looks.values()) if not any(each < other for other in looks.values())]
    goes = {each: next(place for place, wide in enumerate(widest) if looks[each] <= wide) for each in looks}
    return [
        Sort(f"sort_{place}", tuple(sorted(wide)), tuple(each for each in looks if goes[each] == place))
        for place, wide in enumerate(widest)
    ]


def _looks_at(dimension: Dimension, given: Mapping[str, Given]) -> frozenset[str]:
    claims = {"claims": given["claims"]}
    words = columns_named(claims, [*views_of([dimension.sql]), dimension.sql])["claims"]
    return frozenset(words) - {"id"}


def sort_claims(
    connection: duckdb.DuckDBPyConnection, claims: pa.Table, each: Sort
) -> tuple[Numbers, int, dict[str, Parts]]:
    """The number of each claim's sort, how many sorts there are, and by dimension in which parts they lie."""
    of_claim, count = _numbered(claims, each.columns)
    one_each = np.empty(count, np.int32)
    one_each[of_claim] = np.arange(len(of_claim), dtype=np.int32)
    return of_claim, count, _parts(connection, each, claims.select(each.columns).take(pa.array(one_each)))


def _numbered(claims: pa.Table, columns: Iterable[str]) -> tuple[Numbers, int]:
    """A number for all claims that are alike in the columns, and how many there are."""
    number, count = np.zeros(len(claims), np.int32), 1
    for column in columns:
        codes, of_column = _codes(claims[column])
        if count * of_column > _LISTED:
            number, count = _renumbered(number, count)
        if count * of_column > np.iinfo(np.int32).max:
            number = number.astype(np.int64)
        end = 0
        for code in codes:
            some = number[end : (end := end + len(code))]
            some *= of_column
            some += code
        count *= of_column
    return _renumbered(number, count)


def _codes(column: pa.ChunkedArray) -> tuple[Iterator[Numbers], int]:
    """A number for each value of a column, one more for blank: chunk by chunk, so that nothing large is copied."""
    if pa.types.is_boolean(column.type) or pa.types.is_integer(column.type):
        low, high = (int(value or 0) for value in pc.min_max(column).as_py().values())
        if high - low < _LISTED:
            filled = (chunk.cast(pa.int64()).fill_null(high + 1) for chunk in column.chunks)
            return (each.to_numpy() - low for each in filled), high - low + 2
    held = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    held = held.unify_dictionaries()
    blank = len(held.chunk(0).dictionary) if held.num_chunks else 0
    indices = (chunk.indices.cast(pa.int32()).fill_null(blank) for chunk in held.chunks)
    return (each.to_numpy() for each in indices), blank + 1


def _renumbered(number: Numbers, count: int) -> tuple[Numbers, int]:
    """Numbers without gaps for some below `count`: from a list of all where this is not too long."""
    if count > _LISTED:
        held = pa.array(number).dictionary_encode()
        return np.array(held.indices), len(held.dictionary)  # Arrow's own numbers cannot be written over
    there = np.zeros(count, np.bool_)
    there[number] = True
    return (np.cumsum(there, dtype=np.int32) - 1)[number], int(there.sum())


def _parts(connection: duckdb.DuckDBPyConnection, sort: Sort, rows: pa.Table) -> dict[str, Parts]:
    """The parts in which sorts lie, from one claim of each."""
    numbers = pa.array(np.arange(len(rows), dtype=np.int32))
    connection.register("one_each", rows.append_column("id", numbers))
    connection.execute(f"create schema {sort.name}; create table {sort.name}.claims as select * from one_each")
    connection.execute(f"set search_path = '{sort.name},main'")
    for view in views_of(dimension.sql for dimension in sort.dimensions):
        connection.execute(view)
    parts = {each.name: laid_out(connection, each, len(rows)) for each in sort.dimensions}
    connection.execute("set search_path = 'main'")
    return parts
