"""What an edition says of one body: what it shares, what came before and after it, who else serves its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.rows import Body, BodyName, Succession, SuccessionKind
from sharemap.editions.read import Edition, Entry
from sharemap.explore.parts import Part, parts_of
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Service

LAYERS = tuple(layer.value for layer in Layer)
OVER = frozenset({StatusWord.ENDED, StatusWord.NOT_FORMED})


@dataclass(frozen=True, slots=True)
class Share:
    """An arrangement as one of its bodies sees it."""

    entry: Entry
    own: Part
    others: tuple[Part, ...]

    @property
    def services(self) -> tuple[Service, ...]:
        """What it shares there: all that the arrangement covers, unless its own rows name some."""
        return self.own.services or self.entry.services

    @property
    def past(self) -> bool:
        """Whether it is over for this body: ended, never formed, or left."""
        return self.own.left or self.entry.status.word in OVER


def still_shared(shares: Iterable[Share]) -> list[Share]:
    """Those that are not over as far as known: live ones first, then those not seen lately, then those planned."""
    ranks = (StatusWord.LIVE, StatusWord.NOT_SEEN, StatusWord.PLANNED)
    return sorted(
        (share for share in shares if not share.past), key=lambda share: ranks.index(share.entry.status.word)
    )


def services_of(shares: Iterable[Share], most: int) -> list[Service]:
    """The services that stand in most of the shares, by how many."""
    counts = Counter(service for share in shares for service in share.services)
    return [service for service, _ in counts.most_common(most)]


@dataclass(frozen=True, slots=True)
class Heritage:
    """A body before this one, and what it shared."""

    body: Body
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A succession with the body at its other end."""

    succession: Succession
    body: Body


@dataclass(frozen=True, slots=True)
class Served:
    """A body and what it serves a place as: county, combined authority, police, fire."""

    body: Body
    serves_as: tuple[str, ...]


def shares_of(edition: Edition, key: str) -> tuple[Share, ...]:
    """Every arrangement in which the body is or was a member, by name."""
    return tuple(_share(entry, key, edition.as_at) for entry in edition.by_body.get(key, ()))


def _share(entry: Entry, key: str, day: date) -> Share:
    parts = parts_of(entry, day)
    own = next(part for part in parts if part.body.key == key)
    return Share(entry, own, tuple(part for part in parts if part is not own))


def before(edition: Edition, key: str) -> tuple[Change, ...]:
    """The bodies that this one took over from, latest first."""
    return _changes(edition, ((each, each.predecessor) for each in edition.successions if each.successor == key))


def after(edition: Edition, key: str) -> tuple[Change, ...]:
    """The bodies that took over from this one, latest first."""
    return _changes(edition, ((each, each.successor) for each in edition.successions if each.predecessor == key))


def heirs(edition: Edition, key: str) -> tuple[Body, ...]:
    """The bodies to which its work passed: those after it, but for a mere change of boundary."""
    changes = after(edition, key)
    return tuple(change.body for change in changes if change.succession.kind is not SuccessionKind.BOUNDARY)


def _changes(edition: Edition, found: Iterable[tuple[Succession, str]]) -> tuple[Change, ...]:
    changes = [Change(each, edition.bodies[other]) for each, other in found if other in edition.bodies]
    return tuple(sorted(changes, key=lambda change: (-change.succession.on.toordinal(), change.body.name)))


def heritage(edition: Edition, key: str) -> tuple[Heritage, ...]:
    """What the bodies before this one shared, and those before them; a mere change of boundary hands nothing on."""
    found: dict[str, Heritage] = {}
    waiting = [key]
    while waiting:
        for change in before(edition, waiting.pop(0)):
            other = change.body.key
            if change.succession.kind is not SuccessionKind.BOUNDARY and other not in {key, *found}:
                found[other] = Heritage(change.body, shares_of(edition, other))
                waiting.append(other)
    return tuple(each for each in found.values() if each.shares)


def serving(edition: Edition, key: str) -> tuple[Served, ...]:
    """The county, combined authority, police and fire bodies that serve a district's area."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in edition.serving.get(key, ()):
        if row.body in edition.bodies and row.body != key:
            found[row.body].add(row.layer)
    ranked = sorted((min(map(LAYERS.index, layers)), body) for body, layers in found.items())
    return tuple(
        Served(edition.bodies[body], tuple(layer_words(layer) for layer in LAYERS if layer in found[body]))
        for _, body in ranked
    )


def layer_words(layer: str) -> str:
    """What a body of a layer serves a place as."""
    return layer.replace("_", " ")


def served(edition: Edition, key: str) -> tuple[Body, ...]:
    """The districts that this body serves, by name; none for a district itself."""
    districts = {row.district for row in edition.serves if row.body == key and row.district != key}
    return tuple(sorted((edition.bodies[each] for each in districts if each in edition.bodies), key=lambda b: b.name))


def other_names(edition: Edition, body: Body) -> tuple[BodyName, ...]:
    """The names it had that are not its name now, in order of time."""
    rows = (row for row in edition.names if row.body == body.key and row.name != body.name)
    return tuple(sorted(rows, key=lambda row: (row.starts_on or date.min, row.name)))


def codes_of(edition: Edition, scheme: str = "gss") -> dict[str, str]:
    """Each body's code on the edition's day, or the last it had; by key."""
    rows = sorted(
        (row for row in edition.codes if row.scheme == scheme),
        key=lambda row: (row.body, row.ends_before or date.max, row.starts_on or date.min),
    )
    return {row.body: row.code for row in rows}
