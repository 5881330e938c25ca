"""Bodies side by side, as the address names them; a form adds one more by its name."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.bodies.rows import Body
from sharemap.core.problem import Problem
from sharemap.editions.read import Edition
from sharemap.explore import formats
from sharemap.explore.middleware import Request
from sharemap.explore.search import Kind
from sharemap.explore.side_by_side import LEAST, MOST, Compared, ComparedLine, compared
from sharemap.explore.similar import bodies_like
from sharemap.explore.views.safe import readable


@readable
def bodies(request: Request) -> HttpResponse:
    named, problems = _named(request)
    keys = [body.key for body in named]
    context = {
        "heading": "Councils side by side",
        "section": "register",
        "problems": problems,
        "bodies": [(body, _query([key for key in keys if key != body.key])) for body in named],
        "like": [] if len(named) >= MOST else suggested(request.reading.edition, named),
        "enough": len(named) >= LEAST,
        "full": len(named) >= MOST,
        "compared": compared(request.reading.edition, named),
        "query": _query(keys),
    }
    return render(request, "explore/bodies_compare.html", context)


@readable
def bodies_file(request: Request, ending: str) -> HttpResponseBase:
    rows, asked = _compared(request).lines(), formats.asked(request.GET.lists())
    return formats.Listing(request.reading.edition, "bodies-compared", rows, ComparedLine, asked).response(ending)


@readable
def bodies_json(request: Request) -> HttpResponse:
    rows = _compared(request).lines()
    return formats.json_response(request.reading.edition, {"compared": rows}, {"compared": ComparedLine})


def _compared(request: Request) -> Compared:
    return compared(request.reading.edition, _named(request)[0])


def suggested(edition: Edition, named: list[Body]) -> list[tuple[Body, str]]:
    """Bodies like the first one that are not there yet, each with the query that adds it."""
    found = [each.body for first in named[:1] for each in bodies_like(edition, first)]
    return [(body, _query([*(each.key for each in named), body.key])) for body in found if body not in named]


def _query(keys: list[str]) -> str:
    return urlencode([("body", key) for key in keys])


def _named(request: Request) -> tuple[list[Body], list[Problem]]:
    """The bodies of the address, each once: by key, or by name as somebody typed it. What is not known is said."""
    held: dict[str, Body] = {}
    problems = []
    for text in filter(None, (each.strip() for each in request.GET.getlist("body"))):
        found = _found(request, text)
        if found is None:
            problems.append(_unknown(text))
        elif len(held) < MOST:
            held[found.key] = found
        elif found.key not in held:
            problems.append(_too_many(found.name))
    return list(held.values()), problems


def _found(request: Request, text: str) -> Body | None:
    reading = request.reading
    known = reading.edition.bodies
    if text in known:
        return known[text]
    key = reading.names.body(text)
    if not key:
        hits = reading.names.search(text)
        first = hits.of(Kind.BODY)[:1] if not hits.nearest else ()
        key = first[0].key if first else ""
    return known.get(key)


def _unknown(text: str) -> Problem:
    needed = "The name must be that of a council or another body of the register."
    return Problem("body", "body", f"“{text[:60]}”", needed, "Try a part of its name, or look for it first.")


def _too_many(name: str) -> Problem:
    return Problem("body", "body", name, f"At most {MOST} fit side by side.", "Take one away first.")
