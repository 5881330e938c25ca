"""What those who collect ask for: the catalogue of editions for data portals, every page for search engines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from sharemap.editions.standing import published
from sharemap.explore.catalogue import catalogue, given_out
from sharemap.explore.current import Reading
from sharemap.explore.located import all_places
from sharemap.explore.middleware import Request
from sharemap.explore.regions import region_names
from sharemap.explore.views.pages import HEADINGS
from sharemap.explore.views.safe import readable

LD_TYPE = "application/ld+json"
SITEMAP = "sitemap"
"""The name of the route of one part of the map of the site."""
LISTS = (
    "",
    *(
        "figures",
        "services",
        "places",
        "cy/places",
        "regions",
        "partners",
        "bodies/compare",
        "shared-chief-executives",
        "coverage",
    ),
    *("history", "compare", "editions", "data", "api", "corrections", *HEADINGS),
)
"""The pages that there is one of."""


@readable
def dcat(request: Request) -> HttpResponse:
    site = request.build_absolute_uri("/").rstrip("/")
    said = catalogue(given_out(settings.EDITIONS, request.reading.edition), site)
    return HttpResponse(json.dumps(said, ensure_ascii=False, indent=1), content_type=LD_TYPE)


if TYPE_CHECKING:  # generic for the checker alone
    _OfAddresses = Sitemap[str]
else:
    _OfAddresses = Sitemap


class Addresses(_OfAddresses):
    """Pages by their addresses, in several files where there are more than a file may hold."""

    def __init__(self, under: str, keys: Iterable[str]) -> None:
        self._addresses = [f"/{under}/{key}" if under else f"/{key}" for key in keys]

    def items(self) -> list[str]:
        return self._addresses

    def location(self, item: str) -> str:
        return item


def sections_of(reading: Reading) -> dict[str, Any]:
    """Every page that may be found, by its kind. A preview is none: its address dies with it."""
    edition = reading.edition
    places = [place.key for place in all_places(edition)]
    return {
        "pages": Addresses("", LISTS),
        "arrangements": Addresses("arrangements", edition.by_slug),
        "bodies": Addresses("bodies", edition.bodies),
        "services": Addresses("services", edition.services),
        "places": Addresses("places", places),
        "places-in-welsh": Addresses("cy/places", places),
        "regions": Addresses("regions", region_names(edition)),
        "figures": Addresses("figures", edition.figures),
        "editions": Addresses("editions", (each.name for each in published(settings.EDITIONS))),
    }


@readable
def sitemap_index(request: Request) -> HttpResponseBase:
    return sitemaps.index(request, sections_of(request.reading), sitemap_url_name=SITEMAP)


@readable
def sitemap(request: Request, section: str) -> HttpResponseBase:
    return sitemaps.sitemap(request, sections_of(request.reading), section)
