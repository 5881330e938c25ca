"""The form that anybody may send, and the page that says what became of what was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from sharemap.core.origin import address_of
from sharemap.core.problem import Problem
from sharemap.corrections import guard
from sharemap.corrections.choices import KIND_WORDS, Kind
from sharemap.corrections.form import LONGEST, NEW_CELLS, Draft, is_of_this_site, read_form
from sharemap.corrections.models import Proposal
from sharemap.corrections.naming import finder
from sharemap.corrections.proposals import receive
from sharemap.corrections.subjects import subject_of
from sharemap.corrections.twice import MOST_ASKED, Candidate, Sketch, candidates, keys, lines
from sharemap.corrections.views.answers import DATABASE_DOWN, RETRY_AFTER, Request, log, refusal, taking
from sharemap.corrections.views.twice import asked_as_typed, may_be_told, told_another

HEADING = "Something wrong or missing?"
LARGEST = 100_000
"""Bytes of what is sent: the longest texts fit, whatever their script."""


# No cookie, and so no token: nobody is signed in here whose name a forged request could use.
@csrf_exempt
@taking("GET", "HEAD", "POST")
def corrections(request: Request) -> HttpResponse:
    return _send(request) if request.method == "POST" else _ask(request)


def _ask(request: Request) -> HttpResponse:
    about = request.GET.get("about", "")
    draft = Draft(about=about if is_of_this_site(about) else "")
    return _form(request, draft, opened=guard.opened_at(timezone.now()), elsewhere=bool(about) and not draft.about)


def _send(request: Request) -> HttpResponse:
    length = request.META.get("CONTENT_LENGTH", "")
    if length.isdecimal() and int(length) > LARGEST:
        lead = "What you sent is longer than can be read here. Go back in your browser and shorten it."
        return refusal(request, 413, "That is too long", lead)
    now = timezone.now()
    draft, problems = read_form(request.POST)
    edition = request.reading.edition
    meant = edition.by_id.get(request.POST.get("is", ""))
    if meant:
        about = f"/arrangements/{meant.arrangement.slug}"
        return _form(request, replace(draft, about=about, kind=Kind.MISSING), meant=True)
    # Whoever has something to put right sends again anyway.
    problems = problems or list(guard.faults(request.POST, now))
    asked = _asked(request, draft)
    if asked:
        problems = [may_be_told(), *problems]
    if problems:
        return _form(request, draft, problems, status=422, twice=asked)
    try:
        held = receive(draft, address_of(request.META, settings.PROXIES), now)
    except DATABASE_DOWN as trouble:
        log.error("A proposal could not be kept: %s", trouble)
        return _later(request, draft, RETRY_AFTER, 503, "It could not be kept just now; the fault is ours.")
    if isinstance(held, int):
        return _later(request, draft, held, 429, "More has come in within an hour than we take.")
    return HttpResponseRedirect(f"/corrections/received/{held.reference}")


def _asked(request: Request, draft: Draft) -> list[Candidate]:
    """What of the register a new arrangement may be; nothing of what others propose, or of what returns tell."""
    edition, another = request.reading.edition, told_another(request)
    sketch = Sketch("", draft.name, lines(draft.services), keys(draft.partners, finder(edition)))
    return [each for each in candidates(edition, sketch) if each.ref not in another][:MOST_ASKED]


@taking("GET", "HEAD")
def alike(request: Request) -> HttpResponse:
    """The same question, as somebody types."""
    sent = {name: str(value)[: LONGEST[name]] for name, value in request.GET.items() if name in NEW_CELLS}
    draft, _ = read_form({**sent, "kind": Kind.NEW})
    return asked_as_typed(request, _asked(request, draft))


def _later(request: Request, draft: Draft, seconds: int, status: int, needed: str) -> HttpResponse:
    minutes = -(-seconds // 60)
    fix = f"All is kept on this page: send it again in {minutes} minute{'s' * (minutes > 1)}."
    response = _form(request, draft, [Problem("later", "send", "", needed, fix)], status=status)
    response["Retry-After"] = str(seconds)
    return response


def _form(
    request: Request, draft: Draft, problems: list[Problem] | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    subject = subject_of(draft.about, request.reading.edition) if draft.about else None
    context = {
        "heading": HEADING,
        "draft": draft,
        "subject": subject,
        "another": sorted(told_another(request)),
        "kinds": [(kind.value, words) for kind, words in KIND_WORDS.items()],
        "problems": problems or [],
        "errors": {problem.where: problem for problem in reversed(problems or [])},
        "opened": guard.again(request.POST.get(guard.OPENED, ""), timezone.now()),
        **more,
    }
    response = render(request, "corrections/form.html", context, status=status)
    # Not “no-store”: who goes back in the browser finds what was typed.
    response["Cache-Control"] = "private, no-cache"
    return response


@taking("GET", "HEAD")
def received(request: Request, reference: str) -> HttpResponse:
    """What became of it; never what was said or by whom."""
    held = Proposal.objects.filter(reference=reference).first()
    if held is None:
        raise Http404(reference)
    context = {
        "heading": held.stage_words,
        "held": held,
        "subject": subject_of(held.about, request.reading.edition) if held.about else None,
        "changed": request.reading.edition.by_id.get(held.arrangement),
    }
    return render(request, "corrections/received.html", context)
