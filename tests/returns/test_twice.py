"""Told twice: a new entry is asked, before it is kept, whether the register or somebody else holds it."""

from __future__ import annotations

import json

import pytest

from sharemap.accounts.roles import SeatRole
from sharemap.returns.history import faults
from sharemap.returns.models import Return
from sharemap.returns.twice import told_another
from tests.pages import CheckedClient
from tests.returns.conftest import Sit
from tests.returns.test_answering import send_and_sign

pytestmark = pytest.mark.django_db
NEW, ASK = "/returns/2026/north/new", "/returns/2026/north/new/alike.json"
AUDIT = {"name": "Audit", "services": "internal audit", "partners": "South Council", "description": "Ten auditors."}
LEGAL = {"name": "Lexham Law", "services": "legal", "partners": "South Council"}


def asked(browser: CheckedClient, typed: dict[str, str]) -> str:
    return str(browser.get(ASK, typed).json()["html"])


def test_it_is_asked_while_it_is_typed(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    words = asked(browser, AUDIT)
    assert "Is this Audit?" in words
    assert "the same 2 members" in words
    assert asked(browser, {"name": ""}) == asked(browser, LEGAL) == ""
    assert asked(browser, {**AUDIT, "another": "a1 "}) == ""
    assert asked(browser, {**AUDIT, "name": "Audit " * 2_000}) == ""
    assert browser.get(ASK, AUDIT)["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_the_same_is_asked_on_sending_and_nothing_is_kept_before_the_answer(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    page = browser.post(NEW, AUDIT)
    said = page.content.decode()
    assert page.status_code == 422
    assert "Is this Audit?" in said
    assert "Ten auditors." in said
    assert north.lines.count() == 1


def test_told_to_be_another_it_is_kept_and_the_history_says_so(sit: Sit, north: Return, team: CheckedClient) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    assert browser.post(NEW, {**AUDIT, "another": "a1 "}).status_code == 302
    ((number, said),) = told_another(north).items()
    assert (number, said[0].partition(" (")[0]) == (2, "a1 Audit")
    north.refresh_from_db()
    assert list(faults(north)) == []
    assert "Told to be another than" in team.get("/team/rounds/2026/north").content.decode()


def test_what_it_is_not_asked_about_leaves_no_trace(sit: Sit, north: Return) -> None:
    sit("north", SeatRole.CONTRIBUTOR).post(NEW, {**LEGAL, "another": "a1"})
    assert told_another(north) == {}


def test_yes_leads_to_the_line_with_what_was_typed(sit: Sit, north: Return) -> None:
    page = sit("north", SeatRole.CONTRIBUTOR).post(NEW, {**AUDIT, "is": "a1"}).content.decode()
    assert 'action="/returns/2026/north/1"' in page
    assert "Ten auditors." in page
    assert north.lines.get().decision == ""


def test_yes_makes_a_line_where_the_register_does_not_have_the_body_in_it(sit: Sit, north: Return) -> None:
    north.lines.all().delete()
    browser = sit("north", SeatRole.CONTRIBUTOR)
    for _ in range(2):
        page = browser.post(NEW, {**AUDIT, "is": "a1"})
        assert 'action="/returns/2026/north/1"' in page.content.decode()
    line = north.lines.get()
    assert (line.arrangement, line.decision, line.asked["line"]["name"]) == ("a1", "", "Audit")
    event = north.chain.get(happened="line added")
    assert json.loads(event.content)["arrangement"] == "a1"


@pytest.mark.parametrize("meant", ["a9999", "line-1000000", "line-x", "line-" + "9" * 40])
def test_what_is_nowhere_is_said_to_be_nowhere(sit: Sit, north: Return, meant: str) -> None:
    page = sit("north", SeatRole.CONTRIBUTOR).post(NEW, {**AUDIT, "is": meant})
    assert page.status_code == 422
    assert "Ten auditors." in page.content.decode()


def test_another_body_s_draft_is_not_even_hinted_at(sit: Sit, north: Return, south: Return) -> None:
    sit("south", SeatRole.CONTRIBUTOR).post("/returns/2026/south/new", {**LEGAL, "partners": "North Council"})
    browser = sit("north", SeatRole.CONTRIBUTOR)
    assert asked(browser, LEGAL) == ""
    send_and_sign(south)
    words = asked(browser, LEGAL)
    assert "Is this Lexham Law?" in words
    assert "New in the return of South Council." in words


def test_one_s_own_new_line_is_asked_about_too(sit: Sit, north: Return) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    assert browser.post(NEW, LEGAL).status_code == 302
    line = north.lines.get(number=2)
    assert "Is this Lexham Law?" in asked(browser, LEGAL)
    assert 'action="/returns/2026/north/2"' in browser.post(NEW, {**LEGAL, "is": f"line-{line.pk}"}).content.decode()


def test_nobody_confirms_a_part_that_is_not_on_record(sit: Sit, north: Return) -> None:
    line = north.lines.get()
    line.asked["line"].pop("role")
    line.save()
    listed = sit("north", SeatRole.CONTRIBUTOR).get("/returns/2026/north").content.decode()
    assert "Say what your part in it is" in listed
    assert "Still right" not in listed
