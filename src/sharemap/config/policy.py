"""Puts the content security policy on answers: django-csp's middleware, with the words of most put together once."""

from __future__ import annotations

from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_OWN = ("_csp_replace", "_csp_update", "_csp_config", "_csp_exempt")
"""What a view's decorators leave on an answer that has a policy of its own."""


class Policy(CSPMiddleware):
    """The middleware. No page needs a nonce, so that nothing in the policy hangs on the request."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if any(hasattr(response, name) for name in _OWN):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _of_most())
        return response


@cache
def _of_most() -> str:
    return build_policy()
