"""How /api/v1 behaves to every program alike: open to all sites, read-only, bounded, and never an HTML page.

Its answers go past all that serves people alone: nobody is signed in here, no form is sent, nothing has a cookie.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.urls import resolve

from sharemap.api.limits import Allowance, spend
from sharemap.api.problems import NOT_ALLOWED, TOO_LONG, TOO_MANY, Refused, as_problem, refusal
from sharemap.config.policy import Policy
from sharemap.explore.held import held_pages, quickly
from sharemap.explore.middleware import reading_side

PREFIX = "/api/v1"
METHODS = "GET, HEAD, OPTIONS"
LONGEST_QUERY = 4000
PLACES = 1024
"""Addresses of which it is kept what answers there."""
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, RateLimit, RateLimit-Policy, Retry-After",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
Respond = Callable[[HttpRequest], HttpResponseBase]


def manners(get_response: Respond) -> Respond:
    """The middleware. It stands before all that may answer from memory, so that such answers are counted too."""
    of_programs = _of_programs()

    def respond(request: HttpRequest) -> HttpResponseBase:
        ours = request.path == PREFIX or request.path.startswith(f"{PREFIX}/")
        return of_programs(request) if ours else get_response(request)

    return respond


def _of_programs() -> Respond:
    """All that stands between a program and what it asks for. Whatever answers carries the site's guards."""
    known = ConditionalGetMiddleware(held_pages(reading_side(_view)))
    read = cast(Respond, convert_exception_to_response(known))
    return cast(Respond, Policy(XFrameOptionsMiddleware(lambda request: _answer(request, read))))


def _view(request: HttpRequest) -> HttpResponseBase:
    """What the operation at the address says; where the request is for another host, it is not asked."""
    request.get_host()
    found = request.resolver_match = _place(request.path_info)
    return cast(HttpResponseBase, found.func(request, *found.args, **found.kwargs))


_place = lru_cache(PLACES)(resolve)


def _answer(request: HttpRequest, read: Respond) -> HttpResponseBase:
    request.only_read = True  # type: ignore[attr-defined]
    request.packed = quickly  # type: ignore[attr-defined]  # most queries are asked once
    preflight = request.method == "OPTIONS"
    allowance = None if preflight else spend(request)
    refused = None if preflight else _refused(request, allowance)
    if preflight:
        answer = HttpResponse(status=204)
    elif refused:
        answer = refusal(request, refused)
    else:
        answer = as_problem(request, cast(HttpResponse, _read(request, read)))
    closed = preflight or answer.status_code == NOT_ALLOWED.status
    for name, value in {**OPEN, **(PREFLIGHT if closed else {})}.items():
        answer[name] = value
    if allowance:
        allowance.say(answer)
    return answer


def _refused(request: HttpRequest, allowance: Allowance | None) -> Refused | None:
    """Why the request goes no further."""
    if request.method not in ("GET", "HEAD"):
        return Refused(NOT_ALLOWED, f"Nothing was changed. {NOT_ALLOWED.means}")
    if allowance and allowance.over:
        return Refused(TOO_MANY, f"At most {allowance.most} a minute from one address: wait {allowance.seconds} s.")
    letters = len(request.META["QUERY_STRING"])
    if letters > LONGEST_QUERY:
        return Refused(TOO_LONG, f"At most {LONGEST_QUERY:,} letters may follow the question mark, not {letters:,}.")
    return None


def _read(request: HttpRequest, read: Respond) -> HttpResponseBase:
    """A look at the headers alone is answered as the whole would be; the server leaves the body out."""
    method, request.method = request.method, "GET"
    try:
        return read(request)
    finally:
        request.method = method
