"""The verbs: what they hold, and the chain of events they leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sharemap.bodies import models as bodies
from sharemap.core.records import to_model
from sharemap.register import models, queries, services
from sharemap.register.dossier import Dossier, dossiers
from sharemap.register.rows import Claim, PastAddress, Relation, RelationKind, State, Telling
from tests.register.samples import SOURCE, body, dossier, membership, telling

pytestmark = pytest.mark.django_db
BECAUSE = services.Because("test", date(2026, 11, 25), "A test", "s1")


@pytest.fixture(autouse=True)
def _councils() -> None:
    for key in ("north", "south", "west"):
        to_model(body(key), bodies.Body).save()
    services.record_sources([SOURCE])


@transaction.atomic
def record_and_check(held: Dossier) -> None:
    """A transaction of its own, with the references looked at, as at a commit."""
    services.record_arrangement(held, BECAUSE)
    transaction.get_connection().check_constraints()


def events() -> list[models.Event]:
    return list(models.Event.objects.order_by("subject", "sequence"))


def test_an_arrangement_recorded_is_read_back_the_same() -> None:
    services.record_arrangement(dossier(), BECAUSE)
    assert queries.dossier_of("a1") == dossier()


def test_recording_the_same_again_changes_nothing_and_leaves_no_event() -> None:
    services.record_arrangement(dossier(), BECAUSE)
    assert services.record_arrangement(dossier(), BECAUSE) is None
    assert [event.happened for event in events()] == ["arrangement recorded"]


def test_a_correction_replaces_what_was_held_and_keeps_what_was_said() -> None:
    services.record_arrangement(dossier(), BECAUSE)
    corrected = dossier(members=("north", "west"))
    services.record_arrangement(corrected, BECAUSE)
    assert queries.dossier_of("a1") == corrected
    first, second = events()
    assert '"south"' in first.content
    assert second.happened == "arrangement corrected"
    assert second.previous_hash == first.hash


def test_each_event_s_hash_covers_all_it_says_and_the_event_before() -> None:
    services.record_arrangement(dossier(), BECAUSE)
    services.record_arrangement(dossier(state=State.ENDED), BECAUSE)
    for event in events():
        assert event.hash == services.event_hash(event)
        event.why = "something else"
        assert event.hash != services.event_hash(event)


def test_a_withdrawn_arrangement_is_gone_and_its_events_stay() -> None:
    services.record_arrangement(dossier(), BECAUSE)
    services.withdraw_arrangement("a1", BECAUSE)
    assert queries.dossier_of("a1") is None
    assert [event.happened for event in events()] == ["arrangement recorded", "arrangement withdrawn"]


def test_a_merged_arrangement_hands_its_tellings_and_old_addresses_to_the_other() -> None:
    services.record_arrangement(dossier(), BECAUSE)
    services.record_arrangement(dossier("a2"), BECAUSE)
    services.record_table(Telling, [telling("a2")])
    services.record_table(PastAddress, [PastAddress("a3", "older", "a2", "the same")])
    event = services.withdraw_arrangement("a2", BECAUSE, "a1")
    assert (event.happened, event.content) == ("arrangement merged", "a1")
    rows = queries.all_rows()
    assert {row.arrangement for kind in (Telling, PastAddress) for row in rows[kind]} == {"a1"}  # type: ignore[attr-defined]


def test_one_taken_out_is_taken_out_of_the_relations_of_others_and_keeps_its_address() -> None:
    one, two = dossier(), dossier("a2")
    related = dossiers([one.arrangement], [*one.parts, Relation("a1", RelationKind.PART_OF, "a2", "why")])[0]
    record_and_check(two)
    record_and_check(related)
    services.withdraw_arrangement("a2", BECAUSE)
    assert queries.dossier_of("a1") == one
    assert queries.all_rows()[PastAddress] == [PastAddress("a2", "audit-a2", "", "A test")]
    assert [event.happened for event in events()] == [
        "arrangement recorded",
        "arrangement corrected",
        "arrangement recorded",
        "arrangement withdrawn",
    ]


def test_a_membership_that_passes_leaves_an_event_of_its_own_once() -> None:
    services.record_arrangement(dossier(), BECAUSE)
    passed = replace(membership("a1", "west"), passed_from="south")
    held = dossier()
    for _ in range(2):
        services.record_arrangement(dossiers([held.arrangement], [*held.parts, passed])[0], BECAUSE)
    assert [(event.happened, event.content) for event in events() if "passed" in event.happened] == [
        ("membership passed", "south to west")
    ]


def test_a_verb_that_fails_leaves_nothing_behind() -> None:
    unknown_member = dossier(members=("north", "nobody"))
    with pytest.raises(IntegrityError):
        record_and_check(unknown_member)
    assert set(models.Arrangement.objects.values_list("id", flat=True)) == set()
    assert events() == []


def test_a_claim_told_elsewhere_outlives_a_correction_of_where_it_was_told_first() -> None:
    first, second = dossier("a1"), dossier("a2")
    told_again = tuple(
        replace(part, same_claim_as="a1-c1") if isinstance(part, Claim) else part for part in second.parts
    )
    record_and_check(first)
    record_and_check(replace(second, parts=told_again))
    record_and_check(dossier("a1", state=State.ENDED))
    held = queries.dossier_of("a2")
    assert held is not None
    assert held.parts == told_again


def test_the_database_refuses_bounds_out_of_order_and_negative_claims() -> None:
    services.record_arrangement(dossier(), BECAUSE)
    wrong_way = {"starts_on_earliest": date(2012, 1, 1), "starts_on_latest": date(2011, 1, 1)}
    for change in (wrong_way, {"ends_before_earliest": date(2012, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            models.Arrangement.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Claim.objects.update(amount_gbp=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Claim.objects.update(year_to=2011)


def test_a_body_cannot_end_before_it_starts() -> None:
    backwards = replace(body("east"), ends_before=date(1974, 4, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        to_model(backwards, bodies.Body).save()
