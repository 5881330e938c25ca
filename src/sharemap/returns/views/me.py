"""What is held about who is signed in: to see, to take away, and to have erased."""

from __future__ import annotations

from django.contrib import auth
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from sharemap.accounts.people import erase
from sharemap.accounts.views.door import SIGN_IN, Request
from sharemap.core.problem import Problem
from sharemap.corrections.sessions import end_all
from sharemap.returns.held import about_person
from sharemap.returns.views.signing import taken_away


def me(request: Request) -> HttpResponse:
    """One's own page; two buttons: signed out everywhere, and erased."""
    if request.method != "POST":
        return _page(request)
    act = request.POST.get("act", "")
    if act == "everywhere":
        end_all(request.person.user)
    elif act == "erase" and request.POST.get("sure") == "yes":
        erase(request.person, timezone.localdate())
    else:
        needed = "To be erased, tick that you are sure." if act == "erase" else "Nothing was asked."
        return _page(request, Problem("sure", "sure", "", needed, "Then press the button."))
    auth.logout(request)
    return HttpResponseRedirect(SIGN_IN)


def record(request: Request) -> HttpResponse:
    return taken_away(about_person(request.person), request.person.actor)


def _page(request: Request, problem: Problem | None = None) -> HttpResponse:
    context = {
        "heading": "What we hold about you",
        "held": about_person(request.person),
        "person": request.person,
        "problems": [problem] if problem else [],
    }
    return render(request, "returns/me.html", context, status=422 if problem else 200)
