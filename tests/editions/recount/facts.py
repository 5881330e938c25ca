"""The rows of a register as the recount reads them: one day, and each table by what it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from sharemap.bodies.rows import Body
from sharemap.core.fields import Row
from sharemap.register.rows import Arrangement, Citation, Claim, Membership, SharedService, Sighting, Source
from sharemap.register.taxonomy import Service, ServiceWord

R = TypeVar("R", bound=Row)
K = TypeVar("K", bound=Hashable)
PRINCIPAL = {
    "county council",
    "district council",
    "unitary council",
    "metropolitan district",
    "London borough",
    "City of London",
    "Isles of Scilly",
    "Welsh council",
    "Scottish council",
    "Northern Irish council",
}


def grouped(rows: Iterable[R], key: Callable[[R], K]) -> dict[K, list[R]]:
    found: dict[K, list[R]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


@dataclass(frozen=True)
class Facts:
    """A register on a day."""

    rows: Mapping[type[Row], Iterable[Row]]
    day: date

    def all(self, kind: type[R]) -> list[R]:
        return cast(list[R], list(self.rows[kind]))

    @cached_property
    def arrangements(self) -> dict[str, Arrangement]:
        return {row.id: row for row in self.all(Arrangement)}

    @cached_property
    def bodies(self) -> dict[str, Body]:
        return {row.key: row for row in self.all(Body)}

    @cached_property
    def sightings(self) -> dict[str, list[Sighting]]:
        return grouped(self.all(Sighting), lambda row: row.arrangement)

    @cached_property
    def memberships(self) -> dict[str, list[Membership]]:
        return grouped(self.all(Membership), lambda row: row.arrangement)

    @cached_property
    def by_pair(self) -> dict[tuple[str, str], list[Membership]]:
        """The rows of each body in each arrangement."""
        return grouped(self.all(Membership), lambda row: (row.arrangement, row.body))

    @cached_property
    def claims(self) -> dict[str, Claim]:
        return {row.id: row for row in self.all(Claim)}

    @cached_property
    def sources(self) -> dict[str, dict[str, Source]]:
        """The sources of each arrangement, each once."""
        held = {row.id: row for row in self.all(Source)}
        cited = grouped(self.all(Citation), lambda row: row.arrangement)
        return {key: {row.source: held[row.source] for row in rows} for key, rows in cited.items()}

    @cached_property
    def services(self) -> dict[str, set[Service]]:
        """The services that each arrangement covers, by way of the words of its sources."""
        held = {row.key: row for row in self.all(Service)}
        named = grouped(self.all(ServiceWord), lambda row: row.word)
        found: dict[str, set[Service]] = defaultdict(set)
        for row in self.all(SharedService):
            found[row.arrangement] |= {held[each.service] for each in named.get(row.service, ())}
        return found

    @cached_property
    def headings(self) -> dict[str, str]:
        """The name of the heading over each service; a heading stands under itself."""
        held = {row.key: row for row in self.all(Service)}
        return {row.key: held[row.heading].name if row.heading else row.name for row in held.values()}

    @cached_property
    def councils(self) -> dict[str, Body]:
        """The principal councils alive on the day."""
        return {key: body for key, body in self.bodies.items() if body.kind.value in PRINCIPAL and self._alive(body)}

    def _alive(self, body: Body) -> bool:
        born = body.starts_on is None or body.starts_on <= self.day
        return born and (body.ends_before is None or self.day < body.ends_before)
