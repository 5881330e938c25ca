"""Who the bodies were on any day: the tables of data/bodies as one value that never changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from sharemap.bodies.rows import (
    Alias,
    AnnouncedReorganisation,
    Body,
    BodyCode,
    BodyName,
    Constituent,
    Succession,
)
from sharemap.core.fields import Row, read_csv, sort_key
from sharemap.core.period import Period
from sharemap.core.problem import Problem


class Dated(Row, Protocol):
    """A row with a half-open period of its own."""

    @property
    def starts_on(self) -> date | None: ...
    @property
    def ends_before(self) -> date | None: ...


R = TypeVar("R", bound=Row)
D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, eq=False)
class Directory:
    """Every table of data/bodies, in file order. Look-ups by key give nothing for a key that is not there."""

    rows: tuple[Body, ...]
    names: tuple[BodyName, ...] = ()
    codes: tuple[BodyCode, ...] = ()
    successions: tuple[Succession, ...] = ()
    aliases: tuple[Alias, ...] = ()
    constituents: tuple[Constituent, ...] = ()
    announced: tuple[AnnouncedReorganisation, ...] = ()

    @cached_property
    def bodies(self) -> Mapping[str, Body]:
        return {body.key: body for body in self.rows}

    @cached_property
    def _names(self) -> Mapping[str, tuple[BodyName, ...]]:
        return grouped(self.names, lambda row: row.body)

    @cached_property
    def _codes(self) -> Mapping[str, tuple[BodyCode, ...]]:
        return grouped(self.codes, lambda row: row.body)

    @cached_property
    def _after(self) -> Mapping[str, tuple[Succession, ...]]:
        return grouped(self.successions, lambda row: row.predecessor)

    @cached_property
    def _before(self) -> Mapping[str, tuple[Succession, ...]]:
        return grouped(self.successions, lambda row: row.successor)

    def as_at(self, day: date) -> tuple[Body, ...]:
        """The bodies alive on a day. A body whose start is not known counts as alive until its end."""
        return tuple(body for body in self.rows if alive(body, day))

    def names_of(self, key: str) -> tuple[BodyName, ...]:
        return self._names.get(key, ())

    def codes_of(self, key: str) -> tuple[BodyCode, ...]:
        return self._codes.get(key, ())

    def successors(self, key: str) -> tuple[Succession, ...]:
        """What took over from this body: one step, not the whole chain."""
        return self._after.get(key, ())

    def predecessors(self, key: str) -> tuple[Succession, ...]:
        """What this body took over from: one step, not the whole chain."""
        return self._before.get(key, ())

    def name_on(self, key: str, day: date) -> str:
        """The full name the body had on that day; the latest one for a day outside its names."""
        return next((row.name for row in self.names_of(key) if alive(row, day)), self.bodies[key].name)


def alive(row: Dated, day: date) -> bool:
    """Whether the row's period holds the day; unknown ends count as open."""
    return (row.starts_on is None or row.starts_on <= day) and (row.ends_before is None or day < row.ends_before)


def grouped(rows: Iterable[R], key: Callable[[R], str]) -> Mapping[str, tuple[R, ...]]:
    groups: defaultdict[str, list[R]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {each: tuple(found) for each, found in groups.items()}


def read_directory(folder: Path) -> tuple[Directory, list[Problem]]:
    """The directory that a folder holds, of its good rows, and what is wrong with the others.

    Only what cannot be a row is left out; `checks.faults` says what does not fit together.
    """
    problems: list[Problem] = []

    def table(row_type: type[R], name: str) -> tuple[R, ...]:
        rows, faults = read_csv(folder / f"{name}.csv", row_type)
        problems.extend(faults)
        return tuple(rows)

    directory = Directory(
        rows=_forwards(table(Body, "bodies"), problems),
        names=_forwards(table(BodyName, "names"), problems),
        codes=_forwards(table(BodyCode, "codes"), problems),
        successions=table(Succession, "successions"),
        aliases=_forwards(table(Alias, "aliases"), problems),
        constituents=_forwards(table(Constituent, "constituents"), problems),
        announced=table(AnnouncedReorganisation, "announced"),
    )
    return directory, problems


def _forwards(rows: Iterable[D], problems: list[Problem]) -> tuple[D, ...]:
    """The rows whose period runs forwards."""
    good = []
    for row in rows:
        try:
            Period(row.starts_on, row.ends_before)
            good.append(row)
        except ValueError as error:
            problems.append(
                Problem("period", _first_cells(row), str(error), "A period must end after its start.", "Mend a day.")
            )
    return tuple(good)


def _first_cells(row: Row) -> str:
    """Enough of a row to find it by."""
    return f"{type(row).__name__} {', '.join(sort_key(row)[:2])}"
