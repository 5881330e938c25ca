"""Search by name: a page of results, and the first few for suggestions while typing."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from sharemap.bodies.postcodes import LIST_OF
from sharemap.explore.current import Reading
from sharemap.explore.filters import Filters
from sharemap.explore.findings import findings, within
from sharemap.explore.formats import head
from sharemap.explore.located import Located
from sharemap.explore.middleware import Request
from sharemap.explore.search import LONGEST_QUERY, Kind, Results
from sharemap.explore.views.places import look_up, unkept
from sharemap.explore.views.safe import readable

GROUPS = {
    Kind.PLACE: "Places",
    Kind.BODY: "Councils and other bodies",
    Kind.ARRANGEMENT: "Arrangements",
    Kind.SERVICE: "Services",
}
MOST = 30
SUGGESTIONS = 8


@readable
def search(request: Request) -> HttpResponse:
    reading, q = request.reading, _asked(request)
    postcode = look_up(request, q)
    results = _found(reading, q, postcode)
    # The group with the best match comes first; the order of the sort is stable.
    kinds = sorted((kind for kind in GROUPS if results.of(kind)), key=lambda kind: results.of(kind)[0].rank)
    groups = [
        (kind, GROUPS[kind], findings(reading, results.of(kind)[:MOST]), len(results.of(kind))) for kind in kinds
    ]
    holding = Filters(q=q)
    context = {
        "heading": f"Search: {q}" if q else "Search",
        "section": "register",
        "q": q,
        "results": results,
        "postcode": postcode,
        "list_of": LIST_OF,
        "groups": groups,
        "most": MOST,
        "within": within(reading, q),
        "in_text": len(reading.facets.select(holding)) if q else 0,
        "in_text_query": holding.query(),
    }
    return unkept(request, render(request, "explore/search.html", context))


@readable
def search_json(request: Request) -> HttpResponse:
    """The best few of all kinds: kind, label, href, note, matched."""
    reading, q = request.reading, _asked(request)
    results = _found(reading, q, look_up(request, q))
    found = [
        {"kind": each.kind, "label": each.label, "href": each.href, "note": each.note, "matched": each.matched}
        for each in findings(reading, results.hits[:SUGGESTIONS])
    ]
    answer = {**head(reading.edition), "q": q, "nearest": results.nearest, "found": found}
    return unkept(request, JsonResponse(answer))


def _found(reading: Reading, q: str, postcode: Located | None) -> Results:
    """What is called so, after the places of a postcode; a name that is only spelt like one is left out."""
    if postcode is None:
        return reading.names.search(q)
    named = reading.names.search(q, or_nearest=False)
    return Results(q, (*postcode.hits, *named.hits), False)


def _asked(request: Request) -> str:
    return " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
