"""The page behind a headline number: what it counts, how, and every row that it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.editions.read import Edition, Figure
from sharemap.explore import exports, formats
from sharemap.explore.middleware import Request
from sharemap.explore.views.safe import readable


@dataclass(frozen=True, slots=True)
class Counted:
    """One that a figure counts, with its address."""

    name: str
    href: str
    certain: bool


@readable
def figure(request: Request, name: str) -> HttpResponse:
    edition = request.reading.edition
    found = _figure(edition, name)
    counted = sorted((_counted(edition, row) for row in _rows(edition, found)), key=lambda each: each.name.casefold())
    context = {
        "heading": found.title,
        "section": "methods",
        "figure": found,
        "population": edition.figures.get(found.population),
        "certain": [each for each in counted if each.certain],
        "possible": [each for each in counted if not each.certain],
        "others": [each for each in edition.figures.values() if each.name != name],
    }
    return render(request, "explore/figure.html", context)


def _counted(edition: Edition, row: exports.NamedContribution) -> Counted:
    entry = edition.by_id.get(row.subject)
    href = f"/arrangements/{entry.arrangement.slug}" if entry else f"/bodies/{row.subject}"
    return Counted(row.subject_name, href, row.certain)


@readable
def figure_csv(request: Request, name: str) -> HttpResponseBase:
    """Its contributions."""
    edition = request.reading.edition
    return formats.csv_response(edition, name, _rows(edition, _figure(edition, name)), exports.NamedContribution)


@readable
def figure_json(request: Request, name: str) -> HttpResponse:
    """The figure with its contributions."""
    edition = request.reading.edition
    found = _figure(edition, name)
    told = {each: getattr(found, each) for each in ("title", "unit", "population", "method", "low", "high", "sql")}
    rows = _rows(edition, found)
    return formats.json_response(
        edition, {"contributions": rows}, {"contributions": exports.NamedContribution}, figure=name, **told
    )


def _rows(edition: Edition, found: Figure) -> list[exports.NamedContribution]:
    return [exports.named_contribution(edition, row) for row in found.contributions]


def _figure(edition: Edition, name: str) -> Figure:
    found = edition.figures.get(name)
    if found is None:
        raise Http404(name)
    return found
