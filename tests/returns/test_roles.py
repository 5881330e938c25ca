"""Closed by default: every address of returns and of those who answer, by every role, with every method."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import get_resolver

from sharemap.accounts.letters import stop_address
from sharemap.accounts.models import Person, Seat
from sharemap.accounts.roles import SeatRole
from sharemap.accounts.urls import urlpatterns as of_accounts
from sharemap.returns.models import Line, Return, Upload
from sharemap.returns.urls import urlpatterns as of_returns
from tests.corrections.conftest import PASSWORD
from tests.explore.test_security import GUARDS, OF_RETURNS
from tests.pages import CheckedClient
from tests.returns.conftest import BOSS, Sit, seated, signed_in
from tests.returns.test_answering import confirm, send_and_sign

pytestmark = pytest.mark.django_db
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
ROLES = ("anonymous", "other body", "contributor", "signatory", "coordinator", "team")
DOOR, TEAM_DOOR, HOME = "/returns/sign-in?next=", "/team/sign-in?next=", "/returns"
GONE, NO, BAD, WRONG = 404, 403, 422, 405
Answers = tuple[int | str, ...]
# What each address answers to those of ROLES, in that order. Nothing is said in what is sent. Other methods are never
# taken. "team" is an administrator; a reviewer gets the same, but where NOT_FOR_REVIEWERS says no.
LOOKED: Mapping[str, Answers] = {
    "/returns": (DOOR, 200, 200, 200, 200, DOOR),
    "/returns/sign-in": (200, HOME, HOME, HOME, HOME, HOME),
    "/returns/sign-in/code": ("/returns/sign-in", HOME, HOME, HOME, HOME, HOME),
    "/returns/sign-out": (WRONG,) * 6,
    "/returns/ask": (WRONG,) * 6,
    "/returns/people/north": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/mail/x": (GONE,) * 6,
    "/returns/me": (DOOR, 200, 200, 200, 200, DOOR),
    "/returns/me.json": (DOOR, 200, 200, 200, 200, DOOR),
    "/returns/2026/north": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/new": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/new/alike.json": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/sign": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/decline": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/record.json": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/workbook": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/workbook.xlsx": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/arrangements.csv": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/savings.csv": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/workbook/1": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/workbook/1/marked.xlsx": (DOOR, GONE, GONE, GONE, GONE, DOOR),
    "/returns/2026/north/files/1": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/1": (DOOR, GONE, 200, 200, 200, DOOR),
    "/returns/2026/north/told/1": (WRONG,) * 6,
    "/returns/2026/north/told/1/files/1": (DOOR, GONE, GONE, GONE, GONE, DOOR),
    "/team/people": (TEAM_DOOR,) * 5 + (200,),
    "/team/rounds": (TEAM_DOOR,) * 5 + (200,),
    "/team/rounds/2026": (TEAM_DOOR,) * 5 + (200,),
    "/team/rounds/2026/north": (TEAM_DOOR,) * 5 + (200,),
    "/team/rounds/2026/north/files/1": (TEAM_DOOR,) * 5 + (200,),
    "/team/rounds/2026/review": (TEAM_DOOR,) * 5 + (200,),
    "/team/rounds/2026/review/a1": (TEAM_DOOR,) * 5 + (200,),
}
SENT: Mapping[str, Answers] = {
    "/returns": (WRONG,) * 6,
    "/returns/sign-in": (BAD, HOME, HOME, HOME, HOME, HOME),
    "/returns/sign-in/code": ("/returns/sign-in", HOME, HOME, HOME, HOME, HOME),
    "/returns/sign-out": ("/returns/sign-in",) * 6,
    "/returns/ask": (DOOR, GONE, GONE, GONE, GONE, DOOR),
    "/returns/people/north": (DOOR, GONE, NO, NO, BAD, DOOR),
    "/returns/mail/x": (GONE,) * 6,
    "/returns/me": (DOOR, BAD, BAD, BAD, BAD, DOOR),
    "/returns/me.json": (WRONG,) * 6,
    "/returns/2026/north": (WRONG,) * 6,
    "/returns/2026/north/new": (DOOR, GONE, BAD, BAD, BAD, DOOR),
    "/returns/2026/north/new/alike.json": (WRONG,) * 6,
    "/returns/2026/north/sign": (DOOR, GONE, BAD, BAD, BAD, DOOR),
    "/returns/2026/north/decline": (DOOR, GONE, NO, 409, 409, DOOR),
    "/returns/2026/north/record.json": (WRONG,) * 6,
    "/returns/2026/north/workbook": (DOOR, GONE, BAD, BAD, BAD, DOOR),
    "/returns/2026/north/workbook.xlsx": (WRONG,) * 6,
    "/returns/2026/north/arrangements.csv": (WRONG,) * 6,
    "/returns/2026/north/savings.csv": (WRONG,) * 6,
    "/returns/2026/north/workbook/1": (DOOR, GONE, 409, 409, 409, DOOR),
    "/returns/2026/north/workbook/1/marked.xlsx": (WRONG,) * 6,
    "/returns/2026/north/files/1": (WRONG,) * 6,
    "/returns/2026/north/1": (DOOR, GONE, BAD, BAD, BAD, DOOR),
    "/returns/2026/north/told/1": (DOOR, GONE, GONE, GONE, GONE, DOOR),
    "/returns/2026/north/told/1/files/1": (WRONG,) * 6,
    "/team/people": (TEAM_DOOR,) * 5 + (BAD,),
    "/team/rounds": (TEAM_DOOR,) * 5 + (BAD,),
    "/team/rounds/2026": (TEAM_DOOR,) * 5 + (409,),
    "/team/rounds/2026/north": (WRONG,) * 6,
    "/team/rounds/2026/review": (WRONG,) * 6,
    "/team/rounds/2026/review/a1": (TEAM_DOOR,) * 5 + (BAD,),
    "/team/rounds/2026/north/files/1": (WRONG,) * 6,
}
NOT_FOR_REVIEWERS = ("/team/people", "/team/rounds", "/team/rounds/2026")
"""What only an administrator sends: who acts for whom, which domains are whose, when a round opens."""


@pytest.fixture
def browsers(
    client: CheckedClient, team: CheckedClient, reviewer: CheckedClient, north: Return, south: Return
) -> Mapping[str, CheckedClient]:
    confirm(south)
    send_and_sign(south)
    Upload.objects.create(
        pk=1,
        of=north,
        name="x.csv",
        sha256="0" * 64,
        size=8,
        content=b"a,b\n1,2\n",
        sent_by=BOSS.actor,
        sent_at=BOSS.at,
        what="workbook",
    )
    return {
        "anonymous": client,
        "other body": signed_in(seated("south", SeatRole.COORDINATOR)),
        **{role.value: signed_in(seated("north", role)) for role in SeatRole},
        "team": team,
        "reviewer": reviewer,
    }


def answered(answer: HttpResponseBase) -> int | str:
    location = answer.headers.get("Location", "")
    return location.partition("=")[0] + "=" * ("=" in location) if location else answer.status_code


def test_every_address_is_tried() -> None:
    tried = {get_resolver().resolve(each).route for each in OF_RETURNS}
    assert tried == {str(each.pattern) for each in (*of_accounts, *of_returns)}
    assert set(LOOKED) == set(SENT) == set(OF_RETURNS)


def expected_of(address: str, method: str, role: str) -> int | str:
    if role == "reviewer":
        return NO if method == "post" and address in NOT_FOR_REVIEWERS else expected_of(address, method, "team")
    answers = {"get": LOOKED, "head": LOOKED, "post": SENT}.get(method, {}).get(address, (WRONG,) * 6)
    return answers[ROLES.index(role)]


@pytest.mark.parametrize("address", OF_RETURNS)
def test_each_role_gets_what_it_may(browsers: Mapping[str, CheckedClient], address: str) -> None:
    before = list(Line.objects.values_list("answer", "version"))
    for role, browser in browsers.items():
        for method in METHODS:
            answer = getattr(browser, method)(address)
            expected = expected_of(address, method, role)
            assert answered(answer) == expected, (role, method)
            held = {name: answer.headers.get(name) for name in GUARDS if name != "Content-Security-Policy"}
            assert held == {name: value for name, value in GUARDS.items() if name != "Content-Security-Policy"}
            assert "public" not in answer.get("Cache-Control", "private")
            assert {cookie["path"] for cookie in answer.cookies.values()} <= {"/returns", "/team"}
    assert list(Line.objects.values_list("answer", "version")) == before


@pytest.mark.parametrize("act", ["send", "sign", "reopen"])
def test_only_the_roles_that_may_send_and_sign(browsers: Mapping[str, CheckedClient], act: str) -> None:
    may = {"send": ("signatory", "coordinator"), "sign": ("signatory",), "reopen": ("signatory", "coordinator")}
    for role in ("contributor", "signatory", "coordinator"):
        answer = browsers[role].post("/returns/2026/north/sign", {"act": act, "seen": "1"})
        assert answer.status_code == (409 if role in may[act] else 403)


def test_a_seat_that_has_ended_opens_nothing(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.COORDINATOR)
    assert browser.get("/returns/2026/north").status_code == 200
    Seat.objects.update(ends_before=Seat.objects.get().starts_on)
    assert browser.get("/returns/2026/north").status_code == 404


def test_one_who_answers_for_a_body_does_not_come_in_at_the_team_s_door(client: CheckedClient) -> None:
    person = seated("north", SeatRole.COORDINATOR)
    person.user.set_password(PASSWORD)
    person.user.save()
    typed = {"name": person.user.username, "password": PASSWORD}
    assert client.post("/team/sign-in", typed).status_code == 422


@pytest.mark.parametrize("address", [each for each in OF_RETURNS if each != "/returns/mail/x"])
def test_what_another_site_has_a_person_send_is_refused(north: Return, address: str) -> None:
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(seated("north", SeatRole.COORDINATOR).user)
    assert forged.post(address, {"act": "still right", "seen": "1"}).status_code == 403
    assert Line.objects.get(of=north).version == 1


def test_a_letter_s_way_to_stop_needs_no_sign_in_but_a_button(client: CheckedClient, north: Return) -> None:
    person = seated("north", SeatRole.COORDINATOR)
    address = stop_address(person).partition("8000")[2]
    assert "Send me no more reminders" in client.get(address).content.decode()
    assert takes_reminders() == [True]
    Client(enforce_csrf_checks=True).post(address)
    assert takes_reminders() == [False]
    client.post(address, {"again": "yes"})
    assert takes_reminders() == [True]


def takes_reminders() -> list[bool]:
    return list(Person.objects.values_list("takes_reminders", flat=True))


def test_a_reviewer_is_not_offered_what_an_administrator_does(
    team: CheckedClient, reviewer: CheckedClient, north: Return
) -> None:
    seated("north", SeatRole.COORDINATOR)
    for address in NOT_FOR_REVIEWERS:
        shown = [browser.get(address).content.decode().count('method="post"') for browser in (team, reviewer)]
        assert shown[0] > 1, address
        assert shown[1] <= (2 if address == "/team/rounds/2026" else 1), address  # signing out; letters are counted
