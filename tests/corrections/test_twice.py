"""Told twice, in the public form and in the team's own: asked by one rule, before anything is kept."""

from __future__ import annotations

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from sharemap.corrections.models import Proposal
from sharemap.register import queries
from sharemap.register.rows import Membership
from tests.corrections.samples import case, cells, sent
from tests.pages import CheckedClient

pytestmark = pytest.mark.django_db
ALIKE = "/corrections/alike.json"
AUDIT = {"name": "Audit", "services": "internal audit", "partners": "North Council\nSouth Council"}
LEGAL = {"name": "Lexham Law", "services": "legal", "partners": "North Council\nSouth Council"}


def propose(client: CheckedClient, **changes: str) -> Proposal:
    answer = client.post(
        "/corrections", sent(**{"about": "", "kind": "new", "says": "It is new.", **LEGAL, **changes})
    )
    assert answer.status_code == 302
    return Proposal.objects.latest("pk")


def recording(name: str = LEGAL["name"], **more: str) -> dict[str, str]:
    """The team's form for an arrangement that is not in the register, as a browser posts it."""
    blank = {cell: "" for cell in cells() if cell.startswith("arrangement.")}
    whole = {cell: value for cell, value in cells("none").items() if "." in cell}
    typed = {
        "arrangement.name": name,
        "arrangement.model": "joint committee",
        "sharedservice.new.service": "",
        "membership.new.body": "North Council",
        "membership.new.role": "lead",
    }
    return {"act": "accept", "target": "new", "seen": "", **whole, **blank, **typed, **more}


def test_the_public_is_asked_of_the_register_alone_and_without_the_database(
    client: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(client)

    def refuse(*_: object) -> None:
        raise AssertionError("the question asked the database")

    with monkeypatch.context() as guarded:
        guarded.setattr(BaseDatabaseWrapper, "cursor", refuse)
        assert "Is this Audit?" in client.get(ALIKE, AUDIT).json()["html"]
        assert client.get(ALIKE, LEGAL).json() == {"html": "", "said": ""}
        assert client.get(ALIKE, {**AUDIT, "another": "a1 "}).json()["html"] == ""
        assert client.get(ALIKE, {"name": "Audit " * 9_000}).status_code == 200


def test_the_public_form_asks_on_sending_and_keeps_nothing_before_the_answer(client: CheckedClient) -> None:
    answer = client.post("/corrections", sent(kind="new", **AUDIT))
    assert answer.status_code == 422
    assert "Is this Audit?" in answer.content.decode()
    assert not Proposal.objects.exists()
    propose(client, **AUDIT, another="a1 ")
    held = Proposal.objects.get()
    assert (held.name, held.services, held.partners) == tuple(AUDIT.values())


def test_yes_makes_it_a_proposal_about_that_entry_and_loses_no_word(client: CheckedClient) -> None:
    page = client.post("/corrections", sent(kind="new", **AUDIT, **{"is": "a1"})).content.decode()
    assert 'name="about" value="/arrangements/audit-a1"' in page
    assert "It has 15 people now" in page
    assert not Proposal.objects.exists()


def test_a_new_arrangement_needs_a_name_and_nothing_else_has_one(client: CheckedClient) -> None:
    answer = client.post("/corrections", sent(kind="new"))
    assert "Say what the new arrangement is called." in answer.content.decode()
    client.post("/corrections", sent(**AUDIT))
    assert Proposal.objects.get().name == ""


def test_the_team_sees_two_proposals_of_one_arrangement_side_by_side(
    client: CheckedClient, team: CheckedClient
) -> None:
    one, other = propose(client), propose(client, name="Lexham law service", says="I saw it.")
    queue = team.get("/team/proposals").content.decode()
    assert f"Lexham law service (proposal {other.pk})" in queue
    page = team.get(case(one)).content.decode()
    assert "Likely told twice" in page
    assert f'href="{case(other)}"' in page
    assert "North Council; South Council" in page
    team.post(case(other), {"act": "not-taken", "reason": "No."})
    assert "Likely told twice" not in team.get(case(one)).content.decode()


def test_the_teams_form_is_asked_as_it_is_typed_and_when_it_is_sent(
    client: CheckedClient, team: CheckedClient
) -> None:
    proposal = propose(client)
    typed = {"arrangement.name": "Audit", "sharedservice.new.service": "internal audit"}
    found = team.get(f"{case(proposal)}/alike.json", typed).json()
    assert "Is this Audit?" in found["html"]
    assert found["said"]
    before = queries.subjects()
    answer = team.post(case(proposal), recording(**{**typed, "membership.new.body": "South Council"}))
    assert answer.status_code == 422
    assert "Is this Audit?" in answer.content.decode()
    assert queries.subjects() == before
    assert Proposal.objects.get().is_open


def test_the_team_says_that_it_is_another(client: CheckedClient, team: CheckedClient) -> None:
    proposal = propose(client)
    posted = recording("Audit", **{"sharedservice.new.service": "internal audit", "another": "a1 "})
    posted.pop("act")  # without script the answer is the button, and stands for accepting
    assert team.post(case(proposal), posted).status_code == 302
    made = queries.dossier_of(Proposal.objects.get().arrangement)
    assert made is not None
    assert made.arrangement.name == "Audit"
    assert "It was told to be another than a1 Audit" in queries.events_of(made.arrangement.id)[0].why


def test_the_team_says_that_it_is_the_one_and_edits_that(client: CheckedClient, team: CheckedClient) -> None:
    proposal = propose(client)
    page = team.post(case(proposal), recording("Audits", **{"is": "a1"})).content.decode()
    assert "Accept: edit Audit" in page
    assert 'value="Audits"' in page
    assert 'value="North Council"' in page


def test_the_team_is_asked_of_another_proposal_too(client: CheckedClient, team: CheckedClient) -> None:
    one, other = propose(client), propose(client, says="I saw it.")
    page = team.post(case(one), recording()).content.decode()
    assert f"New in proposal {other.pk}." in page
    assert 'name="is"' not in page
    assert team.post(case(one), recording(another=f"proposal-{other.pk}")).status_code == 302
    made = queries.dossier_of(Proposal.objects.get(pk=one.pk).arrangement)
    assert made is not None
    assert [each.body for each in made.parts if isinstance(each, Membership)] == ["north"]
    # What is public of it names no proposal.
    assert "proposal-" not in queries.events_of(made.arrangement.id)[0].why
    # And now the register holds what the other is about.
    assert "in the register" in team.get("/team/proposals").content.decode()


def test_a_proposal_that_is_no_more_has_no_question(team: CheckedClient) -> None:
    assert team.get("/team/proposals/999/alike.json").status_code == 404
