"""What is like an arrangement, and what is like a body, by rules that the page states. Pure.

An arrangement is like another by the services that both cover; model, size and region say which of those is nearer.
A body is like another of its kind by its residents and its region: nothing else is in the register.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sharemap.bodies.rows import Body
from sharemap.editions.read import Edition, Entry
from sharemap.explore.facets import SIZE_LABELS, size_of, staying
from sharemap.explore.filters import Size
from sharemap.register.rows import DeliveryModel
from sharemap.register.taxonomy import Service

MOST = 5
SERVICES, MODEL, SIZE, REGION = 4.0, 1.0, 1.0, 1.0
"""What each likeness is worth: the share of common services, of 1; the others whole or not at all."""
ELSEWHERE = 1.25
"""A body of another region counts as if its residents were so many times further from ours."""


@dataclass(frozen=True, slots=True)
class Similar:
    """An arrangement with what it has in common with another."""

    entry: Entry
    score: float
    services: tuple[Service, ...]
    model: bool
    size: str
    regions: tuple[str, ...]

    @property
    def why(self) -> str:
        """`also Legal and Payroll; also joint committee; as many members (5 to 9); also East of England`."""
        said = [f"also {_listed(service.name for service in self.services)}"]
        said += [f"also {self.entry.arrangement.model}"] if self.model else []
        said += [f"as many members ({self.size})"] if self.size else []
        said += [f"also {_listed(self.regions)}"] if self.regions else []
        return "; ".join(said)


@dataclass(frozen=True, slots=True)
class Alike:
    """A body of the same kind. `same_region`: whether it lies in the same region, or nation outside England."""

    body: Body
    same_region: bool


def similar_to(edition: Edition, entry: Entry, most: int = MOST) -> tuple[Similar, ...]:
    """The arrangements that share most with this one, the nearest first; those it is related to are not repeated."""
    related = {entry.arrangement.id}.union(*({row.arrangement, row.other} for row in entry.relations))
    own = frozenset(service.key for service in entry.services)
    others = (each for each in edition.entries if each.arrangement.id not in related)
    found = [_similar(entry, own, each, edition.as_at) for each in others if own & {s.key for s in each.services}]
    return tuple(sorted(found, key=lambda each: (-each.score, each.entry.arrangement.name.casefold()))[:most])


def _similar(entry: Entry, own: frozenset[str], other: Entry, day: date) -> Similar:
    theirs = {service.key for service in other.services}
    common = tuple(service for service in entry.services if service.key in theirs)
    model = entry.arrangement.model is other.arrangement.model is not DeliveryModel.NOT_KNOWN
    size = size_of(len(staying(entry, day)))
    sized = size is size_of(len(staying(other, day))) is not Size.NONE
    regions = tuple(region for region in entry.regions if region in other.regions)
    score = SERVICES * len(common) / len(own | theirs) + MODEL * model + SIZE * sized + REGION * bool(regions)
    return Similar(other, score, common, model, SIZE_LABELS[size] if sized else "", regions)


def bodies_like(edition: Edition, body: Body, most: int = MOST) -> tuple[Alike, ...]:
    """Bodies of the same kind that stand on the edition's day, the nearest by residents first; none where those of
    the body are not known."""
    if not body.population:
        return ()
    peers = (each for each in edition.bodies.values() if each.kind is body.kind and each.key != body.key)
    alive = (each for each in peers if edition.as_at in each.period and each.population)
    ranked = sorted(((_distance(body, each), each.name, each) for each in alive), key=lambda each: each[:2])
    return tuple(Alike(each, _place(each) == _place(body)) for _, _, each in ranked[:most])


def _distance(one: Body, other: Body) -> float:
    """How many times the residents of one are those of the other, a region away counted as more."""
    low, high = sorted((one.population or 1, other.population or 1))
    apart = high / low
    return apart if _place(one) == _place(other) else apart * ELSEWHERE


def _place(body: Body) -> str:
    return body.region or body.nation


def _listed(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
