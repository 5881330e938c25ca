"""Invitations and reminders: who would get which, to be counted and read before they go; and the sending."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.template.loader import render_to_string

from sharemap.accounts.letters import Letter, post, stop_address
from sharemap.accounts.models import Seat
from sharemap.accounts.people import seats_on
from sharemap.core.problem import Problem
from sharemap.returns.models import Mail, Return, Round
from sharemap.returns.stages import ANSWERED, RoundStage

INVITATION = "invitation"
_KINDS = {"invitation": "invitation", "reminder": "reminder", "to": "sign", "question": "question"}
"""The words of a letter, by the first word of its name: `invitation`, `reminder 14`, `to sign 7`, `question`."""
QUESTION = "question"
Named = Callable[[str], str]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sending:
    """Letters that would go now, each for a return; and the bodies that have nobody to write to."""

    what: str
    letters: tuple[tuple[Return, Letter], ...]
    nobody: tuple[str, ...]


def reminder_due(of: Round, today: date) -> str:
    """The name of the reminder that the schedule asks for today; blank: none is due.

    One whose day lies before the round opened was never due.
    """
    if of.stage != RoundStage.OPEN or today >= of.closes_on:
        return ""
    due = [days for days in of.reminder_days if of.opens_on < of.closes_on - timedelta(days=days) <= today]
    return f"reminder {min(due)}" if due else ""


def sending(of: Round, what: str, today: date, named: Named) -> Sending:
    """Who would get it: all who act for a body that has not answered, and did not get it before."""
    waiting = list(of.returns.select_related("round").exclude(stage__in=list(ANSWERED)).order_by("body"))
    seats: dict[str, list[Seat]] = {}
    for seat in seats_on(today):
        seats.setdefault(seat.body, []).append(seat)
    got = set(Mail.objects.filter(of__round=of, what=what).values_list("of_id", "person"))
    found = [
        (each, [seat for seat in seats.get(each.body, ()) if (each.pk, seat.person.actor) not in got])
        for each in waiting
    ]
    whole = [letter for each, left in found for letter in letters(each, left, what, named)]
    return Sending(what, tuple(whole), tuple(each.body for each in waiting if each.body not in seats))


def letters(of: Return, seats: Sequence[Seat], what: str, named: Named) -> list[tuple[Return, Letter]]:
    """One to each who wants it, about one return."""
    return [(of, _letter(of, seat, what, named)) for seat in seats if _wants(seat, what)]


def _wants(seat: Seat, what: str) -> bool:
    return what == INVITATION or seat.person.takes_reminders


def _letter(of: Return, seat: Seat, what: str, named: Named, more: Mapping[str, str] | None = None) -> Letter:
    context = {
        **(more or {}),
        "name": seat.person.name,
        "body": named(of.body),
        "year": of.round.year,
        "of": of,
        "role": seat.role,
        "lines": of.lines.count(),
        "link": f"{settings.SITE}/returns/{of.round.year}/{of.body}",
        "stop": stop_address(seat.person),
        "contact": settings.CONTACT,
    }
    kind = _KINDS[what.partition(" ")[0]]
    subject = render_to_string(f"returns/mail/{kind}_subject.txt", context).strip()
    return Letter(seat.person, subject, render_to_string(f"returns/mail/{kind}.txt", context).strip() + "\n")


def questions(
    of: Return, name: str, words: str, today: date, named: Callable[[str], str]
) -> list[tuple[Return, Letter]]:
    """A letter to all who act for a body whose return was given back with a question. `name`: of the arrangement."""
    return [
        (of, _letter(of, seat, QUESTION, named, {"question": words, "about": name}))
        for seat in seats_on(today).filter(body=of.body)
    ]


def send(letters: Sequence[tuple[Return, Letter]], what: str, now: datetime) -> tuple[int, list[Problem]]:
    """Send each once; how many went, and what did not go. One that did not go may be sent again."""
    sent, problems = 0, []
    for of, letter in letters:
        mail, new = Mail.objects.get_or_create(
            of=of, person=letter.person.actor, what=what, defaults={"sent_at": now}
        )
        if not new:
            continue
        try:
            sent += post([letter])
        except (OSError, SMTPException) as trouble:
            mail.delete()
            log.error("A letter to %s did not go: %s", letter.person.actor, trouble)
            fix = "Look at SHAREMAP_SMTP, and send again: nobody gets it twice."
            problems.append(Problem("mail", "main", letter.person.actor, "The mail server did not take it.", fix))
    return sent, problems
