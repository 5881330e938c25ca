"""Reduces what contributes to a figure to the values of its cells: of each part of its dimensions and of its split.

What only adds up is gathered first, so that a claim is looked at once although it may lie in several years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from sharemap.editions.definitions import Definition, Dimension, Reducer, Subject
from sharemap.editions.figures.parts import Parts

_OF_VALUES: Mapping[Reducer, str] = {
    Reducer.MEDIAN: "median(value) {0}",
    Reducer.MEAN: "sum(value) {0} / nullif(count(*) {0}, 0)",
    Reducer.MAXIMUM: "max(value) {0}",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where contributions stand: in `rows`, one for so many alike as `times` counts. `names`: what divides them.

    `split`: the column that says the part of the split, from `start` on. `sure`: all contribute for certain.
    """

    rows: str
    times: str
    names: Sequence[str]
    split: str
    start: int
    sure: bool


@dataclass(frozen=True)
class Cells:
    """The values of all cells, by number in the table `cells`. `counted` holds what contributes to a figure.

    `keys`: the column of `counted` that says where a claim lies in a dimension. `doubtful`: what `Parts` says.
    """

    connection: duckdb.DuckDBPyConnection
    dimensions: Mapping[str, Dimension]
    parts: Parts
    keys: Mapping[str, str]
    doubtful: set[str]

    def lay_out(self) -> None:
        """The table, with nothing in it yet."""
        self.connection.execute(
            "create table cells "
            "(figure integer, split integer, part integer, low double, high double, certain bigint, possible bigint)"
        )

    def fill(self, number: int, each: Definition, sure: bool) -> None:
        """The cells of a figure. Its whole stands in part 0, but for a count. `sure`: all contributes for certain."""
        sure = sure and not self.doubtful & {each.split, *each.dimensions}
        reduced = self._added if each.reducer in (Reducer.COUNT, Reducer.SUM) else self._of_values
        for source in self._sources(each, sure):
            self.connection.execute(f"insert into cells select {number}, * from ({reduced(each, source)})")

    def _sources(self, each: Definition, sure: bool) -> Iterator[Source]:
        counts = each.reducer is Reducer.COUNT and not each.split
        names = each.dimensions if counts else ("", *each.dimensions)
        split = (self.keys[each.split], self._start(each.split)) if each.split else ("0", 0)
        if each.subject is not Subject.CLAIM:
            yield Source("counted", "count(*)", names, *split, sure)
            return
        # Claims are many: they are divided by one dimension at a time, and counted in their arrangements first.
        of_claims = [name for name in names if name and self.dimensions[name].subject is Subject.CLAIM]
        yield from (Source("counted", "count(*)", [name], *split, sure) for name in (of_claims if counts else names))
        if counts:
            rows = "(select arrangement, certain, count(*) as times, 1 as value from counted group by all)"
            yield Source(rows, "sum(times)", [name for name in names if name not in of_claims], *split, sure)

    def _start(self, split: str) -> int:
        """The least number that stands for a part of the split, or for the sort of claims that it is told from."""
        return self.parts.spans[split].start if self.dimensions[split].adds else 0

    def _added(self, each: Definition, source: Source) -> str:
        """Low and high of each cell, which grow with what is possible, and how many contribute to either."""
        value = source.times if each.reducer is Reducer.COUNT else "sum(value)"
        only = "" if source.sure else "filter (where certain)"
        low, certain = (f"coalesce({told} {only}, 0)" for told in (value, source.times))
        cells = self._cells(
            source, f"{low} as low, {value} as high, {certain} as certain, {source.times} as possible"
        )
        if not each.split or self.dimensions[each.split].adds:
            return cells
        low, certain = (f"coalesce(sum({told}) filter (where held.certain), 0)" for told in ("low", "cells.certain"))
        return (
            f"select held.part, cells.part, {low}, sum(high), {certain}, sum(possible) from ({cells}) as cells "
            f"inner join ({self.parts.rows([each.split], Subject.CLAIM)}) as held on held.subject = cells.split "
            "group by held.part, cells.part"
        )

    def _of_values(self, each: Definition, source: Source) -> str:
        """The same of a value that is taken of what is certain and of all, the lower first."""
        only = "" if source.sure else "filter (where certain)"
        some, every = (_OF_VALUES[each.reducer].format(those) for those in (only, ""))
        return self._cells(source, f"least({some}, {every}), greatest({some}, {every}), count(*) {only}, count(*)")

    def _cells(self, source: Source, told: str) -> str:
        """What is told of each part of the split and of the dimensions."""
        spans = [self.parts.spans[name] for name in source.names]
        first = min(span.start for span in spans)
        base = max(1, *(span.stop - first for span in spans))
        # One number names the cell: groups of one number are gathered faster.
        cell = f"(split - {source.start}) * {base} + part - {first}"
        rows = " union all ".join(self._rows(source))
        return (
            f"select cell // {base} + {source.start} as split, cell % {base} + {first} as part, * exclude (cell) "
            f"from (select {cell} as cell, {told} from ({rows}) group by cell)"
        )

    def _rows(self, source: Source) -> Iterator[str]:
        """Queries of the contributions in the parts of dimensions; of all, where the name is blank."""
        columns = f"select counted.* exclude (certain), {source.split} as split"
        rows = f"from {source.rows} as counted"
        if "" in source.names:
            yield f"{columns}, 0 as part, certain {rows}"
        held = [self.dimensions[name] for name in source.names if name]
        in_key = [each for each in held if each.subject is Subject.CLAIM and each.adds]
        for each in in_key:
            yield f"{columns}, {self.keys[each.name]} as part, certain {rows}"
        rest = [each for each in held if each not in in_key]
        for subject in dict.fromkeys(each.subject for each in rest):
            names = [each.name for each in rest if each.subject is subject]
            key = self.keys[names[0]] if subject is Subject.CLAIM else subject
            yield (
                f"{columns}, held.part, counted.certain and held.certain as certain {rows} "
                f"inner join ({self.parts.rows(names, subject)}) as held on held.subject = counted.{key}"
            )
