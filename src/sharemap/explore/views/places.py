"""Who runs what here: the places, a page for each, and the way there from a postcode or a name."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from sharemap.bodies.postcodes import LIST_OF, postcodes
from sharemap.bodies.rows import Body, BodyKind
from sharemap.core.fields import Row
from sharemap.core.translation import value_text
from sharemap.explore import formats
from sharemap.explore.answering import SAID_BY
from sharemap.explore.current import Reading
from sharemap.explore.drawing import Picture, Step, near
from sharemap.explore.languages import alternates, prefix
from sharemap.explore.located import (
    Located,
    all_places,
    by_region,
    located,
    places_like,
    places_named,
    places_of_body,
)
from sharemap.explore.middleware import Request
from sharemap.explore.place import Place, PlaceRow, RunRow, ServingRow, place_of, place_row, run_rows, serving_rows
from sharemap.explore.search import LONGEST_QUERY
from sharemap.explore.views.body import body_of
from sharemap.explore.views.safe import readable

PLACE_PARTS = {"bodies": ServingRow, "services": RunRow}


@readable
def places(request: Request) -> HttpResponse:
    """All places; `at`: a postcode or a name, which leads to its place, or to a choice of several."""
    reading = request.reading
    at = " ".join(request.GET.get("at", "").split())[:LONGEST_QUERY]
    postcode = look_up(request, at)
    choices = postcode.places if postcode else places_named(reading, at)
    if len(choices) == 1 and (postcode is None or postcode.certain):
        return unkept(request, HttpResponseRedirect(f"{prefix()}/places/{choices[0].key}"))
    choices = choices or (() if postcode else places_like(reading, at))
    context = {
        "heading": gettext("Who runs what here?"),
        "alternates": alternates(request),
        "section": "register",
        "at": at,
        "postcode": postcode,
        "list_of": LIST_OF,
        "choices": choices,
        "regions": by_region(all_places(reading.edition)),
    }
    return unkept(request, render(request, "explore/places.html", context))


def look_up(request: Request, text: str) -> Located | None:
    """The postcode in what was typed; if there is one, the page is not held."""
    found = located(request.reading.edition, postcodes(settings.DATA), text)
    request.only_read = request.only_read and found is None
    return found


def unkept(request: Request, response: HttpResponse) -> HttpResponse:
    """The answer, to be kept nowhere where a postcode was looked up for it."""
    if not request.only_read:
        response["Cache-Control"] = "no-store"
    return response


@readable
def place(request: Request, key: str) -> HttpResponse:
    reading = request.reading
    council = body_of(reading, key)
    own = places_of_body(reading.edition, council)
    if own != (council,):
        return _elsewhere(council, own)
    found = place_of(reading.edition, council)
    context = {
        "heading": gettext("Who runs what in %(place)s?") % {"place": value_text(council.short_name)},
        "alternates": alternates(request),
        "welsh_first": council.kind is BodyKind.WELSH and not prefix(),
        "section": "register",
        "place": found,
        "bodies": [(each, found.shared_by(each.body)) for each in found.serving],
        "own_shared": found.shared_by(council),
        "picture": _picture(reading, found),
        "said_by": SAID_BY,
    }
    return render(request, "explore/place.html", context)


def _elsewhere(body: Body, places: tuple[Body, ...]) -> HttpResponse:
    """A body that is no place of today leads to its own; to a choice by its name, where it has several.

    So does a council that is no more and whose heirs are not known: another may be called so.
    """
    if not places and not body.principal:
        raise Http404(body.key)
    query = urlencode({"at": body.name})
    address = f"{prefix()}/places"
    return HttpResponseRedirect(f"{address}/{places[0].key}" if len(places) == 1 else f"{address}?{query}")


def _picture(reading: Reading, place: Place) -> Picture | None:
    council = place.council
    legend = (Step("member", value_text(council.short_name)),)
    lit = {council.key: ("member", value_text(council.name))}
    return near(reading.edition, reading.places, lit, legend, council.key)


@readable
def places_file(request: Request, ending: str) -> HttpResponseBase:
    """Every place, a line each."""
    edition = request.reading.edition
    return formats.Listing(edition, "places", map(place_row, all_places(edition)), PlaceRow).response(ending)


@readable
def places_json(request: Request) -> HttpResponse:
    edition = request.reading.edition
    rows = [place_row(council) for council in all_places(edition)]
    return formats.json_response(edition, {"places": rows}, {"places": PlaceRow})


@readable
def place_file(request: Request, key: str, ending: str) -> HttpResponseBase:
    """Its services: what is shared, and of what no sharing is known."""
    reading = request.reading
    rows = run_rows(place_of(reading.edition, _council(reading, key)))
    return formats.Listing(reading.edition, f"place-{key}", rows, RunRow, f"place: {key}").response(ending)


@readable
def place_json(request: Request, key: str) -> HttpResponse:
    """The bodies that serve it, and its services."""
    reading = request.reading
    found = place_of(reading.edition, _council(reading, key))
    parts: dict[str, Row | Sequence[Row]] = {"bodies": serving_rows(found), "services": run_rows(found)}
    return formats.json_response(reading.edition, parts, PLACE_PARTS, place=found.council.name)


def _council(reading: Reading, key: str) -> Body:
    found = body_of(reading, key)
    if places_of_body(reading.edition, found) != (found,):
        raise Http404(key)
    return found
