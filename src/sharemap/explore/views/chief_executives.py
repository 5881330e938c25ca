"""The page of shared chief executives and management teams, and its rows as data."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.editions.read import Edition, Entry
from sharemap.explore import exports, formats
from sharemap.explore.chief_executives import SERVICE, management_of
from sharemap.explore.middleware import Request
from sharemap.explore.parts import parts_of
from sharemap.explore.views.home import Line
from sharemap.explore.views.safe import readable

NAME = "shared-chief-executives"


@readable
def shared_chief_executives(request: Request) -> HttpResponse:
    edition = request.reading.edition
    found = management_of(edition)
    context = {
        "heading": "Shared chief executives and management teams",
        "section": "register",
        "found": found,
        "service": edition.services.get(SERVICE),
        "figure": edition.figures.get(NAME),
        "tables": [
            ("now", "Now, as far as known", _lines(edition, found.now)),
            ("planned", "Planned", _lines(edition, found.planned)),
            ("over", "Ended, or never formed", _lines(edition, found.over)),
        ],
    }
    return render(request, "explore/shared_chief_executives.html", context)


def _lines(edition: Edition, entries: tuple[Entry, ...]) -> list[Line]:
    return [Line(entry, parts_of(entry, edition.as_at)) for entry in entries]


def _rows(edition: Edition) -> list[exports.ListedArrangement]:
    found = management_of(edition)
    return [exports.listed(entry) for entry in (*found.now, *found.planned, *found.over)]


@readable
def shared_chief_executives_file(request: Request, ending: str) -> HttpResponseBase:
    edition = request.reading.edition
    return formats.Listing(edition, NAME, _rows(edition), exports.ListedArrangement).response(ending)


@readable
def shared_chief_executives_json(request: Request) -> HttpResponse:
    edition = request.reading.edition
    parts = {"shared_chief_executives": _rows(edition)}
    return formats.json_response(edition, parts, {"shared_chief_executives": exports.ListedArrangement})
