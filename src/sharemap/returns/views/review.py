"""The team's queue of cases of a round, and the page on which one is decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from sharemap.core.problem import Problem
from sharemap.corrections.accepting import recut
from sharemap.corrections.form import clean
from sharemap.corrections.naming import finder
from sharemap.corrections.views.answers import Request
from sharemap.register import queries
from sharemap.register.uniting import Share
from sharemap.returns import mailing
from sharemap.returns.history import Act
from sharemap.returns.models import Line, Review, Round
from sharemap.returns.review import acting
from sharemap.returns.review.acting import Doing
from sharemap.returns.review.cases import Case, chosen, counts
from sharemap.returns.review.lines import NEW, by_case, now_of, signed_lines
from sharemap.returns.review.queue import names_in, queue_of
from sharemap.returns.review.undoing import undo
from sharemap.returns.stages import RoundStage
from sharemap.returns.taking import Take
from sharemap.returns.views.case import context_of, matters_of

ON_A_PAGE = 50


def queue(request: Request, year: int) -> HttpResponse:
    """What waits, that which moves the headline figures most first."""
    of = _round(year)
    found = queue_of(of, request.reading.edition).cases
    kind, region = request.GET.get("kind", ""), request.GET.get("region", "")
    waiting = [each for each in found if each.why]
    shown = chosen(found, kind, region)
    regions = sorted({name for each in waiting for name in each.regions})
    context = {
        "heading": f"Review of the round of {year}",
        "of": of,
        "page": Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page")),
        "kinds": [
            (each, number, urlencode({"kind": each, "region": region})) for each, number in counts(found).items()
        ],
        "regions": [
            (name, sum(name in each.regions for each in waiting), urlencode({"kind": kind, "region": name}))
            for name in regions
        ],
        "kind": kind,
        "region": region,
        "number": len(shown),
        "total": len(waiting),
        "settled": len(found) - len(waiting),
        "query": urlencode({"kind": kind, "region": region}),
    }
    return render(request, "returns/review.html", context)


def _round(year: int) -> Round:
    of = Round.objects.exclude(stage=RoundStage.DRAFT).filter(year=year).first()
    if of is None:
        raise Http404(year)
    return of


def case_page(request: Request, year: int, key: str) -> HttpResponse:
    """One case: what each says, what is held, what deciding it would do; and the acts."""
    of = _round(year)
    if request.method != "POST":
        return _page(request, of, key)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return _page(request, of, key, [Problem("act", "main", "", "Nothing was asked.", "Press a button.")])
    problems = act(request, _doing(request, of, key))
    if problems:
        return _page(request, of, key, problems)
    recut()
    return HttpResponseRedirect(f"/team/rounds/{year}/review/{_key_now(request, of, key)}?done=yes")


def _key_now(request: Request, of: Round, key: str) -> str:
    """Where a case stands after an act: what was new may have an identifier, or have lost it again."""
    groups = by_case(signed_lines(of, names_in(request.reading.edition)), now_of(queries.all_rows()))
    if key in groups or queries.holds(key):
        return key
    was = int(key.removeprefix(NEW)) if key.removeprefix(NEW).isdecimal() else 0
    lines = [was, *(_lines_touched(of, key))]
    return next((name for name, group in groups.items() if any(each.line.pk in lines for each in group)), key)


def _lines_touched(of: Round, key: str) -> list[int]:
    """The lines whose acts brought about an arrangement that is no more."""
    acts = Review.objects.filter(of=of).order_by("-pk")
    return [
        int(pk)
        for each in acts
        if key in each.touched.get("arrangements", {})
        for pk in each.touched.get("lines", {})
    ]


def _doing(request: Request, of: Round, key: str) -> Doing:
    act = Act(f"team-{request.user.pk}", timezone.now())
    why = clean(request.POST.get("why", ""))[:2000]
    return Doing(of, key, request.POST.get("seen", ""), act, why, names_in(request.reading.edition))


def _number(request: Request, name: str) -> int:
    said = request.POST.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0


def _accept(request: Request, doing: Doing) -> list[Problem]:
    how = request.POST.get("take", Take.AS_SAID.value)
    if how not in list(Take):
        return [Problem("take", "main", "", "Say how “ended” is meant.", "Press the button that fits.")]
    find = finder(request.reading.edition)
    return acting.accept(doing, _number(request, "line"), Take(how), _typed(request), find)


def _typed(request: Request) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items()}


def _ask(request: Request, doing: Doing) -> list[Problem]:
    number = _number(request, "line")
    problems = acting.ask_back(doing, number)
    return problems or _write(doing, number)


def _write(doing: Doing, number: int) -> list[Problem]:
    """The letter goes when the question stands; one that does not go undoes nothing, and is said."""
    line = Line.objects.select_related("of__round").get(pk=number)
    told = (line.signed or {})["answer"].get("name", "")
    letters = mailing.questions(line.of, told, doing.why, timezone.localdate(), lambda key: doing.named.get(key, key))
    asked = Review.objects.filter(of=doing.of, case=doing.case).latest("pk")
    _, problems = mailing.send(letters, f"{mailing.QUESTION} {asked.pk}", timezone.now())
    return problems


def _merge(request: Request, doing: Doing) -> list[Problem]:
    target = _target(request)
    if doing.case.startswith(NEW):
        find = finder(request.reading.edition)
        return acting.merge_line(doing, _number(request, "line"), target, _typed(request), find)
    return acting.merge(doing, target)


def _target(request: Request) -> str:
    """The identifier of the arrangement whose identifier, slug or name was typed."""
    words, edition = clean(request.POST.get("target", "")), request.reading.edition
    named = (each for each in edition.entries if each.arrangement.name.casefold() == words.casefold())
    entry = edition.by_slug.get(words) or edition.by_id.get(words) or next(named, None)
    return entry.arrangement.id if entry else words


def _split(request: Request, doing: Doing) -> list[Problem]:
    said = {name[5:]: value for name, value in request.POST.items() if name.startswith("part.")}
    numbers = {int(name): value for name, value in said.items() if name.isdecimal() and len(name) < 6}
    goes = frozenset(number for number, value in numbers.items() if value == "goes")
    both = frozenset(number for number, value in numbers.items() if value == "both")
    return acting.split(doing, clean(request.POST.get("name", ""))[:300], Share(goes, both))


def _waive(request: Request, doing: Doing) -> list[Problem]:
    matter, _, about = request.POST.get("matter", "").partition("|")
    if matter not in matters_of():
        return [Problem("matter", "matter", "", "Say what stands as it is.", "Choose one.")]
    return acting.waive(doing, matter, about)


def _undo(request: Request, doing: Doing) -> list[Problem]:
    number = _number(request, "review")
    if not Review.objects.filter(of=doing.of, pk=number).exists():
        return [Problem("act", "main", "", "There is no such act.", "Open the page anew.")]
    return undo(number, doing.act)


ACTS: Mapping[str, Callable[[Request, Doing], list[Problem]]] = {
    "accept": _accept,
    "ask": _ask,
    "merge": _merge,
    "split": _split,
    "waive": _waive,
    "undo": _undo,
}


def _where(where: str, request: Request, case: Case) -> str:
    """The control of the page that a problem is about: one of a line has the line's number behind it."""
    line = _number(request, "line")
    if where.startswith(("partner.", "service.")):
        return f"{where}-{line}"
    by_name = {"why": f"ask-{line}" if line else "matter-1", "gone": f"gone-{line}-1"}
    whole = where in ("target", "split", "name") and case.before
    return by_name.get(where, where if whole or where == "target" else "main")


def _page(request: Request, of: Round, key: str, problems: list[Problem] | None = None) -> HttpResponse:
    found = queue_of(of, request.reading.edition)
    now = now_of(found.world.rows)
    if key in now:
        return HttpResponseRedirect(f"/team/rounds/{of.year}/review/{now[key]}")
    held = next((each for each in found.cases if each.key == key), None)
    if held is None:
        raise Http404(key)
    placed = [replace(each, where=_where(each.where, request, held)) for each in problems or []]
    context = context_of(held, of, found.world, _typed(request), placed)
    status = 200 if not problems else 409 if problems[0].code == "changed" else 422
    return render(request, "returns/case.html", context, status=status)
