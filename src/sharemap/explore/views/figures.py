"""The pages behind numbers: what each counts, how, its parts, and every row that it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.core.fields import Row
from sharemap.core.problem import Problem
from sharemap.editions.read import Edition, Figure
from sharemap.editions.tables import Breakdown, FigureRow
from sharemap.explore import exports, formats
from sharemap.explore.figures import (
    Choice,
    contributions_of,
    dimensions_of,
    fullest,
    lines_of,
    listed,
    named,
    splits_of,
)
from sharemap.explore.middleware import Request
from sharemap.explore.views.safe import readable

MOST_SHOWN = 1000
"""More rows than that are in the files."""


@readable
def figures(request: Request) -> HttpResponse:
    held = request.reading.edition.figures.values()
    context = {
        "heading": "Figures",
        "section": "figures",
        "shelves": listed(held),
        "views": request.reading.edition.views,
    }
    return render(request, "explore/figures.html", context)


@readable
def figures_file(request: Request, ending: str) -> HttpResponseBase:
    edition = request.reading.edition
    rows = (each.row for each in edition.figures.values())
    return formats.Listing(edition, "figures", rows, FigureRow).response(ending)


@readable
def figures_json(request: Request) -> HttpResponse:
    edition = request.reading.edition
    rows = [each.row for each in edition.figures.values()]
    return formats.json_response(edition, {"figures": rows}, {"figures": FigureRow})


@readable
def figure(request: Request, name: str) -> HttpResponse:
    edition = request.reading.edition
    found = _figure(edition, name)
    choice, problems = _choice(request, edition, found)
    made_of = contributions_of(edition, found, choice)
    context = {
        "heading": found.row.title,
        "section": "figures",
        "row": found.row,
        "figure": found,
        "population": edition.figures.get(found.row.population),
        "choice": choice,
        "problems": problems,
        "dimension": edition.dimensions.get(choice.by),
        "split": edition.dimensions.get(found.row.split),
        "dimensions": [
            (each, _query(Choice(each.dimension, "", choice.split))) for each in dimensions_of(edition, found)
        ],
        "splits": [(each.split, _query(Choice(choice.by, "", each.split))) for each in splits_of(found)],
        "lines": [(line, _query(_narrowed(choice, line.row))) for line in lines_of(found, choice)],
        "made_of": made_of[:MOST_SHOWN],
        "all_made_of": len(made_of),
        "views": edition.views,
        "address": request.build_absolute_uri(request.path),
        "picture_address": request.build_absolute_uri(f"{request.path}.png"),
    }
    return render(request, "explore/figure.html", context)


def chosen_figure(request: Request, name: str) -> tuple[Figure, Choice]:
    """The figure of an address and how it is to be divided; what means nothing here is set aside."""
    found = _figure(request.reading.edition, name)
    return found, _choice(request, request.reading.edition, found)[0]


def _narrowed(choice: Choice, row: Breakdown) -> Choice:
    """The choice that a line of the table leads to."""
    return Choice(choice.by, row.part, row.split) if choice.by else Choice("", "", row.split)


def _query(choice: Choice) -> str:
    held = {"by": choice.by, "part": choice.part, "split": choice.split}
    return urlencode({name: value for name, value in held.items() if value})


def _choice(request: Request, edition: Edition, found: Figure) -> tuple[Choice, list[Problem]]:
    """What was asked for, and a problem for each value that means nothing here: it is set aside."""
    known_splits = [each.split for each in splits_of(found)]
    problems: list[Problem] = []
    by = _known(request, "by", found.row.dimensions, problems)
    first = fullest(found) if known_splits and by else ""
    split = _known(request, "split", known_splits, problems) or first
    parts = [row.part for row in found.by(by) if row.split == split] if by else []
    return Choice(by, _known(request, "part", parts, problems), split), problems


def _known(request: Request, name: str, values: Sequence[str], problems: list[Problem]) -> str:
    text = request.GET.get(name, "").strip()
    if text and text not in values:
        needed = f"The {name} must be one of those that this page offers."
        problems.append(Problem("filter", name, f"“{text[:60]}”", needed, "It was set aside; the rest applies."))
    return text if text in values else ""


@readable
def figure_file(request: Request, name: str, ending: str) -> HttpResponseBase:
    """Its parts where a dimension is chosen; else what contributes."""
    edition = request.reading.edition
    found = _figure(edition, name)
    by = request.GET.get("by", "")
    if by in found.row.dimensions:
        return formats.Listing(edition, f"{name}-by-{by}", found.by(by), Breakdown, f"by: {by}").response(ending)
    return formats.Listing(edition, name, _made_of(edition, found), exports.NamedContribution).response(ending)


@readable
def figure_json(request: Request, name: str) -> HttpResponse:
    """The figure with its parts and contributions."""
    edition = request.reading.edition
    found = _figure(edition, name)
    parts: dict[str, Row | Sequence[Row]] = {
        "figure": found.row,
        "breakdowns": found.breakdowns,
        "contributions": _made_of(edition, found),
    }
    return formats.json_response(edition, parts, exports.FIGURE_PARTS)


def _made_of(edition: Edition, found: Figure) -> list[exports.NamedContribution]:
    return [exports.named_contribution(row, named(edition, row.subject)[0]) for row in found.contributions]


def _figure(edition: Edition, name: str) -> Figure:
    found = edition.figures.get(name)
    if found is None:
        raise Http404(name)
    return found
