"""The page of one arrangement, and the same as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.bodies.rows import Body
from sharemap.editions.read import Edition, Entry
from sharemap.explore import exports, formats
from sharemap.explore.citing import citation_of
from sharemap.explore.current import Reading
from sharemap.explore.drawing import Picture, Step, drawable, near
from sharemap.explore.ladder import by_year, ladder
from sharemap.explore.middleware import Request
from sharemap.explore.parts import Part, parts_of
from sharemap.explore.similar import similar_to
from sharemap.explore.timeline import life_of
from sharemap.explore.views.safe import readable
from sharemap.register.rows import PastAddress, Question, RelationKind, Role

RELATION_WORDS = {
    RelationKind.PART_OF: ("Part of", "Holds"),
    RelationKind.CONTINUED_AS: ("Continued as", "Continues"),
    RelationKind.SIBLING: ("Beside it, much the same bodies share", "Beside it, much the same bodies share"),
}
"""How an arrangement stands to another: said of the first, and of the second."""
LEGEND = (Step("member", "member"), Step("left", "has left"))
LED, HOSTED = "Led by", "Hosted by"
Lines = Sequence[tuple[str, Sequence[Entry]]]
View = Callable[..., HttpResponseBase]


def of_entry(ending: str = "") -> Callable[[View], Callable[..., HttpResponseBase]]:
    """A view of the entry that an address names. `ending`: what the address has after the slug, if it is always that.

    An address that was leads to the arrangement that holds it now, or says why there is none.
    """

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        @readable
        def found(request: Request, /, slug: str, **asked: str) -> HttpResponseBase:
            edition = request.reading.edition
            if past := edition.past_by_slug.get(slug):
                return _moved(request, past, f".{asked['ending']}" if asked else ending)
            if slug not in edition.by_slug:
                raise Http404(slug)
            return view(request, edition.by_slug[slug], **asked)

        return found

    return decorate


def _moved(request: Request, past: PastAddress, ending: str) -> HttpResponseBase:
    now = request.reading.edition.by_id.get(past.arrangement)
    if now:
        return HttpResponsePermanentRedirect(f"/arrangements/{now.arrangement.slug}{ending}")
    context = {"heading": "Taken out of the register", "section": "register", "past": past}
    return render(request, "explore/taken_out.html", context, status=410)


@of_entry()
def arrangement(request: Request, entry: Entry) -> HttpResponse:
    reading = request.reading
    parts = parts_of(entry, reading.edition.as_at)
    picture = draw_members(reading, parts)
    claims = ladder(reading.edition, entry)
    charged = in_charge(parts)
    address = request.build_absolute_uri(f"/arrangements/{entry.arrangement.slug}")
    context = {
        "heading": entry.arrangement.name,
        "section": "register",
        "entry": entry,
        "arrangement": entry.arrangement,
        "parts": parts,
        "picture": picture,
        "unplaced": [part.body for part in parts if part.body.key not in reading.places.by_body] if picture else [],
        "claims": claims,
        "by_year": by_year(claims),
        "life": life_of(entry, parts, reading.edition.as_at),
        "in_charge": charged,
        "led": any(words in (LED, HOSTED) for words, _ in charged),
        "related": related(reading.edition, entry),
        "similar": similar_to(reading.edition, entry),
        "asked": asked(reading.edition, entry),
        "address": address,
        "picture_address": f"{address}.png",
        "citation": citation_of(reading.edition, entry, address),
        "tellings_differ": len(entry.tellings) > 1,
        "rests_on_one_undated": len(entry.evidence) == 1 and not entry.evidence[0].source.published,
    }
    return render(request, "explore/arrangement.html", context)


def related(edition: Edition, entry: Entry) -> Lines:
    """The arrangements that this one stands to, by how it does: wholes, parts, what came before and after, siblings.

    The words end before the names.
    """
    found: dict[str, list[Entry]] = {words: [] for pair in RELATION_WORDS.values() for words in pair}
    for row in entry.relations:
        first = row.arrangement == entry.arrangement.id
        other = edition.by_id[row.other if first else row.arrangement]
        found[RELATION_WORDS[row.kind][0 if first else 1]].append(other)
    return [(words, sorted(others, key=_by_name)) for words, others in found.items() if others]


def _by_name(entry: Entry) -> str:
    return entry.arrangement.name.casefold()


def in_charge(parts: Sequence[Part]) -> list[tuple[str, list[Body]]]:
    """Who leads, who hosts and who buys, as far as any source says; those that left are not among them."""
    words = {Role.LEAD: LED, Role.HOST: HOSTED, Role.CUSTOMER: "Customers"}
    found = [(said, [p.body for p in parts if role in p.roles and not p.left]) for role, said in words.items()]
    return [(said, bodies) for said, bodies in found if bodies]


def asked(edition: Edition, entry: Entry) -> list[tuple[Question, list[Body]]]:
    """What is still asked of it, each with the bodies that may be the answer."""
    bodies = edition.bodies
    return [(each, [bodies[key] for key in each.candidates if key in bodies]) for each in entry.questions]


def draw_members(reading: Reading, parts: Sequence[Part]) -> Picture | None:
    """The members lit on the map with the outline of the whole, those that left paler."""
    lit = {part.body.key: _lit(part) for part in parts}
    drawn = {lit[outline.body][0] for outline in drawable(reading.edition, reading.places, lit)}
    legend = tuple(step for step in LEGEND if step.css in drawn)
    picture = near(reading.edition, reading.places, lit, legend)
    return replace(picture, whole=tuple(each for each in picture.areas if each.css == "member")) if picture else None


def _lit(part: Part) -> tuple[str, str]:
    return ("left", f"{part.body.name}: has left") if part.left else ("member", f"{part.body.name}: member")


@of_entry()
def arrangement_file(request: Request, entry: Entry, ending: str) -> HttpResponseBase:
    """Its members."""
    edition = request.reading.edition
    rows = exports.members_of_entry(edition, entry)
    return formats.Listing(edition, entry.arrangement.slug, rows, exports.NamedMembership).response(ending)


@of_entry(".json")
def arrangement_json(request: Request, entry: Entry) -> HttpResponse:
    """All that the page says."""
    edition = request.reading.edition
    return formats.json_response(edition, exports.arrangement_parts(edition, entry), exports.ARRANGEMENT_PARTS)
