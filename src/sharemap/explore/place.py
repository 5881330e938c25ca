"""Who runs what in one place: every body that serves it, and by heading what they share, with whom. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import filterfalse
from typing import Annotated

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.rows import Body, BodyKind
from sharemap.core.fields import Means
from sharemap.core.period import Bounds
from sharemap.core.translation import gettext, gettext_noop
from sharemap.editions.read import Edition, Entry
from sharemap.explore.answering import BEHIND_THE_SCENES, Answer, answer
from sharemap.explore.parts import Part, parts_of
from sharemap.explore.standing import OVER, Served, serving
from sharemap.register.rows import Confidence, DeliveryModel, Role
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Service

NOT_NAMED = Service("", "Service not named", "", "What is shared is not said.")
_ORDER = (StatusWord.LIVE, StatusWord.NOT_SEEN, StatusWord.PLANNED)
_RUN_BY = {
    DeliveryModel.COMPANY: gettext_noop("a jointly owned company"),
    DeliveryModel.JOINT_COMMITTEE: gettext_noop("a joint committee"),
    DeliveryModel.JOINT_VENTURE: gettext_noop("a joint venture"),
}


@dataclass(frozen=True, slots=True)
class Run:
    """An arrangement as a place sees it. `own`: its members that serve the place; `others`: its other members."""

    entry: Entry
    own: tuple[Part, ...]
    others: tuple[Part, ...]

    @property
    def services(self) -> tuple[Service, ...]:
        """What those who serve the place share there: all that it covers, unless their rows name some."""
        named = [part.services or self.entry.services for part in self.own]
        return tuple(dict.fromkeys(service for services in named for service in services))

    @property
    def joined(self) -> Bounds | None:
        """When the first of those who serve the place joined, as far as known."""
        return min((part.joined for part in self.own if part.joined), default=None)

    @property
    def leaders(self) -> tuple[Body, ...]:
        """Who leads or hosts it, as far as known."""
        parts = (part for part in (*self.own, *self.others) if not part.left)
        return tuple(part.body for part in parts if {Role.LEAD, Role.HOST}.intersection(part.roles))

    @property
    def own_bodies(self) -> tuple[Body, ...]:
        return tuple(part.body for part in self.own)

    @property
    def run_by(self) -> str:
        """What runs it where nobody leads, in words; blank: not known."""
        return gettext(_RUN_BY.get(self.entry.arrangement.model, ""))


@dataclass(frozen=True, slots=True)
class Line:
    """A heading in a place: who answers for it, and what is known to be shared of it; often nothing.

    `again`: those of the arrangements that stand under a heading before it too.
    """

    heading: Service
    answer: Answer
    runs: tuple[Run, ...]
    again: tuple[Run, ...] = ()

    @property
    def first(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run not in self.again)


@dataclass(frozen=True, slots=True)
class Place:
    """`council`: the district or unitary council. `serving`: all others that serve the place, and as what.

    `met`: headings that people meet; `behind`: what bodies do for themselves.
    """

    council: Body
    serving: tuple[Served, ...]
    runs: tuple[Run, ...]
    met: tuple[Line, ...]
    behind: tuple[Line, ...]

    @property
    def counties(self) -> tuple[Body, ...]:
        return tuple(each.body for each in self.serving if each.body.kind is BodyKind.COUNTY)

    def shared_by(self, body: Body) -> int:
        """In how many of the arrangements the body is a member."""
        return sum(any(part.body.key == body.key for part in run.own) for run in self.runs)


def place_of(edition: Edition, council: Body) -> Place:
    """All that the edition says of the place of a district or unitary council."""
    others = serving(edition, council.key)
    runs = _runs(edition, [council, *(each.body for each in others)])
    lines = sorted(_lines(edition, council, runs), key=_behind)
    told = tuple(_told_once(lines))
    return Place(council, others, runs, tuple(filterfalse(_behind, told)), tuple(filter(_behind, told)))


def _behind(line: Line) -> bool:
    return line.heading.key in BEHIND_THE_SCENES


def _told_once(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each with what stood under one before it marked as such."""
    told: set[str] = set()
    for line in lines:
        yield replace(line, again=tuple(run for run in line.runs if run.entry.arrangement.id in told))
        told |= {run.entry.arrangement.id for run in line.runs}


def _runs(edition: Edition, bodies: Iterable[Body]) -> tuple[Run, ...]:
    """What the bodies share and is not over as far as known: live first, then not seen lately, then planned."""
    keys = {body.key for body in bodies}
    entries = {entry.arrangement.id: entry for key in sorted(keys) for entry in edition.by_body.get(key, ())}
    runs = [_run(entry, keys, edition.as_at) for entry in entries.values() if entry.status.word not in OVER]
    return tuple(
        sorted(
            (run for run in runs if run.own),
            key=lambda run: (_ORDER.index(run.entry.status.word), run.entry.arrangement.name.casefold()),
        )
    )


def _run(entry: Entry, keys: set[str], day: date) -> Run:
    staying = [part for part in parts_of(entry, day) if not part.left]
    own = tuple(part for part in staying if part.body.key in keys)
    return Run(entry, own, tuple(part for part in staying if part.body.key not in keys))


def _lines(edition: Edition, council: Body, runs: Iterable[Run]) -> Iterator[Line]:
    """A line for each heading, by name; last what stands under none."""
    held: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        for heading in dict.fromkeys(service.heading or service.key for service in run.services or (NOT_NAMED,)):
            held[heading].append(run)
    others = _by_layer(edition, council)
    headings = [service for service in edition.services.values() if not service.heading]
    for each in sorted(headings, key=lambda service: service.name.casefold()):
        yield Line(each, answer(each.key, council, others), tuple(held.get(each.key, ())))
    if held.get(NOT_NAMED.key):
        yield Line(NOT_NAMED, Answer(()), tuple(held[NOT_NAMED.key]))


def _by_layer(edition: Edition, council: Body) -> Mapping[Layer, list[Body]]:
    held: dict[Layer, list[Body]] = defaultdict(list)
    for row in edition.serving.get(council.key, ()):
        if row.body in edition.bodies and row.body != council.key:
            held[Layer(row.layer)].append(edition.bodies[row.body])
    return held


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place, as a row of data."""

    place: Annotated[str, Means("Key of its district or unitary council; it stands in the address")]
    name: Annotated[str, Means("Name of the council")]
    kind: Annotated[BodyKind, Means("What kind of council it is")]
    nation: Annotated[str, Means("England, Wales, Scotland or Northern Ireland")]
    region: Annotated[str, Means("English region; blank outside England")]
    county: Annotated[str, Means("Key of the county council above it; blank: none")]


@dataclass(frozen=True, slots=True)
class ServingRow:
    """A body that serves a place, as a row of data."""

    place: Annotated[str, Means("Key of the place")]
    body: Annotated[str, Means("Key of the body")]
    name: Annotated[str, Means("Its name")]
    kind: Annotated[BodyKind, Means("What kind of body it is")]
    serves_as: Annotated[tuple[str, ...], Means("What it serves the place as; district: it is the council itself")]
    arrangements: Annotated[int, Means("Arrangements that it shares and that are not known to be over")]


@dataclass(frozen=True, slots=True)
class RunRow:
    """An arrangement under a heading in a place; or a heading of which no sharing is known there, the rest blank."""

    place: Annotated[str, Means("Key of the place")]
    heading: Annotated[str, Means("Key of the heading; blank: the service is not named")]
    heading_name: Annotated[str, Means("Its name")]
    answering: Annotated[tuple[str, ...], Means("Keys of the bodies that answer for it by law")]
    arrangement: Annotated[str, Means("The arrangement's name in its address; blank: no sharing is known")]
    arrangement_name: Annotated[str, Means("Name of the arrangement; blank: no sharing is known")]
    services: Annotated[tuple[str, ...], Means("Keys of all services shared there, also under other headings")]
    bodies: Annotated[tuple[str, ...], Means("Keys of its members that serve the place")]
    others: Annotated[tuple[str, ...], Means("Keys of the members that it is shared with")]
    joined_earliest: Annotated[date | None, Means("First day the first of `bodies` may have joined; blank: not said")]
    joined_latest: Annotated[date | None, Means("Last day it may have joined")]
    starts_on_earliest: Annotated[date | None, Means("First day it may have started; blank: not known")]
    starts_on_latest: Annotated[date | None, Means("Last day it may have started")]
    leaders: Annotated[tuple[str, ...], Means("Keys of those who lead or host it; blank: not known")]
    model: Annotated[DeliveryModel | None, Means("How it is organised")]
    status: Annotated[StatusWord | None, Means("Status on the edition's day")]
    last_seen_latest: Annotated[date | None, Means("Last day of the last sighting; blank: undated")]
    confidence: Annotated[Confidence | None, Means("How well it is supported, by the rule in methods")]


def place_row(council: Body) -> PlaceRow:
    return PlaceRow(council.key, council.name, council.kind, council.nation, council.region, council.county)


def serving_rows(place: Place) -> list[ServingRow]:
    """The council first, then the others by layer."""
    all_of_them = (Served(place.council, (Layer.DISTRICT.value,)), *place.serving)
    return [_serving_row(place, each.body, each.serves_as) for each in all_of_them]


def _serving_row(place: Place, body: Body, serves_as: tuple[str, ...]) -> ServingRow:
    return ServingRow(place.council.key, body.key, body.name, body.kind, serves_as, place.shared_by(body))


def run_rows(place: Place) -> list[RunRow]:
    """As the page lists them: headings that people meet first."""
    lines = (*place.met, *place.behind)
    return [_run_row(place, line, run) for line in lines for run in line.runs or (None,)]


def _run_row(place: Place, line: Line, run: Run | None) -> RunRow:
    heading = (place.council.key, line.heading.key, line.heading.name, _keys(line.answer.bodies))
    if run is None:
        return RunRow(*heading, "", "", (), (), (), None, None, None, None, (), None, None, None, None)
    arrangement, status, joined = run.entry.arrangement, run.entry.status, run.joined
    return RunRow(
        *heading,
        arrangement.slug,
        arrangement.name,
        tuple(service.key for service in run.services),
        _keys(part.body for part in run.own),
        _keys(part.body for part in run.others),
        joined.earliest if joined else None,
        joined.latest if joined else None,
        arrangement.starts_on_earliest,
        arrangement.starts_on_latest,
        _keys(run.leaders),
        arrangement.model,
        status.word,
        status.last_seen.latest if status.last_seen else None,
        run.entry.support.confidence,
    )


def _keys(bodies: Iterable[Body]) -> tuple[str, ...]:
    return tuple(body.key for body in bodies)
