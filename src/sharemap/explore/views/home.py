"""The first page: the map and the list of arrangements, filtered alike, and the list as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.bodies.areas.layers import Layer
from sharemap.core.problem import Problem
from sharemap.editions.read import Edition, Entry, Figure
from sharemap.explore import exports, formats
from sharemap.explore.current import Reading
from sharemap.explore.days import OnDay
from sharemap.explore.drawing import draw, view_box
from sharemap.explore.filters import Colour, Filters, Layout, Match, read_filters
from sharemap.explore.held import PARTS
from sharemap.explore.middleware import Request
from sharemap.explore.of_service import Count
from sharemap.explore.offering import Offer
from sharemap.explore.paging import Page, page_of
from sharemap.explore.parts import Part, parts_of
from sharemap.explore.sets import NOTHING, Set
from sharemap.explore.standing import serving
from sharemap.explore.views.safe import readable
from sharemap.explore.words import day_words
from sharemap.register.rows import Rung

HEADING = "Who shares what with whom"
LAYERS = {
    Layer.DISTRICT: "Districts, unitaries",
    Layer.COUNTY: "Counties",
    Layer.COMBINED_AUTHORITY: "Combined authorities",
    Layer.POLICE: "Police",
    Layer.FIRE: "Fire",
}
LABELS = {
    "service": "Service",
    "region": "Region or nation",
    "body": "Council or body",
    "status": "Status",
    "partner": "Kind of partner",
    "pair": "Kinds of council together",
    "model": "Model",
    "size": "Members",
    "claim": "Savings claim",
    "rung": "Rung of a claim",
}
SPANS = {
    "started_from": "Started in or after",
    "started_to": "Started in or before",
    "ended_from": "Ended in or after",
    "ended_to": "Ended in or before",
}
COLOURS = {
    Colour.ARRANGEMENTS: "Arrangements",
    Colour.PARTNERS: "Partners",
    Colour.SHARE: "Share of a service",
    Colour.FIRST: "First year",
    **{Colour(rung): f"Claims {rung}, a head" for rung in Rung},
}
LAYOUTS = {Layout.MAP: "Map", Layout.HEXAGONS: "Hexagons"}
FIRST_YEAR = 2008


@dataclass(frozen=True, slots=True)
class Line:
    """An arrangement in the table. `parts`: those who left last. `perhaps`: it may have run on the day."""

    entry: Entry
    parts: tuple[Part, ...]
    perhaps: bool = False

    @property
    def staying(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.left)


@readable
def home(request: Request) -> HttpResponse:
    """The sheet: search, headline, filters, map; below it the table."""
    reading = request.reading
    filters, problems = read_filters(request.GET, reading.facets.known)
    selected = reading.facets.select(filters)
    found = selected
    proposed = 0 if filters.status else selected.intersection_cardinality(reading.facets.only_proposed)
    page, beyond = page_of(found, filters.page)
    offer = Offer(reading.facets, filters)
    context = {
        "heading": HEADING,
        "section": "register",
        "filters": filters,
        "problems": [*problems, *beyond],
        "page": page,
        "only_proposed": proposed,
        "known": len(found) - proposed,
        "ran": ran(reading, filters, selected),
        "lines": lines(reading, filters, page),
        "earlier": filters.on_page(page.number - 1).query(),
        "later": filters.on_page(page.number + 1).query(),
        "query": filters.on_page(1).query(),
        "facets": [(name, label, offer.options(name)) for name, label in LABELS.items()],
        "spans": [(name, label, getattr(filters, name)) for name, label in SPANS.items()],
        "layers": [(layer, label, filters.on_layer(layer).query()) for layer, label in LAYERS.items()],
        "colours": [(each, label, replace(filters, colour=each).query()) for each, label in COLOURS.items()],
        "layouts": [(each, label, replace(filters, layout=each).query()) for each, label in LAYOUTS.items()],
        "days": days(reading.edition, filters),
        "chosen": chosen(reading, filters),
        **addresses(request, filters),
        "place": place(reading, filters),
        "map": draw(reading.edition, reading.facets, reading.places, reading.measures, filters),
        "regions": [(name, view_box(box)) for name, box in reading.places.regions.items()],
        "parts_only": PARTS in request.headers,
        "layer_label": LAYERS[filters.layer],
        "figures": headline(reading.edition),
    }
    return render(request, "explore/home.html", context)


def addresses(request: Request, filters: Filters) -> dict[str, str]:
    """The view's own address, that of its frame, its picture and its feed, as other sites need them: whole."""
    query = f"?{filters.query()}" if filters.query() else ""
    return {
        "site": request.build_absolute_uri("/").rstrip("/"),
        "address": request.build_absolute_uri(f"/{query}"),
        "embed_address": request.build_absolute_uri(f"/embed{query}"),
        "picture_address": request.build_absolute_uri(f"/preview.png{query}"),
        "feed": f"/arrangements.atom{query}",
    }


def days(edition: Edition, filters: Filters) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """The days that one may step through, under headings: each first of April, today, what law has made."""
    asked = filters.on.isoformat() if filters.on else ""
    springs = [date(year, 4, 1) for year in range(FIRST_YEAR, edition.as_at.year + 1)]
    past = [(day.isoformat(), day_words(day), day.isoformat() == asked) for day in springs if day < edition.as_at]
    plans = [each for each in edition.announced if each.new_council and each.vesting_on]
    made = {each.vesting_on for each in plans if each.decided and each.vesting_on}
    spoken = {each.vesting_on for each in plans if each.vesting_on} - made
    groups = [
        ("Days past", past),
        ("The edition's day", [("", day_words(edition.as_at), not asked)]),
        ("Decided by law", _options(made, asked)),
        ("Announced, not decided", _options(spoken, asked)),
    ]
    held = {value for _, options in groups for value, _, _ in options}
    if filters.on and asked not in held:
        groups.insert(0, ("Chosen", [(asked, day_words(filters.on), True)]))
    return [(heading, options) for heading, options in groups if options]


def _options(days: Iterable[date], asked: str) -> list[tuple[str, str, bool]]:
    return [(on.isoformat(), day_words(on), on.isoformat() == asked) for on in sorted(days)]


def place(reading: Reading, filters: Filters) -> dict[str, object] | None:
    """The card of the chosen body: what the map says of it, and who else serves its place. None for several."""
    body = reading.edition.bodies.get(filters.body[0]) if len(filters.body) == 1 else None
    if body is None:
        return None
    facets = reading.facets
    on = facets.on(filters)
    held = facets.select(filters) & (on or facets).stays.get(body.key, NOTHING)
    return {
        "body": body,
        "matching": len(held),
        "live": held.intersection_cardinality(facets.live),
        "ran": ran(reading, filters, held),
        "serving": serving(reading.edition, body.key),
    }


def ran(reading: Reading, filters: Filters, selected: Set) -> Count | None:
    """How many of the selected ran on a past day, for certain and at most; None on the edition's day and after."""
    if not reading.facets.past(filters):
        return None
    return Count(len(selected & reading.facets.certain(filters)), len(selected))


def lines(reading: Reading, filters: Filters, page: Page[int]) -> list[Line]:
    """The rows of a page; on a past day with those alone who may have been members on it."""
    edition, past = reading.edition, reading.facets.past(filters)
    if past is None:
        return [Line(edition.entries[place], parts_of(edition.entries[place], edition.as_at)) for place in page.rows]
    return [_line_on(edition.entries[place], place, past, filters.on or edition.as_at) for place in page.rows]


def _line_on(entry: Entry, place: int, past: OnDay, day: date) -> Line:
    here = past.members.get(place, frozenset())
    parts = tuple(part for part in parts_of(entry, day) if part.body.key in here)
    return Line(entry, parts, perhaps=place not in past.certain)


def chosen(reading: Reading, filters: Filters) -> list[tuple[str, str]]:
    """What is chosen now, in words, each with the query that takes it away."""
    found = []
    for name, label in {"q": "Text", **LABELS, **SPANS}.items():
        value = getattr(filters, name)
        for each in value if isinstance(value, tuple) else (value,) if value else ():
            words = reading.facets.label(name, each)
            found.append((f"{label}: {words}", filters.without(name, str(each)).query()))
    if len(filters.body) > 1 and filters.match is Match.ALL:
        found.append(("All of these bodies together", filters.without("match").query()))
    if filters.on:
        found.append((f"As at {day_words(filters.on)}", filters.without("on").query()))
    return found


def headline(edition: Edition) -> dict[str, Figure]:
    """The figures of the first sentence, by name with underscores, as templates can say them."""
    return {name.replace("-", "_"): figure for name, figure in edition.figures.items()}


@readable
def arrangements(request: Request) -> HttpResponse:
    """The list's own address leads to the page it is on."""
    query = request.META["QUERY_STRING"]
    return HttpResponsePermanentRedirect(f"/?{query}" if query else "/")


@readable
def arrangements_file(request: Request, ending: str) -> HttpResponseBase:
    """The list as csv, xlsx or parquet."""
    rows, filters, _ = _selected(request)
    words = "; ".join(words for words, _ in chosen(request.reading, filters))
    listing = formats.Listing(request.reading.edition, "arrangements", rows, exports.ListedArrangement, words)
    return listing.response(ending)


@readable
def arrangements_json(request: Request) -> HttpResponse:
    rows, filters, problems = _selected(request)
    return formats.json_response(
        request.reading.edition,
        {"arrangements": rows},
        {"arrangements": exports.ListedArrangement},
        filters=dict(filters.pairs()),
        problems=[str(problem) for problem in problems],
    )


def _selected(request: Request) -> tuple[list[exports.ListedArrangement], Filters, tuple[Problem, ...]]:
    """Every row that matches, not one page of them."""
    facets = request.reading.facets
    filters, problems = read_filters(request.GET, facets.known)
    return [exports.listed(entry) for entry in facets.of(facets.select(filters))], filters, problems
