"""Who shares with whom: the pairs of bodies in a set of arrangements, and their matrix. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from math import sqrt
from typing import Annotated, TypeVar

from sharemap.bodies.rows import Body
from sharemap.core.fields import Means
from sharemap.core.period import Bounds
from sharemap.editions.read import Entry
from sharemap.explore.drawing import class_of
from sharemap.explore.facets import staying
from sharemap.explore.seriation import seriated

K = TypeVar("K")
MOST = 40
"""Rows of a matrix that the eye can still follow."""


class Order(StrEnum):
    """How the rows of the matrix follow each other."""

    CLUSTERS = "clusters"
    NAME = "name"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bodies and what they share, in the edition's order."""

    one: Body
    other: Body
    entries: tuple[Entry, ...]

    @property
    def services(self) -> tuple[str, ...]:
        return tuple(sorted({service.name for entry in self.entries for service in entry.services}))

    @property
    def since(self) -> Bounds | None:
        """The earliest start that is known of what they share; which of them joined later is not looked at."""
        return min((e.arrangement.starts_on for e in self.entries if e.arrangement.starts_on), default=None)


@dataclass(frozen=True, slots=True)
class SharingPair:
    """Two bodies that share, as a row of data."""

    body: Annotated[str, Means("Key of one body")]
    body_name: Annotated[str, Means("Its name")]
    other: Annotated[str, Means("Key of the other")]
    other_name: Annotated[str, Means("Its name")]
    arrangements: Annotated[int, Means("Arrangements that both are in")]
    slugs: Annotated[tuple[str, ...], Means("Which: as in their addresses")]
    services: Annotated[tuple[str, ...], Means("Services of these arrangements")]
    since_earliest: Annotated[date | None, Means("Earliest known start of any of them, first day; blank: not known")]
    since_latest: Annotated[date | None, Means("The same, last day")]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many arrangements two bodies share; on the diagonal, how many a body is in. `css`: its class."""

    count: int
    css: str
    words: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """`left_out`: how many more bodies share something in the set."""

    bodies: tuple[Body, ...]
    rows: tuple[tuple[Body, tuple[Cell, ...]], ...]
    left_out: int


@dataclass(frozen=True)
class Sharing:
    """A set of arrangements by its bodies. `held`: the entries of each; `together`: of each two, keys sorted."""

    bodies: Mapping[str, Body]
    held: Mapping[str, tuple[Entry, ...]]
    together: Mapping[tuple[str, str], tuple[Entry, ...]]

    def pairs(self) -> list[Pair]:
        """Those that share most first, then by name."""
        found = [Pair(self.bodies[a], self.bodies[b], entries) for (a, b), entries in self.together.items()]
        return sorted(found, key=lambda pair: (-len(pair.entries), pair.one.name, pair.other.name))

    def count(self, one: str, other: str) -> int:
        return len(self.together.get((min(one, other), max(one, other)), ()))

    def matrix(self, order: Order = Order.CLUSTERS, most: int = MOST) -> Matrix:
        """The bodies that have most partners among those that share, each with each."""
        partners = Counter(key for pair in self.together for key in pair)
        keys = sorted(partners, key=lambda key: (-len(self.held[key]), -partners[key], key))
        shown = self._ordered(keys[:most], order)
        rows = tuple((self.bodies[key], tuple(self._cell(key, other) for other in shown)) for key in shown)
        return Matrix(tuple(self.bodies[key] for key in shown), rows, len(keys) - len(shown))

    def _ordered(self, keys: Sequence[str], order: Order) -> list[str]:
        by_name = sorted(keys, key=lambda key: self.bodies[key].name.casefold())
        match order:
            case Order.NAME:
                return by_name
            case Order.NUMBER:
                return list(keys)
            case Order.CLUSTERS:
                return [by_name[place] for place in seriated(len(by_name), lambda a, b: self._like(by_name, a, b))]

    def _like(self, keys: Sequence[str], a: int, b: int) -> float:
        """The cosine of their arrangements: what both are in, measured by how many each is in."""
        one, other = keys[a], keys[b]
        return self.count(one, other) / sqrt(len(self.held[one]) * len(self.held[other]))

    def _cell(self, one: str, other: str) -> Cell:
        if one == other:
            return Cell(len(self.held[one]), "own", "")
        count = self.count(one, other)
        return Cell(count, class_of(count) if count else "", f"{self.bodies[one].name}, {self.bodies[other].name}")


def sharing_of(entries: Iterable[Entry], day: date, among: frozenset[str] | None = None) -> Sharing:
    """Who shares with whom in these entries: members that are not known to have left. `among`: these bodies alone."""
    bodies: dict[str, Body] = {}
    held: dict[str, list[Entry]] = defaultdict(list)
    together: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        bodies.update({member.body.key: member.body for member in entry.members})
        keys = sorted(key for key in staying(entry, day) if among is None or key in among)
        for key in keys:
            held[key].append(entry)
        for pair in combinations(keys, 2):
            together[pair].append(entry)
    return Sharing(bodies, _frozen(held), _frozen(together))


def _frozen(found: Mapping[K, list[Entry]]) -> dict[K, tuple[Entry, ...]]:
    return {key: tuple(entries) for key, entries in found.items()}


def sharing_pair(pair: Pair) -> SharingPair:
    since = pair.since
    return SharingPair(
        pair.one.key,
        pair.one.name,
        pair.other.key,
        pair.other.name,
        len(pair.entries),
        tuple(entry.arrangement.slug for entry in pair.entries),
        pair.services,
        since.earliest if since else None,
        since.latest if since else None,
    )
