"""The team's pages on rounds: lay one out, see who is asked, open it, write to people, look at a return."""

from __future__ import annotations

from collections import Counter
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from sharemap.bodies.rows import BodyKind
from sharemap.core.period import parse_day
from sharemap.core.problem import Problem
from sharemap.corrections.form import clean
from sharemap.corrections.views.answers import Request
from sharemap.returns import mailing
from sharemap.returns import rounds as verbs
from sharemap.returns.asking import LATEST
from sharemap.returns.history import Act, faults
from sharemap.returns.models import Return, Round, Upload
from sharemap.returns.review.lines import key_of
from sharemap.returns.showing import card, changes
from sharemap.returns.stages import RoundStage, Stage
from sharemap.returns.tellings import tellings_for
from sharemap.returns.twice import told_another
from sharemap.returns.views.files import as_it_came
from sharemap.returns.views.glance import PARTS_BY, glance_of, in_part

ON_A_PAGE = 100
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
DAYS = ("census_on", "opens_on", "closes_on")


def rounds(request: Request) -> HttpResponse:
    """All rounds, and the form of a new one."""
    problems: list[Problem] = []
    if request.method == "POST":
        made = _made(request)
        if isinstance(made, Round):
            made.save()
            return HttpResponseRedirect(f"/team/rounds/{made.year}")
        problems = made
    context = {
        "heading": "Rounds",
        "rounds": [(each, each.returns.count()) for each in Round.objects.order_by("-year")],
        "kinds": [(kind.value, kind.value in request.POST.getlist("kinds")) for kind in BodyKind],
        "nations": [(nation, nation in request.POST.getlist("nations")) for nation in NATIONS],
        "typed": request.POST,
        "problems": problems,
        "errors": {each.where: each for each in problems},
    }
    return render(request, "returns/rounds.html", context, status=422 if problems else 200)


def _made(request: Request) -> Round | list[Problem]:
    """A draft from what was typed, or what is wrong with it."""
    posted = request.POST
    problems: list[Problem] = []
    days: dict[str, date] = {}
    for name in DAYS:
        day = parse_day(clean(posted.get(name, "")))
        if day is None:
            problems.append(Problem("day", name, "", "A day reads like 2027-06-30.", "Correct it."))
        else:
            days[name] = day
    year = clean(posted.get("year", ""))
    if not (year.isdecimal() and 2000 <= int(year[:6]) <= 2200):
        problems.append(Problem("year", "year", "", "A year reads like 2027.", "Correct it."))
    elif Round.objects.filter(year=int(year)).exists():
        problems.append(Problem("year", "year", "", "There is a round of this year.", "Open it in the list above."))
    if len(days) == len(DAYS) and days["closes_on"] <= days["opens_on"]:
        problems.append(Problem("order", "closes_on", "", "It closes after it opens.", "Exchange the two."))
    reminders = [part.strip() for part in posted.get("reminder_days", "").split(",") if part.strip()]
    if not all(part.isdecimal() and int(part[:5]) <= 365 for part in reminders):
        problems.append(Problem("days", "reminder_days", "", "These are days before the close.", "Write 28, 14, 3."))
    kinds = [kind.value for kind in BodyKind if kind.value in posted.getlist("kinds")]
    if not kinds:
        problems.append(Problem("kinds", "kinds", "", "Somebody must be asked.", "Tick one kind at least."))
    if problems:
        return problems
    return Round(
        year=int(year),
        **days,
        kinds=kinds,
        nations=[nation for nation in NATIONS if nation in posted.getlist("nations")],
        questions=LATEST,
        reminder_days=sorted({int(part) for part in reminders}, reverse=True),
    )


def round_page(request: Request, year: int) -> HttpResponse:
    """One round: who is asked, how far each has come, and what may be done."""
    of = Round.objects.filter(year=year).first()
    if of is None:
        raise Http404(year)
    if request.method != "POST":
        return _round(request, of)
    problems = _do(request, of)
    return _round(request, of, problems) if problems else HttpResponseRedirect(f"/team/rounds/{year}")


def _do(request: Request, of: Round) -> list[Problem]:
    act = request.POST.get("act", "")
    if act == "open":
        problem = verbs.open_round(of, _act(request))
    elif act == "close":
        problem = verbs.close_round(of)
    elif act in ("invite", "remind"):
        return _write(request, of, act)
    else:
        problem = Problem("act", "main", "", "Nothing was asked.", "Press a button.")
    return [problem] if problem else []


def _write(request: Request, of: Round, act: str) -> list[Problem]:
    """Letters go only if as many would go as the page had counted."""
    found = _sending(request, of, act)
    if found is None or str(len(found.letters)) != request.POST.get("counted", ""):
        needed = "The number of letters has changed since this page was made; none went."
        return [Problem("counted", "main", "", needed, "Look at it as it is now, and press again.")]
    _, problems = mailing.send(found.letters, found.what, timezone.now())
    return problems[:20]


def _sending(request: Request, of: Round, act: str) -> mailing.Sending | None:
    today = timezone.localdate()
    what = mailing.INVITATION if act == "invite" else mailing.reminder_due(of, today)
    if of.stage != RoundStage.OPEN or not what:
        return None
    return mailing.sending(of, what, today, lambda key: _named(request, key))


def _act(request: Request) -> Act:
    return Act(f"team-{request.user.pk}", timezone.now())


def _named(request: Request, key: str) -> str:
    held = request.reading.edition.bodies.get(key)
    return held.name if held else key


def _round(request: Request, of: Round, problems: list[Problem] | None = None) -> HttpResponse:
    of.refresh_from_db()
    returns = of.returns.order_by("body")
    stage = request.GET.get("stage", "")
    chosen = returns.filter(stage=stage) if stage in list(Stage) else returns
    part, where = request.GET.get("by", ""), request.GET.get("part", "")
    if part in PARTS_BY and where:
        chosen = chosen.filter(body__in=in_part(request.reading.edition, part, where))
    page = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("page"))
    counts = Counter(returns.values_list("stage", flat=True))
    draft = of.stage == RoundStage.DRAFT
    context = {
        "heading": f"Round of {of.year}",
        "of": of,
        "preview": verbs.asked_bodies(of, request.reading.edition.bodies.values()) if draft else [],
        "counts": [(each, counts[each]) for each in Stage],
        "total": sum(counts.values()),
        "chosen": stage,
        "part": where if part in PARTS_BY else "",
        "query": urlencode({name: request.GET[name] for name in ("stage", "by", "part") if name in request.GET}),
        "glance": None if draft else glance_of(of, request.reading.edition),
        "page": page,
        "lines": [(each, _named(request, each.body)) for each in page],
        "invitations": _sending(request, of, "invite"),
        "reminders": _sending(request, of, "remind"),
        "named": lambda key: _named(request, key),
        "problems": problems or [],
    }
    return render(request, "returns/round.html", context, status=409 if problems else 200)


def return_page(request: Request, year: int, body: str) -> HttpResponse:
    """One return as the team sees it: what each line changes, what partners say, its history."""
    of = Return.objects.select_related("round").filter(round__year=year, body=body).first()
    if of is None:
        raise Http404(body)
    return _return(request, of)


def original(request: Request, year: int, body: str, upload: int) -> HttpResponse:
    """A file that a body sent, as it came."""
    return as_it_came(Upload.objects.filter(of__round__year=year, of__body=body, pk=upload).first())


def _return(request: Request, of: Return) -> HttpResponse:
    year, body = of.round.year, of.body
    tellings = tellings_for(of)
    cards = [card(line, of, tellings) for line in of.lines.order_by("number")]
    another = told_another(of)
    context = {
        "heading": f"{_named(request, body)}: return of {year}",
        "of": of,
        "cards": [
            (
                each,
                changes(each),
                key_of(each.line, {}) if each.line.signed else "",
                another.get(each.line.number),
            )
            for each in cards
        ],
        "told": tellings.get("", []),
        "events": of.chain.order_by("-sequence")[:100],
        "faults": list(faults(of)),
        "uploads": of.uploads.defer("content").order_by("-sent_at"),
    }
    return render(request, "returns/team_return.html", context)
