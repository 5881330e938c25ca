"""The acts of the team on signed lines, each with its undo: what is held, and what both histories say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.core import mail

from sharemap.accounts.roles import SeatRole
from sharemap.register import models, queries
from sharemap.register import services as register
from sharemap.register.auditing import faults as register_faults
from sharemap.register.dossier import Dossier, dossier_in
from sharemap.register.rows import Claim, Membership, SharedService, Sighting, State
from sharemap.register.services import Because
from sharemap.returns.history import faults
from sharemap.returns.models import Event, Return, Review
from tests.pages import CheckedClient
from tests.register.samples import claim, dossier
from tests.returns.conftest import Sit
from tests.returns.test_answering import ENDED, LINE, confirm, send_and_sign

pytestmark = pytest.mark.django_db
QUEUE = "/team/rounds/2026/review"
A1 = f"{QUEUE}/a1"
NEW = {"name": "Legal", "services": "internal audit", "partners": "South Council", "why": "", "staff": "7"}
SAVED = {
    "savings.2025.year": "2025",
    "savings.2025.amount_gbp": "90000",
    "savings.2025.rung": "achieved",
    "savings.2025.kind": "recurring",
    "savings.2025.scope": "whole",
}


def seen(team: CheckedClient, page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', team.get(page).content.decode())
    assert found
    return found[1]


def act(team: CheckedClient, page: str, **typed: str) -> tuple[int, str]:
    """Press a button of a case's page: the status, and where it leads or what it says."""
    answer = team.post(page, {"seen": seen(team, page), **typed})
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


def undo(team: CheckedClient, page: str) -> int:
    return team.post(page, {"act": "undo", "review": str(Review.objects.latest("pk").pk)}).status_code


def sound() -> bool:
    """Whether every chain of both histories is whole."""
    return not list(register_faults()) and not [each for of in Return.objects.all() for each in faults(of)]


def held(key: str = "a1") -> Dossier:
    found = queries.dossier_of(key)
    assert found
    return found


@pytest.fixture
def ended(sit: Sit, north: Return) -> Return:
    sit("north", SeatRole.COORDINATOR).post(LINE, {**ENDED, "seen": "1", "exit_cost_gbp": "5000"})
    send_and_sign(north)
    return north


@pytest.fixture
def new(sit: Sit, north: Return) -> str:
    """The page of an arrangement that only North tells of."""
    made = sit("north", SeatRole.COORDINATOR).post("/returns/2026/north/new", {**NEW, **SAVED})
    assert made.status_code == 302
    send_and_sign(north)
    return f"{QUEUE}/new-{north.lines.get(arrangement='').pk}"


def line(of: Return, number: int = 1) -> str:
    return str(of.lines.get(number=number).pk)


def test_an_end_is_accepted_once_and_undone(team: CheckedClient, ended: Return) -> None:
    before = held()
    page = team.get(A1).content.decode()
    assert "arrangements live" in page.casefold()
    assert act(team, A1, act="accept", line=line(ended), take="it ended for all")[0] == 302
    after = held()
    assert after.arrangement.ends_before_latest == date(2026, 4, 1)
    costs = [part for part in after.parts if isinstance(part, Claim) and part.kind == "one-off cost"]
    assert [(each.amount_gbp, each.year_from) for each in costs] == [(5000, 2025)]
    assert act(team, A1, act="accept", line=line(ended), take="it ended for all")[0] == 422
    assert undo(team, A1) == 302
    assert held() == before
    assert not ended.lines.get().taken
    assert undo(team, A1) == 409
    assert sound()
    assert [each.happened for each in Event.objects.filter(of=ended).order_by("-sequence")[:2]] == [
        "taking undone",
        "line taken into the register",
    ]


def test_what_is_new_comes_in_whole_and_goes_out_again(team: CheckedClient, new: str, north: Return) -> None:
    assert "likely told twice" in team.get(QUEUE).content.decode().casefold()
    status, where = act(team, new, act="accept", line=line(north, 2))
    assert (status, where) == (302, f"{QUEUE}/c0001?done=yes")
    made = held("c0001")
    assert (made.arrangement.name, made.arrangement.slug, made.arrangement.staff) == ("Legal", "legal", 7)
    assert {part.body for part in made.parts if isinstance(part, Membership)} == {"north", "south"}
    assert [part.service for part in made.parts if isinstance(part, SharedService)] == ["internal audit"]
    assert [part.amount_gbp for part in made.parts if isinstance(part, Claim)] == [90_000]
    assert [part.state for part in made.parts if isinstance(part, Sighting)] == [State.LIVE]
    assert team.get("/arrangements/legal").status_code == 200
    assert undo(team, f"{QUEUE}/c0001") == 302
    assert queries.dossier_of("c0001") is None
    assert team.get("/arrangements/legal").status_code == 410
    assert team.get(new).status_code == 200
    assert act(team, new, act="accept", line=line(north, 2))[1] == f"{QUEUE}/c0002?done=yes"
    assert sound()


def test_names_that_are_not_known_are_asked_for_and_may_be_left_out(
    team: CheckedClient, sit: Sit, north: Return
) -> None:
    typed = {**NEW, "services": "legal wizardry", "partners": "South Council\nThe Friends of Audit"}
    sit("north", SeatRole.COORDINATOR).post("/returns/2026/north/new", typed)
    send_and_sign(north)
    page = f"{QUEUE}/new-{line(north, 2)}"
    status, said = act(team, page, act="accept", line=line(north, 2))
    assert status == 422
    assert "The register does not know the partner “The Friends of Audit”." in said
    assert "The register does not know the service “legal wizardry”." in said
    meant = {"partner.2": "-", "service.1": "Internal Audit"}
    assert act(team, page, act="accept", line=line(north, 2), **meant)[0] == 302
    assert {part.body for part in held("c0001").parts if isinstance(part, Membership)} == {"north", "south"}


def test_a_new_line_is_merged_into_what_the_register_holds(team: CheckedClient, new: str, north: Return) -> None:
    before = held()
    assert act(team, new, act="merge", line=line(north, 2), target="Nothing of ours")[0] == 422
    assert act(team, new, act="merge", line=line(north, 2), target="Audit") == (302, f"{A1}?done=yes")
    after = held()
    assert (after.arrangement.staff, after.arrangement.aliases[-1]) == (12, "Legal")
    assert 90_000 in {part.amount_gbp for part in after.parts if isinstance(part, Claim)}
    assert north.lines.get(number=2).held_as == "a1"
    assert undo(team, A1) == 302
    assert held() == before
    assert (north.lines.get(number=2).held_as, sound()) == ("", True)


def test_two_arrangements_become_one_and_are_two_again(team: CheckedClient, ended: Return) -> None:
    because = Because("team-1", date(2026, 11, 2), "Told.", "https://north.example/")
    other = dossier("a2")
    register.record_arrangement(replace(other, parts=(*other.parts, claim("a2-c2", "a2", amount_gbp=70))), because)
    models.Question.objects.create(arrangement_id="a2", what="who", text="A friend", reason="unclear")
    before, gone = held(), held("a2")
    assert act(team, A1, act="merge", target="a2", why="The same minutes.")[0] == 302
    assert queries.dossier_of("a2") is None
    assert {part.amount_gbp for part in held().parts if isinstance(part, Claim)} == {50_000, 70}
    assert models.Question.objects.get().arrangement_id == "a1"
    assert models.Decision.objects.get().verdict == "same"
    assert undo(team, A1) == 302
    assert (held(), held("a2")) == (before, gone)
    assert models.Question.objects.get().arrangement_id == "a2"
    assert (models.Decision.objects.get().verdict, sound()) == ("different", True)


def test_a_case_names_bodies_with_their_pages_and_says_days_as_people_do(
    team: CheckedClient, sit: Sit, north: Return
) -> None:
    typed = {"decision": "change", "partners": "South Council | Nobody Ltd", "starts_on": "2012-05", "seen": "1"}
    sit("north", SeatRole.CONTRIBUTOR).post(LINE, typed)
    send_and_sign(north)
    page = team.get(A1).content.decode()
    assert '<a href="/bodies/south">South Council</a>; Nobody Ltd' in page
    shown = re.sub(r"<[^>]+>", " ", page)
    assert "May 2012" in shown
    assert "April 2011" in shown
    assert not re.findall(r"\d{4}-\d{2}-\d{2}|\b(?:north|south)\b", shown)


def test_two_are_not_merged_where_the_outcome_would_not_be_sound(team: CheckedClient, ended: Return) -> None:
    because = Because("team-1", date(2026, 11, 2), "Told.", "https://north.example/")
    other = dossier("a2")
    personal = replace(other.arrangement, contact="jo.bloggs@north.example")
    register.record_arrangement(replace(other, arrangement=personal), because)
    before, gone = held(), held("a2")
    status, page = act(team, A1, act="merge", target="a2", why="The same minutes.")
    assert status == 422
    assert "A contact is a team" in page
    assert (held(), held("a2")) == (before, gone)
    assert (Review.objects.count(), sound()) == (0, True)


def test_one_arrangement_becomes_two_and_is_one_again(team: CheckedClient, ended: Return) -> None:
    before = held()
    places = {type(part): number for number, part in enumerate(before.parts)}
    shares = {f"part.{number}": "both" for number in range(len(before.parts))}
    assert "A claim goes whole" in act(team, A1, act="split", name="Fraud", **shares)[1]
    assert "Say how the new one is called." in act(team, A1, act="split", **shares)[1]
    shares |= {f"part.{places[Claim]}": "goes"}
    assert act(team, A1, act="split", name="Fraud", **shares)[0] == 302
    new = held("c0001")
    assert [part.id for part in new.parts if isinstance(part, Claim)] == ["c0001-c1"]
    assert not [part for part in held().parts if isinstance(part, Claim)]
    assert undo(team, A1) == 302
    assert held() == before
    assert models.PastAddress.objects.get(id="c0001").arrangement_id == "a1"
    assert sound()


def test_a_question_goes_to_the_body_and_can_be_withdrawn_until_it_goes_on(
    team: CheckedClient, sit: Sit, ended: Return, letters: list[mail.EmailMessage]
) -> None:
    assert act(team, A1, act="ask", line=line(ended))[0] == 422
    assert act(team, A1, act="ask", line=line(ended), why="Did all of it end?")[0] == 302
    assert "Did all of it end?" in str(letters[-1].body)
    ended.refresh_from_db()
    assert (ended.stage, ended.signed_by) == ("started", "")
    browser = sit("north", SeatRole.CONTRIBUTOR)
    for page in ("/returns/2026/north", LINE):
        assert "Did all of it end?" in browser.get(page).content.decode()
    assert "asked back" in team.get(QUEUE).content.decode().casefold()
    assert undo(team, A1) == 302
    ended.refresh_from_db()
    assert (ended.stage, ended.signed_by, ended.lines.get().question) == ("submitted", "person-2", "")
    assert act(team, A1, act="ask", line=line(ended), why="And when?")[0] == 302
    browser.post(LINE, {**ENDED, "seen": str(ended.lines.get().version)})
    assert undo(team, A1) == 409
    send_and_sign(ended)
    assert (ended.lines.get().question, sound()) == ("", True)


def test_what_stands_as_it_is_is_published_with_the_reason(team: CheckedClient, sit: Sit, north: Return) -> None:
    sit("north", SeatRole.COORDINATOR).post(LINE, {"decision": "we dispute this", "why": "Not us.", "seen": "1"})
    send_and_sign(north)
    assert "“Not us.”" in team.get(QUEUE).content.decode()
    waive = {"act": "waive", "matter": "told differently"}
    assert act(team, A1, **waive)[0] == 422
    assert act(team, A1, **waive, why="Ask asha@north.example")[0] == 422
    assert act(team, A1, **waive, why="The minutes name both.")[0] == 302
    page = "/arrangements/audit-a1"
    assert "The minutes name both." in team.get(page).content.decode()
    assert "The minutes name both." in team.get(f"{page}.json").content.decode()
    assert "Audit" not in team.get(QUEUE).content.decode().partition("cases")[2]
    assert undo(team, A1) == 302
    assert "The minutes name both." not in team.get(page).content.decode()
    assert sound()


def test_an_act_is_not_undone_over_what_somebody_changed_since(team: CheckedClient, ended: Return) -> None:
    assert act(team, A1, act="accept", line=line(ended), take="this body left")[0] == 302
    now = held()
    because = Because("team-2", date(2026, 11, 3), "By hand.", "https://north.example/")
    register.record_arrangement(replace(now, arrangement=replace(now.arrangement, staff=99)), because)
    assert undo(team, A1) == 409
    assert held().arrangement.staff == 99
    assert ended.lines.get().taken


def test_of_two_who_press_at_once_one_acts_and_the_other_is_told(team: CheckedClient, ended: Return) -> None:
    page = seen(team, A1)
    typed = {"seen": page, "act": "accept", "line": line(ended)}
    assert team.post(A1, {**typed, "take": "it ended for all"}).status_code == 302
    other = team.post(A1, {**typed, "take": "this body left"})
    assert other.status_code == 409
    assert "Somebody has changed this case since you opened it" in other.content.decode()
    assert Review.objects.count() == 1


def test_two_signed_tellings_stand_in_the_edition_as_a_disagreement(
    team: CheckedClient, sit: Sit, north: Return, south: Return
) -> None:
    for of, amount in ((north, "90000"), (south, "40000")):
        form = {"decision": "change", "name": "Audit", "seen": "1", **SAVED, "savings.2025.amount_gbp": amount}
        staff = {"staff": "15" if of is north else "11"}
        page = f"/returns/2026/{of.body}/1"
        assert sit(of.body, SeatRole.COORDINATOR).post(page, {**form, **staff}).status_code == 302
        send_and_sign(of)
    assert "told differently" in team.get(QUEUE).content.decode().casefold()
    for of in (north, south):
        assert act(team, A1, act="accept", line=line(of))[0] == 302
    page = team.get("/arrangements/audit-a1").content.decode()
    for words in ("North Council says staff: 15; South Council says staff: 11", "£90,000", "£40,000"):
        assert words in page
    assert "£65,000" not in page
    claims = {part.amount_gbp: part for part in held().parts if isinstance(part, Claim)}
    assert claims[40_000].alternative_to == (claims[90_000].id,)
    assert "Audit" not in team.get(QUEUE).content.decode().partition("cases")[2]


def test_what_an_event_keeps_is_the_dossier_that_was_held(ended: Return) -> None:
    event = models.Event.objects.filter(subject="a1").latest("sequence")
    assert dossier_in(event.content) == held()


def test_a_partner_no_longer_named_has_left_or_never_was_one(
    team: CheckedClient, sit: Sit, north: Return, south: Return
) -> None:
    sit("south", SeatRole.COORDINATOR).post(
        "/returns/2026/south/1", {"decision": "not ours", "why": "We left.", "seen": "1"}
    )
    send_and_sign(south)
    assert "Say what became of" in act(team, A1, act="accept", line=line(south))[1]
    assert act(team, A1, act="accept", line=line(south), gone="they have left")[0] == 302
    left = {part.body: part.left_before_latest for part in held().parts if isinstance(part, Membership)}
    assert (left["north"], left["south"]) == (None, south.round.census_on)
    assert undo(team, A1) == 302
    assert act(team, A1, act="accept", line=line(south), gone="they never were members")[0] == 302
    assert {part.body for part in held().parts if isinstance(part, Membership)} == {"north"}


def test_a_round_is_seen_at_a_glance(team: CheckedClient, north: Return, south: Return) -> None:
    confirm(north)
    send_and_sign(north)
    page = team.get("/team/rounds/2026").content.decode()
    for words in ("South East", "District council", "no earlier round", "stage=submitted"):
        assert words in page
    listed = team.get("/team/rounds/2026?by=region&part=South East&stage=submitted").content.decode()
    assert "/team/rounds/2026/north" in listed
    assert "/team/rounds/2026/south" not in listed
