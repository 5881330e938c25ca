"""From a draft to partners that see what was signed: the whole way, with a browser that has no script."""

from __future__ import annotations

import pytest
from django.core import mail

from sharemap.returns.history import faults
from sharemap.returns.models import Return
from tests.pages import CheckedClient
from tests.returns.conftest import code_in

pytestmark = pytest.mark.django_db
DRAFT = {
    "year": "2026",
    "census_on": "2026-11-01",
    "opens_on": "2026-11-01",
    "closes_on": "2100-01-01",
    "reminder_days": "30000",
    "kinds": ["district council"],
}


def test_from_a_draft_to_a_submitted_return_that_partners_see(
    client: CheckedClient, team: CheckedClient, letters: list[mail.EmailMessage]
) -> None:
    assert team.post("/team/rounds", DRAFT).status_code == 422  # a reminder cannot come years before
    assert team.post("/team/rounds", {**DRAFT, "reminder_days": "28, 14"})["Location"] == "/team/rounds/2026"
    assert "2 bodies, alive on the census day" in team.get("/team/rounds/2026").content.decode()
    assert team.post("/team/rounds/2026", {"act": "open"}).status_code == 302
    lines = (
        "North Council, cora@north.example, coordinator\n"
        "north, sid@north.example, signatory\n"
        "south,sue@south.example,coordinator"
    )
    assert team.post("/team/people", {"act": "invite", "lines": lines}).status_code == 302
    assert "3 letters would go now" in team.get("/team/rounds/2026").content.decode()
    assert team.post("/team/rounds/2026", {"act": "invite", "counted": "2"}).status_code == 409
    assert letters == []
    assert team.post("/team/rounds/2026", {"act": "invite", "counted": "3"}).status_code == 302
    assert sorted(each.to[0] for each in letters) == ["cora@north.example", "sid@north.example", "sue@south.example"]
    assert "To get no reminders:" in letters[0].body
    letters.clear()

    cora = sign_in("cora@north.example", letters)
    page = cora.get("/returns/2026/north").content.decode()
    assert "0 of 1 answered" in page
    assert "South Council" in page
    done = cora.post("/returns/2026/north/1", {"act": "still right", "seen": "1"})
    assert done["Location"] == "/returns/2026/north#line-1"
    assert "1 of 1 answered" in cora.get("/returns/2026/north").content.decode()
    version = Return.objects.get(body="north").version
    assert cora.post("/returns/2026/north/sign", {"act": "send", "seen": str(version)}).status_code == 302

    sue = sign_in("sue@south.example", letters)
    assert "has answered" not in sue.get("/returns/2026/south").content.decode()
    sid = sign_in("sid@north.example", letters)
    assert "Sign and submit" in sid.get("/returns/2026/north/sign").content.decode()
    assert sid.post("/returns/2026/north/sign", {"act": "sign", "seen": str(version + 1)}).status_code == 302
    of = Return.objects.get(body="north")
    assert (of.stage, list(faults(of))) == ("submitted", [])
    page = sue.get("/returns/2026/south").content.decode()
    assert "<strong>North Council</strong> has answered: still right." in page
    assert "North Council" in team.get("/team/rounds/2026").content.decode()
    assert "submitted" in team.get("/team/rounds/2026").content.decode().lower()
    assert "still right" in team.get("/team/rounds/2026/north").content.decode().lower()


def sign_in(email: str, letters: list[mail.EmailMessage]) -> CheckedClient:
    browser = CheckedClient()
    assert browser.get("/returns")["Location"] == "/returns/sign-in?next=/returns"
    sent = browser.post("/returns/sign-in", {"email": email, "next": "/returns"})
    assert sent["Location"] == "/returns/sign-in/code?next=%2Freturns"
    assert email in browser.get("/returns/sign-in/code").content.decode()
    letter = [each for each in letters if each.to == [email]][-1]
    done = browser.post("/returns/sign-in/code", {"code": code_in(letter), "next": "/returns"})
    assert done["Location"] == "/returns"
    assert browser.get("/returns").status_code == 200
    return browser
