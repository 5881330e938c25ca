"""The register's rows as the checks ask for them: by identifier and by arrangement, with the status on the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from sharemap.bodies.directory import alive, grouped
from sharemap.bodies.rows import Body
from sharemap.core.fields import Row
from sharemap.core.period import financial_years
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    ClaimKind,
    Decision,
    Membership,
    Question,
    Relation,
    SharedService,
    Sighting,
    Source,
)
from sharemap.register.status import Status, StatusWord, status_on
from sharemap.register.taxonomy import Service, ServiceWord

R = TypeVar("R", bound=Row)

SAVINGS = frozenset({ClaimKind.RECURRING, ClaimKind.CUMULATIVE, ClaimKind.NOT_STATED})
"""The kinds of claim that are or may be a saving. Costs and investments come before a start and after an end."""


@dataclass(frozen=True, eq=False)
class Register:
    """Rows by type, and the day that they speak of."""

    rows: Mapping[type[Row], list[Row]]
    day: date

    def _all(self, row_type: type[R]) -> list[R]:
        return cast(list[R], self.rows[row_type])

    @cached_property
    def arrangements(self) -> Mapping[str, Arrangement]:
        return {row.id: row for row in self._all(Arrangement)}

    @cached_property
    def bodies(self) -> Mapping[str, Body]:
        return {row.key: row for row in self._all(Body)}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        return {row.id: row for row in self._all(Claim)}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        return {row.id: row for row in self._all(Source)}

    @property
    def memberships(self) -> list[Membership]:
        return self._all(Membership)

    @property
    def relations(self) -> list[Relation]:
        return self._all(Relation)

    @cached_property
    def decided(self) -> frozenset[frozenset[str]]:
        """The pairs of arrangements that somebody or the rule of likeness has decided on."""
        return frozenset(frozenset((row.left, row.right)) for row in self._all(Decision))

    @cached_property
    def memberships_of(self) -> Mapping[str, tuple[Membership, ...]]:
        return grouped(self.memberships, lambda row: row.arrangement)

    @cached_property
    def claims_of(self) -> Mapping[str, tuple[Claim, ...]]:
        return grouped(self._all(Claim), lambda row: row.arrangement)

    @cached_property
    def sightings_of(self) -> Mapping[str, tuple[Sighting, ...]]:
        return grouped(self._all(Sighting), lambda row: row.arrangement)

    @cached_property
    def questions_of(self) -> Mapping[str, tuple[Question, ...]]:
        return grouped(self._all(Question), lambda row: row.arrangement)

    @cached_property
    def cited_by(self) -> Mapping[str, tuple[Citation, ...]]:
        return grouped(self._all(Citation), lambda row: row.arrangement)

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        return {
            key: status_on(self.day, row, self.sightings_of.get(key, ())) for key, row in self.arrangements.items()
        }

    @cached_property
    def live(self) -> tuple[str, ...]:
        """The arrangements that are live for certain."""
        return tuple(key for key, status in self.statuses.items() if status.possible == (StatusWord.LIVE,))

    @cached_property
    def services_of(self) -> Mapping[str, frozenset[str]]:
        """The keys of the services of each arrangement."""
        named = grouped(self._all(ServiceWord), lambda row: row.word)
        words = grouped(self._all(SharedService), lambda row: row.arrangement)
        return {
            key: frozenset(each.service for row in rows for each in named.get(row.service, ()))
            for key, rows in words.items()
        }

    @cached_property
    def services(self) -> Mapping[str, Service]:
        return {row.key: row for row in self._all(Service)}

    def headings_of(self, arrangement: str) -> frozenset[str]:
        """The keys of the headings that its services stand under."""
        return frozenset(self.services[key].heading or key for key in self.services_of.get(arrangement, ()))

    def bodies_of(self, arrangement: str) -> frozenset[str]:
        """The keys of all that ever were members."""
        return frozenset(row.body for row in self.memberships_of.get(arrangement, ()))

    def staying(self, arrangement: str) -> tuple[Membership, ...]:
        """The memberships that no known leaving has ended by the day."""
        rows = self.memberships_of.get(arrangement, ())
        return tuple(row for row in rows if not (row.left_before_latest and row.left_before_latest <= self.day))

    def still_there(self, arrangement: str) -> frozenset[str]:
        """The members that have not left and are still alive on the day."""
        return frozenset(row.body for row in self.staying(arrangement) if alive(self.bodies[row.body], self.day))

    def named(self, arrangement: str) -> str:
        return f"{self.arrangements[arrangement].name} ({arrangement})"


def membership_name(row: Membership) -> str:
    """What names a row of memberships.csv: its arrangement and its body, with the service if it is not all."""
    return "/".join(part for part in (row.arrangement, row.body, row.service) if part)


def years(claim: Claim) -> str:
    """The financial years that a claim names: `2011/12` or `2011/12 to 2013/14`."""
    named = [year for year in (claim.year_from, claim.year_to) if year is not None]
    return financial_years(named[0], named[-1]) if named else ""
