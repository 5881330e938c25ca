"""Keeps the cookies of those who answer for a body below /returns, as those of the team are kept below /team."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

PLACE = "/returns"


def at_their_place(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware. A link in an e-mail must find its reader signed in, so a plain link may bring the cookie."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path == PLACE or request.path.startswith(f"{PLACE}/"):
            for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
                if name in response.cookies:
                    response.cookies[name]["path"] = PLACE
                    response.cookies[name]["samesite"] = "Lax"
        return response

    return respond
