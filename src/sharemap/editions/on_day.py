"""Figures of an edition as at another day: what had been seen by then, and what was so, from the edition's own rows.

On a day before the edition's own an arrangement counts only where it was there by then: begun, ended or seen. Where
its dates leave that open, or whether a sighting was made by then, it counts as possible. Services, support and kinds
of bodies are as known today.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sharemap.core.fields import Row
from sharemap.core.problem import Problem
from sharemap.editions import figures
from sharemap.editions.definitions import figure_definitions
from sharemap.editions.derive import running
from sharemap.editions.read import MANIFEST
from sharemap.editions.tables import (
    TABLES,
    Breakdown,
    CountedClaim,
    FigureRow,
    Running,
    empty_table,
    read_rows,
    read_table,
    rows_in,
    schema_of,
    to_arrow,
)
from sharemap.register.rows import Arrangement, Claim, Sighting, State
from sharemap.register.status import status_on

NOT_YET = "not there yet"
"""Stands among the possible statuses of an arrangement that may not have been there on the day."""
WITHOUT_DAY = frozenset(
    {
        "arrangements-with-claim",
        "claims-known",
        "claims-median",
        "claims-total",
        "ended-one-off-costs",
        "ended-one-off-costs-median",
        "ended-with-one-off-cost",
        "one-off-costs",
        "staff",
        "staff-median",
    }
)
"""Figures of what has no day: no source says when a claim or a number of staff became known. They are not given for
another day than the edition's own."""
_COMPUTED = frozenset({"dimensions", "parts", "figures", "breakdowns", "contributions", "outlines"})
_DERIVED = frozenset({"statuses", "possible_statuses", "running"})
_UNDATED = ("memberships", "shared_services", "claims")
_NEEDED = (*_UNDATED, "bodies", "breakdowns", "contributions", "parts", "past_addresses", "possible_statuses")
_READ: Mapping[str, type[Row]] = {"arrangements": Arrangement, "sightings": Sighting}


class Sure(IntEnum):
    """How sure it is that something is so, or counts."""

    NO = 0
    PERHAPS = 1
    YES = 2


@dataclass(frozen=True, eq=False)
class Register:
    """The register as an edition holds it: rows where dates are read, tables for the queries.

    It is equal only to itself, so that what was worked out for it can be kept.
    """

    name: str
    as_at: date
    arrangements: Mapping[str, Arrangement]
    sightings: Mapping[str, tuple[Sighting, ...]]
    tables: Mapping[str, pa.Table]
    figures: Mapping[str, FigureRow]

    @cached_property
    def everyone(self) -> frozenset[str]:
        return frozenset(self.arrangements)

    @cached_property
    def rows(self) -> Mapping[type[Row], Iterable[Row]]:
        """What statuses are derived from."""
        seen = [each for held in self.sightings.values() for each in held]
        return {Arrangement: self.arrangements.values(), Sighting: seen}

    @cached_property
    def own_words(self) -> Mapping[str, frozenset[str]]:
        """The statuses that the edition itself gives each arrangement."""
        return _grouped(self.tables["possible_statuses"], "arrangement", "status")

    @cached_property
    def joined(self) -> Mapping[str, frozenset[str]]:
        """The bodies that joined each arrangement themselves: no part passed to them by law."""
        memberships = self.tables["memberships"]
        return _grouped(memberships.filter(pc.equal(memberships["passed_from"], "")), "arrangement", "body")

    @cached_property
    def dissolved(self) -> Mapping[str, date | None]:
        """The first day without each body."""
        return dict(_pairs(self.tables["bodies"], "key", "ends_before"))

    @cached_property
    def went_to(self) -> Mapping[str, str]:
        """What holds now each arrangement that is no more under its identifier; blank: it was taken out."""
        return dict(_pairs(self.tables["past_addresses"], "id", "arrangement"))

    def parts_of(self, dimension: str) -> frozenset[str]:
        """The parts of a dimension that anything lies in."""
        parts = self.tables["parts"]
        return frozenset(parts.filter(pc.equal(parts["dimension"], dimension))["part"].to_pylist())

    @cached_property
    def _undated(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for table in _UNDATED:
            for row in self.tables[table].to_pylist():
                found.setdefault(row["arrangement"], set()).add(repr(row))
        return {key: frozenset(rows) for key, rows in found.items()}

    def undated(self, arrangement: str) -> frozenset[str]:
        """What is said of an arrangement beside its dates and sightings: members, services, claims."""
        return self._undated.get(arrangement, frozenset())

    def counts(self, figure: str) -> Mapping[str, Sure]:
        """What contributes to a figure, as the edition holds it."""
        return _counts(self.tables["contributions"], figure)

    def found(self, figure: str) -> Found:
        """A figure as the edition itself holds it, made by whatever rule was in force."""
        told = self.tables["breakdowns"]
        breakdowns = rows_in(told.filter(pc.equal(told["figure"], figure)), Breakdown)
        return Found(self.figures[figure], breakdowns, self.counts(figure), self.tables["parts"])


def _pairs(table: pa.Table, one: str, other: str) -> Iterable[tuple[Any, Any]]:
    return zip(table[one].to_pylist(), table[other].to_pylist(), strict=True)


def _grouped(table: pa.Table, key: str, value: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in _pairs(table, key, value):
        found.setdefault(one, set()).add(other)
    return {one: frozenset(held) for one, held in found.items()}


def _counts(contributions: pa.Table, figure: str) -> Mapping[str, Sure]:
    return _sure(contributions.filter(pc.equal(contributions["figure"], figure)))


def _sure(rows: pa.Table) -> dict[str, Sure]:
    return {key: Sure.YES if certain else Sure.PERHAPS for key, certain in _pairs(rows, "subject", "certain")}


def register_of(
    name: str,
    as_at: date,
    rows: Mapping[type[Row], Iterable[Row]],
    tables: Mapping[str, pa.Table],
    figure_rows: Iterable[FigureRow],
) -> Register:
    """The register of rows and of the tables that were made of them."""
    seen: dict[str, list[Sighting]] = {}
    for each in cast(Iterable[Sighting], rows[Sighting]):
        seen.setdefault(each.arrangement, []).append(each)
    return Register(
        name,
        as_at,
        {each.id: each for each in cast(Iterable[Arrangement], rows[Arrangement])},
        {key: tuple(held) for key, held in seen.items()},
        tables,
        {each.figure: each for each in figure_rows},
    )


def read_register(folder: Path) -> Register:
    """The register that an edition's folder holds."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    paths = {name: folder / f"{name}.parquet" for name in TABLES if name != "outlines"}
    rows = {each: read_rows(paths[name], each) for name, each in _READ.items()}
    held = [name for name, path in paths.items() if path.name in manifest["files"]]
    # Queries name tables that an edition may have been published before.
    tables = {
        name: _read_table(paths[name]) if name in held else empty_table(TABLES[name])
        for name in paths
        if name in held or name not in _NEEDED
    }
    day = date.fromisoformat(manifest["as_at"])
    return register_of(manifest["name"], day, rows, tables, read_rows(paths["figures"], FigureRow))


def _read_table(path: Path) -> pa.Table:
    """An edition's table. Before claims said whether they count once, a table beside them did."""
    beside = path.with_name("counted_claims.parquet")
    if path.stem != "claims" or not beside.exists():
        return read_table(path, TABLES[path.stem])
    claims = read_table(path, Claim)
    counts = pc.is_in(claims["id"], pq.read_table(beside)["claim"].combine_chunks())
    return claims.append_column(schema_of(CountedClaim).field("counts_once"), counts)


def open_register(folder: Path) -> Register | Problem:
    """The same, or why this code cannot read it: editions are kept for ever, their tables may be of another time."""
    try:
        register = read_register(folder)
    except (OSError, ValueError, KeyError) as damage:
        return _unreadable(folder.name, f"“{damage}”")
    missing = [name for name in _NEEDED if name not in register.tables]
    return _unreadable(folder.name, f"no table {missing[0]}") if missing else register


def _unreadable(name: str, found: str) -> Problem:
    needed = "The edition must hold the tables that figures are compared by."
    return Problem("edition", f"edition {name}", found, needed, "Choose another edition.")


def figures_on(
    edition: Register | Path, day: date, only: Sequence[str] = (), contributions: bool = True
) -> figures.Computed:
    """Figures and breakdowns as at a day that `day_problem` lets pass. `only`: the names wanted; all where empty.

    Those without a day are left out unless the day is the edition's own.
    """
    register = edition if isinstance(edition, Register) else read_register(edition)
    own = day == register.as_at
    names = [each.name for each in figure_definitions() if own or each.name not in WITHOUT_DAY]
    wanted = [name for name in names if not only or name in only]
    if not wanted:
        raise ValueError(f"none of {', '.join(only)} has a value on {day}")
    held = register.everyone if own else frozenset[str]()
    return figures.compute(tables_on(register, day, held), day, wanted, contributions)


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """A figure at a moment: its value and those of its parts, what contributes, and in which parts that lies."""

    row: FigureRow
    breakdowns: Sequence[Breakdown]
    counts: Mapping[str, Sure]
    parts: pa.Table

    def within(self, by: str, part: str) -> Mapping[str, Sure]:
        """What contributes to a part: as surely as it counts and lies there. All of it where `by` is blank."""
        if not by:
            return self.counts
        here = pc.and_(pc.equal(self.parts["dimension"], by), pc.equal(self.parts["part"], part))
        lies = _sure(self.parts.filter(here))
        return {key: min(sure, lies[key]) for key, sure in self.counts.items() if key in lies}


def figure_on(register: Register, day: date, name: str, held: Collection[str] | None = None) -> Found:
    """One figure on a day. `held`: as in `words_on`; None: as `figures_on` has it."""
    if held is None:
        held = register.everyone if day == register.as_at else frozenset()
    computed = figures.compute(tables_on(register, day, held), day, [name])
    counts = _counts(computed.contributions, name)
    return Found(computed.figures[0], rows_in(computed.breakdowns, Breakdown), counts, computed.parts)


def day_problem(day: date, as_at: date, figure: str, where: str) -> Problem | None:
    """Why the figure has no value on that day; None where it has one."""
    if day > as_at:
        needed = f"The day must not be after that of the edition, {as_at}: nothing is known of later days."
        return Problem("day", where, str(day), needed, "Give an earlier day.")
    if day < as_at and figure in WITHOUT_DAY:
        needed = "Claims and numbers of staff have no day, so this figure has a value on the edition's own day only."
        return Problem("day", where, str(day), needed, f"Ask for {as_at}, or for another figure.")
    return None


def there_on(arrangement: Arrangement, sightings: Sequence[Sighting], day: date) -> Sure:
    """Whether the arrangement was there by the day: begun, ended, or seen in any state, a plan included."""
    start, end = arrangement.starts_on, arrangement.ends_before
    seen = [each.seen_on for each in sightings]
    if any(each and each.latest <= day for each in (start, end, *seen)):
        return Sure.YES
    if any(each.earliest <= day if each else start is None for each in seen):
        return Sure.PERHAPS
    return _there_unseen(arrangement, sightings, day)


def _there_unseen(arrangement: Arrangement, sightings: Sequence[Sighting], day: date) -> Sure:
    """The same, were all its sightings made later. What was a plan when it was first seen was not running before."""
    if arrangement.starts_on:
        return Sure.PERHAPS if arrangement.starts_on.earliest <= day else Sure.NO
    dated = [(each.seen_on, each.state) for each in sightings if each.seen_on]
    first = [min(dated)[1]] if dated else [each.state for each in sightings]
    return Sure.NO if first and all(state in (State.PLANNED, State.NOT_FORMED) for state in first) else Sure.PERHAPS


def words_on(register: Register, day: date, held: Collection[str] = ()) -> dict[str, frozenset[str]]:
    """Every status that each arrangement may have had on the day; none for what was certainly not there.

    `held`: those that are known to have been in a register of that day, with all that may have been seen by then.
    """
    found = {}
    for key, arrangement in register.arrangements.items():
        seen = register.sightings.get(key, ())
        if key in held:
            found[key] = frozenset[str](status_on(day, arrangement, seen).possible)
        else:
            found[key] = _words(arrangement, seen, day)
    return found


def _words(arrangement: Arrangement, sightings: Sequence[Sighting], day: date) -> frozenset[str]:
    """The statuses with and without each sighting that may have been made by the day or later."""
    there = there_on(arrangement, sightings, day)
    if there is Sure.NO:
        return frozenset()
    sure = [each for each in sightings if each.seen_on and each.seen_on.latest <= day]
    perhaps = [each for each in sightings if each not in sure and (not each.seen_on or each.seen_on.earliest <= day)]
    told = [[*sure, each] for each in perhaps]
    if there is Sure.YES or _there_unseen(arrangement, sightings, day):
        told.append(sure)
    words = {word for seen in told for word in status_on(day, arrangement, seen).possible}
    return frozenset[str](words) | ({NOT_YET} if there is Sure.PERHAPS else frozenset())


def tables_on(register: Register, day: date, held: Collection[str]) -> dict[str, pa.Table]:
    """The edition's tables as at the day: statuses and what ran are derived anew, later members left out."""
    kept = {name: table for name, table in register.tables.items() if name not in _COMPUTED | _DERIVED}
    kept["possible_statuses"] = _possible_statuses(words_on(register, day, held))
    kept["running"] = to_arrow(running(register.rows, day), Running)
    if day < register.as_at:
        kept["memberships"] = _joined_by(day, kept["memberships"], kept["bodies"])
    return kept


def _possible_statuses(words: Mapping[str, frozenset[str]]) -> pa.Table:
    rows = [(key, word, len(held) == 1) for key, held in words.items() for word in sorted(held)]
    keys, statuses_, certain = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.table(
        {
            "arrangement": pa.array(keys, pa.string()),
            "status": pa.array(statuses_, pa.string()),
            "certain": pa.array(certain, pa.bool_()),
        }
    )


def _joined_by(day: date, memberships: pa.Table, bodies: pa.Table) -> pa.Table:
    """The memberships that may have begun by the day, of bodies that had begun."""
    unborn = bodies.filter(pc.fill_null(pc.greater(bodies["starts_on"], day), False))["key"]
    joined = pc.fill_null(pc.less_equal(memberships["joined_on_earliest"], day), True)
    return memberships.filter(pc.and_(joined, pc.invert(pc.is_in(memberships["body"], unborn.combine_chunks()))))
