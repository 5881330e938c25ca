"""What the page of a council with nothing running known asks of its officers, with examples of what others share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sharemap.bodies.rows import Body
from sharemap.editions.read import Edition
from sharemap.explore.facets import staying
from sharemap.explore.filters import Filters
from sharemap.explore.standing import Share
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Service

EXAMPLES = 2
RUNNING = frozenset({StatusWord.LIVE, StatusWord.NOT_SEEN})


@dataclass(frozen=True, slots=True)
class Example:
    """A service that `sharing` of the `peers` share, and the filter that shows who in their region does."""

    service: Service
    sharing: int
    peers: int
    query: str


@dataclass(frozen=True, slots=True)
class Asking:
    """`softly`: something is known, but it is over or was only planned. `sources`: how many the register rests on."""

    softly: bool
    place: str
    sources: int
    examples: tuple[Example, ...]


def asking(edition: Edition, own: Body, shares: Sequence[Share]) -> Asking | None:
    """None for what is no principal council of today, and for one of which something running is known."""
    running = any(share.entry.status.word in RUNNING and not share.own.left for share in shares)
    if running or not own.principal or edition.as_at not in own.period:
        return None
    sources = {each.source.id for entry in edition.entries for each in entry.evidence}
    place = own.region or own.nation
    return Asking(bool(shares), place, len(sources), examples(edition, own, place))


def examples(edition: Edition, own: Body, place: str) -> tuple[Example, ...]:
    """What most others of its kind in its region share, as far as known; no two under one heading."""
    peers = {body.key for body in edition.bodies.values() if _alike(edition, own, body)}
    found = _sharing(edition, peers).items()
    # Of services under one heading the commonest stands for all: the same arrangement would show twice.
    best: dict[str, Example] = {}
    for service, keys in sorted(found, key=lambda each: (-len(each[1]), each[0].name.casefold())):
        query = Filters(service=service.key, region=place).query()
        best.setdefault(service.heading or service.key, Example(service, len(keys), len(peers), query))
    return tuple(best.values())[:EXAMPLES]


def _alike(edition: Edition, own: Body, other: Body) -> bool:
    same = (own.kind, own.region, own.nation) == (other.kind, other.region, other.nation)
    return same and other.key != own.key and edition.as_at in other.period


def _sharing(edition: Edition, peers: Iterable[str]) -> dict[Service, set[str]]:
    """By service, which of the peers are in an arrangement that may run today."""
    found: dict[Service, set[str]] = defaultdict(set)
    for entry in edition.entries:
        members = set(staying(entry, edition.as_at)).intersection(peers)
        if members and entry.status.word in RUNNING:
            for service in entry.services:
                found[service] |= members
    return found
