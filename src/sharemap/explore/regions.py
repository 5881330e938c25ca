"""One region, or a nation outside England, on one sheet: its councils and what they share. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.rows import Body
from sharemap.core.fields import Means
from sharemap.core.period import Bounds
from sharemap.editions.read import Edition, Entry
from sharemap.explore.coverage import NATIONS
from sharemap.explore.facets import staying
from sharemap.explore.folding import fold
from sharemap.explore.of_service import Count, live_count
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Service

MOST = 8
"""Lines of each list, so that a sheet holds them all."""
RECENT_YEARS = 3


@dataclass(frozen=True, slots=True)
class CouncilLine:
    """A council of a region, as a row of data."""

    body: Annotated[str, Means("Key of the council")]
    name: Annotated[str, Means("Its name")]
    kind: Annotated[str, Means("What kind of council it is")]
    population: Annotated[int | None, Means("People who live there; blank: not known")]
    known: Annotated[int, Means("Arrangements known in which it is a member and is not known to have left")]
    live_low: Annotated[int, Means("Those of them that are live for certain")]
    live_high: Annotated[int, Means("Those of them that may be live")]


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A heading of services with its live arrangements in the region."""

    service: Service
    live: Count


@dataclass(frozen=True, slots=True)
class Region:
    """`councils`: principal councils alive on the day; `largest`: live arrangements by their members in the region.

    `begun` and `over`: what started or ended in the last few years, as far as dates are known, the latest first.
    """

    name: str
    slug: str
    councils: tuple[CouncilLine, ...]
    known: tuple[Entry, ...]
    live: Count
    largest: tuple[tuple[Entry, int], ...]
    services: tuple[ServiceLine, ...]
    begun: tuple[Entry, ...]
    over: tuple[Entry, ...]

    @property
    def without(self) -> tuple[CouncilLine, ...]:
        """Councils that stand in no arrangement known."""
        return tuple(line for line in self.councils if not line.known)


def slug_of(name: str) -> str:
    return fold(name).replace(" ", "-")


def region_names(edition: Edition) -> dict[str, str]:
    """Every region and nation that has principal councils today, by slug: regions by name, then nations."""
    names = {_place(body) for body in edition.bodies.values() if body.principal and edition.as_at in body.period}
    return {slug_of(name): name for name in sorted(names - {""}, key=lambda name: (name in NATIONS, name))}


def _place(body: Body) -> str:
    return body.region or body.nation


def region_of(edition: Edition, name: str) -> Region:
    own = {body.key for body in edition.bodies.values() if _place(body) == name}
    known = [entry for entry in edition.entries if name in entry.regions and _is_known(entry)]
    live = [entry for entry in known if entry.status.word is StatusWord.LIVE]
    return Region(
        name,
        slug_of(name),
        tuple(_councils(edition, name, known)),
        tuple(known),
        live_count(known),
        _largest(edition, live, own),
        _services(edition, known),
        _lately(known, edition, end=False),
        _lately(known, edition, end=True),
    )


def _is_known(entry: Entry) -> bool:
    return entry.status.word not in (StatusWord.PLANNED, StatusWord.NOT_FORMED)


def _councils(edition: Edition, name: str, known: Sequence[Entry]) -> Iterable[CouncilLine]:
    bodies = [b for b in edition.bodies.values() if b.principal and edition.as_at in b.period and _place(b) == name]
    stays = {entry.arrangement.id: frozenset(staying(entry, edition.as_at)) for entry in known}
    for body in sorted(bodies, key=lambda body: body.name.casefold()):
        held = [entry for entry in known if body.key in stays[entry.arrangement.id]]
        live = live_count(held)
        yield CouncilLine(body.key, body.name, body.kind, body.population, len(held), live.low, live.high)


def _largest(edition: Edition, live: Iterable[Entry], own: set[str]) -> tuple[tuple[Entry, int], ...]:
    sized = [(entry, len(own.intersection(staying(entry, edition.as_at)))) for entry in live]
    return tuple(sorted(sized, key=lambda each: (-each[1], each[0].arrangement.name))[:MOST])


def _services(edition: Edition, known: Sequence[Entry]) -> tuple[ServiceLine, ...]:
    held: dict[str, list[Entry]] = {}
    for entry in known:
        for heading in {service.heading or service.key for service in entry.services}:
            held.setdefault(heading, []).append(entry)
    lines = [ServiceLine(edition.services[key], live_count(entries)) for key, entries in held.items()]
    return tuple(sorted(lines, key=lambda line: (-line.live.high, line.service.name))[:MOST])


def _lately(known: Iterable[Entry], edition: Edition, end: bool) -> tuple[Entry, ...]:
    """Those that started, or ended, in the last few years and not after the edition's day."""
    dated = [(entry.arrangement.ends_before if end else entry.arrangement.starts_on, entry) for entry in known]
    first = edition.as_at.year - RECENT_YEARS
    found = [(days, entry) for days, entry in dated if days and days.earliest.year >= first and _past(days, edition)]
    return tuple(entry for _, entry in sorted(found, key=lambda each: each[0], reverse=True)[:MOST])


def _past(days: Bounds, edition: Edition) -> bool:
    return days.latest <= edition.as_at


def on_map(region: Region, edition: Edition) -> list[CouncilLine]:
    """The councils that the district layer draws."""
    drawn = {outline.body for outline in edition.outlines.get(Layer.DISTRICT, ())}
    return [line for line in region.councils if line.body in drawn]
