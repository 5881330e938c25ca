"""The door of the register team: sign in, sign out, and the lock on every page behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import quote

from django.conf import settings
from django.contrib import auth
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from sharemap.core.origin import address_of
from sharemap.core.problem import Problem
from sharemap.corrections import limits
from sharemap.corrections.form import clean
from sharemap.corrections.limits import Allowance
from sharemap.corrections.views.answers import Request, View, taking

P = ParamSpec("P")
QUEUE = "/team/proposals"
LONGEST = 150


def team_only(view: View[P], *methods: str) -> Callable[Concatenate[Request, P], HttpResponseBase]:
    """The view for those of the team who are signed in; all others, people of councils too, are shown the door."""

    @taking(*methods)
    @wraps(view)
    def locked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated and request.user.is_staff:
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(f"/team/sign-in?next={quote(request.path)}")

    return locked


@taking("GET", "HEAD", "POST")
def sign_in(request: Request) -> HttpResponse:
    return _try(request) if request.method == "POST" else _door(request)


def _try(request: Request) -> HttpResponse:
    name, password = clean(request.POST.get("name", "")), request.POST.get("password", "")
    now = timezone.now()
    allowances = (
        Allowance("sign-in from", address_of(request.META, settings.PROXIES), settings.SIGN_IN_FAILURES),
        Allowance("sign-in as", name.casefold(), settings.SIGN_IN_FAILURES),
    )
    seconds = limits.wait(allowances, now)
    if seconds:
        return _full(request, name, seconds)
    # Before the password is looked at, which takes long enough for many to be tried at once.
    spent = limits.spend(allowances, now)
    user = auth.authenticate(request, username=name[:LONGEST], password=password)
    if user is None or not user.is_staff:
        problem = Problem("sign-in", "name", "", "Name and password do not belong together.", "Try again.")
        return _door(request, name, problem, 422)
    limits.give_back(spent)
    request.session.clear_expired()
    auth.login(request, user)
    return HttpResponseRedirect(_next(request))


def _full(request: Request, name: str, seconds: int) -> HttpResponse:
    fix = f"Wait {-(-seconds // 60)} minutes and try again."
    response = _door(
        request, name, Problem("later", "name", "", "This was tried too often within an hour.", fix), 429
    )
    response["Retry-After"] = str(seconds)
    return response


def _door(request: Request, name: str = "", problem: Problem | None = None, status: int = 200) -> HttpResponse:
    context = {
        "heading": "Sign in to the register team",
        "name": name,
        "problems": [problem] if problem else [],
        "next": _next(request),
    }
    return render(request, "corrections/sign_in.html", context, status=status)


def _next(request: Request) -> str:
    """Where to go once signed in: a page of the team, whatever the address says."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = asked.startswith("/team/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours else QUEUE


@taking("POST")
def sign_out(request: Request) -> HttpResponse:
    auth.logout(request)
    return HttpResponseRedirect("/team/sign-in")
