"""Forgets people whose time is over: names, addresses, sessions, letters. What they did stays, under a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from allauth.account.models import EmailConfirmation
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from sharemap.accounts.letters import written_before
from sharemap.accounts.models import Person
from sharemap.accounts.people import erase
from sharemap.core.period import months_before
from sharemap.corrections.models import Attempt, Proposal


def forget(now: datetime, commit: bool) -> dict[str, int]:
    """How much is past its time, by what it is called; with `commit` it is gone."""
    people, letters = list(expired(timezone.localdate(now))), list(_letters(now))
    found = {"people": len(people), "letters in files": len(letters), **_left_over(now, commit)}
    if commit:
        for person in people:
            erase(person, timezone.localdate(now))
        for path in letters:
            path.unlink(missing_ok=True)
    return found


def expired(today: date) -> Iterator[Person]:
    """Those of whom nothing was heard for so many months: no sign-in, no seat given or ended."""
    before = months_before(today, settings.FORGET_AFTER_MONTHS)
    known = Person.objects.filter(erased_on__isnull=True).select_related("user").prefetch_related("seats")
    return (each for each in known.order_by("pk") if _last_trace(each) < before)


def _last_trace(person: Person) -> date:
    signs = [timezone.localdate(at) for at in (person.user.date_joined, person.user.last_login) if at]
    days = [day for seat in person.seats.all() for day in (seat.starts_on, seat.ends_before) if day]
    return max([*signs, *days])


def _letters(now: datetime) -> Iterator[Path]:
    return written_before(now - timedelta(days=settings.KEEP_LETTERS_DAYS))


def _left_over(now: datetime, commit: bool) -> dict[str, int]:
    """What else is of people and has outlived its use."""
    before = months_before(timezone.localdate(now), settings.FORGET_AFTER_MONTHS)
    undecided = Proposal.objects.filter(received_on__lt=before).exclude(email="")
    ended = (
        ("sessions", Session.objects.filter(expire_date__lt=now)),
        ("hashes of who tried something", Attempt.objects.filter(at__lt=now - timedelta(days=1))),
        ("confirmations of e-mail addresses", EmailConfirmation.objects.all_expired()),
    )
    counts = {"e-mail addresses of undecided proposals": undecided.count()}
    counts |= {name: rows.count() for name, rows in ended}
    if commit:
        undecided.update(email="")
        for _, rows in ended:
            rows.delete()
    return counts
