"""What all pages of this room share: which methods they take, what is said when they cannot answer."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser, User
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext

from sharemap.explore import middleware
from sharemap.explore.views import errors

P = ParamSpec("P")
DATABASE_DOWN = (OperationalError, InterfaceError)
RETRY_AFTER = 60
log = logging.getLogger(__name__)


class Request(middleware.Request):
    """A request as these views get it. Who asks is looked up only where a view wants to know."""

    user: User | AnonymousUser


View = Callable[Concatenate[Request, P], HttpResponseBase]


def taking(*methods: str) -> Callable[[View[P]], View[P]]:
    """The view for these methods; for any other a page that names them. No answer is kept unless it says so."""

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in methods:
                response: HttpResponseBase = _not_allowed(request, methods)
            else:
                response = _with_database(view, request, *args, **kwargs)
            if "Cache-Control" not in response:
                add_never_cache_headers(response)
            return response

        return answer

    return wrap


def _not_allowed(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    lead = "Nothing can be done here in the way your program asked, and nothing was changed."
    response = refusal(request, 405, "This address does not do that", lead)
    response["Allow"] = ", ".join(methods)
    return response


def _with_database(view: View[P], request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except DATABASE_DOWN as trouble:
        log.error("The database does not answer: %s", trouble)
        return _not_now(request)


def _not_now(request: HttpRequest) -> HttpResponse:
    """503. What was typed comes back on the page, to be sent again by one press."""
    sent = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    secret = any(name == "code" or "password" in name for name, _ in sent)
    kept = [] if secret else sent
    context = {
        "heading": gettext("Not just now"),
        "sent": kept,
        "typed": [(_words(name), value) for name, value in kept if _is_typed(name, value)],
        "was_sending": request.method == "POST",
        "files": bool(request.FILES),
        "address": request.get_full_path(),
    }
    response = render(request, "corrections/not_now.html", context, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def _is_typed(name: str, value: str) -> bool:
    return bool(value.strip()) and name not in ("csrfmiddlewaretoken", "seen", "act")


def _words(name: str) -> str:
    return name.replace("_", " ").replace(".", " ").capitalize()


def went_wrong(request: HttpRequest) -> HttpResponse:
    """503 where the database went while a page was on its way out; 500 for all else."""
    if isinstance(sys.exc_info()[1], DATABASE_DOWN):
        return _not_now(request)
    return errors.went_wrong(request)


def refusal(request: HttpRequest, status: int, heading: str, lead: str) -> HttpResponse:
    return render(request, "corrections/refused.html", {"heading": heading, "lead": lead}, status=status)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: what was sent does not carry the token of a page that this browser got from us."""
    lead = "What was sent did not come from a page that this browser had opened here, so nothing was changed."
    return refusal(
        request, 403, "This could not be checked", f"{lead} Go back, open the page anew and send it again."
    )
