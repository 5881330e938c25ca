"""Runs the queries of figures and dimensions over the tables of one edition, and keeps what comes of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sharemap.editions.definitions import Definition, Dimension, Reducer, Subject, dimension_definitions, views_of
from sharemap.editions.figures import parts, worded
from sharemap.editions.figures.cells import Cells
from sharemap.editions.figures.claims import sort_claims, sorts_of
from sharemap.editions.figures.contributed import Contributed, Dividing, Divisions
from sharemap.editions.figures.numbers import THREADS, Given, Tables, columns_named
from sharemap.editions.figures.parts import Numbers
from sharemap.editions.figures.worded import Block, Divided
from sharemap.editions.tables import FigureRow

_ORDER = "order by subject\n"
# How a subject says with what it lies in the parts of dimensions.
_SAYS: Mapping[Subject, str] = {
    Subject.ARRANGEMENT: "subject as arrangement",
    Subject.BODY: "subject as body",
    Subject.CLAIM: "subject as claim",
    Subject.MEMBERSHIP: "cast(split_part(subject, '/', 1) as integer) as arrangement, "
    "cast(split_part(subject, '/', 2) as integer) as body",
}


@dataclass(frozen=True)
class Engine:
    """Figures over the tables of one edition, laid out.

    `of_claims`: the arrangement of each claim, and its sorts, by key. `texts`:
    the identifiers of all that may contribute, where they are kept. `blocks` and `kept` fill as figures are found.
    """

    tables: Tables
    wanted: Sequence[Definition]
    divisions: Divisions
    of_claims: Mapping[str, Numbers]
    texts: Mapping[str, pa.Array]
    blocks: dict[str, list[Block]] = field(default_factory=dict)
    kept: dict[str, pa.Table] = field(default_factory=dict)

    def figures(self) -> list[FigureRow]:
        """Every figure, by name. What contributes to several is found once, and first."""
        alike: dict[str, list[Definition]] = defaultdict(list)
        for each in self.wanted:
            alike[each.sql].append(each)
        with ThreadPoolExecutor(THREADS) as pool:
            done = pool.map(self._alike, sorted(alike.values(), key=len, reverse=True))
            found = {row.figure: row for some in done for row in some}
        return [found[each.name] for each in self.wanted]

    def _alike(self, alike: Sequence[Definition]) -> list[FigureRow]:
        """The figures to which the same contributes."""
        told = self._told(alike[0])
        found = self._contributed(told, alike)
        if self.texts:
            self.kept.update((each.name, told) for each in alike)
        return [self._figure(each, found) for each in alike]

    def _told(self, each: Definition) -> pa.Table:
        rows = each.sql.removesuffix(_ORDER)
        with self.tables.cursor() as cursor:
            return cursor.sql(f"select certain, value, {_SAYS[each.subject]} from ({rows})").to_arrow_table()

    def _contributed(self, told: pa.Table, alike: Sequence[Definition]) -> Contributed:
        """The columns as arrays, and the sorts of claims that divide the figures."""
        names = {name for each in alike for name in ("", each.split, *each.dimensions)}
        numbers = {key: told[key].to_numpy() for key in told.column_names[2:]}
        if "claim" in numbers:
            held = {self.divisions[name].key for name in names} & self.of_claims.keys()
            numbers = {key: parts.taken(self.of_claims[key], numbers["claim"]) for key in held}
        numbers[""] = np.zeros(len(told), np.uint8)
        return Contributed(
            told["certain"].to_numpy().astype(bool), told["value"].cast(pa.float64()).to_numpy(), numbers
        )

    def _figure(self, each: Definition, found: Contributed) -> FigureRow:
        split, cells = self.divisions[each.split].parts, found.cells(each, self.divisions)
        shown = ("", *each.dimensions) if each.split else each.dimensions
        self.blocks[each.name] = [
            Block(each.name, split, name, self.divisions[name].parts, cells[name]) for name in shown
        ]
        return _row(each, found, cells.get(""))

    def breakdowns(self) -> pa.Table:
        """All cells in words, by figure, then in the order of its dimensions."""
        return worded.breakdowns(block for each in self.wanted for block in self.blocks[each.name])

    def contributions(self) -> pa.Table:
        """What contributes to each figure, in words."""
        return worded.contributions({name: (self._text(told), told) for name, told in self.kept.items()})

    def _text(self, told: pa.Table) -> pa.Array:
        texts = [self.texts[key].take(told[key].combine_chunks()) for key in told.column_names[2:]]
        return texts[0] if len(texts) == 1 else pc.binary_join_element_wise(*texts, "/")

    def parts(self) -> pa.Table:
        """What lies in each part; nothing where texts are not kept."""
        divided = [
            Divided(name, by.parts, *self._subjects(by))
            for name, by in sorted(self.divisions.named.items())
            if self.texts
        ]
        return worded.parts(divided)

    def _subjects(self, by: Dividing) -> tuple[pa.Array, Numbers]:
        """The texts of what a dimension divides, and as what it lies in its parts."""
        if by.key in self.texts:
            return self.texts[by.key], np.arange(by.units)
        return self.texts["claim"], self.of_claims[by.key]


def laid_out(
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, Given],
    as_at: date,
    wanted: Sequence[Definition],
    keep: bool,
) -> Engine:
    """All that the queries read, and the parts of the dimensions of the figures wanted."""
    named = {name for each in wanted for name in (each.split, *each.dimensions)}
    dimensions = [each for each in dimension_definitions() if each.name in named]
    of_claims = [each for each in dimensions if each.subject is Subject.CLAIM]
    others = [each for each in dimensions if each.subject is not Subject.CLAIM]
    asked = [*(each.sql for each in others), *(each.sql for each in wanted)]
    queries = [*(each.sql for each in of_claims), *asked]
    held = Tables(connection, tables, columns_named(tables, [*views_of(queries), *queries]), keep)
    held.lay_out()
    _lay_out_days(connection, as_at)
    with ThreadPoolExecutor(THREADS) as pool:
        sorts = sorts_of(of_claims, tables) if held.claims is not None else []
        sorted_claims = [pool.submit(sort_claims, held, held.claims, each) for each in sorts]
        # Several queries rest on each view: it is worked out once.
        with held.cursor() as cursor:
            for view in views_of(asked):
                cursor.execute(view.replace("create view", "create table"))
        divided = dict(zip((each.name for each in others), pool.map(partial(_divided, held), others), strict=True))
    claims = {} if held.claims is None else {"arrangement": held.claims["arrangement"].to_numpy()}
    for sort, done in zip(sorts, sorted_claims, strict=True):
        claims[sort.name], found = done.result()
        divided |= found
    return Engine(held, wanted, Divisions(divided), claims, held.texts() if keep else {})


def _divided(tables: Tables, each: Dimension) -> Dividing:
    units = tables.rows[each.subject]
    with tables.cursor() as cursor:
        return Dividing(each.subject, units, parts.laid_out(cursor, each, units), each.adds)


def _lay_out_days(connection: duckdb.DuckDBPyConnection, as_at: date) -> None:
    connection.execute("create table edition as select cast(? as date) as as_at", [as_at])
    connection.execute(
        "create table years as select range as year, make_date(range, 1, 1) as starts_on, "
        "make_date(range + 1, 1, 1) as ends_before from range(1000, 2201)"
    )


def _value(each: Definition, certain: int, possible: int, whole: Cells | None) -> tuple[float | None, float | None]:
    """One that is split has no value as a whole, and a count is 0 where nothing contributes."""
    if each.reducer is Reducer.COUNT and not each.split:
        return float(certain), float(possible)
    if each.split or not possible or whole is None:
        return None, None
    return float(whole.low[0, 0]), float(whole.high[0, 0])


def _row(each: Definition, found: Contributed, whole: Cells | None) -> FigureRow:
    certain, possible = int(found.certain.sum()), len(found.certain)
    low, high = _value(each, certain, possible, whole)
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
