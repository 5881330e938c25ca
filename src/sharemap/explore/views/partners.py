"""Who shares with whom: a matrix of the bodies that share most, and the list of all pairs. No web of lines."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.core.problem import Problem
from sharemap.explore import formats
from sharemap.explore.facets import REGION_LABELS
from sharemap.explore.filters import Filters, read_filters
from sharemap.explore.middleware import Request
from sharemap.explore.pairs import Order, Sharing, SharingPair, sharing_of, sharing_pair
from sharemap.explore.views.safe import readable

MOST_PAIRS = 40
ORDERS = {Order.CLUSTERS: "so that clusters show", Order.NAME: "by name", Order.NUMBER: "by number of arrangements"}


@readable
def partners(request: Request) -> HttpResponse:
    sharing, filters, problems = _sharing(request)
    order = _order(request, problems)
    pairs = sharing.pairs()
    matrix = sharing.matrix(order)
    context = {
        "heading": "Who shares with whom",
        "section": "register",
        "filters": filters,
        "problems": problems,
        "matrix": matrix,
        "orders": [(each, words, each is order) for each, words in ORDERS.items()],
        "order": order,
        "pairs": pairs[:MOST_PAIRS],
        "pairs_of": len(pairs),
        "regions": _regions(request, filters),
        "query": filters.query(),
    }
    return render(request, "explore/partners.html", context)


def _regions(request: Request, filters: Filters) -> list[tuple[str, str, bool]]:
    """The regions one may look at, each with the query that leads there."""
    names = sorted(request.reading.facets.known.regions)
    found = [("All regions", filters.without("region").query(), not filters.region)]
    for name in names:
        query = replace(filters, region=name, page=1).query()
        found.append((REGION_LABELS.get(name, name), query, name == filters.region))
    return found


@readable
def partners_file(request: Request, ending: str) -> HttpResponseBase:
    sharing, filters, _ = _sharing(request)
    rows = [sharing_pair(pair) for pair in sharing.pairs()]
    asked = formats.asked(filters.pairs())
    return formats.Listing(request.reading.edition, "partners", rows, SharingPair, asked).response(ending)


@readable
def partners_json(request: Request) -> HttpResponse:
    sharing, filters, problems = _sharing(request)
    return formats.json_response(
        request.reading.edition,
        {"pairs": [sharing_pair(pair) for pair in sharing.pairs()]},
        {"pairs": SharingPair},
        filters=dict(filters.pairs()),
        problems=[str(problem) for problem in problems],
    )


def _sharing(request: Request) -> tuple[Sharing, Filters, list[Problem]]:
    """What the filters select; with none chosen what is live. Of a chosen region its own bodies alone."""
    facets, edition = request.reading.facets, request.reading.edition
    filters, problems = read_filters(request.GET, facets.known)
    selected = facets.select(filters) - facets.only_proposed if filters.chosen else facets.live
    among = None
    if filters.region:
        bodies = edition.bodies.values()
        among = frozenset(body.key for body in bodies if filters.region in (body.region, body.nation))
    return sharing_of(facets.of(selected), edition.as_at, among), filters, list(problems)


def _order(request: Request, problems: list[Problem]) -> Order:
    asked = request.GET.get("order", "").strip()
    if asked in ("", *Order):
        return Order(asked) if asked else Order.CLUSTERS
    needed = f"The order must be one of: {', '.join(Order)}."
    problems.append(Problem("filter", "order", f"“{asked[:60]}”", needed, "It was set aside; the rest applies."))
    return Order.CLUSTERS
