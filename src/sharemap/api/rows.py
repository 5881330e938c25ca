"""What each collection holds, and which of it a query selects. Each keeps the order of the edition's files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sharemap.api.asking import OfBodies, OfClaims, OfContributions, OfFigures, OfMemberships, OfSources
from sharemap.api.shelf import Shelf
from sharemap.bodies.rows import Body
from sharemap.core.fields import Means
from sharemap.editions.read import Entry, Figure, Member
from sharemap.editions.tables import Contribution
from sharemap.explore.filters import Filters
from sharemap.explore.offering import Offer
from sharemap.explore.sets import Set
from sharemap.register.rows import Claim, Membership, Source

APRIL = 4


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many arrangements would match with one value of a facet, all other filters kept."""

    facet: Annotated[str, Means("The facet, which is also the name of the filter", "status")]
    value: Annotated[str, Means("The value to filter by", "live")]
    label: Annotated[str, Means("What the value is called")]
    count: Annotated[int, Means("How many would match")]


def arrangements(shelf: Shelf, asked: Filters) -> Set:
    """The places of those that the pages and their files give for the same query."""
    return shelf.reading.facets.select(asked)


def arrangement_facets(shelf: Shelf, asked: Filters, wanted: Sequence[str]) -> list[Mapping[str, object]]:
    """The values of each facet that would leave something, in the order of the pages, as a FacetCount says them.

    There are hundreds in an answer, so that they are not made rows first; the tests hold them to the declaration.
    """
    offer, labels = Offer(shelf.reading.facets, asked), shelf.reading.facets.labels
    return [
        {"facet": name, "value": value, "label": named.get(value, value), "count": count}
        for name in wanted
        for named in (labels.get(name, {}),)
        for value, count in offer.offered(name)
    ]


def bodies(shelf: Shelf, asked: OfBodies) -> Sequence[Body]:
    def fits(body: Body) -> bool:
        said = ((asked.kind, body.kind), (asked.nation, body.nation), (asked.region, body.region))
        own = (*said, (asked.county, body.county))
        return all(not wanted or wanted == found for wanted, found in own) and (
            not asked.on or asked.on in body.period
        )

    return [body for body in shelf.bodies if fits(body)]


def memberships(shelf: Shelf, asked: OfMemberships) -> Sequence[tuple[Entry, Member]]:
    entry = shelf.entries.get(asked.arrangement)
    days = shelf.reading.facets.days
    on = days.on(asked.on) if asked.on else None

    def fits(position: int, held: Entry, member: Member) -> bool:
        if (entry and held is not entry) or (asked.body and member.body.key != asked.body):
            return False
        if asked.role and member.membership.role is not asked.role:
            return False
        if on is None or asked.on is None:
            return True
        here = member.body.key in on.members.get(position, ())
        return here and may_be_in(member.membership, min(asked.on, days.as_at))

    return [(held, member) for position, held, member in shelf.memberships if fits(position, held, member)]


def may_be_in(row: Membership, day: date) -> bool:
    """Whether the row's own bounds allow that the body was a member on the day."""
    joined, left = row.joined_on, row.left_before
    return (joined is None or joined.earliest <= day) and (left is None or left.latest > day)


def claims(shelf: Shelf, asked: OfClaims) -> Sequence[Claim]:
    def fits(claim: Claim) -> bool:
        own = ((asked.rung, claim.rung), (asked.kind, claim.kind), (asked.source, claim.source))
        return all(not wanted or wanted == found for wanted, found in own) and (
            not asked.on or names_day(claim, asked.on)
        )

    return [claim for entry in _entries(shelf, asked) for claim in entry.claims if fits(claim)]


def names_day(claim: Claim, day: date) -> bool:
    """Whether the day lies in the financial years that the claim names; an undated claim names none."""
    year = day.year if day.month >= APRIL else day.year - 1
    first, last = claim.year_from, claim.year_to or claim.year_from
    return first is not None and last is not None and first <= year <= last


def sources(shelf: Shelf, asked: OfSources) -> Sequence[Source]:
    keys = {each.source.id for entry in _entries(shelf, asked) for each in entry.evidence}
    return [source for key, source in shelf.sources.items() if key in keys and _published(source, asked)]


def _published(source: Source, asked: OfSources) -> bool:
    """Whether its year of publication lies between those asked for; one that is not known lies nowhere."""
    if not (asked.published_from or asked.published_to):
        return True
    year = int(source.published[:4]) if source.published[:4].isdigit() else None
    return year is not None and (asked.published_from or year) <= year <= (asked.published_to or year)


def _entries(shelf: Shelf, asked: OfClaims | OfSources) -> Iterable[Entry]:
    found = shelf.of_arrangement(asked.arrangement)
    if not asked.body:
        return found
    return (entry for entry in found if any(member.body.key == asked.body for member in entry.members))


def figures(shelf: Shelf, asked: OfFigures) -> Sequence[Figure]:
    held = shelf.edition.figures.values()
    return [
        figure
        for figure in held
        if (not asked.subject or asked.subject == figure.row.subject)
        and (not asked.by or asked.by in figure.row.dimensions)
    ]


def contributions(shelf: Shelf, asked: OfContributions) -> Sequence[Contribution]:
    """The rows that figures are made of, figure by figure."""
    held = shelf.edition.figures
    wanted = (held[asked.figure],) if asked.figure else tuple(held.values())
    found = [row for figure in wanted for row in figure.contributions]
    return [row for row in found if row.subject == asked.subject] if asked.subject else found
