"""Counts what one address asks within a minute, where the host has set a limit. Nothing is kept beyond the minute."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from sharemap.core.origin import address_of

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a minute: requests, and seconds until there are new ones. `over`: this one was too many."""

    most: int
    left: int
    seconds: int
    over: bool

    def say(self, response: HttpResponse) -> None:
        """In the header fields that the IETF drafts for this."""
        response["RateLimit-Policy"] = f'"minute";q={self.most};w={MINUTE}'
        response["RateLimit"] = f'"minute";r={self.left};t={self.seconds}'
        if self.over:
            response["Retry-After"] = str(self.seconds)


def spend(request: HttpRequest) -> Allowance | None:
    """Count one request; None where the host has set no limit.

    The cache holds a bounded number of addresses, each as a hash that nobody else can make.
    """
    most: int = settings.API_PER_MINUTE
    if not most:
        return None
    minute, second = divmod(int(time.time()), MINUTE)
    who = salted_hmac("sharemap.api", address_of(request.META, settings.PROXIES), algorithm="sha256").hexdigest()
    spent = _count(f"api-{minute}-{who}")
    return Allowance(most, max(0, most - spent), MINUTE - second, spent > most)


def _count(key: str) -> int:
    cache.add(key, 0, timeout=MINUTE)
    try:
        return cache.incr(key)
    except ValueError:  # it was let go of just now, for want of room
        return 1
