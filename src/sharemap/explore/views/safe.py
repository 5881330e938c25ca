"""Pages can be read and nothing else; whoever tries more is told so in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from sharemap.explore.middleware import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]
METHODS = ("GET", "HEAD")


def readable(view: View[P]) -> View[P]:
    """The view for GET and HEAD; for any other method a page that names these two."""

    @wraps(view)
    def answer(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.only_read = request.method in METHODS  # the same page for everybody: it may be held
        return view(request, *args, **kwargs) if request.method in METHODS else _refused(request)

    # What is refused anyway needs no token; without this the reader would be told of a missing cookie.
    return csrf_exempt(answer)


def _refused(request: HttpRequest) -> HttpResponseBase:
    response = render(
        request, "explore/not_allowed.html", {"heading": gettext("This address can only be read")}, status=405
    )
    response["Allow"] = ", ".join(METHODS)
    return response
