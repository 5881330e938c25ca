"""“Is this told already?”: asked while somebody types a new arrangement and when it is sent, alike in every form."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext

from sharemap.core.problem import Problem
from sharemap.corrections.twice import Candidate

MOST_SENT = 8_000
"""Characters of a question asked while somebody types: name, services and partners fit."""


def asked_as_typed(
    request: HttpRequest, found: Sequence[Candidate], proposed: bool = False, for_team: bool = False
) -> HttpResponse:
    """The question as part of a page, and a sentence for who cannot see that it has come."""
    shown = {"twice": found, "proposed": proposed, "for_team": for_team}
    html = render_to_string("corrections/_twice.html", shown, request) if found or proposed else ""
    return JsonResponse({"html": html, "said": _said(len(found), proposed)})


def _said(number: int, proposed: bool) -> str:
    if number:
        said = "This may be told already: a question stands below the name."
        return ngettext(said, "This may be told already: questions stand below the name.", number)
    return gettext("Somebody has proposed an arrangement like this.") if proposed else ""


def may_be_told() -> Problem:
    needed = gettext("This may be told already, and nothing is kept yet.")
    return Problem("twice", "twice", "", needed, gettext("Say below whether it is the same."))


def told_another(request: HttpRequest) -> set[str]:
    """What a draft was said not to be, on this page."""
    told = (request.POST if request.method == "POST" else request.GET).getlist("another")
    return {ref for each in told[:50] for ref in each.split()}
