"""The door of those who answer for a body: a code by e-mail, a way out, and the lock on every page behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import quote

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone

from sharemap.accounts.models import Person
from sharemap.accounts.people import bodies_to_ask_for, person_for, person_with
from sharemap.core.origin import address_of
from sharemap.core.problem import Problem
from sharemap.corrections import limits, sessions
from sharemap.corrections.limits import Allowance
from sharemap.corrections.views import answers
from sharemap.corrections.views.answers import refusal, taking

P = ParamSpec("P")
SIGN_IN = "/returns/sign-in"
LONGEST = 254


class Request(answers.Request):
    """A request of somebody who is signed in."""

    person: Person


def person_only(
    view: Callable[Concatenate[Request, P], HttpResponseBase], *methods: str
) -> Callable[Concatenate[Request, P], HttpResponseBase]:
    """The view for those who are signed in below /returns; all others are shown the door."""

    @taking(*methods)
    @wraps(view)
    def locked(request: answers.Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        person = person_of(request)
        if person is None:
            return HttpResponseRedirect(f"{SIGN_IN}?next={quote(request.path)}")
        request.person = person  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # it has a person now

    return locked


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in; nobody, where it is one of the team: they have pages of their own."""
    if not request.user.is_authenticated or request.user.is_staff:
        return None
    person = Person.objects.filter(pk=request.user.pk, erased_on__isnull=True).first()
    if person is None or not sessions.fresh(request):
        return None
    person.user = request.user
    return person


class EmailForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """An e-mail address. One of the team is nobody here, so that no code opens the team's pages."""

    def clean_email(self) -> str:
        email = str(super().clean_email()).lower()
        if person_with(email) is None and bodies_to_ask_for(email):
            person_for(email)
        person = person_with(email)
        self._user = person.user if person else None
        return email


class AskCode(RequestLoginCodeView):  # type: ignore[misc]  # allauth ships no types
    """Whether an address is known is told to nobody: the next page reads the same."""

    form_class = EmailForm
    template_name = "accounts/ask_code.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        email = request.POST.get("email", "").strip().casefold()[:LONGEST]
        held_off = _held_off(request, Allowance("code for", email, settings.CODES_FOR_ONE_ADDRESS))
        if held_off:
            return held_off
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        return _unfit(self, form, "email", "An e-mail address reads like name@council.gov.uk.", "Correct it.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "heading": "Sign in to your council’s return"}


class ConfirmCode(ConfirmLoginCodeView):  # type: ignore[misc]  # allauth ships no types
    """Where the code is typed."""

    template_name = "accounts/confirm_code.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        held_off = _held_off(request)
        if held_off:
            return held_off
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        if not self._process.record_invalid_attempt():
            return HttpResponseRedirect(f"{SIGN_IN}?spent=yes")
        return _unfit(self, form, "code", "This is not the code we sent last.", "Copy it from the e-mail.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "heading": "Type the code we sent"}


def _unfit(view: Any, form: Any, where: str, needed: str, fix: str) -> HttpResponse:
    response: HttpResponse = view.render_to_response(
        view.get_context_data(form=form, problems=[Problem("sign-in", where, "", needed, fix)])
    )
    response.status_code = 422
    return response


def _held_off(request: HttpRequest, *more: Allowance) -> HttpResponse | None:
    """Count a try; the answer to whoever has tried too often within the hour."""
    now = timezone.now()
    allowances = (
        Allowance("code from", address_of(request.META, settings.PROXIES), settings.CODES_FROM_ONE_PLACE),
        *more,
    )
    seconds = limits.wait(allowances, now)
    if not seconds:
        limits.spend(allowances, now)
        return None
    lead = f"This was tried too often within an hour. Wait {-(-seconds // 60)} minutes and try again."
    response = refusal(request, 429, "Too many tries", lead)
    response["Retry-After"] = str(seconds)
    return response


@taking("POST")
def sign_out(request: answers.Request) -> HttpResponse:
    auth.logout(request)
    return HttpResponseRedirect(SIGN_IN)
