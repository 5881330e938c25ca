"""A map for the pages of others: in a frame of its own, without cookies, with a way to the whole and its licence."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from sharemap.explore.drawing import draw
from sharemap.explore.filters import read_filters
from sharemap.explore.middleware import Request
from sharemap.explore.views.home import HEADING, LAYERS, chosen
from sharemap.explore.views.safe import readable

Framed = Callable[[HttpRequest], HttpResponseBase]


@readable
def _embed(request: Request) -> HttpResponse:
    """The map under the filters of the address."""
    reading = request.reading
    filters, problems = read_filters(request.GET, reading.facets.known)
    context = {
        "heading": HEADING,
        "map": draw(reading.edition, reading.facets, reading.places, reading.measures, filters),
        "layer_label": LAYERS[filters.layer],
        "chosen": chosen(reading, filters),
        "problems": problems,
        "query": filters.query(),
    }
    return render(request, "explore/embed.html", context)


embed = xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(cast(Framed, _embed)))
"""The one page that may stand in a frame of others."""
