"""The team's page on who acts for bodies: who waits, who is invited, and which e-mail domains are a body's own."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from sharemap.accounts.domains import suggestions
from sharemap.accounts.models import Domain, Seat
from sharemap.accounts.people import asked_for, end_seat, erase, give_seat, person_for, seats_on
from sharemap.accounts.roles import SeatRole
from sharemap.core.problem import Problem
from sharemap.corrections.form import clean, is_email
from sharemap.corrections.naming import finder
from sharemap.corrections.views.answers import Request

ON_A_PAGE = 50
MOST_LINES = 1000


def people(request: Request) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    acts = {"invite": _invite, "give": _give, "refuse": _refuse, "end": _refuse, "confirm": _confirm, "erase": _erase}
    act = acts.get(request.POST.get("act", ""))
    problems = act(request) if act else [Problem("act", "main", "", "Nothing was asked.", "Press a button.")]
    return _page(request, problems) if problems else HttpResponseRedirect("/team/people")


def _actor(request: Request) -> str:
    return f"team-{request.user.pk}"


def _invite(request: Request) -> list[Problem]:
    """All lines or none: body, e-mail address, role; with commas between."""
    lines = [line for line in request.POST.get("lines", "").splitlines() if line.strip()][:MOST_LINES]
    read = [_read(number, line, request) for number, line in enumerate(lines, start=1)]
    problems = [each for each in read if isinstance(each, Problem)]
    if problems or not lines:
        return problems or [Problem("lines", "lines", "", "No line was given.", "Body, e-mail address, role.")]
    for each in read:
        if not isinstance(each, Problem):
            body, email, role = each
            give_seat(person_for(email), body, role, _actor(request), timezone.localdate())
    return []


def _read(number: int, line: str, request: Request) -> tuple[str, str, SeatRole] | Problem:
    cells = [clean(cell) for cell in line.replace("\t", ",").split(",")]
    where = f"line {number}: “{line[:60]}”"
    if len(cells) != 3:
        return Problem(
            "cells", "lines", where, "A line has a body, an e-mail address and a role.", "Put commas between."
        )
    body, email, role = cells
    key = finder(request.reading.edition)(body)
    if isinstance(key, Problem):
        return Problem("body", "lines", where, key.needed, key.fix)
    if not is_email(email):
        return Problem("email", "lines", where, "An e-mail address reads like name@council.gov.uk.", "Correct it.")
    if role.casefold() not in list(SeatRole):
        return Problem("role", "lines", where, f"A role is {', '.join(SeatRole)}.", "Correct it.")
    return key, email, SeatRole(role.casefold())


def _seat(request: Request) -> Seat | None:
    number = request.POST.get("seat", "")
    held = Seat.objects.filter(ends_before__isnull=True).select_related("person__user")
    return held.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None


def _give(request: Request) -> list[Problem]:
    seat, role = _seat(request), request.POST.get("role", "")
    if seat is None or role not in list(SeatRole):
        return [_gone()]
    give_seat(seat.person, seat.body, SeatRole(role), _actor(request), timezone.localdate())
    return []


def _refuse(request: Request) -> list[Problem]:
    seat = _seat(request)
    if seat is None:
        return [_gone()]
    end_seat(seat, timezone.localdate())
    return []


def _erase(request: Request) -> list[Problem]:
    seat = _seat(request)
    if seat is None:
        return [_gone()]
    erase(seat.person, timezone.localdate())
    return []


def _gone() -> Problem:
    return Problem("gone", "main", "", "This seat has changed meanwhile.", "Look at the list as it is now.")


def _confirm(request: Request) -> list[Problem]:
    """What the team has ticked, of what websites suggest or was typed."""
    chosen = [pair.partition(" ") for pair in request.POST.getlist("domain")]
    for domain, _, body in chosen[:ON_A_PAGE]:
        if domain and body in request.reading.edition.bodies:
            Domain.objects.get_or_create(
                domain=domain.lower()[:200],
                body=body,
                defaults={"confirmed_on": timezone.localdate(), "confirmed_by": _actor(request)},
            )
    return [] if chosen else [Problem("none", "domains", "", "No domain was ticked.", "Tick those that are right.")]


def _suggested(request: Request) -> Iterator[tuple[str, str, str]]:
    held = set(Domain.objects.values_list("domain", "body"))
    edition = request.reading.edition
    alive = [each for each in edition.bodies.values() if edition.as_at in each.period]
    for each in suggestions(alive):
        if (each.domain, each.body) not in held:
            yield each.domain, each.body, edition.bodies[each.body].name


def _page(request: Request, problems: list[Problem] | None = None) -> HttpResponse:
    bodies = request.reading.edition.bodies
    seats = Paginator(seats_on(timezone.localdate()), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "heading": "People and e-mail domains",
        "waiting": [(seat, bodies.get(seat.body)) for seat in asked_for()],
        "seats": seats,
        "seat_lines": [(seat, bodies.get(seat.body)) for seat in seats],
        "suggested": Paginator(list(_suggested(request)), ON_A_PAGE).get_page(request.GET.get("domains")),
        "confirmed": Domain.objects.count(),
        "roles": list(SeatRole),
        "lines": request.POST.get("lines", ""),
        "problems": problems or [],
        "errors": {each.where: each for each in problems or []},
    }
    return render(request, "accounts/team.html", context, status=422 if problems else 200)
