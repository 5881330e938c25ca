"""A page for each region and nation that prints on one sheet, and its councils as data."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.editions.read import Edition
from sharemap.editions.tables import Breakdown
from sharemap.explore import formats
from sharemap.explore.current import Reading
from sharemap.explore.drawing import Picture, class_of, legend_steps, near
from sharemap.explore.filters import Filters
from sharemap.explore.middleware import Request
from sharemap.explore.regions import CouncilLine, Region, on_map, region_names, region_of
from sharemap.explore.views.safe import readable
from sharemap.explore.words import plural


@readable
def regions(request: Request) -> HttpResponse:
    edition = request.reading.edition
    found = [region_of(edition, name) for name in region_names(edition).values()]
    context = {"heading": "Regions and nations", "section": "register", "regions": found}
    return render(request, "explore/regions.html", context)


@readable
def region(request: Request, slug: str) -> HttpResponse:
    reading = request.reading
    found = _region(reading.edition, slug)
    context = {
        "heading": found.name,
        "section": "register",
        "region": found,
        "sharing": _sharing(reading.edition, found),
        "picture": _picture(reading, found),
        "query": Filters(region=found.name).query(),
    }
    return render(request, "explore/region.html", context)


def _sharing(edition: Edition, region: Region) -> Breakdown | None:
    """The region's part of the figure of councils that share; None where none does."""
    figure = edition.figures.get("councils-sharing")
    found = figure.by("council-region") if figure else ()
    return next((part for part in found if part.part == region.name), None)


def _region(edition: Edition, slug: str) -> Region:
    name = region_names(edition).get(slug)
    if name is None:
        raise Http404(slug)
    return region_of(edition, name)


def _picture(reading: Reading, region: Region) -> Picture | None:
    """Its councils by the arrangements that may be live."""
    lit = {
        line.body: (
            class_of(line.live_high),
            f"{line.name}: {plural(line.live_high, 'arrangement')} live" if line.live_high else f"{line.name}: none",
        )
        for line in on_map(region, reading.edition)
    }
    return near(reading.edition, reading.places, lit, legend_steps("none known to be live"))


@readable
def region_file(request: Request, slug: str, ending: str) -> HttpResponseBase:
    """Its councils, a line each."""
    edition = request.reading.edition
    return formats.Listing(edition, slug, _region(edition, slug).councils, CouncilLine, f"region: {slug}").response(
        ending
    )


@readable
def region_json(request: Request, slug: str) -> HttpResponse:
    edition = request.reading.edition
    found = _region(edition, slug)
    return formats.json_response(
        edition, {"councils": list(found.councils)}, {"councils": CouncilLine}, region=found.name
    )
