"""A checked record becomes rows: an arrangement with its members, services, claims, citations and sighting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sharemap.bodies.rows import BodyKind
from sharemap.register.importing.claims import kind_of, rung_of, years_of
from sharemap.register.importing.dates import came_to_nothing, naming_days, sighting
from sharemap.register.importing.gathered import GatheredClaim, GatheredRecord
from sharemap.register.importing.newcomers import slug_of
from sharemap.register.importing.partners import Placed, Placing, Unplaced
from sharemap.register.importing.shares import share_of
from sharemap.register.importing.sources import Shelf
from sharemap.register.importing.tables import Tables
from sharemap.register.numbering import highest_number
from sharemap.register.rows import (
    FIRMEST,
    Arrangement,
    Claim,
    Membership,
    Outcome,
    Question,
    Scope,
    SharedService,
    Telling,
)

_SORT_OF_BODY = re.compile(
    r"^(?:London|Royal) Borough of |^City of "
    r"| (?:Borough|District|County|City|Metropolitan|Council|Police|Constabulary|Fire|Combined)\b.*$"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is said of the members of one record: those placed, and those to ask about."""

    placed: list[Placed]
    unplaced: list[Unplaced]


class Assembly:
    """Takes records one after another into the tables."""

    def __init__(self, tables: Tables, placing: Placing, shelf: Shelf, gathered_by: date) -> None:
        self._tables = tables
        self._placing = placing
        self._shelf = shelf
        self._gathered_by = gathered_by
        self._slugs = {each.slug for each in tables.arrangements} | {each.slug for each in tables.past_addresses}
        given = [each.id for each in tables.arrangements] + [each.id for each in tables.past_addresses]
        given += [each.arrangement for each in tables.tellings]
        self._last = highest_number("a", given)
        self.placed: list[Placed] = []

    def take(self, record: GatheredRecord) -> Telling:
        """Add the record's rows, or leave it out; its telling says which and why."""
        known = self._known(record)
        reason = why_left_out(known)
        if reason:
            return telling(record, "", Outcome.LEFT_OUT, reason)
        self.placed += known.placed
        self._last += 1
        arrangement = f"a{self._last:04d}"
        self._add(record, arrangement, known)
        asked = "; ".join(f"which body is “{each.partner.name}”?" for each in known.unplaced)
        return telling(record, arrangement, Outcome.ASKED if asked else Outcome.TAKEN, asked)

    def _known(self, record: GatheredRecord) -> Known:
        days = naming_days(record, self._gathered_by)
        found = [self._placing.place(partner, record, days) for partner in record.partners]
        known = Known(
            [each for each in found if isinstance(each, Placed)],
            [each for each in found if isinstance(each, Unplaced)],
        )
        if not others_unnamed(known):
            return known
        return Known([*known.placed, self._placing.others(record)], known.unplaced)

    def _add(self, record: GatheredRecord, arrangement: str, known: Known) -> None:
        tables = self._tables
        slug = slug_of(record.name, self._slugs)
        self._slugs.add(slug)
        members = _merged(known.placed)
        tables.arrangements.append(_arrangement(record, arrangement, slug))
        tables.memberships += [_membership(arrangement, each) for each in members]
        tables.shared_services += [SharedService(arrangement, service) for service in record.services]
        citations = self._shelf.cite(record, arrangement)
        # Of several sources the record does not say which gives a claim.
        source = citations[0].source if len(citations) == 1 else ""
        for number, claim in enumerate(record.claims, start=1):
            tables.claims.append(replace(_claim(claim, arrangement, number, members), source=source))
        tables.citations += citations
        tables.sightings.append(sighting(record, arrangement, self._gathered_by))
        tables.questions += [_question(record, arrangement, each) for each in known.unplaced]


def others_unnamed(known: Known) -> bool:
    """Whether the record names a single body of a sharing: it must have others, since no company is its partner."""
    bodies = {each.body.key for each in known.placed}
    alone = len(bodies) == 1 and not known.unplaced and known.placed[0].body.kind is not BodyKind.COLLECTIVE
    return alone and known.placed[0].body.kind is not BodyKind.COMPANY


def why_left_out(known: Known) -> str:
    """Why a record is no sharing between public bodies; blank if it is one."""
    public = {each.body.key for each in known.placed if each.public}
    a_group = any(each.body.kind is BodyKind.COLLECTIVE for each in known.placed)
    if len(public) + len(known.unplaced) >= 2 or a_group:
        return ""
    private = [each.body.name for each in known.placed if not each.public]
    named = [each.body.name for each in known.placed if each.public] or ["no public body"]
    return f"no sharing between public bodies: {named[0]} and {', '.join(private)} only"


def telling(record: GatheredRecord, arrangement: str, outcome: Outcome, reason: str) -> Telling:
    return Telling(
        gathering=record.gathering,
        line=record.line,
        digest=record.digest,
        name=record.name,
        description=record.description,
        confidence=record.confidence,
        arrangement=arrangement,
        outcome=outcome,
        reason=reason,
    )


def _arrangement(record: GatheredRecord, arrangement: str, slug: str) -> Arrangement:
    dropped = came_to_nothing(record)
    start, end = (None, None) if dropped else (record.start, record.end)
    return Arrangement(
        id=arrangement,
        slug=slug,
        name=record.name,
        aliases=record.aka,
        description=record.description,
        model=record.model,
        starts_on_earliest=start.earliest if start else None,
        starts_on_latest=start.latest if start else None,
        ends_before_earliest=end.earliest if end else None,
        ends_before_latest=end.latest if end else None,
        end_reason=record.end_reason,
        staff=record.staff,
        contact="",
    )


def _merged(placed: Iterable[Placed]) -> list[Placed]:
    """One for each body: a body named twice keeps its firmest role, and the other name stands in the note."""
    by_body: dict[str, Placed] = {}
    for each in placed:
        held = by_body.setdefault(each.body.key, each)
        if held is not each:
            role = min(held.partner.role, each.partner.role, key=FIRMEST.index)
            other = f"also named as “{each.partner.name}”"
            other += f", {each.partner.role}" if each.partner.role is not held.partner.role else ""
            note = "; ".join(filter(None, (held.note, other)))
            by_body[each.body.key] = replace(held, partner=replace(held.partner, role=role), note=note)
    return list(by_body.values())


def _membership(arrangement: str, placed: Placed) -> Membership:
    return Membership(
        arrangement=arrangement,
        body=placed.body.key,
        service="",
        role=placed.partner.role,
        joined_on_earliest=None,
        joined_on_latest=None,
        left_before_earliest=None,
        left_before_latest=None,
        passed_from="",
        named_as=placed.partner.name,
        note=placed.note,
    )


def _claim(claim: GatheredClaim, arrangement: str, number: int, members: list[Placed]) -> Claim:
    first, last = years_of(claim.period, claim.note)
    body = share_of(claim.note, [(each.body.key, (each.body.name, *_places(each))) for each in members])
    return Claim(
        id=f"{arrangement}-c{number}",
        arrangement=arrangement,
        body=body,
        scope=Scope.ONE_SHARE if body else Scope.NOT_STATED,
        amount_from_gbp=None,
        amount_gbp=claim.amount_gbp,
        rung=rung_of(claim),
        kind=kind_of(claim),
        period_words=claim.period,
        year_from=first,
        year_to=last,
        note=claim.note,
        same_claim_as="",
        alternative_to=(),
        source="",
    )


def _places(placed: Placed) -> tuple[str, str]:
    """The places by which a note may mean a member: its short name, and that in the name its source gives."""
    return placed.body.short_name, _SORT_OF_BODY.sub("", placed.partner.name)


def _question(record: GatheredRecord, arrangement: str, unplaced: Unplaced) -> Question:
    return Question(
        gathering=record.gathering,
        line=record.line,
        arrangement=arrangement,
        what="which body this partner is",
        text=unplaced.partner.name,
        candidates=unplaced.candidates,
        reason=unplaced.reason,
    )
