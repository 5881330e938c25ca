"""Works out which body serves which district: counties, combined authorities, police and fire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sharemap.bodies.areas.layers import Force, Layer, Serves
from sharemap.bodies.rows import Body, BodyKind, Constituent
from sharemap.core.fields import sort_key


@dataclass(frozen=True, slots=True)
class Districts:
    """The districts of a day: every principal council that is not a county, by key."""

    by_key: dict[str, Body]

    @classmethod
    def on(cls, day: date, bodies: Iterable[Body]) -> Districts:
        return cls(
            {
                body.key: body
                for body in bodies
                if body.principal and body.kind != BodyKind.COUNTY and day in body.period
            }
        )

    def of(self, place: str) -> list[str]:
        """The districts of a place: a district itself, the districts of a county, or all of a kind of council."""
        if place in self.by_key:
            return [place]
        return [key for key, body in self.by_key.items() if place in (body.county, body.kind)]


def serving(
    districts: Districts, constituents: Iterable[Constituent], forces: Iterable[Force], day: date
) -> list[Serves]:
    """Every row of serves.csv, sorted."""
    members = [each for each in constituents if _member(each, day)]
    rows = {*_counties(districts), *_combined(districts, members), *_forces(districts, forces)}
    return sorted(rows, key=sort_key)


def _member(constituent: Constituent, day: date) -> bool:
    started = constituent.starts_on is None or constituent.starts_on <= day
    return started and (constituent.ends_before is None or day < constituent.ends_before)


def _counties(districts: Districts) -> Iterator[Serves]:
    for key, body in districts.by_key.items():
        if body.county:
            yield Serves(key, body.county, Layer.COUNTY, "county of the district in data/bodies/bodies.csv")


def _combined(districts: Districts, members: Iterable[Constituent]) -> Iterator[Serves]:
    """A county that is a member brings its districts with it."""
    for each in members:
        for district in districts.of(each.member):
            yield Serves(district, each.body, Layer.COMBINED_AUTHORITY, "data/bodies/constituents.csv")


def _forces(districts: Districts, forces: Iterable[Force]) -> Iterator[Serves]:
    for force in forces:
        for district in districts.of(force.place):
            yield Serves(district, force.body, force.layer, force.source)
