"""The team's queue of proposals, and the page on which one of them is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from sharemap.core.problem import Problem
from sharemap.corrections import limits
from sharemap.corrections.accepting import NEW, Act, accept, decided_already, recut, seen_of, take_out
from sharemap.corrections.cells import sections, source_form
from sharemap.corrections.choices import Kind, Stage
from sharemap.corrections.form import clean
from sharemap.corrections.models import Proposal
from sharemap.corrections.naming import finder
from sharemap.corrections.proposals import Decision, close, decided, waiting
from sharemap.corrections.subjects import subject_of
from sharemap.corrections.twice import (
    MOST_ASKED,
    Candidate,
    Sketch,
    all_told,
    candidates,
    keys,
    lines,
    names,
    sketch_of,
)
from sharemap.corrections.views.answers import Request
from sharemap.corrections.views.twice import MOST_SENT, asked_as_typed, may_be_told, told_another
from sharemap.editions.read import Edition
from sharemap.register import queries

ON_A_PAGE = 50
COMPARED = ("arrangement.name", "sharedservice.new.service", "membership.new.body")
"""The cells of a new arrangement by which it is compared."""


def queue(request: Request) -> HttpResponse:
    limits.forget(timezone.now())
    edition = request.reading.edition
    open_page = Paginator(waiting(), ON_A_PAGE).get_page(request.GET.get("page"))
    past_page = Paginator(decided(), ON_A_PAGE).get_page(request.GET.get("decided"))
    told, find = list(all_told(edition)), finder(edition)
    context = {
        "heading": "Proposals",
        "open": open_page,
        "open_lines": [
            (each, subject_of(each.about, edition), _told_twice(edition, sketch_of(each, find), told))
            for each in open_page
        ],
        "past": past_page,
        "past_lines": [(each, subject_of(each.about, edition)) for each in past_page],
    }
    return render(request, "corrections/queue.html", context)


def _told_twice(edition: Edition, sketch: Sketch, told: Iterable[Sketch]) -> list[Candidate]:
    """What a new arrangement may be: of the register, of the other proposals, of returns."""
    return candidates(edition, sketch, [each for each in told if each.ref != sketch.ref])[:MOST_ASKED]


def alike(request: Request, number: int) -> HttpResponse:
    """What an arrangement that one of the team types may be."""
    proposal = Proposal.objects.filter(id=number).first()
    if proposal is None:
        raise Http404(number)
    if sum(len(value) for value in request.GET.values()) > MOST_SENT:
        return asked_as_typed(request, [])
    found = _found(request, proposal, {name: str(value) for name, value in request.GET.items()})
    return asked_as_typed(request, _unanswered(request, found), for_team=True)


def _unanswered(request: Request, found: Iterable[Candidate]) -> list[Candidate]:
    another = told_another(request)
    return [each for each in found if each.ref not in another]


def _found(request: Request, proposal: Proposal, typed: Mapping[str, str]) -> list[Candidate]:
    """What is typed may be; services and members that the proposal names speak too."""
    edition = request.reading.edition
    find = finder(edition)
    held = sketch_of(proposal, find)
    service, partner = (clean(typed.get(name, "")) for name in COMPARED[1:])
    sketch = replace(
        held,
        name=clean(typed.get(COMPARED[0], "")),
        services=tuple(dict.fromkeys((*held.services, *lines(service)))),
        partners=tuple(dict.fromkeys((*held.partners, *keys(partner, find)))),
    )
    return _told_twice(edition, sketch, all_told(edition))


def case(request: Request, number: int) -> HttpResponse:
    proposal = Proposal.objects.filter(id=number).first()
    if proposal is None:
        raise Http404(number)
    if request.method != "POST":
        return _case(request, proposal, _target(request, proposal))
    if meant := request.POST.get("is", ""):
        return _case(request, proposal, _chosen(request.reading.edition, meant))
    acts = {"accept": _accept, "already": _already, "not-taken": _not_taken, "take-out": _take_out}
    act = acts.get(request.POST.get("act", "accept" if "another" in request.POST else ""))
    if act is None:
        raise Http404(number)
    problems = act(request, proposal)
    if problems:
        status = 409 if problems[0].code in ("decided", "changed") else 422
        return _case(request, proposal, request.POST.get("target", ""), problems, status)
    return HttpResponseRedirect(f"/team/proposals/{number}")


def _accept(request: Request, proposal: Proposal) -> list[Problem]:
    typed = {name: str(value) for name, value in request.POST.items()}
    target, seen = typed.get("target", ""), typed.get("seen", "")
    found = _found(request, proposal, typed) if target == NEW else []
    if _unanswered(request, found):
        return [may_be_told()]
    # What is no entry of the register is not for the event, which others may read.
    another = tuple(each.said for each in found if each.is_held)
    act = Act(proposal, target, seen, typed, _actor(request), timezone.now(), another)
    problems = accept(act, finder(request.reading.edition))
    if not problems:
        recut()
    return problems


def _take_out(request: Request, proposal: Proposal) -> list[Problem]:
    reason = clean(request.POST.get("reason", ""))
    if not reason:
        needed = "Say why it is taken out: the sender and whoever opens its address read this."
        return [Problem("reason", "reason", "", needed, "A sentence is enough.")]
    target, seen = request.POST.get("target", ""), request.POST.get("seen", "")
    act = Act(proposal, target, seen, {"answer": reason}, _actor(request), timezone.now())
    problems = take_out(act)
    if not problems:
        recut()
    return problems


def _already(request: Request, proposal: Proposal) -> list[Problem]:
    return _close(request, proposal, Stage.ALREADY)


def _not_taken(request: Request, proposal: Proposal) -> list[Problem]:
    if not clean(request.POST.get("reason", "")):
        needed = "Say why it is not taken: whoever sent it reads this."
        return [Problem("reason", "reason", "", needed, "A sentence is enough.")]
    return _close(request, proposal, Stage.NOT_TAKEN)


def _close(request: Request, proposal: Proposal, stage: Stage) -> list[Problem]:
    answer = clean(request.POST.get("reason", ""))
    done = close(proposal.id, Decision(stage, answer, _actor(request)), timezone.now())
    return [] if done else [decided_already()]


def _actor(request: Request) -> str:
    """An opaque word: events name nobody."""
    return f"team-{request.user.pk}"


def _target(request: Request, proposal: Proposal) -> str:
    """Which arrangement is edited: the one that was chosen, else the one the proposal is about; blank: not known."""
    edition = request.reading.edition
    chosen = request.GET.get("arrangement", "").strip()
    if chosen:
        return _chosen(edition, chosen)
    subject = subject_of(proposal.about, edition)
    if subject.arrangement:
        return subject.arrangement.id
    return NEW if proposal.kind == Kind.NEW else ""


def _chosen(edition: Edition, words: str) -> str:
    """The identifier of the arrangement whose slug, identifier or name this is."""
    if words.casefold() == NEW:
        return NEW
    named = (each for each in edition.entries if each.arrangement.name.casefold() == words.casefold())
    entry = edition.by_slug.get(words) or edition.by_id.get(words) or next(named, None)
    return entry.arrangement.id if entry else ""


def _case(
    request: Request, proposal: Proposal, target: str, problems: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    edition = request.reading.edition
    typed = _typed(request, proposal, target)
    if "is" in request.POST:  # what was typed of a new arrangement stands over what is held of the one that it is
        typed = {name: value for name, value in typed.items() if value and name != "seen"}
    dossier = queries.dossier_of(target) if target not in ("", NEW) else None
    shown = proposal.arrangement or target
    sketch = sketch_of(proposal, finder(edition))
    asking = request.method == "POST" and target == NEW
    told_twice = _told_twice(edition, sketch, all_told(edition)) if proposal.is_open else []
    entry = edition.by_id.get(target)
    addresses = {each.source.id: each.source.url for each in entry.evidence} if entry else {}
    context = {
        "heading": f"Proposal {proposal.id}",
        "proposal": proposal,
        "subject": subject_of(proposal.about, edition),
        "changed": edition.by_id.get(proposal.arrangement),
        "target": target if dossier or target == NEW else "",
        "target_is_new": target == NEW,
        "target_name": dossier.arrangement.name if dossier else "",
        "seen": typed.get("seen", seen_of(dossier)),
        "mine": replace(sketch, partners=names(sketch.partners, edition)),
        "told_twice": told_twice,
        "twice": _unanswered(request, _found(request, proposal, typed)) if asking else [],
        "for_team": True,
        "compared": " ".join(COMPARED),
        "another": sorted(told_another(request)),
        "sections": sections(dossier, typed, problems or [], addresses),
        "source": source_form(typed, problems or []),
        "typed": typed,
        "events": queries.events_of(shown) if shown not in ("", NEW) else [],
        "bodies": edition.bodies.values(),
        "names": edition.entries,
        "problems": problems or [],
        "errors": {problem.where: problem for problem in problems or []},
    }
    return render(request, "corrections/case.html", context, status=status)


def _typed(request: Request, proposal: Proposal, target: str) -> Mapping[str, str]:
    """What stands in the form: what was posted, and until then the sender's source and name of what is new."""
    sent = {"source.url": proposal.source_url} if proposal.source_url else {}
    if target == NEW:
        sent[COMPARED[0]] = proposal.name
    return sent | {name: str(value) for name, value in request.POST.items()}
