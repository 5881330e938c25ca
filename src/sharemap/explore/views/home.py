"""The first page: the map and the list of arrangements, filtered alike, and the list as data."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.bodies.areas.layers import Layer
from sharemap.core.problem import Problem
from sharemap.editions.read import Edition, Entry, Figure
from sharemap.explore import exports, formats
from sharemap.explore.current import Reading
from sharemap.explore.drawing import draw
from sharemap.explore.filters import Filters, read_filters
from sharemap.explore.middleware import Request
from sharemap.explore.paging import Page, page_of
from sharemap.explore.parts import Part, parts_of
from sharemap.explore.standing import serving
from sharemap.explore.views.safe import readable

HEADING = "Who shares what with whom"
LAYERS = {
    Layer.DISTRICT: "Districts and unitaries",
    Layer.COUNTY: "Counties",
    Layer.COMBINED_AUTHORITY: "Combined authorities",
    Layer.POLICE: "Police",
    Layer.FIRE: "Fire",
}
LABELS = {
    "service": "Service",
    "region": "Region or nation",
    "body": "Council or body",
    "model": "Model",
    "status": "Status",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An arrangement in the table. `parts` come with those who left last."""

    entry: Entry
    parts: tuple[Part, ...]

    @property
    def staying(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.left)


@readable
def home(request: Request) -> HttpResponse:
    """The sheet: search, headline, filters, map; below it the table."""
    reading = request.reading
    filters, problems = read_filters(request.GET, reading.facets.known)
    selected = reading.facets.select(filters)
    found = reading.facets.of(selected)
    proposed = 0 if filters.status else (selected & reading.facets.only_proposed).bit_count()
    page, beyond = page_of(found, filters.page)
    context = {
        "heading": HEADING,
        "section": "register",
        "filters": filters,
        "problems": [*problems, *beyond],
        "page": page,
        "only_proposed": proposed,
        "known": len(found) - proposed,
        "lines": lines(reading.edition, page),
        "earlier": filters.on_page(page.number - 1).query(),
        "later": filters.on_page(page.number + 1).query(),
        "query": filters.on_page(1).query(),
        "facets": [(name, label, reading.facets.options(filters, name)) for name, label in LABELS.items()],
        "layers": [(layer, label, filters.on_layer(layer).query()) for layer, label in LAYERS.items()],
        "chosen": chosen(reading, filters),
        "place": place(reading, filters),
        "map": draw(reading.edition, reading.facets, reading.places, filters),
        "layer_label": LAYERS[filters.layer],
        "figures": headline(reading.edition),
    }
    return render(request, "explore/home.html", context)


def place(reading: Reading, filters: Filters) -> dict[str, object] | None:
    """The card of the chosen body: what the map says of it, and who else serves its place."""
    body = reading.edition.bodies.get(filters.body)
    if body is None:
        return None
    held = reading.facets.select(filters) & reading.facets.stays.get(body.key, 0)
    live = (held & reading.facets.live).bit_count()
    return {"body": body, "matching": held.bit_count(), "live": live, "serving": serving(reading.edition, body.key)}


def lines(edition: Edition, page: Page[Entry]) -> list[Line]:
    return [Line(entry, parts_of(entry, edition.as_at)) for entry in page.rows]


def chosen(reading: Reading, filters: Filters) -> list[tuple[str, str]]:
    """What is chosen now, in words, each with the query that takes it away."""
    labels = {"q": "Text", **LABELS}
    found = []
    for name, label in labels.items():
        value = getattr(filters, name)
        if value:
            found.append((f"{label}: {reading.facets.label(name, value)}", filters.without(name).query()))
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
def arrangements_csv(request: Request) -> HttpResponseBase:
    rows, _, _ = _selected(request)
    return formats.csv_response(request.reading.edition, "arrangements", rows, exports.ListedArrangement)


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
