"""What a body signed comes into the register: by the verbs, with who said it, and nothing that it did not change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sharemap.accounts.roles import SeatRole
from sharemap.core.problem import Problem
from sharemap.register import models, queries
from sharemap.register.dossier import Dossier, Part
from sharemap.register.rows import Claim, ClaimKind, Membership, Role, Rung, Scope, SharedService, Sighting, State
from sharemap.returns.answers import Decision, SavingsAnswer
from sharemap.returns.models import Return
from sharemap.returns.taking import Gone, Meant, Take, Told, taken
from tests.pages import CheckedClient
from tests.register.samples import dossier
from tests.returns.conftest import Sit
from tests.returns.test_answering import ENDED, LINE, send_and_sign
from tests.returns.test_pure import ASKED
from tests.returns.test_review import A1, act

HELD = dossier()
SAVED = SavingsAnswer(
    "a1", "", 2025, None, 900, Rung.ACHIEVED, ClaimKind.RECURRING, Scope.WHOLE, "2020", "https://x.example/", None
)


def told(savings: tuple[SavingsAnswer, ...] = (), **changes: object) -> Told:
    said = replace(ASKED, **changes)  # type: ignore[arg-type]
    return Told("north", "North Council", 2026, date(2026, 11, 1), ASKED, said, savings)


def done(said: Told, take: Take = Take.AS_SAID, held: Dossier = HELD) -> Dossier:
    after = taken(held, said, take)
    assert isinstance(after, Dossier), after
    return after


def of_type(after: Dossier, part_type: type[Part]) -> list[Part]:
    return [part for part in after.parts if type(part) is part_type]


def test_a_confirmation_is_a_sighting_and_nothing_else() -> None:
    after = done(told(decision=Decision.STILL_RIGHT))
    assert after.arrangement == HELD.arrangement
    (new,) = set(after.parts) - set(HELD.parts)
    assert new == Sighting("a1", State.LIVE, date(2026, 11, 1), date(2026, 11, 1), "North Council, return of 2026")


def test_a_change_takes_what_the_body_changed_and_leaves_what_moved_since() -> None:
    moved = Dossier(replace(HELD.arrangement, description="Edited since."), HELD.parts)
    after = done(told(decision=Decision.CHANGE, staff=15, role=Role.HOST), held=moved)
    assert (after.arrangement.staff, after.arrangement.description) == (15, "Edited since.")
    roles = {part.body: part.role for part in after.parts if isinstance(part, Membership)}
    assert roles == {"north": Role.HOST, "south": Role.PARTNER}


def test_what_was_wrong_is_taken_away_and_an_end_to_come_is_for_who_leads_to_say() -> None:
    day = date(2027, 4, 1)
    ends: dict[str, Any] = {"ends_before_earliest": day, "ends_before_latest": day}
    wrong = replace(HELD.arrangement, contact="https://wrong.example/", **ends)
    asked = replace(told().asked, contact=wrong.contact, **ends)
    cleared = replace(told(decision=Decision.CHANGE), asked=asked)
    after = done(cleared, held=Dossier(wrong, HELD.parts)).arrangement
    assert (after.contact, after.ends_before_earliest, after.ends_before_latest) == ("", None, None)
    assert done(told(decision=Decision.CHANGE, role=Role.PARTNER, **ends)).arrangement.ends_before_latest is None
    assert done(told(decision=Decision.CHANGE, role=Role.LEAD, **ends)).arrangement.ends_before_latest == day


def test_an_end_for_all_and_the_leaving_of_one_are_two_things() -> None:
    ends: dict[str, Any] = {
        "ends_before_earliest": date(2026, 4, 1),
        "ends_before_latest": date(2026, 4, 1),
        "end_reason": "Over.",
    }
    said = told(decision=Decision.ENDED, **ends)
    after = done(said, Take.ALL_ENDED)
    assert (after.arrangement.ends_before_latest, after.arrangement.end_reason) == (date(2026, 4, 1), "Over.")
    assert State.ENDED in {part.state for part in after.parts if isinstance(part, Sighting)}
    left = done(said, Take.LEFT)
    assert left.arrangement == HELD.arrangement
    days = {part.body: part.left_before_latest for part in left.parts if isinstance(part, Membership)}
    assert days == {"north": date(2026, 4, 1), "south": None}
    assert isinstance(taken(HELD, said, Take.AS_SAID), Problem)


@pytest.mark.parametrize(
    "changes",
    [
        {"decision": Decision.DISPUTE, "why": "No."},
        {"decision": Decision.NOT_OURS, "why": "No."},
        {"decision": None},
        {"decision": Decision.CHANGE, "partners": ("west",)},
    ],
)
def test_what_needs_a_person_s_word_is_said_so(changes: dict[str, Any]) -> None:
    assert isinstance(taken(HELD, told(**changes), Take.AS_SAID), Problem)
    assert isinstance(taken(HELD, told(decision=Decision.STILL_RIGHT), Take.LEFT), Problem)


def test_members_and_services_are_taken_as_they_are_meant() -> None:
    said = told(decision=Decision.CHANGE, partners=("West & Co",), services=("Law",))
    meant = Meant({"West & Co": "west"}, {"Law": "legal"}, Gone.LEFT)
    after = taken(HELD, said, Take.AS_SAID, meant)
    assert isinstance(after, Dossier)
    left = {part.body: part.left_before_latest for part in after.parts if isinstance(part, Membership)}
    assert left == {"north": None, "south": date(2026, 11, 1), "west": None}
    assert [part.service for part in after.parts if isinstance(part, SharedService)] == ["legal"]
    never = taken(HELD, said, Take.AS_SAID, replace(meant, gone=Gone.NEVER))
    assert isinstance(never, Dossier)
    assert {part.body for part in never.parts if isinstance(part, Membership)} == {"north", "west"}


def test_the_same_amount_counts_once_and_another_is_an_alternative() -> None:
    first = done(told((SAVED,), decision=Decision.STILL_RIGHT))
    claim = next(part for part in first.parts if isinstance(part, Claim) and part.id == "a1-r1")
    assert (claim.amount_gbp, claim.rung, claim.year_from, claim.year_to) == (900, Rung.ACHIEVED, 2025, 2025)
    assert claim.note == "Told by North Council, return of 2026; in 2020 prices; see https://x.example/"
    same = done(told((SAVED,), decision=Decision.STILL_RIGHT), held=first)
    again = next(part for part in same.parts if isinstance(part, Claim) and part.id == "a1-r2")
    assert (again.same_claim_as, again.alternative_to) == ("a1-r1", ())
    other = done(told((replace(SAVED, amount_gbp=800),), decision=Decision.STILL_RIGHT), held=first)
    against = next(part for part in other.parts if isinstance(part, Claim) and part.id == "a1-r2")
    assert (against.same_claim_as, against.alternative_to) == ("", ("a1-r1",))
    share = done(told((replace(SAVED, scope=Scope.ONE_SHARE),), decision=Decision.STILL_RIGHT), held=first)
    own = next(part for part in share.parts if isinstance(part, Claim) and part.id == "a1-r2")
    assert (own.body, own.same_claim_as, own.alternative_to) == ("north", "", ())


def test_a_year_without_an_amount_is_no_claim() -> None:
    silent = replace(SAVED, amount_gbp=None, rung=None, kind=None)
    assert of_type(done(told((silent,), decision=Decision.STILL_RIGHT)), Claim) == of_type(HELD, Claim)


@pytest.mark.django_db
def test_what_would_not_be_sound_is_not_taken(sit: Sit, team: CheckedClient, north: Return) -> None:
    sit("north", SeatRole.COORDINATOR).post(LINE, {**ENDED, "seen": "1"})
    send_and_sign(north)
    models.Arrangement.objects.update(starts_on_earliest=date(2027, 1, 1), starts_on_latest=date(2027, 1, 1))
    before = queries.dossier_of("a1")
    status, said = act(team, A1, act="accept", line=str(north.lines.get().pk), take="it ended for all")
    assert status == 422
    assert "must lie after" in said
    assert queries.dossier_of("a1") == before
    assert not north.lines.get().taken


def test_a_body_that_says_it_is_in_becomes_a_member() -> None:
    others = tuple(part for part in HELD.parts if not (isinstance(part, Membership) and part.body == "north"))
    after = done(told(decision=Decision.CHANGE, role=Role.CUSTOMER), held=Dossier(HELD.arrangement, others))
    members = {part.body: part for part in of_type(after, Membership) if isinstance(part, Membership)}
    assert (members["north"].role, members["north"].named_as) == (Role.CUSTOMER, "North Council")
    assert set(members) == {"north", "south"}
