"""How long somebody stays signed in, here and below /returns: not for ever, and not while nobody is there."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

BEGAN, SEEN = "began", "seen"
_AT_MOST_EVERY = 5 * 60
"""Seconds between two notes that somebody is there: a note is a write."""


def fresh(request: HttpRequest) -> bool:
    """Whether who is signed in still is. One whose time is over, or who was away for long, is signed out here."""
    session, now = request.session, int(time.time())
    began, seen = _times(session, now)
    if now - began >= settings.SESSION_COOKIE_AGE or now - seen >= settings.SESSION_IDLE:
        auth.logout(request)
        return False
    if SEEN not in session or now - seen >= _AT_MOST_EVERY:
        session[BEGAN], session[SEEN] = began, now
    return True


def recent(request: HttpRequest, within: int = 15 * 60) -> bool:
    """Whether they signed in within so many seconds, so that it is hardly somebody at a screen left alone."""
    now = int(time.time())
    return now - _times(request.session, now)[0] < within


def _times(session: Any, now: int) -> tuple[int, int]:
    return session.get(BEGAN, now), session.get(SEEN, now)


def end_all(user: User) -> int:
    """Sign somebody out everywhere; how many sessions that ended."""
    live = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [each.pk for each in live.iterator() if each.get_decoded().get(auth.SESSION_KEY) == str(user.pk)]
    return Session.objects.filter(pk__in=theirs).delete()[0]
