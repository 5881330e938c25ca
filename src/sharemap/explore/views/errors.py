"""What is said when a page is not there, a request cannot be read, or we failed."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sharemap.explore.current import Reading
from sharemap.explore.findings import Finding, findings
from sharemap.explore.search import Kind

NEAREST = 5


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the names nearest to the last part of the address."""
    reading: Reading | None = getattr(request, "reading", None)
    asked = PurePosixPath(request.path).name
    asked = asked.split(".")[0].replace("-", " ").replace("_", " ")[:100]
    context = {"heading": "Page not found", "asked": asked, "nearest": _nearest(reading, asked) if reading else []}
    return render(request, "explore/not_found.html", context, status=404)


def _nearest(reading: Reading, asked: str) -> list[Finding]:
    hits = (hit for hit in reading.names.nearest(asked) if hit.kind is not Kind.SERVICE)
    return findings(reading, list(hits)[:NEAREST])


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request is broken, not the reader."""
    return render(request, "explore/bad_request.html", {"heading": "This request could not be read"}, status=400)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """500. It reads nothing of the edition, so that it cannot fail for the same reason."""
    return render(request, "explore/went_wrong.html", {"heading": "Something went wrong here"}, status=500)
