"""Gives every request of the public side the edition it reads, or says what to run while there is none."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from sharemap.explore.current import Current, Reading

CACHE_FOR = "public, max-age=60"


class Request(HttpRequest):
    """A request as the views of the public side get it."""

    reading: Reading
    only_read: bool
    packed: Callable[[bytes], bytes]


@cache
def current(editions: Path) -> Current:
    """The one holder of a folder of editions in this process."""
    return Current(editions)


def reading_side(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware. Pages may be kept for a minute; their ETag is the hash of what they say."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        reading = current(settings.EDITIONS).reading()
        if reading is None:
            return _no_edition(request)
        request.reading = reading  # type: ignore[attr-defined]
        response = get_response(request)
        if response.status_code == 200 and "Cache-Control" not in response:
            response["Cache-Control"] = CACHE_FOR
        return response

    return respond


def _no_edition(request: HttpRequest) -> HttpResponse:
    response = render(request, "explore/no_edition.html", status=503)
    response["Retry-After"] = "60"
    return response
