"""What one partner signs the other sees; each answers it, disagreement stays on both sides and is never averaged."""

from __future__ import annotations

import pytest

from sharemap.accounts.roles import SeatRole
from sharemap.returns import services
from sharemap.returns.history import Act
from sharemap.returns.models import Line, PartnerReply, Return
from tests.pages import CheckedClient
from tests.returns.conftest import BOSS, Sit
from tests.returns.test_answering import ENDED, LINE, send_and_sign

pytestmark = pytest.mark.django_db
OTHER = "/returns/2026/south"


@pytest.fixture
def told(sit: Sit, north: Return) -> Line:
    """North has signed that the audit has ended, and that it shares legal work with South."""
    browser = sit("north", SeatRole.CONTRIBUTOR)
    browser.post(LINE, {**ENDED, "seen": "1"})
    new = {"name": "Legal", "services": "legal", "partners": "South Council", "why": ""}
    assert browser.post("/returns/2026/north/new", new).status_code == 302
    send_and_sign(north)
    return north.lines.get(number=1)


def test_nothing_is_told_before_it_is_signed(sit: Sit, north: Return, south: Return) -> None:
    sit("north", SeatRole.CONTRIBUTOR).post(LINE, {**ENDED, "seen": "1"})
    assert "has answered" not in sit("south", SeatRole.CONTRIBUTOR).get(OTHER).content.decode()


def test_a_partner_sees_the_telling_beside_its_own_line_and_what_is_new(sit: Sit, told: Line) -> None:
    page = sit("south", SeatRole.CONTRIBUTOR).get(OTHER).content.decode()
    assert "<strong>North Council</strong> has answered: ended." in page
    assert "The contract ran out." in page
    assert "“Legal” is shared with you" in page


def test_a_partner_whose_key_has_ones_own_in_it_is_another(sit: Sit, told: Line) -> None:
    new = Line.objects.get(of=told.of_id, arrangement="")
    assert new.signed is not None
    new.signed["answer"]["partners"] = "southend"
    new.save()
    assert "“Legal”" not in sit("south", SeatRole.CONTRIBUTOR).get(OTHER).content.decode()


def test_a_draft_over_what_was_signed_is_not_told(sit: Sit, told: Line) -> None:
    of = Return.objects.get(pk=told.of_id)
    services.reopen(of.pk, of.version, "A slip.", Act("person-1", BOSS.at))
    changed = {**ENDED, "end_reason": "Not yet agreed among us.", "seen": str(told.version)}
    sit("north", SeatRole.COORDINATOR).post(LINE, changed)
    page = sit("south", SeatRole.CONTRIBUTOR).get(OTHER).content.decode()
    assert "The contract ran out." in page
    assert "Not yet agreed" not in page


def test_a_disagreement_stays_on_both_sides_and_the_team_sees_it(
    sit: Sit, team: CheckedClient, told: Line, south: Return
) -> None:
    browser = sit("south", SeatRole.CONTRIBUTOR)
    browser.post(f"{OTHER}/1", {"act": "still right", "seen": "1"})
    assert "You and they say different things" in browser.get(OTHER).content.decode()
    reply = {"reply": "we dispute this", "seen": "0"}
    assert browser.post(f"{OTHER}/told/{told.pk}", reply).status_code == 422
    assert browser.post(f"{OTHER}/told/{told.pk}", {**reply, "why": "It goes on."}).status_code == 302
    assert browser.post(f"{OTHER}/told/{told.pk}", {**reply, "why": "Again."}).status_code == 409
    held = PartnerReply.objects.get()
    assert (held.reply, held.why, held.version) == ("we dispute this", "It goes on.", 1)
    told.refresh_from_db()
    assert (told.decision, south.lines.get().decision) == ("ended", "still right")
    page = team.get("/team/rounds/2026/south").content.decode()
    assert "They disagree." in page
    assert "It goes on." in page
    assert "partner answered" in page


def test_a_reply_is_marked_where_the_partner_has_said_something_else_since(sit: Sit, told: Line) -> None:
    browser = sit("south", SeatRole.CONTRIBUTOR)
    browser.post(f"{OTHER}/told/{told.pk}", {"reply": "we say the same", "seen": "0"})
    assert "since you replied" not in browser.get(OTHER).content.decode()
    Line.objects.filter(pk=told.pk).update(version=told.version + 1)
    assert "They have changed their answer since you replied." in browser.get(OTHER).content.decode()


def test_nobody_replies_to_what_was_not_told_to_them(sit: Sit, told: Line, south: Return) -> None:
    browser = sit("south", SeatRole.CONTRIBUTOR)
    own = south.lines.get()
    assert browser.post(f"{OTHER}/told/{own.pk}", {"reply": "we say the same", "seen": "0"}).status_code == 404
    assert browser.post(f"{OTHER}/told/{told.pk}", {"reply": "shrug", "seen": "0"}).status_code == 422
    assert not PartnerReply.objects.exists()
