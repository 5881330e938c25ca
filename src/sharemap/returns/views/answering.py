"""The pages on which a body answers: its returns, the list of one, a line, a reply to a partner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Min
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from sharemap.accounts.people import asked_for, bodies_to_ask_for, seats_on
from sharemap.accounts.roles import May
from sharemap.accounts.views.door import Request
from sharemap.core.problem import Problem
from sharemap.corrections.editing import Find
from sharemap.corrections.form import clean
from sharemap.corrections.naming import finder
from sharemap.corrections.views.answers import refusal
from sharemap.returns import services
from sharemap.returns.answers import BLANK, Decision, LineAnswer
from sharemap.returns.form import read_line, still_right
from sharemap.returns.form_cells import form_of
from sharemap.returns.models import Line, Return
from sharemap.returns.services import Given
from sharemap.returns.showing import Card, card
from sharemap.returns.stages import Reply, RoundStage
from sharemap.returns.tellings import Telling, tellings_for, tellings_of
from sharemap.returns.views.files import take_in
from sharemap.returns.views.place import Place


def home(request: Request) -> HttpResponse:
    """The bodies that somebody acts for, each with its returns."""
    today = timezone.localdate()
    seats = list(seats_on(today).filter(person=request.person))
    returns = Return.objects.select_related("round").filter(body__in=[seat.body for seat in seats])
    known = {seat.body for seat in [*seats, *asked_for().filter(person=request.person)]}
    edition = request.reading.edition
    context = {
        "heading": "Your council’s return",
        "person": request.person,
        "bodies": [
            (edition.bodies.get(seat.body), seat, [each for each in _latest_first(returns) if each.body == seat.body])
            for seat in seats
        ],
        "waiting": [edition.bodies.get(seat.body) for seat in asked_for().filter(person=request.person)],
        "to_ask": [
            edition.bodies.get(key) for key in bodies_to_ask_for(request.person.user.email) if key not in known
        ],
    }
    return render(request, "returns/home.html", context)


def _latest_first(returns: Any) -> list[Return]:
    return [each for each in returns.order_by("-round__year") if each.round.stage != RoundStage.DRAFT]


def overview(place: Place) -> HttpResponse:
    """The list: one decision for each arrangement."""
    taken = place.request.GET.get("taken", "")
    done = {"taken": int(taken)} if taken.isdecimal() and len(taken) < 6 else {}
    return place.page("return", {**overview_context(place), **done, "proposed": "proposed" in place.request.GET})


def overview_context(place: Place) -> dict[str, Any]:
    tellings = tellings_for(place.of)
    return {**lines_context(place, tellings), "told": tellings.get("", [])}


def lines_context(place: Place, tellings: Mapping[str, Sequence[Telling]]) -> dict[str, Any]:
    """Every line, and how far the return has come."""
    cards = [card(line, place.of, tellings) for line in place.of.lines.defer("signed").order_by("number")]
    return {
        "heading": f"{place.named(place.of.body)}: return of {place.of.round.year}",
        "cards": cards,
        "answered": sum(each.answered for each in cards),
        "sent_by": place.called(place.of.sent_by) if place.of.sent_by else "",
        "signed_by": place.called(place.of.signed_by) if place.of.signed_by else "",
    }


def line(place: Place, number: int) -> HttpResponse:
    held = place.of.lines.filter(number=number).first()
    if held is None:
        raise Http404(number)
    if place.request.method != "POST":
        return line_page(place, card(held, place.of, tellings_of(held, place.of)))
    if not place.may(May.ANSWER):
        return refused(place)
    shown = card(held, place.of, {})
    posted = place.request.POST
    if posted.get("act") == "take back":
        return _after(place, services.take_back(held.pk, place.seen(), place.act), shown)
    if posted.get("act") == "still right" and shown.asked:
        given = still_right(shown.asked, shown.savings)
        return _after(place, services.answer(held.pk, place.seen(), given, place.act), shown, given)
    unkept = take_in(place)
    given, problems = read_sent(place, place.request.POST, shown.asked or shown.own, shown.led_by_others)
    if problems := [*unkept, *problems]:
        return line_page(place, card(held, place.of, tellings_of(held, place.of)), problems=problems)
    return _after(place, services.answer(held.pk, place.seen(), given, place.act), shown, given)


def read_sent(
    place: Place, sent: Mapping[str, object], asked: LineAnswer, only_own: bool = False
) -> tuple[Given, list[Problem]]:
    """What was sent about a line, with partners by their keys where the register knows them."""
    texts = {name: str(value) for name, value in sent.items()}
    if not asked.arrangement:
        texts["decision"] = Decision.NEW.value
    # Whether something new is told already is asked, not refused (`adding`).
    known = place.prefilled() if asked is not BLANK else replace(place.prefilled(), lines=())
    given, problems = read_line(texts, place.handed.called(asked), known, only_own)
    held = {place.named(key): [key] for key in asked.partners}
    find = finder(place.edition)
    partners = tuple(key for name in given.answer.partners for key in held.get(name) or _keys(name, find))
    return replace(given, answer=replace(given.answer, partners=partners)), problems


def _keys(name: str, find: Find) -> list[str]:
    """The key of a partner; of several, where somebody wrote them with commas between and each is known."""
    key = find(name)
    if not isinstance(key, Problem):
        return [key]
    parts = [find(each.strip()) for each in name.split(",")]
    known = [each for each in parts if not isinstance(each, Problem)]
    return known if len(known) == len(parts) > 1 else [name]


def _after(place: Place, done: Line | Problem | None, shown: Card, given: Given | None = None) -> HttpResponse:
    """Where to go once a line was saved; a conflict shows both answers and asks."""
    if isinstance(done, Problem):
        if done.code == "conflict" and given:
            return _both(place, shown, given, done)
        return place.page("return", overview_context(place), done)
    if given and given.answer.decision is not Decision.STILL_RIGHT and isinstance(done, Line):
        fresh = card(done, place.of, {})
        if fresh.warnings:
            return HttpResponseRedirect(f"{place.home}/{done.number}?saved=yes#warnings")
    return HttpResponseRedirect(f"{place.home}#{_next(place, shown.line.number)}")


def _next(place: Place, number: int) -> str:
    """The place on the list to go on at: the next line without an answer, else the one just answered."""
    after = place.of.lines.filter(decision="", number__gt=number).aggregate(next=Min("number"))["next"]
    return f"line-{after or number}"


def line_page(
    place: Place, shown: Card, typed: Mapping[str, str] | None = None, problems: list[Problem] | None = None
) -> HttpResponse:
    """The form of a line; what was typed goes before what is held."""
    typed = typed or {name: str(value) for name, value in place.request.POST.items()}
    context = {
        "heading": shown.own.name,
        "card": shown,
        "form": form_of(place, shown, typed, problems or []),
        "seen": place.seen() or shown.line.version,
    }
    response = place.page("line", context)
    return with_problems(place, "line", context, problems) if problems else response


def with_problems(place: Place, template: str, context: Mapping[str, Any], problems: list[Problem]) -> HttpResponse:
    """A page that asks for something to be put right."""
    response = place.page(template, {**context, "problems": problems})
    response.status_code = 422
    return response


def _both(place: Place, shown: Card, given: Given, problem: Problem) -> HttpResponse:
    """Theirs and yours, side by side; every word of yours is kept in the form."""
    context = {
        "heading": f"{shown.own.name}: two answers",
        "card": shown,
        "theirs": shown.own,
        "by": place.called(shown.line.changed_by),
        "yours": given,
        "typed": [(name, value) for name, value in place.request.POST.items() if name not in _NOT_TYPED],
    }
    return place.page("both", context, problem)


_NOT_TYPED = ("csrfmiddlewaretoken", "seen")


def told(place: Place, telling: int) -> HttpResponse:
    """What this body says to what a partner has signed."""
    if not place.may(May.ANSWER):
        return refused(place)
    known = [each for found in tellings_for(place.of).values() for each in found]
    if telling not in [each.line for each in known]:
        raise Http404(telling)
    posted = place.request.POST
    said, why = posted.get("reply", ""), clean(posted.get("why", ""))[:2000]
    if said not in list(Reply):
        return place.page("return", overview_context(place), Problem("reply", "main", "", "Choose what you say.", ""))
    if said == Reply.DISPUTED and not why:
        needed = "Say what you dispute: your partner and the register team read it."
        return place.page(
            "return", overview_context(place), Problem("why", "main", "", needed, "A sentence is enough.")
        )
    done = services.reply_to(place.of.pk, telling, place.seen(), (Reply(said), why), place.act)
    if isinstance(done, Problem):
        return place.page("return", overview_context(place), done)
    own = place.of.lines.filter(arrangement=done.told.arrangement).exclude(arrangement="").first()
    return HttpResponseRedirect(f"{place.home}#{f'line-{own.number}' if own else 'told'}")


def refused(place: Place) -> HttpResponse:
    lead = f"As {place.seat.role} of {place.named(place.of.body)} you may not do this. Ask its coordinator."
    return refusal(place.request, 403, "Not with this role", lead)
