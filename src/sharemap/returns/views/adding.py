"""Adding what a return does not have: asked first whether it is something that is told already."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from sharemap.accounts.roles import May
from sharemap.core.problem import Problem
from sharemap.corrections.views.twice import MOST_SENT, asked_as_typed, may_be_told, told_another
from sharemap.register import queries
from sharemap.returns import services
from sharemap.returns.answers import BLANK, Decision
from sharemap.returns.form_cells import form_of, held_texts
from sharemap.returns.models import Line
from sharemap.returns.services import Given
from sharemap.returns.showing import card
from sharemap.returns.tellings import tellings_of
from sharemap.returns.twice import Near, asked_of, line_meant, near
from sharemap.returns.views.answering import line_page, overview_context, read_sent, refused, with_problems
from sharemap.returns.views.files import take_in
from sharemap.returns.views.place import Place

NOTHING = Near([], False)


def new(place: Place) -> HttpResponse:
    """What the register does not have yet, unless it turns out to be one that it has."""
    if place.request.method != "POST":
        return _page(place, [])
    if not place.may(May.ANSWER):
        return refused(place)
    unkept = take_in(place)
    given, problems = read_sent(place, place.request.POST, BLANK)
    problems = [*unkept, *problems]
    if meant := place.request.POST.get("is", ""):
        return _is(place, meant, given)
    found, left = _near(place, given)
    if problems or left.asked:
        return _page(place, problems, left)
    done = services.add_new(place.of.pk, given, place.act, [each.said for each in found.asked])
    if isinstance(done, Problem):
        return place.page("return", overview_context(place), done)
    # What is said at the head of the list would be passed over on the way to the line.
    return HttpResponseRedirect(f"{place.home}{'?proposed=yes' if found.is_proposed else f'#line-{done.number}'}")


def alike(place: Place) -> HttpResponse:
    """What the draft may be, as somebody types it: the same question that is asked when it is sent."""
    sent = place.request.GET
    if sum(len(str(value)) for value in sent.values()) > MOST_SENT:
        return asked_as_typed(place.request, [])
    given, _ = read_sent(place, sent, BLANK)
    _, left = _near(place, given)
    return asked_as_typed(place.request, left.asked, left.is_proposed)


def _near(place: Place, given: Given) -> tuple[Near, Near]:
    """What a draft may be; and of that, what nobody has answered yet."""
    found, another = near(place.edition, place.of, given.answer), told_another(place.request)
    return found, replace(found, asked=[each for each in found.asked if each.ref not in another])


def _page(place: Place, problems: list[Problem], found: Near = NOTHING) -> HttpResponse:
    place.edition.nearest  # noqa: B018  made before the first letter is typed, so that no letter waits for it
    typed = {name: str(value) for name, value in place.request.POST.items()}
    context: dict[str, Any] = {
        "heading": gettext("Add an arrangement"),
        "form": form_of(place, None, typed, problems),
        "twice": found.asked,
        "proposed": found.is_proposed,
        "another": sorted(told_another(place.request)),
    }
    if found.asked:
        problems = [may_be_told(), *problems]
    return with_problems(place, "new", context, problems) if problems else place.page("new", context)


def _is(place: Place, ref: str, given: Given) -> HttpResponse:
    """The line of what it is, with what was typed laid over it; made, where the return does not have it."""
    meant = line_meant(place.of, ref) or _known(place, ref)
    if isinstance(meant, Problem):
        return _page(place, [meant], near(place.edition, place.of, given.answer))
    shown = card(meant, place.of, tellings_of(meant, place.of))
    typed = {name: str(value) for name, value in place.request.POST.items() if value}
    words = {"decision": Decision.NEW.value if shown.is_new else Decision.CHANGE.value}
    if shown.led_by_others:
        # What all share is the lead's to answer, so the form does not ask it: as a remark it is not lost.
        words["why"] = "\n".join(filter(None, (given.answer.name, given.answer.description)))
    return line_page(place, shown, {**held_texts(shown.own, place.named), **typed, **words})


def _known(place: Place, ref: str) -> Line | Problem:
    dossier = queries.dossier_of(ref) if ref in place.edition.by_id else None
    if dossier is None:
        return Problem("gone", "main", "", "This is not on record any more.", "Look at what is asked now.")
    return services.add_known(place.of.pk, ref, asked_of(place.of.body, dossier), place.act)
