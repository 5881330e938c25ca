"""The page of one arrangement, and the same as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.bodies.rows import Body
from sharemap.core.fields import Row
from sharemap.editions.read import Edition, Entry
from sharemap.explore import exports, formats
from sharemap.explore.current import Reading
from sharemap.explore.drawing import Picture, Step, near
from sharemap.explore.middleware import Request
from sharemap.explore.parts import Part, parts_of
from sharemap.explore.views.safe import readable
from sharemap.register.rows import Claim, Rung, Source

LEGEND = (Step("member", "member"), Step("left", "has left"))


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with the body whose share it is and the source that says it, where they are named."""

    claim: Claim
    body: Body | None
    source: Source | None


@readable
def arrangement(request: Request, slug: str) -> HttpResponse:
    reading = request.reading
    entry = _entry(reading, slug)
    parts = parts_of(entry, reading.edition.as_at)
    picture = draw_members(reading, parts)
    context = {
        "heading": entry.arrangement.name,
        "section": "register",
        "entry": entry,
        "arrangement": entry.arrangement,
        "parts": parts,
        "picture": picture,
        "unplaced": [part.body for part in parts if part.body.key not in reading.places.by_body] if picture else [],
        "claims": ladder(reading.edition, entry),
        "rests_on_one_undated": len(entry.evidence) == 1 and not entry.evidence[0].source.published,
    }
    return render(request, "explore/arrangement.html", context)


def draw_members(reading: Reading, parts: Sequence[Part]) -> Picture | None:
    """The members lit on the map, those that left paler."""
    lit = {part.body.key: _lit(part) for part in parts}
    anyone_left = any(part.left for part in parts)
    return near(reading.edition, reading.places, lit, LEGEND if anyone_left else LEGEND[:1])


def _lit(part: Part) -> tuple[str, str]:
    return ("left", f"{part.body.name}: has left") if part.left else ("member", f"{part.body.name}: member")


def ladder(edition: Edition, entry: Entry) -> tuple[Said, ...]:
    """Claims from the firmest rung to the weakest, larger amounts first within a rung."""
    firm = list(Rung)
    sources = {each.source.id: each.source for each in entry.evidence}
    ranked = sorted(entry.claims, key=lambda claim: (-firm.index(claim.rung), -claim.amount_gbp, claim.id))
    return tuple(Said(claim, edition.bodies.get(claim.body), sources.get(claim.source)) for claim in ranked)


@readable
def arrangement_csv(request: Request, slug: str) -> HttpResponseBase:
    """Its members."""
    edition = request.reading.edition
    rows = exports.members_of_entry(edition, _entry(request.reading, slug))
    return formats.csv_response(edition, slug, rows, exports.NamedMembership)


@readable
def arrangement_json(request: Request, slug: str) -> HttpResponse:
    """All that the page says."""
    edition = request.reading.edition
    return formats.json_response(edition, _parts(edition, _entry(request.reading, slug)), exports.ARRANGEMENT_PARTS)


def _parts(edition: Edition, entry: Entry) -> dict[str, Row | Sequence[Row]]:
    return {
        "arrangement": exports.listed(entry),
        "members": exports.members_of_entry(edition, entry),
        "claims": entry.claims,
        "sources": [exports.cited(each) for each in entry.evidence],
        "sightings": entry.sightings,
        "tellings": entry.tellings,
    }


def _entry(reading: Reading, slug: str) -> Entry:
    entry = reading.edition.by_slug.get(slug)
    if entry is None:
        raise Http404(slug)
    return entry
