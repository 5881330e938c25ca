"""The tables of data/bodies: one row type for each file. They are the declaration of every column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from sharemap.core.fields import Means
from sharemap.core.period import Period


class BodyKind(StrEnum):
    """The words readers see. Principal councils come first."""

    COUNTY = "county council"
    DISTRICT = "district council"
    UNITARY = "unitary council"
    METROPOLITAN = "metropolitan district"
    LONDON_BOROUGH = "London borough"
    CITY_OF_LONDON = "City of London"
    SCILLY = "Isles of Scilly"
    WELSH = "Welsh council"
    SCOTTISH = "Scottish council"
    NORTHERN_IRISH = "Northern Irish council"
    COMBINED_AUTHORITY = "combined authority"
    REGIONAL_AUTHORITY = "regional authority"
    FIRE = "fire authority"
    POLICE = "police force"
    NHS = "NHS body"
    NATIONAL_PARK = "park authority"
    WASTE = "waste authority"
    TRANSPORT = "transport body"
    UNIVERSITY = "university"
    HOUSING = "housing association"
    COMPANY = "company"
    CHARITY = "charity or trust"
    OTHER_PUBLIC = "other public body"
    COLLECTIVE = "group of bodies, not named one by one"


PRINCIPAL_KINDS = frozenset(
    {
        BodyKind.COUNTY,
        BodyKind.DISTRICT,
        BodyKind.UNITARY,
        BodyKind.METROPOLITAN,
        BodyKind.LONDON_BOROUGH,
        BodyKind.CITY_OF_LONDON,
        BodyKind.SCILLY,
        BodyKind.WELSH,
        BodyKind.SCOTTISH,
        BodyKind.NORTHERN_IRISH,
    }
)


class SuccessionKind(StrEnum):
    """How one body came after another."""

    REPLACED = "replaced"
    MERGED = "merged"
    SPLIT = "split"
    CONTINUING = "continuing"
    BOUNDARY = "boundary only"


@dataclass(frozen=True, slots=True)
class Body:
    """bodies.csv: a dated legal person with a permanent key."""

    key: Annotated[str, Means("Permanent key of the body, used in addresses", "vale-of-white-horse", longest=100)]
    name: Annotated[str, Means("Full name, the latest it had", longest=200)]
    short_name: Annotated[str, Means("Name as people say it", longest=200)]
    kind: Annotated[BodyKind, Means("What kind of body it is")]
    nation: Annotated[str, Means("England, Wales, Scotland or Northern Ireland; blank if not known", longest=30)]
    region: Annotated[str, Means("English region; blank outside England or if not known", longest=40)]
    county: Annotated[str, Means("Key of the county council above a district; blank if none", longest=100)]
    starts_on: Annotated[date | None, Means("First day; blank if not known")]
    ends_before: Annotated[date | None, Means("First day on which it was no more; blank if it lives")]
    population: Annotated[int | None, Means("Residents; blank if not known")]
    population_year: Annotated[int | None, Means("Year of the population")]
    population_kind: Annotated[str, Means("How the population was made, such as mid-year estimate", longest=100)]
    area_km2: Annotated[float | None, Means("Area in square kilometres")]
    latitude: Annotated[float | None, Means("Centre, degrees north")]
    longitude: Annotated[float | None, Means("Centre, degrees east")]
    point_kind: Annotated[str, Means("How the centre was made", longest=200)]
    website: Annotated[str, Means("Address of its site; not checked since collected", longest=500)]
    source: Annotated[str, Means("Where these facts come from")]
    notes: Annotated[str, Means("Doubts and remarks")]

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_before)

    @property
    def principal(self) -> bool:
        """Whether this is a principal council: one of those that must run the main local services."""
        return self.kind in PRINCIPAL_KINDS


@dataclass(frozen=True, slots=True)
class BodyName:
    """names.csv: a name a body had, and when."""

    body: Annotated[str, Means("Key of the body")]
    name: Annotated[str, Means("The name", longest=200)]
    starts_on: Annotated[date | None, Means("First day of the name; blank if from the start of the body")]
    ends_before: Annotated[date | None, Means("First day without it; blank if to the end of the body")]
    source: Annotated[str, Means("Where this comes from")]


@dataclass(frozen=True, slots=True)
class BodyCode:
    """codes.csv: a code given to the body's boundary, and when."""

    body: Annotated[str, Means("Key of the body")]
    scheme: Annotated[str, Means("gss, ecode, snac or local-authority-code", longest=30)]
    code: Annotated[str, Means("The code", "E07000180", longest=20)]
    starts_on: Annotated[date | None, Means("First day; blank if not known")]
    ends_before: Annotated[date | None, Means("First day without it; blank if in use")]
    source: Annotated[str, Means("Where this comes from")]


@dataclass(frozen=True, slots=True)
class Succession:
    """successions.csv: what took over from what. `order` names the law where it is known."""

    predecessor: Annotated[str, Means("Key of the body before")]
    successor: Annotated[str, Means("Key of the body after")]
    on: Annotated[date, Means("First day of the successor's taking over")]
    kind: Annotated[SuccessionKind, Means("How it took over")]
    order: Annotated[str, Means("The statutory order, if known", longest=300)]
    source: Annotated[str, Means("Where this comes from")]


@dataclass(frozen=True, slots=True)
class Alias:
    """aliases.csv: a way in which people write a body's name. One alias may name several bodies."""

    alias: Annotated[str, Means("As written", longest=200)]
    body: Annotated[str, Means("Key of the body")]
    kind: Annotated[
        str, Means("short, official, variant, old name, or told: met in a telling and confirmed", longest=30)
    ]
    starts_on: Annotated[date | None, Means("First day on which it could mean this body")]
    ends_before: Annotated[date | None, Means("First day on which it no longer could")]


@dataclass(frozen=True, slots=True)
class Constituent:
    """constituents.csv: a council's membership of a combined authority."""

    body: Annotated[str, Means("Key of the combined authority")]
    member: Annotated[str, Means("Key of the council")]
    role: Annotated[str, Means("constituent or non-constituent", longest=30)]
    starts_on: Annotated[date | None, Means("First day; blank if not known")]
    ends_before: Annotated[date | None, Means("First day after leaving; blank if a member")]
    source: Annotated[str, Means("Where this comes from")]


@dataclass(frozen=True, slots=True)
class AnnouncedReorganisation:
    """announced.csv: a council that may come, with how sure that is. Only a made order decides anything."""

    area: Annotated[str, Means("Area that is reorganised", "Surrey", longest=100)]
    new_council: Annotated[str, Means("Name of the council to come; blank if no name is evidenced", longest=200)]
    whole: Annotated[tuple[str, ...], Means("Keys of the councils that would go into it whole")]
    partly: Annotated[tuple[str, ...], Means("Keys of the councils that may go into it in part, or may not")]
    county: Annotated[str, Means("Key of the county council that would be abolished", longest=100)]
    vesting_on: Annotated[date | None, Means("First day of the new council: planned, unless the order is made")]
    first_election: Annotated[date | None, Means("Day of its first election, planned unless past")]
    status: Annotated[str, Means("How far it has come, with the order where one is made", longest=200)]
    confidence: Annotated[str, Means("high, medium or low", longest=20)]
    sources: Annotated[tuple[str, ...], Means("Where this comes from")]
    notes: Annotated[str, Means("Doubts and remarks")]

    @property
    def decided(self) -> bool:
        """Whether the law is made. An announcement, a consultation or a proposal decides nothing."""
        return self.status.startswith(("order made", "regulations made"))

    @property
    def will_be(self) -> bool:
        """Whether by law a council will replace others whole, on a known day: its area is known."""
        return self.decided and bool(self.new_council and self.vesting_on and self.whole and not self.partly)

    @property
    def key(self) -> str:
        """What its area is known by until it is a body of its own: `west-surrey-council`."""
        return "-".join(re.findall(r"[a-z0-9]+", self.new_council.lower()))
