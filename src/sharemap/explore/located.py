"""From what people type to places: a postcode, whole or in part, or the name of a body that has places.

A place is the area of a district or unitary council of the edition's day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sharemap.bodies.postcodes import Beyond, Found, Postcodes
from sharemap.bodies.rows import Body
from sharemap.editions.read import Edition
from sharemap.explore.answering import is_place
from sharemap.explore.coverage import NATIONS
from sharemap.explore.current import Reading
from sharemap.explore.search import Hit, Kind
from sharemap.explore.standing import heirs, served

MOST = 20
"""Places offered for a name."""


@dataclass(frozen=True, slots=True)
class Located:
    """A postcode, and the places it may mean: of one beyond Great Britain those that can be offered in its stead."""

    postcode: Found
    places: tuple[Body, ...]

    @property
    def certain(self) -> bool:
        """Whether the postcode lies in the one place for sure."""
        return self.postcode.listed and len(self.places) == 1

    @property
    def hits(self) -> tuple[Hit, ...]:
        written = "" if self.postcode.beyond else self.postcode.written
        return tuple(Hit(0, Kind.PLACE, place.key, written) for place in self.places)


def located(edition: Edition, table: Postcodes, text: str) -> Located | None:
    """The postcode in a text, and its places; None where there is none."""
    found = table.within(text)
    if found is None:
        return None
    if found.beyond is Beyond.NORTHERN_IRELAND:
        return Located(found, tuple(each for each in all_places(edition) if each.nation == found.beyond.value))
    bodies = (edition.bodies[key] for key in found.districts if key in edition.bodies)
    return Located(found, _each_once(place for body in bodies for place in places_of_body(edition, body)))


def places_of_body(edition: Edition, body: Body) -> tuple[Body, ...]:
    """The places of a body: its own, those that it serves, or those of the bodies that its work passed to."""
    if edition.as_at not in body.period:
        return _each_once(place for heir in heirs(edition, body.key) for place in places_of_body(edition, heir))
    return (body,) if is_place(body) else served(edition, body.key)


def places_named(reading: Reading, name: str) -> tuple[Body, ...]:
    """The places of the body that is called so."""
    body = reading.edition.bodies.get(reading.names.body(name))
    return places_of_body(reading.edition, body) if body else ()


def places_like(reading: Reading, name: str) -> tuple[Body, ...]:
    """The places of bodies whose names hold the words or come near, as a search finds them."""
    edition = reading.edition
    bodies = [edition.bodies[hit.key] for hit in reading.names.search(name).of(Kind.BODY)]
    return _each_once(place for body in bodies for place in places_of_body(edition, body))[:MOST]


def all_places(edition: Edition) -> list[Body]:
    """Every place of the edition's day: by region, then by nation, then by name."""
    places = [body for body in edition.bodies.values() if is_place(body) and edition.as_at in body.period]
    return sorted(places, key=lambda body: (*_region_order(body), body.short_name.casefold()))


def by_region(places: Iterable[Body]) -> dict[str, list[Body]]:
    """Places by region, or nation outside England, in their order."""
    held: dict[str, list[Body]] = {}
    for place in places:
        held.setdefault(place.region or place.nation, []).append(place)
    return held


def _region_order(body: Body) -> tuple[bool, str]:
    name = body.region or body.nation
    return name in NATIONS, name


def _each_once(places: Iterable[Body]) -> tuple[Body, ...]:
    return tuple({place.key: place for place in places}.values())
