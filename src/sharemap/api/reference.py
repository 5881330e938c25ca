"""The page that explains the API to people: made from the same declarations as the OpenAPI document.

Its examples are asked of the edition that is shown, so that they are always true.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from sharemap.api.answers import Listing, read, shown
from sharemap.api.asking import LIMIT, MOST, OfFigure, columns_of
from sharemap.api.items import PARTS
from sharemap.api.limits import MINUTE
from sharemap.api.listings import LISTINGS
from sharemap.api.manners import LONGEST_QUERY, PREFIX
from sharemap.api.problems import KINDS
from sharemap.api.shelf import Shelf
from sharemap.api.v1 import api
from sharemap.core.fields import Field, Row, fields_of, said_of
from sharemap.explore import formats
from sharemap.explore.middleware import Request
from sharemap.explore.views.safe import readable

ITEMS = {
    "arrangements": ("arrangement", "{key}"),
    "bodies": ("body", "{key}"),
    "memberships": ("membership", "{arrangement}/{body}"),
    "claims": ("claim", "{key}"),
    "sources": ("source", "{key}"),
    "figures": ("figure", "{name}"),
    "editions": ("edition", "{name}"),
}
"""The item of each collection: what it is called, and what its address has after the collection's."""


@dataclass(frozen=True, slots=True)
class Example:
    """An address that may be asked, and the first row of its answer."""

    address: str
    row: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A collection as the page shows it. `item`: the end of an item's address; blank: it has none."""

    noun: str
    summary: str
    means: str
    parameters: tuple[Field, ...]
    columns: tuple[Field, ...]
    item: str
    item_summary: str
    item_parameters: tuple[Field, ...]
    parts: tuple[tuple[str, str], ...]
    example: Example | None


@readable
def reference(request: Request) -> HttpResponse:
    shelf = shown.of(request.reading)
    context = {
        "heading": "API",
        "section": "data",
        "collections": list(_explained(shelf)),
        "prefix": PREFIX,
        "site": request.build_absolute_uri("/").rstrip("/"),
        "kinds": KINDS,
        "limit": LIMIT,
        "most": MOST,
        "letters": LONGEST_QUERY,
        "allowed": settings.API_PER_MINUTE,
        "seconds": MINUTE,
        "licence": formats.LICENCE,
    }
    return render(request, "api/reference.html", context)


def _explained(shelf: Shelf) -> Iterator[Explained]:
    for listing in LISTINGS:
        name, ending = ITEMS.get(listing.noun, ("", ""))
        yield Explained(
            noun=listing.noun,
            summary=_summaries()[f"list_{listing.noun}"],
            means=said_of(listing.row_type),
            parameters=tuple(columns_of(listing.asked)),
            columns=fields_of(listing.row_type),
            item=ending,
            item_summary=_summaries().get(f"get_{name}", ""),
            item_parameters=tuple(columns_of(OfFigure)) if name == "figure" else (),
            parts=tuple((part, said_of(row_type)) for part, row_type in PARTS.get(name, {}).items()),
            example=_example(shelf, listing),
        )


@cache
def _summaries() -> dict[str, str]:
    """What the OpenAPI document says each operation gives."""
    operations = [path["get"] for path in api.get_openapi_schema()["paths"].values()]
    return {each["operationId"]: each["summary"] for each in operations}


def _example(shelf: Shelf, listing: Listing) -> Example | None:
    """The first row of the collection's own example; of all its rows where this edition has none for that."""
    for query in dict.fromkeys((listing.example, "")):
        row = _first(shelf, listing, query)
        if row is not None:
            asked = "&".join(filter(None, (query, "limit=1")))
            return Example(f"{PREFIX}/{listing.noun}?{asked}", _pretty(row))
    return None


def _first(shelf: Shelf, listing: Listing, query: str) -> Row | None:
    asked, faults = read(QueryDict(query), listing, shelf)
    found = [] if faults else listing.select(shelf, asked)
    return next(iter(listing.rows(shelf, found[:1])), None)


def _pretty(row: Row) -> str:
    shown_as: dict[str, Any] = formats.row_json(row)
    return json.dumps(shown_as, ensure_ascii=False, indent=2)
