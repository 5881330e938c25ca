"""Forgets people whose time is over: names, addresses, sessions, letters. What they did stays, under an opaque word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from allauth.account.models import EmailConfirmation
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from sharemap.accounts.models import Person
from sharemap.accounts.people import erase
from sharemap.core.period import months_before
from sharemap.corrections.models import Attempt, Proposal


def expired(today: date) -> Iterator[Person]:
    """Those of whom nothing was heard for so many months: no sign-in, no seat given or ended."""
    before = months_before(today, settings.FORGET_AFTER_MONTHS)
    known = Person.objects.filter(erased_on__isnull=True).select_related("user").prefetch_related("seats")
    return (each for each in known.order_by("pk") if _last_trace(each) < before)


def _last_trace(person: Person) -> date:
    signs = [timezone.localdate(at) for at in (person.user.date_joined, person.user.last_login) if at]
    days = [day for seat in person.seats.all() for day in (seat.starts_on, seat.ends_before) if day]
    return max([*signs, *days])


def letters(folder: Path, before: datetime) -> Iterator[Path]:
    """Letters that were written to files before that time: they hold names, addresses and codes."""
    for path in sorted(folder.glob("*.log")):
        if datetime.fromtimestamp(path.stat().st_mtime, before.tzinfo) < before:
            yield path


def left_over(now: datetime) -> dict[str, QuerySet[Proposal] | QuerySet[Session] | QuerySet[Attempt] | QuerySet[EmailConfirmation]]:
    """What else holds something of people and has outlived its use, by what it is called."""
    before = months_before(timezone.localdate(now), settings.FORGET_AFTER_MONTHS)
    return {
        "e-mail addresses of undecided proposals": Proposal.objects.filter(received_on__lt=before).exclude(email=""),
        "sessions that have ended": Session.objects.filter(expire_date__lt=now),
        "hashes of who tried something": Attempt.objects.filter(at__lt=now - timedelta(days=1)),
        "confirmations of e-mail addresses": EmailConfirmation.objects.all_expired(),
    }
