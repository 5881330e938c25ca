"""Closed by default: every address of this room, by every role, with every method."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib import auth
from django.contrib.auth.models import User
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import get_resolver

from sharemap.accounts.roles import SeatRole
from sharemap.corrections.models import Attempt, Proposal
from sharemap.corrections.urls import urlpatterns
from tests.corrections.conftest import PASSWORD
from tests.corrections.samples import case
from tests.explore.test_addresses import ADDRESSES
from tests.explore.test_security import GUARDS
from tests.pages import CheckedClient
from tests.returns.conftest import seated, signed_in

pytestmark = pytest.mark.django_db
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
DOOR, SIGNED_OUT = "/team/sign-in?next=", "/team/sign-in"
# What each address answers to those methods, to anybody and to the team. A word in place of a code: where it leads.
ANSWERS: dict[str, tuple[tuple[int | str, ...], tuple[int | str, ...]]] = {
    "/corrections": ((200, 200, 422, 405, 405, 405, 405), (200, 200, 422, 405, 405, 405, 405)),
    "/corrections/alike.json": ((200, 200, 405, 405, 405, 405, 405), (200, 200, 405, 405, 405, 405, 405)),
    "/corrections/received/{reference}": ((200, 200, 405, 405, 405, 405, 405), (200, 200, 405, 405, 405, 405, 405)),
    "/team/sign-in": ((200, 200, 422, 405, 405, 405, 405), (200, 200, 422, 405, 405, 405, 405)),
    "/team/sign-in/passkey": ((405, 405, 422, 405, 405, 405, 405), (405, 405, 422, 405, 405, 405, 405)),
    "/team/sign-in/passkey.json": ((200, 200, 405, 405, 405, 405, 405), (200, 200, 405, 405, 405, 405, 405)),
    "/team/access": ((DOOR, DOOR, DOOR, 405, 405, 405, 405), (200, 200, 422, 405, 405, 405, 405)),
    "/team/sign-out": ((405, 405, SIGNED_OUT, 405, 405, 405, 405), (405, 405, SIGNED_OUT, 405, 405, 405, 405)),
    "/team/proposals": ((DOOR, DOOR, 405, 405, 405, 405, 405), (200, 200, 405, 405, 405, 405, 405)),
    "/team/proposals/{id}": ((DOOR, DOOR, DOOR, 405, 405, 405, 405), (200, 200, 404, 405, 405, 405, 405)),
    "/team/proposals/{id}/alike.json": ((DOOR, DOOR, 405, 405, 405, 405, 405), (200, 200, 405, 405, 405, 405, 405)),
    "/team/proposals/999": ((DOOR, DOOR, DOOR, 405, 405, 405, 405), (404, 404, 404, 405, 405, 405, 405)),
}


@pytest.fixture
def respondent(client: CheckedClient) -> CheckedClient:
    """Somebody who is signed in for a body, as its coordinator: to these pages nobody."""
    return signed_in(seated("north", SeatRole.COORDINATOR))


def answered(answer: HttpResponseBase) -> int | str:
    location = answer.headers.get("Location", "")
    return location.partition("=")[0] + "=" * ("=" in location) if location else answer.status_code


def test_every_address_of_this_room_is_tried() -> None:
    tried = {get_resolver().resolve(each.format(id=1, reference="x")).route for each in ANSWERS}
    assert tried == {str(each.pattern) for each in urlpatterns}


@pytest.mark.parametrize("address", ANSWERS)
def test_each_role_gets_what_it_may(request: pytest.FixtureRequest, proposal: Proposal, address: str) -> None:
    asked = address.format(id=proposal.id, reference=proposal.reference)
    for role in ("client", "respondent", "reviewer", "team"):
        browser = request.getfixturevalue(role)
        for method, expected in zip(METHODS, ANSWERS[address][role in ("reviewer", "team")], strict=True):
            answer = getattr(browser, method)(asked)
            assert answered(answer) == expected, (role, method)
            held = {name: answer.headers.get(name) for name in GUARDS if name != "Content-Security-Policy"}
            assert held == {name: value for name, value in GUARDS.items() if name != "Content-Security-Policy"}
            assert "public" not in answer.get("Cache-Control", "private")


def test_nobody_else_sees_a_page_of_the_team(client: CheckedClient, proposal: Proposal) -> None:
    answer = client.get(case(proposal))
    assert answer["Location"] == f"/team/sign-in?next={case(proposal)}"
    client.post(case(proposal), {"act": "already"})
    assert Proposal.objects.get().is_open


def test_a_member_signs_in_and_out_and_gets_where_they_wanted(client: CheckedClient, member: User) -> None:
    typed = {"name": "asha", "password": PASSWORD, "next": "/team/proposals/7"}
    answer = client.post("/team/sign-in", typed)
    assert answer["Location"] == "/team/proposals/7"
    cookie = answer.cookies["sessionid"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/team", "Strict", True)
    assert cookie["max-age"] == 8 * 60 * 60
    assert CheckedClient().post("/team/sign-in", typed).cookies["sessionid"].value != cookie.value
    assert client.get("/team/proposals").status_code == 200
    client.post("/team/sign-out")
    assert answered(client.get("/team/proposals")) == DOOR


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/team/", "/team/../..//evil.example", "/"])
def test_the_door_leads_to_no_other_site(client: CheckedClient, member: User, to: str) -> None:
    answer = client.post("/team/sign-in", {"name": "asha", "password": PASSWORD, "next": to})
    assert answer["Location"].startswith("/team/")


def test_a_wrong_name_and_a_wrong_password_read_alike(client: CheckedClient, member: User) -> None:
    wrong = [client.post("/team/sign-in", {"name": name, "password": "guess"}) for name in ("asha", "nobody")]
    first, second = (each.content.decode().replace("nobody", "asha") for each in wrong)
    assert [each.status_code for each in wrong] == [422, 422]
    assert "Name and password do not belong together." in first
    assert without_token(first) == without_token(second)
    assert "guess" not in first


def without_token(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_guessing_is_held_off_by_address_and_by_name(client: CheckedClient, member: User) -> None:
    right = {"name": "asha", "password": PASSWORD}
    for number in range(10):
        client.post("/team/sign-in", {"name": "Asha", "password": "guess"}, REMOTE_ADDR=f"192.0.2.{number}")
    held_off = client.post("/team/sign-in", right, REMOTE_ADDR="198.51.100.1")
    assert held_off.status_code == 429
    assert int(held_off["Retry-After"]) > 3000
    Attempt.objects.all().delete()
    for number in range(10):
        client.post("/team/sign-in", {"name": f"guess {number}", "password": "guess"})
    assert client.post("/team/sign-in", right).status_code == 429
    assert client.post("/team/sign-in", right, REMOTE_ADDR="198.51.100.1").status_code == 302


def test_a_try_counts_before_the_password_is_looked_at_and_not_once_it_was_right(
    client: CheckedClient, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    look = auth.authenticate

    def counting(*args: Any, **credentials: Any) -> Any:
        counted.append(Attempt.objects.count())
        return look(*args, **credentials)

    monkeypatch.setattr(auth, "authenticate", counting)
    client.post("/team/sign-in", {"name": "asha", "password": "guess"})
    client.post("/team/sign-in", {"name": "asha", "password": PASSWORD})
    assert (counted, Attempt.objects.count()) == ([2, 4], 2)


def test_a_name_is_shown_again_without_what_cannot_be_seen(client: CheckedClient, member: User) -> None:
    answer = client.post("/team/sign-in", {"name": "\u202eno\x07body", "password": "guess"})
    assert 'value="nobody"' in answer.content.decode()


@pytest.mark.parametrize("address", ["/team/sign-in", "/team/sign-out", "/team/proposals/{id}"])
def test_what_another_site_has_a_member_send_is_refused(member: User, proposal: Proposal, address: str) -> None:
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(member)
    answer = forged.post(address.format(id=proposal.id), {"act": "already"})
    assert answer.status_code == 403
    assert "nothing was changed" in answer.content.decode()
    assert Proposal.objects.get().is_open


@pytest.mark.parametrize("address", [each for each in ADDRESSES if "." not in each and "shire" not in each])
def test_no_public_page_looks_at_who_is_there(
    team: CheckedClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a public page asked the database")

    with monkeypatch.context() as guarded:
        guarded.setattr(BaseDatabaseWrapper, "cursor", refuse)
        answer = team.get(address)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
