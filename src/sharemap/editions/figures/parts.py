"""Numbers the parts of all dimensions and lays out what lies in them.

A claim lies in one arrangement, and in one part of each dimension that adds. Its number is made to say so: to look
that up for ten million claims takes longer than to count them. What lies in all other parts stands in rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce

import duckdb

from sharemap.editions.definitions import Dimension, Subject
from sharemap.editions.figures.numbers import Tables

TABLE_OF = {Subject.ARRANGEMENT: "arrangements", Subject.BODY: "bodies", Subject.CLAIM: "claims"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a dimension, in words; without a dimension the whole."""

    dimension: str = ""
    words: str = ""


def in_number(dimension: Dimension) -> bool:
    """Whether a claim's number says in which part of the dimension it lies."""
    return dimension.subject is Subject.CLAIM and dimension.adds


@dataclass(frozen=True, slots=True)
class Digit:
    """What a claim's number says of one thing: from `first` on, and so many. `held`: where it stands before that."""

    name: str
    base: int
    first: int
    held: str


@dataclass(frozen=True)
class Parts:
    """All parts, in the place of their number. Those of a dimension stand together, in the order of their words."""

    connection: duckdb.DuckDBPyConnection
    keep: bool
    listed: list[Part] = field(default_factory=lambda: [Part()])
    spans: dict[str, range] = field(default_factory=lambda: {"": range(1)})
    digits: dict[str, str] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)

    def lay_out(self) -> None:
        """Tables with nothing in them yet."""
        self.connection.execute(
            "create table parts (dimension varchar, subject varchar, part varchar, certain boolean)"
        )
        for subject in TABLE_OF:
            number = "bigint" if subject is Subject.CLAIM else "integer"
            self.connection.execute(f"create table in_{subject} (part integer, subject {number}, certain boolean)")

    def number_claims(self, tables: Tables, dimensions: Sequence[Dimension]) -> None:
        """Give claims their numbers: the place of each, its arrangement and its parts, as digits of several bases."""
        arrangements = self._count("own_arrangements")
        digits = [Digit("arrangement", arrangements + 1, 0, f"coalesce(arrangement, {arrangements})")]
        digits += [self._digit(each) for each in dimensions]
        beside = "".join(f" positional join {each.held}" for each in digits[1:])
        number = reduce(lambda before, each: f"({before}) * {each.base} + {each.held}", digits, "place")
        self.connection.execute(
            f"create table claim_numbers as select {number} as number "
            f"from (select cast(rowid as bigint) as place, arrangement from own_claims) as own{beside}"
        )
        for each in digits[1:]:
            self.connection.execute(f"drop table {each.held}")
        tables.renumber("claims", "claim_numbers.number", "claim_numbers")
        below = 1
        for each in reversed(digits):
            told = f"subject // {below} % {each.base} + {each.first}"
            self.digits[each.name] = f'cast({told} as integer) as "{each.name}"'
            below *= each.base

    def _digit(self, each: Dimension) -> Digit:
        """The digits of a dimension, in the order of claims: it has to give one part for each of them."""
        rows, span = self._number(each)
        held = f'"digit of {each.name}"'
        self.connection.execute(
            f"create table {held} as select part - {span.start} as {held} {rows} order by subject"
        )
        if self._count(held) != self._count("own_claims"):
            raise ValueError(f"{each.name}.sql must give each claim one part, since it says that they add")
        return Digit(each.name, len(span) + 1, span.start, held)

    def _count(self, table: str) -> int:
        ((count,),) = self.connection.execute(f"select count(*) from {table}").fetchall()
        return int(count)

    def fill(self, dimensions: Iterable[Dimension]) -> None:
        """The rows of all other dimensions."""
        for each in dimensions:
            rows, _ = self._number(each)
            self.connection.execute(f"insert into in_{each.subject} select part, subject, certain {rows}")
        for subject in TABLE_OF:
            query = f"select distinct part from in_{subject} where not certain"
            self.doubtful.update(self.listed[part].dimension for (part,) in self.connection.execute(query).fetchall())

    def _number(self, each: Dimension) -> tuple[str, range]:
        """Number the parts of a dimension: the rows in which `part` is a number, to follow `select …`, and which."""
        told = f"({each.sql})"
        if each.subject is not Subject.CLAIM:
            # Ten million claims' texts take too much room, so that they are told twice; all others are told once.
            self.connection.execute(f"create or replace temp table told as {each.sql}")
            told = "told"
        if self.keep:
            self.connection.execute(
                f"insert into parts select '{each.name}', text, part, certain from {told} as told "
                f"inner join {TABLE_OF[each.subject]}_by_text on number = subject"
            )
        held = self.connection.execute(f"select distinct part from {told} as told order by part").fetchall()
        span = range(len(self.listed), len(self.listed) + len(held))
        self.listed.extend(Part(each.name, words) for (words,) in held)
        self.spans[each.name] = span
        self.connection.execute(
            "create or replace temp table words as select unnest($1) as words, unnest($2) as number",
            [[words for (words,) in held], list(span)],
        )
        rows = f"from (select number as part, subject, certain from {told} as told inner join words on part = words)"
        return rows, span
