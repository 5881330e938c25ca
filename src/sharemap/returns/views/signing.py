"""The pages on which a return is sent, signed by a second person, declined or opened again; and its whole record."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone

from sharemap.accounts.models import Seat
from sharemap.accounts.people import seats_on
from sharemap.accounts.roles import May, SeatRole
from sharemap.accounts.views.seats import invite
from sharemap.core.problem import Problem
from sharemap.corrections.form import clean
from sharemap.returns import mailing, services
from sharemap.returns.held import about_return
from sharemap.returns.models import Return
from sharemap.returns.stages import Stage
from sharemap.returns.views.answering import lines_context, refused
from sharemap.returns.views.place import Place

_ACTS = {"send": May.SEND, "invite": May.GIVE_SEATS, "sign": May.SIGN, "reopen": May.REOPEN}


def sign(place: Place) -> HttpResponse:
    """Everything that is answered on one page, and the button that fits its stage."""
    if place.request.method != "POST":
        return _sign_page(place)
    act = place.request.POST.get("act", "")
    if act not in _ACTS:
        return _sign_page(place, Problem("act", "main", "", "Nothing was asked.", "Press one of the buttons."))
    if not place.may(_ACTS[act]):
        return refused(place)
    done = _do(place, act)
    if isinstance(done, Problem):
        return _sign_page(place, done)
    problems = _ask_to_sign(place) if act in ("send", "invite") else []
    return _sign_page(place, problems[0]) if problems else HttpResponseRedirect(f"{place.home}/sign")


def _do(place: Place, act: str) -> Return | Seat | Problem:
    if act == "invite":
        return invite(place.seat, {**place.request.POST.dict(), "role": SeatRole.SIGNATORY.value})
    if act == "send":
        return services.send(place.of.pk, place.seen(), place.act)
    if act == "sign":
        return services.sign(place.of.pk, place.seen(), place.act)
    return services.reopen(place.of.pk, place.seen(), clean(place.request.POST.get("why", ""))[:2000], place.act)


def _signers(place: Place) -> list[Seat]:
    """Who may sign what was sent: every signatory but who sent it."""
    seats = seats_on(timezone.localdate()).filter(body=place.of.body, role=SeatRole.SIGNATORY.value)
    return [each for each in seats if each.person.actor != place.of.sent_by]


def _ask_to_sign(place: Place) -> list[Problem]:
    """A letter to each who may sign, once for each time that it is sent for signing."""
    of = place.of
    of.refresh_from_db()
    if of.stage != Stage.TO_SIGN:
        return []
    what = f"to sign {of.version}"
    letters = mailing.letters(of, _signers(place), what, place.named)
    return mailing.send(letters, what, timezone.now())[1]


def _sign_page(place: Place, problem: Problem | None = None) -> HttpResponse:
    if problem:
        place.of.refresh_from_db()
    is_sender = place.of.sent_by == place.seat.person.actor
    words = {
        Stage.TO_SIGN: "Sent for signing" if is_sender else "Read and sign",
        Stage.SUBMITTED: "Submitted",
        Stage.DECLINED: "Declined",
    }
    context = {
        **lines_context(place, {}),
        "heading": words.get(Stage(place.of.stage), "Read it through"),
        "signers": [each.person.called for each in _signers(place)] if place.of.stage == Stage.TO_SIGN else [],
        "typed": place.request.POST,
        "errors": {problem.where: problem} if problem else {},
        "is_sender": is_sender,
        "events": [
            (each, place.called(each.actor)) for each in place.of.chain.defer("content").order_by("-sequence")[:50]
        ],
    }
    return place.page("sign", context, problem)


def decline(place: Place) -> HttpResponse:
    """Not answering is an answer, with a reason."""
    context = {"heading": "Decline to answer", "why": place.request.POST.get("why", "")}
    if place.request.method != "POST":
        return place.page("decline", context)
    if not place.may(May.DECLINE):
        return refused(place)
    why = clean(context["why"])[:2000]
    done = services.decline(place.of.pk, place.seen(), why, place.act)
    if isinstance(done, Problem):
        place.of.refresh_from_db()
        return place.page("decline", context, done)
    return HttpResponseRedirect(f"{place.home}/sign")


def record(place: Place) -> HttpResponse:
    """All that is held about this body's return, with its chain."""
    return taken_away(about_return(place.of), f"return-{place.of.round.year}-{place.of.body}")


def taken_away(whole: dict[str, Any], name: str) -> HttpResponse:
    """A file of JSON to keep."""
    response = JsonResponse(whole, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response
