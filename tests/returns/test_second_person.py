"""The second person: asked to sign by a letter, and let in from the page on which it waits, in one step."""

from __future__ import annotations

import pytest
from django.core import mail

from sharemap.accounts.people import person_with
from sharemap.accounts.roles import SeatRole
from sharemap.returns.models import Return
from tests.returns.conftest import Sit, seated, signed_in
from tests.returns.test_answering import LINE

pytestmark = pytest.mark.django_db
SIGN = "/returns/2026/north/sign"
Letters = list[mail.EmailMessage]


def sent(sit: Sit, north: Return) -> dict[str, str]:
    """The coordinator has answered and sent it; what the page was made from."""
    browser = sit("north", SeatRole.COORDINATOR)
    browser.post(LINE, {"act": "still right", "seen": "1"})
    north.refresh_from_db()
    assert browser.post(SIGN, {"act": "send", "seen": str(north.version)}).status_code == 302
    return {"act": "invite", "seen": str(north.version + 1)}


def test_who_may_sign_is_written_to_when_it_is_sent(sit: Sit, north: Return, letters: Letters) -> None:
    seated("north", SeatRole.SIGNATORY)
    seated("north", SeatRole.CONTRIBUTOR)
    sent(sit, north)
    (letter,) = letters
    assert letter.to == ["signatory@north.example"]
    assert "/returns/2026/north/sign" in letter.body
    page = sit("north", SeatRole.COORDINATOR).get(SIGN).content.decode()
    assert "It waits for signatory@north.example." in page


def test_who_is_alone_asks_a_second_person_in_one_step(sit: Sit, north: Return, letters: Letters) -> None:
    typed = sent(sit, north)
    assert letters == []
    browser = sit("north", SeatRole.COORDINATOR)
    assert "Nobody else may sign yet." in browser.get(SIGN).content.decode()
    for _ in range(2):
        assert browser.post(SIGN, {**typed, "email": "sid@north.example"}).status_code == 302
    assert [each.to for each in letters] == [["sid@north.example"]]
    sid = person_with("sid@north.example")
    assert sid
    north.refresh_from_db()
    assert signed_in(sid).post(SIGN, {"act": "sign", "seen": str(north.version)}).status_code == 302
    north.refresh_from_db()
    assert (north.stage, north.signed_by) == ("submitted", sid.actor)


@pytest.mark.parametrize("email", ["nobody", "coordinator@north.example"])
def test_one_s_own_address_or_none_is_no_second_person(sit: Sit, north: Return, letters: Letters, email: str) -> None:
    page = sit("north", SeatRole.COORDINATOR).post(SIGN, {**sent(sit, north), "email": email})
    assert page.status_code == 422
    assert f'value="{email}"' in page.content.decode()
    assert letters == []


def test_only_a_coordinator_lets_somebody_in(sit: Sit, north: Return, letters: Letters) -> None:
    typed = {**sent(sit, north), "email": "sid@north.example"}
    for role in (SeatRole.CONTRIBUTOR, SeatRole.SIGNATORY):
        assert sit("north", role).post(SIGN, typed).status_code == 403
    assert person_with("sid@north.example") is None
