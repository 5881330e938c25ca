"""Who acts for a body, as its own people see and change it; asking for a seat; stopping reminders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from sharemap.accounts.letters import person_of_token
from sharemap.accounts.models import Person, Seat
from sharemap.accounts.people import (
    ask_for_seat,
    asked_for,
    bodies_to_ask_for,
    end_seat,
    give_seat,
    person_for,
    seat_of,
    seats_on,
)
from sharemap.accounts.roles import ROLE_WORDS, May, SeatRole, may
from sharemap.accounts.views.door import Request, person_only
from sharemap.core.problem import Problem
from sharemap.corrections.form import clean, is_email
from sharemap.corrections.views import answers
from sharemap.corrections.views.answers import refusal, taking


def ask(request: Request) -> HttpResponse:
    """Somebody whose e-mail domain is a body's own asks to act for it."""
    body = request.POST.get("body", "")
    if body not in bodies_to_ask_for(request.person.user.email):
        raise Http404(body)
    ask_for_seat(request.person, body)
    return HttpResponseRedirect("/returns")


def for_body(view: Callable[[Request, Seat], HttpResponseBase]) -> Callable[[Request, str], HttpResponseBase]:
    """The view for who acts for the body; to all others it is not there."""

    @wraps(view)
    def found(request: Request, body: str) -> HttpResponseBase:
        seat = seat_of(request.person, body, timezone.localdate())
        if seat is None:
            raise Http404(body)
        return view(request, seat)

    return person_only(found, "GET", "HEAD", "POST")


@for_body
def people(request: Request, seat: Seat) -> HttpResponse:
    """All who act for a body; its coordinator lets others in and out."""
    if request.method != "POST":
        return _people(request, seat)
    if not may(SeatRole(seat.role), May.GIVE_SEATS):
        return refusal(request, 403, "Not with this role", "A coordinator says who acts for a body. Ask yours.")
    acts = {"invite": _let_in, "give": _give, "end": _end}
    act = acts.get(request.POST.get("act", ""))
    done = act(request, seat) if act else Problem("act", "main", "", "Nothing was asked.", "Press a button.")
    if isinstance(done, Problem):
        return _people(request, seat, done)
    return HttpResponseRedirect(request.path)


def _let_in(request: Request, seat: Seat) -> Seat | Problem:
    return invite(seat, request.POST.dict())


def invite(seat: Seat, typed: Mapping[str, str]) -> Seat | Problem:
    """Somebody gets a seat beside one's own, by e-mail address, name and role."""
    email, role = clean(typed.get("email", "")), typed.get("role", "")
    if not is_email(email):
        needed = "An e-mail address reads like name@council.gov.uk."
        return Problem("email", "email", f"“{email[:60]}”", needed, "Correct it.")
    if role not in list(SeatRole):
        return Problem("role", "role", "", "Say what they may do.", "Choose one.")
    person = person_for(email, clean(typed.get("name", ""))[:200])
    if person == seat.person:
        return Problem("self", "email", "", "This is your own address.", "Somebody else gives you another role.")
    return give_seat(person, seat.body, SeatRole(role), seat.person.actor, timezone.localdate())


def _give(request: Request, seat: Seat) -> Problem | None:
    asked = _other(request, seat)
    role = request.POST.get("role", "")
    if asked is None or role not in list(SeatRole):
        return Problem("role", "main", "", "Nobody waits for this any more.", "Look at the list as it is now.")
    give_seat(asked.person, seat.body, SeatRole(role), seat.person.actor, timezone.localdate())
    return None


def _end(request: Request, seat: Seat) -> Problem | None:
    other = _other(request, seat)
    if other is None:
        return Problem("self", "main", "", "Only somebody else’s seat can be ended.", "Ask another coordinator.")
    end_seat(other, timezone.localdate())
    return None


def _other(request: Request, seat: Seat) -> Seat | None:
    """The seat that is meant: one of the same body, and not one's own."""
    number = request.POST.get("seat", "")
    found = Seat.objects.filter(body=seat.body, ends_before__isnull=True).exclude(pk=seat.pk)
    return found.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None


def _people(request: Request, seat: Seat, problem: Problem | None = None) -> HttpResponse:
    held = request.reading.edition.bodies.get(seat.body)
    context = {
        "heading": f"Who answers for {held.name if held else seat.body}",
        "own": seat,
        "seats": seats_on(timezone.localdate()).filter(body=seat.body),
        "waiting": asked_for().filter(body=seat.body),
        "roles": [(role.value, words) for role, words in ROLE_WORDS.items()],
        "may_give": may(SeatRole(seat.role), May.GIVE_SEATS),
        "typed": request.POST,
        "problems": [problem] if problem else [],
        "errors": {problem.where: problem} if problem else {},
    }
    return render(request, "accounts/people.html", context, status=422 if problem else 200)


# Whoever has the letter may stop the letters: mail programs press this button too, and no session hangs on it.
@csrf_exempt
@taking("GET", "HEAD", "POST")
def stop(request: answers.Request, token: str) -> HttpResponse:
    """Reminders end with a button, not with a link that a mail filter might follow."""
    person = person_of_token(token)
    if person is None or person.erased_on:
        raise Http404(token)
    if request.method == "POST":
        Person.objects.filter(pk=person.pk).update(takes_reminders=request.POST.get("again") == "yes")
        person.refresh_from_db()
    heading = "Reminders" if person.takes_reminders else "You get no more reminders"
    return render(request, "accounts/stop.html", {"heading": heading, "takes": person.takes_reminders})
