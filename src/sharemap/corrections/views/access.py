"""How one of the team signs in: by passkey at the door, and the page on which they keep their passkeys."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from sharemap.core.origin import address_of
from sharemap.core.problem import Problem
from sharemap.corrections import limits, passkeys, sessions
from sharemap.corrections.form import clean
from sharemap.corrections.limits import Allowance
from sharemap.corrections.views import sign_in
from sharemap.corrections.views.answers import Request, taking

ACCESS = "/team/access"


@taking("GET", "HEAD")
def to_prove(request: Request) -> HttpResponse:
    """What to prove a passkey with, for the script of the door."""
    asked = [Allowance("passkey from", address_of(request.META, settings.PROXIES), settings.CODES_FROM_ONE_PLACE)]
    now = timezone.now()
    if seconds := limits.wait(asked, now):
        return sign_in.full(request, "", seconds)
    limits.spend(asked, now)
    return HttpResponse(passkeys.to_prove(), content_type="application/json")


@taking("POST")
def by_passkey(request: Request) -> HttpResponse:
    """The door, for what a passkey says."""
    tried = [Allowance("sign-in from", address_of(request.META, settings.PROXIES), settings.SIGN_IN_FAILURES)]
    now = timezone.now()
    if seconds := limits.wait(tried, now):
        return sign_in.full(request, "", seconds)
    spent = limits.spend(tried, now)
    user = passkeys.proven(request.POST.get("credential", ""))
    if user is None:
        needed = "This passkey is not one that is kept here, or it took too long."
        return sign_in.door(request, "", Problem("passkey", "passkey", "", needed, "Try again."), 422)
    limits.give_back(spent)
    return sign_in.let_in(request, user, by_passkey=True)


def access(request: Request) -> HttpResponse:
    """One's own passkeys: add one, name it, remove it; and sign out everywhere."""
    if request.method != "POST":
        return _page(request)
    acts = {"add": _add, "rename": _rename, "remove": _remove}
    act = request.POST.get("act", "")
    if act == "everywhere":
        sessions.end_all(request.user)  # type: ignore[arg-type]  # the door let nobody else in
        request.session.flush()
        return HttpResponseRedirect("/team/sign-in")
    problem = acts[act](request) if act in acts else _nothing()
    return _page(request, problem) if problem else HttpResponseRedirect(ACCESS)


def _add(request: Request) -> Problem | None:
    name = clean(request.POST.get("name", ""))[: passkeys.LONGEST_NAME]
    if not sessions.recent(request):
        return Problem(
            "old", "new", "", "You signed in more than a quarter of an hour ago.", "Sign out and in, then add it."
        )
    if not name:
        return Problem("name", "new", "", "Give it a name, such as the device it is on.", "Any words will do.")
    if passkeys.of_user(request.user).count() >= passkeys.MOST:  # type: ignore[arg-type]
        return Problem("most", "new", "", f"{passkeys.MOST} passkeys are kept at most.", "Remove one first.")
    if not passkeys.made(request.user, name, request.POST.get("credential", "")):  # type: ignore[arg-type]
        return Problem("passkey", "new", "", "No passkey came with this, or it took too long.", "Try again.")
    request.session.cycle_key()
    request.session[sign_in.BY_PASSKEY] = True
    return None


def _rename(request: Request) -> Problem | None:
    kept, name = _kept(request), clean(request.POST.get("name", ""))[: passkeys.LONGEST_NAME]
    if kept is None:
        return _gone()
    if not name:
        return Problem("name", "main", "", "A passkey has a name.", "Any words will do.")
    passkeys.rename(kept, name)
    return None


def _remove(request: Request) -> Problem | None:
    """The last one goes only with the password, so that somebody at a screen left alone locks nobody out."""
    kept = _kept(request)
    if kept is None:
        return _gone()
    if passkeys.of_user(request.user).count() == 1:  # type: ignore[arg-type]
        if problem := _password_fault(request):
            return problem
        request.session.pop(sign_in.BY_PASSKEY, None)
    kept.delete()
    return None


def _password_fault(request: Request) -> Problem | None:
    now = timezone.now()
    tried = [Allowance("sign-in as", request.user.get_username().casefold(), settings.SIGN_IN_FAILURES)]
    if seconds := limits.wait(tried, now):
        return Problem(
            "later", "main", "", "This was tried too often.", f"Wait {-(-seconds // 60)} minutes and try again."
        )
    spent = limits.spend(tried, now)
    if not request.user.check_password(request.POST.get("password", "")):
        needed = "Your last passkey is removed with your password, which you then sign in with."
        return Problem("password", "main", "", needed, "Type it beside the passkey.")
    limits.give_back(spent)
    return None


def _kept(request: Request) -> Authenticator | None:
    number = request.POST.get("passkey", "")
    known = number.isdecimal() and len(number) < 10
    return passkeys.of_user(request.user).filter(pk=int(number)).first() if known else None  # type: ignore[arg-type]


def _nothing() -> Problem:
    return Problem("act", "main", "", "Nothing was asked.", "Press a button.")


def _gone() -> Problem:
    return Problem("gone", "main", "", "This passkey is not there any more.", "Look at the list as it is now.")


def _page(request: Request, problem: Problem | None = None) -> HttpResponse:
    possible = passkeys.possible(request)
    context = {
        "heading": "Your access",
        "passkeys": passkeys.of_user(request.user),  # type: ignore[arg-type]
        "required": settings.TEAM_PASSKEYS_REQUIRED,
        "possible": possible,
        "recent": sessions.recent(request),
        "options": passkeys.to_make(request.user) if possible else "",  # type: ignore[arg-type]
        "problems": [problem] if problem else [],
    }
    return render(request, "corrections/access.html", context, status=422 if problem else 200)
