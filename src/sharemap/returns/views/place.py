"""Whose return a page is about, and whether who asks may see it and do what they want there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from sharemap.accounts.models import Seat
from sharemap.accounts.people import called, seat_of
from sharemap.accounts.roles import May, SeatRole, may
from sharemap.accounts.views.door import Request, person_only
from sharemap.core.problem import Problem
from sharemap.editions.read import Edition
from sharemap.returns.history import Act
from sharemap.returns.models import Return
from sharemap.returns.prefilled import Prefilled
from sharemap.returns.services import is_latest
from sharemap.returns.stages import ANSWERED, RoundStage
from sharemap.returns.standing import Handed, standing_now

STATUS = {"conflict": 409, "closed": 409, "stage": 409, "second": 403}


@dataclass(frozen=True)
class Place:
    """A return, and the seat of who looks at it. What only some pages ask is looked up once, when they do."""

    request: Request
    of: Return
    seat: Seat

    @cached_property
    def people(self) -> Mapping[str, str]:
        """How those who act or acted for the body are called."""
        return called(self.of.body)

    @cached_property
    def is_latest(self) -> bool:
        return is_latest(self.of.round)

    @property
    def edition(self) -> Edition:
        return self.request.reading.edition

    @property
    def handed(self) -> Handed:
        names = {key: body.name for key, body in self.edition.bodies.items()}
        return Handed(self.of.round.year, self.of.round.census_on, self.of.body, names)

    def prefilled(self) -> Prefilled:
        """The return as it stands: what an answer is measured against."""
        return self.handed.prefilled(standing_now(self.of))

    @property
    def home(self) -> str:
        return f"/returns/{self.of.round.year}/{self.of.body}"

    @property
    def act(self) -> Act:
        return Act(self.seat.person.actor, timezone.now())

    def may(self, act: May) -> bool:
        return may(SeatRole(self.seat.role), act)

    @property
    def takes_answers(self) -> bool:
        return self.of.stage not in ANSWERED and self.is_latest

    def named(self, body: str) -> str:
        """A body's name, or the words that stand in place of a key."""
        held = self.edition.bodies.get(body)
        return held.name if held else body

    def called(self, actor: str) -> str:
        """A person's name for the others of the same body."""
        return self.people.get(actor, "the register team" if actor.startswith("team-") else "somebody who has left")

    def seen(self) -> int:
        """The version that the page was made from; 0, where the request does not say."""
        said = self.request.POST.get("seen", "")
        return int(said) if said.isdecimal() and len(said) < 10 else 0

    def page(self, template: str, context: Mapping[str, Any], problem: Problem | None = None) -> HttpResponse:
        """A page of this return; with a problem it says so in its status too."""
        whole = {
            "place": self,
            "of": self.of,
            "body_name": self.named(self.of.body),
            "can": {act.name.lower(): self.may(act) for act in May},
            # Asked here, since a condition in a template takes a database that has gone for “no”.
            "takes_answers": self.takes_answers,
            "problems": [problem] if problem else [],
            **context,
        }
        status = STATUS.get(problem.code, 422) if problem else 200
        return render(self.request, f"returns/{template}.html", whole, status=status)


def at_return(view: Callable[..., HttpResponseBase], *methods: str) -> Callable[..., HttpResponseBase]:
    """The view for who has a seat for the body; to all others the return is not there."""

    @wraps(view)
    def found(request: Request, year: int, body: str, **more: Any) -> HttpResponseBase:
        of = Return.objects.select_related("round").filter(round__year=year, body=body).first()
        seat = seat_of(request.person, body, timezone.localdate())
        if of is None or seat is None or of.round.stage == RoundStage.DRAFT:
            raise Http404(body)
        return view(Place(request, of, seat), **more)

    return person_only(found, *methods)
