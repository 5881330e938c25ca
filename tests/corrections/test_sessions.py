"""Signed in for a working day at most, for two hours while nothing is done, and nowhere once one says so."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from pytest_django import Settings

from sharemap.accounts.roles import SeatRole
from sharemap.corrections import sessions
from tests.corrections.conftest import PASSWORD
from tests.pages import CheckedClient
from tests.returns.conftest import seated, signed_in

pytestmark = pytest.mark.django_db
HOUR = 60 * 60


class Clock:
    def __init__(self, now: float) -> None:
        self.now = now

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(time.time())
    monkeypatch.setattr(sessions, "time", clock)
    return clock


@pytest.fixture(params=["/team/proposals", "/returns"])
def page(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def browser(page: str, team: CheckedClient) -> CheckedClient:
    return team if page.startswith("/team") else signed_in(seated("north", SeatRole.COORDINATOR))


def test_who_was_away_for_two_hours_is_signed_out(page: str, browser: CheckedClient, clock: Clock) -> None:
    assert browser.get(page).status_code == 200
    clock.now += 2 * HOUR - 1
    assert browser.get(page).status_code == 200
    clock.now += 2 * HOUR
    assert browser.get(page).status_code == 302
    assert browser.get(page).status_code == 302


def test_who_never_pauses_is_signed_out_after_a_working_day(page: str, browser: CheckedClient, clock: Clock) -> None:
    statuses = []
    for _ in range(9):
        statuses.append(browser.get(page).status_code)
        clock.now += HOUR
    assert statuses == [200] * 8 + [302]


def test_looking_often_writes_seldom(page: str, browser: CheckedClient, clock: Clock) -> None:
    browser.get(page)
    before = list(Session.objects.values_list("session_data", flat=True))
    clock.now += 60
    browser.get(page)
    assert list(Session.objects.values_list("session_data", flat=True)) == before


@pytest.mark.parametrize("address", ["/team/access", "/returns/me"])
def test_signed_out_everywhere_is_everywhere_and_nobody_else(member: User, team: CheckedClient, address: str) -> None:
    person = seated("north", SeatRole.COORDINATOR)
    mine = [CheckedClient() for _ in range(2)]
    for each in mine:
        each.force_login(member if address.startswith("/team") else person.user)
    other = signed_in(person) if address.startswith("/team") else team
    elsewhere = "/returns/me" if address.startswith("/team") else "/team/access"
    assert mine[0].post(address, {"act": "everywhere"}).status_code == 302
    assert [each.get(address).status_code for each in mine] == [302, 302]
    assert other.get(elsewhere).status_code == 200


def test_signing_in_begins_a_session_of_its_own(client: CheckedClient, member: User) -> None:
    client.get("/team/sign-in/passkey.json")
    before = client.cookies["sessionid"].value
    client.post("/team/sign-in", {"name": "asha", "password": PASSWORD})
    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_where_passkeys_are_required_a_password_opens_one_page(
    client: CheckedClient, member: User, settings: Settings
) -> None:
    settings.TEAM_PASSKEYS_REQUIRED = True
    done = client.post("/team/sign-in", {"name": "asha", "password": PASSWORD})
    assert client.get(done["Location"])["Location"] == "/team/access"
    assert "Add yours to go on." in client.get("/team/access").content.decode()
