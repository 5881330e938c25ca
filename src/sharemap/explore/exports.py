"""The rows of each page's own CSV and JSON: the declared columns, with names and codes beside the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Annotated, TypeVar

from sharemap.bodies.rows import Body, BodyCode, BodyKind, BodyName, Succession
from sharemap.core.fields import Means, Row, fields_of
from sharemap.editions.read import Edition, Entry, Evidence, Member
from sharemap.editions.tables import Breakdown, Contribution, FigureRow
from sharemap.explore.standing import codes_of
from sharemap.register.rows import (
    Arrangement,
    Claim,
    Confidence,
    Membership,
    PublicNote,
    Question,
    Relation,
    Sighting,
    Source,
    Telling,
)
from sharemap.register.status import StatusWord

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class ListedArrangement(Arrangement):
    """An arrangement with what the list shows of it."""

    status: Annotated[StatusWord, Means("Status on the edition's day")]
    status_certain: Annotated[bool, Means("No where incomplete dates leave the status in doubt")]
    last_seen_earliest: Annotated[date | None, Means("First day of the last sighting; blank: undated")]
    last_seen_latest: Annotated[date | None, Means("Last day of the last sighting")]
    confidence: Annotated[Confidence, Means("How well it is supported, by the rule in methods")]
    services: Annotated[tuple[str, ...], Means("Keys of its services")]
    service_words: Annotated[tuple[str, ...], Means("The services in the plain words of its sources")]
    bodies: Annotated[tuple[str, ...], Means("Keys of all its members, also of those that left")]
    body_names: Annotated[tuple[str, ...], Means("Their names, in the same order")]
    regions: Annotated[tuple[str, ...], Means("Regions of its members; outside England nations")]
    claims: Annotated[int, Means("How many savings claims are held")]
    sources: Annotated[int, Means("How many sources it rests on")]


@dataclass(frozen=True, slots=True)
class NamedMembership(Membership):
    """A membership with the names and the code of its body, and the arrangement's name and status."""

    body_name: Annotated[str, Means("Name of the body")]
    body_kind: Annotated[BodyKind, Means("What kind of body it is")]
    body_gss: Annotated[str, Means("GSS code on the edition's day, or the last it had; blank if none")]
    arrangement_name: Annotated[str, Means("Name of the arrangement")]
    status: Annotated[StatusWord, Means("Status of the arrangement on the edition's day")]


@dataclass(frozen=True, slots=True)
class CitedSource(Source):
    """A source with what it supports."""

    supports: Annotated[str, Means("What it supports; blank: the telling as a whole")]


@dataclass(frozen=True, slots=True)
class NamedContribution(Contribution):
    """A contribution to a figure with the name of what contributes."""

    subject_name: Annotated[str, Means("Name of the arrangement, body, claim or membership")]


ARRANGEMENT_PARTS: Mapping[str, type[Row]] = {
    "arrangement": ListedArrangement,
    "members": NamedMembership,
    "claims": Claim,
    "sources": CitedSource,
    "sightings": Sighting,
    "relations": Relation,
    "notes": PublicNote,
    "tellings": Telling,
    "questions": Question,
}
BODY_PARTS: Mapping[str, type[Row]] = {
    "body": Body,
    "memberships": NamedMembership,
    "names": BodyName,
    "codes": BodyCode,
    "successions": Succession,
}


FIGURE_PARTS: Mapping[str, type[Row]] = {
    "figure": FigureRow,
    "breakdowns": Breakdown,
    "contributions": NamedContribution,
}


def listed(entry: Entry) -> ListedArrangement:
    status, seen = entry.status, entry.status.last_seen
    bodies = {member.body.key: member.body.name for member in entry.members}
    more = {
        "status": status.word,
        "status_certain": status.certain,
        "last_seen_earliest": seen.earliest if seen else None,
        "last_seen_latest": seen.latest if seen else None,
        "confidence": entry.support.confidence,
        "services": tuple(service.key for service in entry.services),
        "service_words": entry.words,
        "bodies": tuple(bodies),
        "body_names": tuple(bodies.values()),
        "regions": entry.regions,
        "claims": len(entry.claims),
        "sources": len(entry.evidence),
    }
    return _extended(ListedArrangement, entry.arrangement, more)


def named_memberships(edition: Edition, members: Iterable[tuple[Entry, Member]]) -> Iterator[NamedMembership]:
    """Memberships with names and codes, in the order given."""
    codes = codes_of(edition)
    for entry, member in members:
        more = {
            "body_name": member.body.name,
            "body_kind": member.body.kind,
            "body_gss": codes.get(member.body.key, ""),
            "arrangement_name": entry.arrangement.name,
            "status": entry.status.word,
        }
        yield _extended(NamedMembership, member.membership, more)


def members_of_entry(edition: Edition, entry: Entry) -> tuple[NamedMembership, ...]:
    return tuple(named_memberships(edition, ((entry, member) for member in entry.members)))


def memberships_of_body(edition: Edition, body: Body) -> tuple[NamedMembership, ...]:
    """All that the body is or was in, by the arrangement's name."""
    entries = edition.by_body.get(body.key, ())
    own = ((entry, member) for entry in entries for member in entry.members if member.body.key == body.key)
    return tuple(named_memberships(edition, own))


def arrangement_parts(edition: Edition, entry: Entry) -> Mapping[str, Row | Sequence[Row]]:
    """All that the page of an arrangement says: the parts of ARRANGEMENT_PARTS."""
    return {
        "arrangement": listed(entry),
        "members": members_of_entry(edition, entry),
        "claims": entry.claims,
        "sources": [cited(each) for each in entry.evidence],
        "sightings": entry.sightings,
        "relations": entry.relations,
        "notes": entry.notes,
        "tellings": entry.tellings,
        "questions": entry.questions,
    }


def body_parts(edition: Edition, body: Body) -> Mapping[str, Row | Sequence[Row]]:
    """All that the page of a body says: the parts of BODY_PARTS."""
    return {
        "body": body,
        "memberships": memberships_of_body(edition, body),
        "names": [row for row in edition.names if row.body == body.key],
        "codes": [row for row in edition.codes if row.body == body.key],
        "successions": [row for row in edition.successions if body.key in (row.predecessor, row.successor)],
    }


def cited(evidence: Evidence) -> CitedSource:
    return _extended(CitedSource, evidence.source, {"supports": evidence.supports})


def named_contribution(row: Contribution, name: str) -> NamedContribution:
    return _extended(NamedContribution, row, {"subject_name": name})


def _extended(row_type: type[R], row: Row, more: Mapping[str, object]) -> R:
    """A row of a type that adds columns to the row's own."""
    return row_type(*_columns_of(type(row))(row), **more)


@cache
def _columns_of(row_type: type[Row]) -> Callable[[Row], tuple[object, ...]]:
    """What gives all columns of a row, in order."""
    return attrgetter(*(field.name for field in fields_of(row_type)))
