"""The door of the register team: sign in, sign out, and the lock on every page behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import quote

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import User
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from sharemap.core.origin import address_of
from sharemap.core.problem import Problem
from sharemap.corrections import limits, passkeys, sessions
from sharemap.corrections.form import clean
from sharemap.corrections.limits import Allowance
from sharemap.corrections.views.answers import Request, View, refusal, taking

P = ParamSpec("P")
QUEUE = "/team/proposals"
LONGEST = 150
BY_PASSKEY = "by passkey"
"""What a session holds where it was begun with a passkey."""


def team_only(
    view: View[P], *methods: str, first_passkey: bool = False
) -> Callable[Concatenate[Request, P], HttpResponseBase]:
    """The view for those of the team who are signed in; all others, people of councils too, are shown the door.

    `first_passkey`: the page on which one who has no passkey yet adds it, where passkeys are required.
    """

    @taking(*methods)
    @wraps(view)
    def locked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not (request.user.is_authenticated and request.user.is_staff and sessions.fresh(request)):
            return HttpResponseRedirect(f"/team/sign-in?next={quote(request.path)}")
        if _needs_passkey(request):
            if passkeys.of_user(request.user).exists():
                return HttpResponseRedirect(f"/team/sign-in?next={quote(request.path)}")
            if not first_passkey:
                return HttpResponseRedirect("/team/access")
        return view(request, *args, **kwargs)

    return locked


def _needs_passkey(request: Request) -> bool:
    return settings.TEAM_PASSKEYS_REQUIRED and not request.session.get(BY_PASSKEY)


def administrators_send(view: View[P]) -> View[P]:
    """The view, which all of the team see; only an administrator changes something by it."""

    @wraps(view)
    def refused(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_superuser:
            lead = "An administrator of the register team does this. You are a reviewer, and nothing was changed."
            return refusal(request, 403, "Not with this role", lead)
        return view(request, *args, **kwargs)

    return refused


@taking("GET", "HEAD", "POST")
def sign_in(request: Request) -> HttpResponse:
    return _try(request) if request.method == "POST" else door(request)


def _try(request: Request) -> HttpResponse:
    name, password = clean(request.POST.get("name", "")), request.POST.get("password", "")
    now = timezone.now()
    allowances = (
        Allowance("sign-in from", address_of(request.META, settings.PROXIES), settings.SIGN_IN_FAILURES),
        Allowance("sign-in as", name.casefold(), settings.SIGN_IN_FAILURES),
    )
    seconds = limits.wait(allowances, now)
    if seconds:
        return full(request, name, seconds)
    # Before the password is looked at, which takes long enough for many to be tried at once.
    spent = limits.spend(allowances, now)
    user = auth.authenticate(request, username=name[:LONGEST], password=password)
    if not isinstance(user, User) or not user.is_staff:
        problem = Problem("sign-in", "name", "", "Name and password do not belong together.", "Try again.")
        return door(request, name, problem, 422)
    limits.give_back(spent)
    if settings.TEAM_PASSKEYS_REQUIRED and passkeys.of_user(user).exists():
        problem = Problem("passkey", "passkey", "", "You sign in with your passkey here.", "Use it, below.")
        return door(request, name, problem, 422)
    return let_in(request, user, by_passkey=False)


def let_in(request: Request, user: User, by_passkey: bool) -> HttpResponse:
    """A session of its own begins, and what was in one before is gone."""
    request.session.clear_expired()
    request.session.flush()
    auth.login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session[BY_PASSKEY] = by_passkey
    return HttpResponseRedirect(_next(request))


def full(request: Request, name: str, seconds: int) -> HttpResponse:
    fix = f"Wait {-(-seconds // 60)} minutes and try again."
    response = door(request, name, Problem("later", "name", "", "This was tried too often within an hour.", fix), 429)
    response["Retry-After"] = str(seconds)
    return response


def door(request: Request, name: str = "", problem: Problem | None = None, status: int = 200) -> HttpResponse:
    context = {
        "heading": "Sign in to the register team",
        "name": name,
        "problems": [problem] if problem else [],
        "next": _next(request),
        "possible": passkeys.possible(request),
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
