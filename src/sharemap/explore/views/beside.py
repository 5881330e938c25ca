"""Addresses that browsers, robots and people try by habit, and where each of them leads."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.templatetags.static import static

from sharemap.explore.middleware import Request
from sharemap.explore.views.safe import readable

ALL_WELCOME = "User-agent: *\nDisallow:\n\nSitemap: {sitemap}\n"


@readable
def favicon(request: Request) -> HttpResponse:
    return HttpResponseRedirect(static("favicon.svg"))


@readable
def robots(request: Request) -> HttpResponse:
    text = ALL_WELCOME.format(sitemap=request.build_absolute_uri("/sitemap.xml"))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@readable
def without_slash(request: Request, path: str) -> HttpResponse:
    """Our addresses end in no slash. `path` begins with a letter or digit, so that it never leads to another host."""
    query = request.META["QUERY_STRING"]
    return HttpResponsePermanentRedirect(f"/{path}?{query}" if query else f"/{path}")
