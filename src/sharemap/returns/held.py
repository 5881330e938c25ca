"""Everything that is held about one body's return, and about one person, as they see and download it.

A new table that holds something of a return or of a person gets a line here; tests/returns/test_held.py asks for it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet

from sharemap.accounts.models import Domain, Person, Seat
from sharemap.returns.models import Event, Mail, Return

_LEFT_OUT = ("id", "of", "told")
"""Numbers of our own that say nothing to anybody else."""


def about_return(of: Return) -> dict[str, Any]:
    """A body's return: what it says now, what was signed, every event with its hash, and who acts for the body."""
    whole = {"body": of.body, "year": of.round.year, **_said(of, "round", "body")}
    whole["lines"] = _rows(of.lines.order_by("number"))
    whole["replies"] = [
        {"told_by": each.told.of.body, "line": each.told.number, **_said(each)}
        for each in of.replies.select_related("told__of").order_by("pk")
    ]
    whole["told_about_lines"] = [
        {"line": line.number, "by": each.of.body, **_said(each)}
        for line in of.lines.order_by("number")
        for each in line.replies.select_related("of").order_by("pk")
    ]
    whole["events"] = _rows(of.chain.order_by("sequence"))
    # The files themselves are to be had from the return's page.
    whole["uploads"] = _rows(of.uploads.defer("content").order_by("pk"), "content")
    whole["mails"] = _rows(of.mails.order_by("sent_at", "pk"))
    seats = Seat.objects.filter(body=of.body).order_by("pk").select_related("person")
    whole["seats"] = [{"who": each.person.actor, **_said(each, "person", "body")} for each in seats]
    whole["domains"] = _rows(Domain.objects.filter(body=of.body).order_by("domain"))
    return whole


def about_person(person: Person) -> dict[str, Any]:
    """A person: address, name, seats, what letters went, and what they did, under which word."""
    user = person.user
    return {
        "word": person.actor,
        "email": user.email,
        "name": person.name,
        "takes_reminders": person.takes_reminders,
        "known_since": user.date_joined.isoformat(),
        "last_sign_in": user.last_login.isoformat() if user.last_login else "",
        "seats": [_said(each, "person") for each in person.seats.order_by("pk")],
        "mails": [
            {"body": each.of.body, "year": each.of.round.year, **_said(each, "person")}
            for each in Mail.objects.filter(person=person.actor).select_related("of__round").order_by("sent_at")
        ],
        "did": [
            {"body": each.of.body, "year": each.of.round.year, "at": each.at, "happened": each.happened}
            for each in Event.objects.filter(actor=person.actor).select_related("of__round").order_by("pk")
        ],
    }


def _rows(rows: QuerySet[Any], *without: str) -> list[dict[str, Any]]:
    return [_said(each, *without) for each in rows]


def _said(row: Model, *without: str) -> dict[str, Any]:
    """Every column of a row, so that a new one is told too."""
    names = [each.name for each in row._meta.concrete_fields if each.name not in (*_LEFT_OUT, *without)]
    return {name: getattr(row, name) for name in names}
