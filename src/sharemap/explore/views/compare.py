"""The page that compares a figure between two days or two editions, and the change as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.core.problem import Problem
from sharemap.editions.causes import MEANINGS
from sharemap.editions.compare import Change, Moved, Share, change_json
from sharemap.editions.compare_command import signed
from sharemap.editions.on_day import WITHOUT_DAY
from sharemap.editions.read import Edition, Figure
from sharemap.editions.shelf import offered
from sharemap.explore import formats
from sharemap.explore.comparing import FIRST_DAY, Asked, compared, read_asked, usual
from sharemap.explore.middleware import Request
from sharemap.explore.views.safe import readable
from sharemap.explore.words import range_words

NOT_ASKED = Problem(
    "compare",
    "the address",
    "neither",
    "Two days (from_day and to_day) or two editions (from and to) are needed.",
    "Write them into the address: ?from_day=2014-04-01&to_day=2015-04-01",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A part of the change in words."""

    share: Share
    means: str
    certain: str
    possible: str


@readable
def compare(request: Request) -> HttpResponse:
    edition, asked = request.reading.edition, read_asked(request.GET)
    found = compared(edition, asked) if asked.chosen else None
    change = found if isinstance(found, Change) else None
    problems = [found] if isinstance(found, Problem) else []
    first, last = usual(edition)
    context = {
        "heading": "Compare",
        "section": "figures",
        "asked": asked,
        "change": change,
        "problems": problems,
        **(_said(change) if change else {}),
        **(_divided(edition, asked, change) if change else {}),
        "query": asked.query(),
        "figures": list(_figures(edition)),
        "without_day": edition.figures.get(asked.figure) if asked.figure in WITHOUT_DAY else None,
        "editions": list(offered(edition.folder.parent).values()),
        "first_day": FIRST_DAY.isoformat(),
        "first": asked.first or first.isoformat(),
        "last": asked.last or last.isoformat(),
    }
    return render(request, "explore/compare.html", context, status=400 if problems else 200)


def _said(change: Change) -> dict[str, object]:
    """The change in words."""
    return {
        "before": range_words(change.before.low, change.before.high),
        "after": range_words(change.after.low, change.after.high),
        "certain": signed(change.certain),
        "possible": signed(change.possible),
        "lines": list(_lines(change)),
    }


def _divided(edition: Edition, asked: Asked, change: Change) -> dict[str, object]:
    """The dimensions that the figure may be divided by, the one chosen, and its parts, each with its address."""
    known = [edition.dimensions[name] for name in change.figure.dimensions if name in edition.dimensions]
    return {
        "dimensions": [(each, replace(asked, by=each.dimension, part="").query()) for each in known],
        "dimension": edition.dimensions.get(asked.by),
        "whole": replace(asked, by="", part="").query(),
        "parts": [
            (line, range_words(*line.before), range_words(*line.after), replace(asked, part=line.part).query())
            for line in change.lines
        ],
    }


def _figures(edition: Edition) -> Iterator[tuple[Figure, bool]]:
    """The figures that have one value, by title, each with whether it has one on other days too."""
    for each in sorted(edition.figures.values(), key=lambda figure: figure.row.title.casefold()):
        if not each.row.split:
            yield each, each.name not in WITHOUT_DAY


def _lines(change: Change) -> Iterator[Line]:
    for share in change.shares or ():
        yield Line(share, MEANINGS[share.part], signed(share.certain), signed(share.possible))


@readable
def compare_file(request: Request, ending: str) -> HttpResponseBase:
    """The arrangements of every part: their two numbers add to the change."""
    found = _answer(request)
    if isinstance(found, Problem):
        return HttpResponse(f"{found}\n", content_type="text/plain; charset=utf-8", status=400)
    name = f"{found.figure.figure}-{found.before.day}-to-{found.after.day}"
    return formats.Listing(
        request.reading.edition, name, found.moved, Moved, formats.asked(request.GET.items())
    ).response(ending)


@readable
def compare_json(request: Request) -> HttpResponse:
    found = _answer(request)
    if isinstance(found, Problem):
        told = json.dumps({"problem": str(found)}, ensure_ascii=False)
        return HttpResponse(told, content_type=formats.JSON_TYPE, status=400)
    columns = {"arrangements": Moved}
    return formats.json_response(request.reading.edition, {}, columns, **change_json(found))


def _answer(request: Request) -> Change | Problem:
    asked: Asked = read_asked(request.GET)
    return compared(request.reading.edition, asked) if asked.chosen else NOT_ASKED
