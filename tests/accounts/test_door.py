"""Signing in by a code: who gets one, who does not, and that nobody can tell which from the page."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone

from sharemap.accounts.models import Domain, Person, Seat
from sharemap.accounts.people import bodies_to_ask_for, erase, person_for
from sharemap.accounts.roles import SeatRole
from sharemap.corrections.models import Attempt
from tests.corrections.conftest import PASSWORD
from tests.pages import CheckedClient
from tests.returns.conftest import Sit, code_in, seated

pytestmark = pytest.mark.django_db
SIGN_IN, CODE = "/returns/sign-in", "/returns/sign-in/code"
EMAIL = "cora@north.example"


def ask(browser: CheckedClient, email: str = EMAIL, place: str = "127.0.0.1") -> int:
    return browser.post(SIGN_IN, {"email": email}, REMOTE_ADDR=place).status_code


def without_token(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def confirm_domain(domain: str = "north.example", body: str = "north") -> None:
    Domain.objects.create(domain=domain, body=body, confirmed_on=timezone.localdate(), confirmed_by="team-1")


def test_a_code_opens_and_its_cookie_stays_below_returns(
    client: CheckedClient, letters: list[mail.EmailMessage]
) -> None:
    seated("north", SeatRole.COORDINATOR, "cora")
    ask(client, EMAIL.upper())
    assert letters[0].to == [EMAIL]
    assert "somebody typed this address on" in letters[0].body
    assert code_in(letters[0]) not in letters[0].subject
    done = client.post(CODE, {"code": code_in(letters[0]).lower()})
    assert done["Location"] == "/returns"
    cookie = done.cookies["sessionid"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/returns", "Lax", True)
    assert EmailAddress.objects.get().verified
    assert client.post("/returns/sign-out")["Location"] == SIGN_IN
    assert client.get("/returns")["Location"] == f"{SIGN_IN}?next=/returns"


def test_a_known_and_an_unknown_address_read_alike(client: CheckedClient, letters: list[mail.EmailMessage]) -> None:
    seated("north", SeatRole.COORDINATOR, "cora")
    pages = []
    for email in (EMAIL, "nora@north.example"):
        browser = CheckedClient()
        assert ask(browser, email) == 302
        pages.append(without_token(browser.get(CODE).content.decode()).replace(email, EMAIL))
    assert pages[0] == pages[1]
    assert len(letters) == 1


def test_no_code_opens_where_none_was_sent(client: CheckedClient, letters: list[mail.EmailMessage]) -> None:
    ask(client, "nobody@north.example")
    for code in ("", "0", "None"):
        assert client.post(CODE, {"code": code}).status_code in (302, 422)
    assert client.get("/returns")["Location"].startswith(SIGN_IN)


def test_three_wrong_codes_spend_it(client: CheckedClient, letters: list[mail.EmailMessage]) -> None:
    seated("north", SeatRole.COORDINATOR, "cora")
    ask(client)
    assert [client.post(CODE, {"code": "WRONG"}).status_code for _ in range(2)] == [422, 422]
    spent = client.post(CODE, {"code": "WRONG"})
    assert spent["Location"] == f"{SIGN_IN}?spent=yes"
    assert "wrong three times" in client.get(spent["Location"]).content.decode()
    assert client.post(CODE, {"code": code_in(letters[0])})["Location"] == SIGN_IN


def test_codes_are_held_off_by_address_and_by_place(client: CheckedClient, letters: list[mail.EmailMessage]) -> None:
    for number in range(6):
        assert ask(CheckedClient(), place=f"192.0.2.{number}") == 302
    held_off = CheckedClient().post(SIGN_IN, {"email": EMAIL}, REMOTE_ADDR="192.0.2.99")
    assert held_off.status_code == 429
    assert int(held_off["Retry-After"]) > 3000
    Attempt.objects.all().delete()
    statuses = [ask(CheckedClient(), f"a{number}@north.example") for number in range(61)]
    assert (statuses[59], statuses[60]) == (302, 429)


@pytest.mark.parametrize("email", ["", "nobody", "a b@c", "x@" + "y" * 400])
def test_what_is_no_address_is_said_kindly(client: CheckedClient, email: str) -> None:
    answer = client.post(SIGN_IN, {"email": email})
    assert answer.status_code == 422
    assert "An e-mail address reads like name@council.gov.uk." in answer.content.decode()


def test_one_of_the_team_gets_no_code(client: CheckedClient, member: User, letters: list[mail.EmailMessage]) -> None:
    User.objects.filter(pk=member.pk).update(email=EMAIL)
    ask(client)
    assert letters == []
    confirm_domain()
    ask(CheckedClient())
    assert len(letters) == 1
    assert Person.objects.get().pk != member.pk


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/returns", "/\\evil.example"])
def test_the_door_leads_to_no_other_site(client: CheckedClient, letters: list[mail.EmailMessage], to: str) -> None:
    seated("north", SeatRole.COORDINATOR, "cora")
    client.post(SIGN_IN, {"email": EMAIL, "next": to})
    done = client.post(CODE, {"code": code_in(letters[0]), "next": to})
    assert done["Location"] == "/returns"


def test_an_address_of_a_confirmed_domain_may_ask_and_the_team_lets_in(
    client: CheckedClient, team: CheckedClient, letters: list[mail.EmailMessage]
) -> None:
    confirm_domain()
    assert bodies_to_ask_for("X@North.example") == ["north"]
    assert bodies_to_ask_for("x@evilnorth.example") == bodies_to_ask_for("x@north.example.evil") == []
    ask(client)
    client.post(CODE, {"code": code_in(letters[0])})
    assert "Ask to act for North Council" in client.get("/returns").content.decode()
    assert client.post("/returns/ask", {"body": "south"}).status_code == 404
    assert client.post("/returns/ask", {"body": "north"}).status_code == 302
    assert client.get("/returns/people/north").status_code == 404
    assert "You have asked to act for" in client.get("/returns").content.decode()
    assert f"{EMAIL} for North Council as" in team.get("/team/people").content.decode()
    team.post("/team/people", {"act": "give", "seat": Seat.objects.get().pk, "role": "signatory"})
    assert "You are its signatory" in client.get("/returns").content.decode()


def test_a_website_suggests_a_domain_and_lets_nobody_in(team: CheckedClient) -> None:
    page = team.get("/team/people").content.decode()
    assert "0 domains confirmed" in page
    assert bodies_to_ask_for("x@north.example") == []
    assert team.post("/team/people", {"act": "confirm", "domain": "north.example north"}).status_code == 302
    assert Domain.objects.get().confirmed_by.startswith("team-")
    assert team.post("/team/people", {"act": "confirm", "domain": "x.example nowhere"}).status_code == 302
    assert Domain.objects.count() == 1


def test_a_coordinator_lets_somebody_in_and_out(sit: Sit) -> None:
    browser = sit("north", SeatRole.COORDINATOR)
    address = "/returns/people/north"
    assert browser.post(address, {"act": "invite", "email": "x", "role": "signatory"}).status_code == 422
    own = {"act": "invite", "email": "coordinator@north.example", "role": "signatory"}
    assert browser.post(address, own).status_code == 422
    typed = {"act": "invite", "email": "sid@north.example", "name": "Sid", "role": "signatory"}
    assert browser.post(address, typed).status_code == 302
    seat = Seat.objects.get(role="signatory")
    assert seat.given_by == Seat.objects.get(role="coordinator").person.actor
    assert "sid@north.example" in browser.get(address).content.decode()
    other = seated("south", SeatRole.SIGNATORY).seats.get()
    assert browser.post(address, {"act": "end", "seat": other.pk}).status_code == 422
    assert browser.post(address, {"act": "end", "seat": seat.pk}).status_code == 302
    assert "sid@north.example" not in browser.get(address).content.decode()


def test_the_team_s_lines_are_taken_all_or_none(team: CheckedClient) -> None:
    bad = "north, a@north.example, signatory\nnowhere, b@x.example, chief\nnorth, b"
    answer = team.post("/team/people", {"act": "invite", "lines": bad})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "line 2" in page
    assert "line 3" in page
    assert "a@north.example, signatory" in page
    assert not Seat.objects.exists()


def test_who_is_erased_is_gone_and_what_they_did_stays(team: CheckedClient, sit: Sit, opened: object) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    browser.post("/returns/2026/north/1", {"act": "still right", "seen": "1"})
    person = Person.objects.get()
    Person.objects.update(name="Connie Example")
    team.post("/team/people", {"act": "erase", "seat": person.seats.get().pk})
    person.refresh_from_db()
    person.user.refresh_from_db()
    assert (person.name, person.user.email, EmailAddress.objects.count()) == ("", "", 0)
    assert browser.get("/returns")["Location"].startswith(SIGN_IN)
    page = team.get("/team/rounds/2026/north").content.decode()
    assert person.actor in page
    assert "tampered" not in page
    again = person_for("contributor@north.example")
    assert again.pk != person.pk


def test_a_name_stays_out_of_the_erased_and_of_the_session(sit: Sit) -> None:
    sit("north", SeatRole.CONTRIBUTOR)
    person = Person.objects.get()
    erase(person, timezone.localdate())
    assert Seat.objects.get().ends_before == timezone.localdate()
    assert all("north.example" not in str(each.get_decoded()) for each in Session.objects.all())


def test_passwords_open_nothing_below_returns(client: CheckedClient) -> None:
    person = seated("north", SeatRole.COORDINATOR)
    person.user.set_password(PASSWORD)
    person.user.save()
    answer = client.post(SIGN_IN, {"email": person.user.email, "login": person.user.email, "password": PASSWORD})
    assert answer["Location"] == CODE
    assert client.get("/returns")["Location"].startswith(SIGN_IN)
