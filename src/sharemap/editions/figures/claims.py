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
from sharemap.editions.figures.cells import holding
from sharemap.editions.figures.contributed import Dividing
from sharemap.editions.figures.numbers import Given, Tables, columns_named
from sharemap.editions.figures.parts import Numbers, laid_out

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


def sort_claims(tables: Tables, claims: pa.Table, sort: Sort) -> tuple[Numbers, dict[str, Dividing]]:
    """The number of each claim's sort, and by name the dimensions that divide these."""
    of_claim, count = _numbered(claims, sort.columns)
    one_each = np.empty(count, np.int32)
    one_each[of_claim] = np.arange(len(of_claim), dtype=np.int32)
    with tables.cursor() as cursor:
        _lay_out(cursor, sort, claims.select(sort.columns).take(pa.array(one_each)))
        lie = [(each, laid_out(cursor, each, count)) for each in sort.dimensions]
    return of_claim, {each.name: Dividing(sort.name, count, parts, each.adds) for each, parts in lie}


def _numbered(claims: pa.Table, columns: Iterable[str]) -> tuple[Numbers, int]:
    """A number for all claims that are alike in the columns, and how many there are."""
    number, count = np.zeros(len(claims), np.int32), 1
    for column in columns:
        codes, of_column = _codes(claims[column])
        if count * of_column > _LISTED:
            number, count = _renumbered(number, count)
        number = number.astype(holding(count * of_column), copy=False)
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
        held = column.cast(pa.int32()) if column.type.bit_width < 32 else column
        low, high = (int(value or 0) for value in pc.min_max(held).as_py().values())
        if high - low < _LISTED and high < np.iinfo(held.type.to_pandas_dtype()).max:
            filled = (chunk.fill_null(high + 1) for chunk in held.chunks)
            return (each.to_numpy() - low for each in filled), high - low + 1 + bool(held.null_count)
    held = (column if pa.types.is_dictionary(column.type) else column.dictionary_encode()).unify_dictionaries()
    words = len(held.chunk(0).dictionary) if held.num_chunks else 0
    if not held.null_count:
        return (chunk.indices.to_numpy() for chunk in held.chunks), words
    return (chunk.indices.cast(pa.int32()).fill_null(words).to_numpy() for chunk in held.chunks), words + 1


def _renumbered(number: Numbers, count: int) -> tuple[Numbers, int]:
    """Numbers without gaps for some below `count`: from a list of all where this is not too long."""
    if count > _LISTED:
        held = pa.array(number).dictionary_encode()
        return np.array(held.indices), len(held.dictionary)  # Arrow's own numbers cannot be written over
    there = np.zeros(count, np.bool_)
    there[number] = True
    told = int(there.sum())
    if told == count:
        return number.astype(_narrow(count), copy=False), count
    return (np.cumsum(there) - 1).astype(_narrow(told))[number], told


def _narrow(count: int) -> np.dtype[np.signedinteger]:
    """The narrowest kind of number for some below `count`: there are many of them."""
    return np.min_scalar_type(-count)


def _lay_out(connection: duckdb.DuckDBPyConnection, sort: Sort, rows: pa.Table) -> None:
    """One claim of each sort in place of all claims, and the views of the dimensions over these."""
    numbers = pa.array(np.arange(len(rows), dtype=np.int32))
    connection.register("one_each", rows.append_column("id", numbers))
    connection.execute(f"create schema {sort.name}; create table {sort.name}.claims as select * from one_each")
    connection.execute(f"set search_path = '{sort.name},main'")
    for view in views_of(dimension.sql for dimension in sort.dimensions):
        connection.execute(view)
