"""Told twice: a new entry is asked, before it is kept, whether the register or somebody else holds it."""

from __future__ import annotations

import json

import pytest

from sharemap.accounts.roles import SeatRole
from sharemap.corrections.models import Proposal
from sharemap.returns.history import faults
from sharemap.returns.models import Return
from sharemap.returns.twice import told_another
from tests.corrections.samples import sent
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


PROPOSED = {"name": "Lexham Legal Partnership", "services": "legal", "partners": "North Council\nSouth Council"}
UNPUBLISHED = ("Lexham Legal Partnership", "Wrenfield", "minutes of the cabinet", "sam@south.example")


def propose(client: CheckedClient, **changes: str) -> Proposal:
    said = {"about": "", "kind": "new", "says": "Wrenfield said so.", "source_words": "minutes of the cabinet"}
    posted = sent(**{**said, "source_url": "", "email": "sam@south.example", **PROPOSED, **changes})
    assert client.post("/corrections", posted).status_code == 302
    return Proposal.objects.latest("pk")


def told_of_it(text: str) -> bool:
    assert not [each for each in UNPUBLISHED if each in text]
    return "Somebody has proposed an arrangement like this to the register team" in text


@pytest.fixture
def law(client: CheckedClient) -> dict[str, str]:
    """What North types, of which somebody has sent a proposal."""
    propose(client)
    return {"name": "Legal Partnership Lexham", "services": "legal", "partners": "South Council"}


def test_a_body_is_told_of_a_proposal_like_its_draft_and_not_a_word_of_it(
    sit: Sit, north: Return, law: dict[str, str]
) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    found = browser.get(ASK, law).json()
    assert told_of_it(found["html"])
    assert "Lexham" not in found["html"] + found["said"]
    assert "of 100" not in found["html"]
    assert "<button" not in found["html"]
    assert not told_of_it(asked(browser, {"name": "Lexham", "services": "internal audit"}))


def test_what_only_may_be_like_a_proposal_is_not_hinted_at(sit: Sit, client: CheckedClient, north: Return) -> None:
    propose(client, partners="South Council")
    browser = sit("north", SeatRole.CONTRIBUTOR)
    assert asked(browser, {"name": "Lexham", "services": "legal"}) == ""


def test_without_script_it_is_told_on_saving_and_stops_nothing(sit: Sit, north: Return, law: dict[str, str]) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    answer = browser.post(NEW, law)
    assert answer["Location"] == "/returns/2026/north?proposed=yes"
    assert told_of_it(browser.get(answer["Location"]).content.decode())
    assert told_another(north) == {}
    for kept in ("", "/2", "/sign", "/record.json"):
        assert not told_of_it(browser.get(f"/returns/2026/north{kept}").content.decode())


def test_the_team_sees_a_line_and_a_proposal_of_one_arrangement_in_both_queues(
    sit: Sit, north: Return, law: dict[str, str], team: CheckedClient
) -> None:
    sit("north", SeatRole.CONTRIBUTOR).post(NEW, law)
    send_and_sign(north)
    line, proposal = north.lines.get(number=2), Proposal.objects.get()
    review = f"/team/rounds/2026/review/new-{line.pk}"
    assert (
        f"“Lexham Legal Partnership” of proposal {proposal.pk}"
        in team.get(review[: review.rindex("/")]).content.decode()
    )
    page = team.get(review).content.decode()
    assert "Likely told twice" in page
    assert f'href="/team/proposals/{proposal.pk}"' in page
    assert "Legal Partnership Lexham (the return of North Council)" in team.get("/team/proposals").content.decode()
    other = team.get(f"/team/proposals/{proposal.pk}").content.decode()
    assert f'href="{review}"' in other
    team.post(f"/team/proposals/{proposal.pk}", {"act": "not-taken", "reason": "Told by North."})
    assert "of proposal" not in team.get(review).content.decode()


def test_the_team_is_asked_of_a_line_that_nobody_has_signed(
    sit: Sit, north: Return, law: dict[str, str], team: CheckedClient
) -> None:
    sit("north", SeatRole.CONTRIBUTOR).post(NEW, law)
    page = team.get("/team/proposals").content.decode()
    assert "Legal Partnership Lexham (the return of North Council)" in page


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
