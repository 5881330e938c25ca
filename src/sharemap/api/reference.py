"""The page that explains the API."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sharemap.explore.middleware import Request
from sharemap.explore.views.safe import readable


@readable
def reference(request: Request) -> HttpResponse:
    return render(request, "api/reference.html", {"heading": "API", "section": "data"})
