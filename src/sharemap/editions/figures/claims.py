"""Sorts claims, so that a dimension is asked once for all claims that are alike in what it looks at.

There are ten claims for each arrangement, but few rungs, kinds, years and amounts. A claim's identifier says its
place, its arrangement, of which sorts it is, and in which parts of the dimensions that add: it is a row of numbers,
and to look into it costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from sharemap.editions.definitions import Dimension, Subject, views_of
from sharemap.editions.figures.numbers import Given, columns_named
from sharemap.editions.figures.parts import Parts


@dataclass(frozen=True, slots=True)
class Sort:
    """What claims alike in these columns have in common.

    `name`: of the column that numbers the sorts, and of the schema in which the table `claims` has one row for each.
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


@dataclass(frozen=True)
class Claims:
    """The claims of an edition, and what their identifiers say of them."""

    connection: duckdb.DuckDBPyConnection
    parts: Parts
    sorts: Sequence[Sort]

    def lay_out(self, keep: bool) -> None:
        """The view `claims`, from `given_claims`. `keep`: with their texts."""
        for each in self.sorts:
            self._number(each)
        said = ", ".join(["given.*", *(f"{each.name}.{key}" for each in self.sorts for key in _keys(each))])
        joins = " ".join(f"inner join ({self._said(each)}) as {each.name} on {_alike(each)}" for each in self.sorts)
        self.connection.execute(f"create table own_claims as select {said} from given_claims as given {joins}")
        self.connection.execute("drop table given_claims")
        fields = ", ".join(f"{key} := {key}" for key in ("arrangement", *dict.fromkeys(self.keys.values())))
        self.connection.execute(
            f"create view claims as select struct_pack(place := rowid, {fields}) as id, * from own_claims"
        )
        if keep:
            self.connection.execute("create view claims_by_text as select text, rowid as number from own_claims")

    @property
    def keys(self) -> dict[str, str]:
        """What an identifier says for each dimension: the part where they add, otherwise the sort."""
        return {dimension.name: _key(each, dimension) for each in self.sorts for dimension in each.dimensions}

    def parts_by_sort(self) -> Iterator[tuple[str, str]]:
        """The column of each sort, and the query of the parts in which sorts lie."""
        for each in self.sorts:
            yield each.name, self.parts.rows([dimension.name for dimension in each.dimensions], Subject.CLAIM)

    def _number(self, each: Sort) -> None:
        """One claim of each sort, and its parts."""
        columns = ", ".join(each.columns)
        self.connection.execute(f"create schema {each.name}")
        self.connection.execute(
            f"create table {each.name}.claims as "
            f"select cast(row_number() over (order by {columns}) - 1 as integer) as id, * "
            f"from (select distinct {columns} from given_claims)"
        )
        self.connection.execute(f"set search_path = '{each.name},main'")
        for view in views_of(dimension.sql for dimension in each.dimensions):
            self.connection.execute(view)
        for dimension in each.dimensions:
            self.parts.fill(dimension)
            if dimension.adds:
                self._check(each, dimension.name)
        self.connection.execute("set search_path = 'main'")

    def _check(self, each: Sort, name: str) -> None:
        """An identifier has room for one part of what adds."""
        counts = f"select count(*), count(distinct subject) from ({self.parts.rows([name], Subject.CLAIM)})"
        ((rows, subjects),) = self.connection.execute(counts).fetchall()
        ((sorts,),) = self.connection.execute(f"select count(*) from {each.name}.claims").fetchall()
        if not rows == subjects == sorts:
            raise ValueError(f"{name}.sql must give each claim one part, since it says that they add")

    def _said(self, each: Sort) -> str:
        """The sorts with what identifiers say of them."""
        adding = [dimension.name for dimension in each.dimensions if dimension.adds]
        told = "".join(f', "{name}".part as "part of {name}"' for name in adding)
        joins = " ".join(
            f'inner join ({self.parts.rows([name], Subject.CLAIM)}) as "{name}" on "{name}".subject = id'
            for name in adding
        )
        return f"select * exclude (id), id as {each.name}{told} from {each.name}.claims as claims {joins}"


def _key(sort: Sort, dimension: Dimension) -> str:
    return f'"part of {dimension.name}"' if dimension.adds else sort.name


def _keys(sort: Sort) -> Iterator[str]:
    yield sort.name
    yield from (_key(sort, each) for each in sort.dimensions if each.adds)


def _alike(sort: Sort) -> str:
    return " and ".join(f"given.{each} is not distinct from {sort.name}.{each}" for each in sort.columns)
