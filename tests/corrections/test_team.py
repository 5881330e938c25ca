"""The team decides: the register changes by its verbs and with a source, and the sender can see what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from sharemap.corrections import accepting
from sharemap.corrections.choices import Stage
from sharemap.corrections.models import Proposal
from sharemap.corrections.proposals import Decision, close
from sharemap.register import models, queries
from sharemap.register.dossier import Dossier
from sharemap.register.intake import take_in
from sharemap.register.rows import Citation, Membership, Sighting, Source, State
from tests.corrections.conftest import say
from tests.corrections.samples import URL, WORDS, case, cells, sent
from tests.pages import CheckedClient

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


def held(arrangement: str = "a1") -> Dossier:
    dossier = queries.dossier_of(arrangement)
    assert dossier
    return dossier


def accepting_form(proposal: Proposal, **typed: str) -> dict[str, str]:
    seen = accepting.seen_of(queries.dossier_of("a1"))
    return {"act": "accept", "target": "a1", "seen": seen, **cells(**typed)}


def accept(team: CheckedClient, proposal: Proposal, **typed: str) -> str:
    """Accept, and what the page then says; blank where it went through."""
    answer = team.post(case(proposal), accepting_form(proposal, **typed))
    assert answer.status_code in (302, 409, 422)
    return "" if answer.status_code == 302 else answer.content.decode()


def test_the_queue_has_the_oldest_first_and_the_decided_below(team: CheckedClient, proposal: Proposal) -> None:
    team.post("/corrections", sent(about="/bodies/south", says="It is missing."))
    text = team.get("/team/proposals").content.decode()
    assert text.index("Audit") < text.index("South Council") < text.index("Nothing is decided yet")
    team.post(case(proposal), {"act": "already"})
    text = team.get("/team/proposals").content.decode()
    assert text.index("South Council") < text.index('id="decided"') < text.index("Accepted: no change was needed")


@pytest.mark.parametrize("query", ["", "?page=2", "?page=x", "?decided=-1"])
def test_a_long_queue_has_pages(team: CheckedClient, query: str) -> None:
    now = timezone.now()
    Proposal.objects.bulk_create(
        Proposal(kind="wrong", says="x", digest=str(n), received_at=now, received_on=now.date()) for n in range(60)
    )
    text = team.get(f"/team/proposals{query}").content.decode()
    assert "60 proposals" in text
    assert text.count("No page named") == (10 if query == "?page=2" else 50)


def test_the_case_shows_what_was_said_as_text_and_the_history(team: CheckedClient, proposal: Proposal) -> None:
    Proposal.objects.update(says=HOSTILE, source_words=HOSTILE)
    text = team.get(case(proposal)).content.decode()
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
    assert HOSTILE not in text
    assert "Arrangement recorded, by data." in text
    assert "officer@north.example" in text
    assert f'value="{URL}"' in text


def test_an_accepted_edit_changes_the_register_and_leaves_an_event(
    team: CheckedClient, member: User, proposal: Proposal
) -> None:
    assert accept(team, proposal, arrangement__staff="15", answer="Thank you.") == ""
    dossier = held()
    assert dossier.arrangement.staff == 15
    source = next(row for row in queries.all_rows()[Source] if isinstance(row, Source) and row.url == URL)
    assert (source.id, source.publisher, source.published) == ("c0001", "Northshire", "2026-11")
    assert Citation("a1", "c0001", "") in dossier.parts
    event = models.Event.objects.order_by("id").last()
    assert event
    assert (event.subject, event.happened, event.actor) == ("a1", "arrangement corrected", f"team-{member.pk}")
    assert event.on == timezone.localdate()
    assert event.source == URL
    assert event.why == (f"proposal {proposal.reference}: Thank you. Staff: “12” is now “15”. Sources: 1 added.")


def test_the_site_and_the_sender_see_what_was_accepted_and_the_email_is_gone(
    client: CheckedClient, team: CheckedClient, proposal: Proposal
) -> None:
    accept(team, proposal, arrangement__description="Fifteen people audit.")
    assert "Fifteen people audit." in client.get("/arrangements/audit-a1").content.decode()
    receipt = client.get(f"/corrections/received/{proposal.reference}").content.decode()
    assert "Accepted: the register was changed" in receipt
    assert "is now “Fifteen people audit.”" in receipt
    assert 'href="/arrangements/audit-a1"' in receipt
    proposal.refresh_from_db()
    assert (proposal.email, proposal.arrangement) == ("", "a1")


def test_a_later_intake_of_the_same_data_keeps_what_was_accepted(
    team: CheckedClient, proposal: Proposal, small: Path
) -> None:
    accept(team, proposal, arrangement__staff="15")
    models.Intake.objects.all().delete()
    assert take_in(small, say) == []
    assert held().arrangement.staff == 15


def test_a_member_and_a_sighting_are_added_and_a_member_is_taken_out(team: CheckedClient, proposal: Proposal) -> None:
    typed = {
        "sighting__new__state": "ended",
        "sighting__new__seen_on_earliest": "2026-11-01",
        "sighting__new__seen_on_latest": "2026-11-30",
        "sighting__new__basis": "the minutes",
        "membership__new__body": "South",
        "membership__new__role": "customer",
        "membership__1__remove": "yes",
        "membership__0__role": "host",
    }
    assert accept(team, proposal, **typed) == ""
    parts = held().parts
    members = {(part.body, part.role, part.named_as) for part in parts if isinstance(part, Membership)}
    assert members == {("north", "host", "north"), ("south", "customer", "South")}
    assert any(isinstance(part, Sighting) and part.state is State.ENDED for part in parts)


def test_a_source_held_already_is_cited_and_not_told_anew(team: CheckedClient, proposal: Proposal) -> None:
    typed = {"source__url": "https://north.example/audit/", "source__publisher": "Others", "arrangement__staff": "15"}
    assert accept(team, proposal, **typed) == ""
    assert [row.publisher for row in queries.all_rows()[Source] if isinstance(row, Source)] == ["Northshire"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"arrangement__staff": "many"}, "Staff needs a whole number"),
        ({"arrangement__name": ""}, "An arrangement needs a name."),
        ({"arrangement__staff": "-1"}, "Staff must lie between 0"),
        ({"arrangement__ends_before_earliest": "2020-01-01"}, "must both be filled or both be blank"),
        (
            {"arrangement__ends_before_earliest": "2020-02-01", "arrangement__ends_before_latest": "2020-01-01"},
            "must not lie before",
        ),
        (
            {"arrangement__ends_before_earliest": "2001-01-01", "arrangement__ends_before_latest": "2001-01-01"},
            "Ends before latest must lie after Starts on earliest.",
        ),
        (
            {"membership__new__body": "Nowhere Borough Council", "membership__new__role": "lead"},
            "No one body is called",
        ),
        ({"membership__new__body": "south"}, "Choose its role."),
        ({"sighting__new__basis": "hearsay"}, "Choose what was seen."),
        ({"arrangement__model": ""}, "Choose how the sharing is organised."),
        (
            {
                "sighting__0__seen_on_earliest": "2026-11-30",
                "sighting__0__seen_on_latest": "2026-11-01",
            },
            "Sightings, the row “a1, live”: Seen on latest must not lie before Seen on earliest.",
        ),
        ({"sharedservice__new__service": "juggling"}, "must name a row"),
        ({"source__url": ""}, "A change needs a source"),
        ({"source__url": "javascript:alert(1)"}, "A change needs a source"),
        ({"source__publisher": ""}, "Say who published it."),
        ({"source__published": "last May"}, "Its date is a year, a month or a day"),
        ({"arrangement__slug": "mine"}, "This form has no such cell."),
        ({"membership__0__arrangement": "a2"}, "This form has no such cell."),
        ({"source__url": "https://north.example/audit"}, "Nothing was changed"),
    ],
)
def test_what_would_not_be_sound_in_data_is_refused_whole(
    team: CheckedClient, proposal: Proposal, typed: dict[str, str], says: str
) -> None:
    before = held()
    said = accept(team, proposal, **{"answer": "My own words.", **typed})
    assert says in said
    assert "My own words." in said
    assert "<title>Error: " in said
    assert held() == before
    assert models.Source.objects.count() == 1
    proposal.refresh_from_db()
    assert (proposal.stage, proposal.email) == ("received", "officer@north.example")


def test_what_is_unsound_is_said_beside_its_cell(team: CheckedClient, proposal: Proposal) -> None:
    said = accept(team, proposal, arrangement__ends_before_earliest="2020-01-01")
    assert 'id="arrangement.ends_before_earliest-error"' in said
    assert ".csv" not in said


def test_a_long_address_is_cut_and_not_left_out(team: CheckedClient, proposal: Proposal) -> None:
    url = "https://north.example/" + "a" * 80
    assert accept(team, proposal, source__url=url, arrangement__staff="15") == ""
    team.post("/corrections", sent(says="Another one."))
    other = Proposal.objects.exclude(id=proposal.id).get()
    assert f"{url[:70]}…</span>" in team.get(case(other)).content.decode()


def test_all_faults_of_the_cells_are_said_at_once(team: CheckedClient, proposal: Proposal) -> None:
    said = accept(team, proposal, arrangement__staff="many", source__url="", membership__0__role="chief")
    for place in ("arrangement.staff", "source.url", "membership.0.role"):
        assert f'href="#{place}"' in said


def test_the_second_of_two_who_decide_is_told_so(team: CheckedClient, proposal: Proposal) -> None:
    form = accepting_form(proposal, arrangement__staff="15")
    close(proposal.id, Decision(Stage.NOT_TAKEN, "No.", "team-9"), timezone.now())
    for posted in (form, {"act": "already"}, {"act": "not-taken", "reason": "No."}):
        answer = team.post(case(proposal), posted)
        assert answer.status_code == 409
        assert "was decided while you had it open" in answer.content.decode()
    assert held().arrangement.staff == 12
    proposal.refresh_from_db()
    assert (proposal.stage, proposal.decided_by) == ("not taken", "team-9")


def test_nobody_overwrites_what_they_have_not_seen(team: CheckedClient, proposal: Proposal) -> None:
    form = accepting_form(proposal, arrangement__staff="15")
    team.post("/corrections", sent(says="Another one."))
    other = Proposal.objects.exclude(id=proposal.id).get()
    assert accept(team, other, arrangement__staff="20") == ""
    answer = team.post(case(proposal), form)
    assert answer.status_code == 409
    assert "was changed while you had it open" in answer.content.decode()
    assert 'value="15"' in answer.content.decode()
    assert held().arrangement.staff == 20


def test_not_taken_needs_a_reason_which_the_sender_reads(
    client: CheckedClient, team: CheckedClient, proposal: Proposal
) -> None:
    answer = team.post(case(proposal), {"act": "not-taken", "reason": " "})
    assert answer.status_code == 422
    assert "Say why it is not taken" in answer.content.decode()
    team.post(case(proposal), {"act": "not-taken", "reason": f"The minutes say 12. {HOSTILE}"})
    receipt = client.get(f"/corrections/received/{proposal.reference}").content.decode()
    assert "The minutes say 12. &lt;script&gt;" in receipt
    proposal.refresh_from_db()
    assert (proposal.email, proposal.stage) == ("", "not taken")
    assert models.Event.objects.count() == 1


def taking_out(**typed: str) -> dict[str, str]:
    seen = accepting.seen_of(queries.dossier_of("a1"))
    return {"act": "take-out", "target": "a1", "seen": seen, "reason": "Only one council runs it.", **typed}


def test_what_is_taken_out_answers_at_its_address_with_the_reason(
    client: CheckedClient, team: CheckedClient, proposal: Proposal, small: Path
) -> None:
    assert team.post(case(proposal), taking_out()).status_code == 302
    answer = client.get("/arrangements/audit-a1")
    assert answer.status_code == 410
    assert "Only one council runs it." in answer.content.decode()
    receipt = client.get(f"/corrections/received/{proposal.reference}").content.decode()
    assert "Only one council runs it." in receipt
    models.Intake.objects.all().delete()
    assert take_in(small, say) == []
    assert queries.dossier_of("a1") is None
    assert [row.id for row in queries.past_addresses_made_here()] == ["a1"]


def test_taking_out_needs_a_reason_and_what_was_seen(team: CheckedClient, proposal: Proposal) -> None:
    assert team.post(case(proposal), taking_out(reason=" ")).status_code == 422
    assert team.post(case(proposal), taking_out(seen="something else")).status_code == 409
    assert team.post(case(proposal), taking_out(target="a9")).status_code == 409
    assert held()
    proposal.refresh_from_db()
    assert proposal.stage == Stage.RECEIVED


def test_a_new_arrangement_gets_an_identifier_and_a_name_that_none_ever_had(
    team: CheckedClient, proposal: Proposal
) -> None:
    models.Event.objects.create(
        subject="c0041", sequence=1, happened="arrangement withdrawn", on="2026-11-01", actor="team-1"
    )
    typed = {name: "" for name in cells() if name.startswith("arrangement.")}
    posted = {
        "act": "accept",
        "target": "new",
        "seen": "",
        **{name: value for name, value in cells("none").items() if "." in name},
        **typed,
        "arrangement.name": "Audit a1",
        "arrangement.model": "joint committee",
        "membership.new.body": "North Council",
        "membership.new.role": "lead",
    }
    assert team.post(case(proposal), posted).status_code == 302
    made = held("c0042")
    assert (made.arrangement.name, made.arrangement.slug) == ("Audit a1", "audit-a1-2")
    assert [part.body for part in made.parts if isinstance(part, Membership)] == ["north"]
    assert "“Audit a1” is in the register." in Proposal.objects.get().answer
    assert "North Council" in team.get("/arrangements/audit-a1-2").content.decode()


def test_a_proposal_about_no_entry_asks_which_one_to_edit(team: CheckedClient) -> None:
    team.post("/corrections", sent(about="/bodies/south"))
    address = case(Proposal.objects.get())
    assert "Which arrangement is to be edited?" in team.get(address).content.decode()
    for words in ("audit-a1", "a1", "audit"):
        assert "Accept: edit Audit" in team.get(address, {"arrangement": words}).content.decode()
    assert "record a new arrangement" in team.get(address, {"arrangement": "new"}).content.decode()
    assert "Which arrangement is to be edited?" in team.get(address, {"arrangement": HOSTILE}).content.decode()


def test_a_site_that_cannot_be_cut_anew_does_not_undo_what_was_accepted(
    team: CheckedClient, proposal: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(accepting, "cut_preview", full)
    assert accept(team, proposal, arrangement__staff="15") == ""
    assert held().arrangement.staff == 15


def test_words_are_kept_with_the_decision_and_shown_to_the_team_alone(
    client: CheckedClient, team: CheckedClient, proposal: Proposal
) -> None:
    team.post(case(proposal), {"act": "already", "reason": "It is so."})
    assert WORDS in team.get(case(proposal)).content.decode()
    assert WORDS not in client.get(f"/corrections/received/{proposal.reference}").content.decode()
