"""`sharemap audit verify` finds a past that was written over, in whatever way, in arrangements and in returns."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import models as fields
from django.db import transaction
from django.db.models import F
from pytest_django import Settings

from sharemap import serving
from sharemap.editions.heads import Places
from sharemap.editions.publish import Order
from sharemap.register import models, queries, services
from sharemap.register.dossier import Dossier
from sharemap.register.rows import Membership
from sharemap.register.services import Because
from sharemap.returns import history
from sharemap.returns.commands import audit_command, faults
from sharemap.returns.models import Event, Return
from tests.pages import CheckedClient
from tests.returns.conftest import Sit
from tests.returns.test_answering import confirm, send_and_sign
from tests.returns.test_review import A1, act, line

pytestmark = pytest.mark.django_db
BECAUSE = Because("team-1", date(2026, 11, 2), "A letter.", "https://north.example/letter")
WHOLE = "Every chain is whole.\n"
Events = Any
"""The events of one arrangement or of one return, in a query."""


@pytest.fixture
def places(north: Return, south: Return, settings: Settings) -> Places:
    """Arrangements and returns with some events; an edition that was published meanwhile; and then some more."""
    held = queries.dossier_of("a1")
    assert held
    fewer = Dossier(held.arrangement, held.parts[1:])
    services.record_arrangement(fewer, BECAUSE)
    services.record_arrangement(_another(held), BECAUSE)
    confirm(north)
    send_and_sign(north)
    assert serving.publish(Order("2026.1"), commit=True) == 0
    services.record_arrangement(held, BECAUSE)
    services.record_arrangement(fewer, BECAUSE)
    confirm(south)
    return Places(settings.EDITIONS, settings.DATA / "editions")


def _another(held: Dossier) -> Dossier:
    arrangement = replace(held.arrangement, id="b1", slug="another", name="Another audit")
    members = [each for each in held.parts if isinstance(each, Membership)]
    return Dossier(arrangement, tuple(replace(each, arrangement="b1") for each in members))


def audited(places: Places) -> tuple[int, str]:
    out = StringIO()
    return audit_command(places, out), out.getvalue()


def chains() -> list[tuple[str, Events, Events]]:
    """What stands in the words for each kind of chain, its events, and those of another chain."""
    subject, of = models.Event.objects.filter(subject="a1"), Event.objects.filter(of__body="north")
    return [
        ("a1", subject, models.Event.objects.filter(subject="b1")),
        ("north", of, Event.objects.filter(of__body="south")),
    ]


def rehash(events: Events) -> object:
    """As one would who can write to the database and knows how hashes are made, and where they are sealed."""
    previous, last = "", None
    hashed = history.event_hash if events.model is Event else services.event_hash
    for last in events.order_by("sequence"):
        last.previous_hash = previous
        last.hash = previous = hashed(last)
        last.save()
    if isinstance(last, Event):
        Return.objects.filter(pk=last.of_id).update(events=last.sequence, head=last.hash)
    return last


def renumber(events: Events, first: int, by: int) -> None:
    """One by one, from the end that leaves room."""
    order = "-sequence" if by > 0 else "sequence"
    for event in events.filter(sequence__gte=first).order_by(order):
        events.filter(pk=event.pk).update(sequence=F("sequence") + by)


def cut(events: Events, sequence: int) -> None:
    """Take one out and close the gap, every hash anew."""
    events.filter(sequence=sequence).delete()
    renumber(events, sequence, -1)
    rehash(events)


def insert(events: Events, sequence: int) -> object:
    """One more that was never there."""
    forged = events.get(sequence=sequence)
    renumber(events, sequence, 1)
    forged.pk, forged.why, forged.actor = None, "It was always so.", "team-9"
    forged.save(force_insert=True)
    return forged


def exchange(events: Events, others: Events) -> None:
    """The second event of one chain for that of another, whole."""
    mine, theirs = events.get(sequence=2), others.order_by("sequence").last()
    for kept, into in ((mine, theirs), (theirs, mine)):
        columns = ("happened", "actor", "why", "content", "previous_hash", "hash")
        type(kept).objects.filter(pk=into.pk).update(**{name: getattr(kept, name) for name in columns})


WAYS: dict[str, Callable[[Events, Events], object]] = {
    "the first is gone": lambda events, _: events.filter(sequence=1).delete(),
    "one between is gone": lambda events, _: events.filter(sequence=2).delete(),
    "all but the first are gone": lambda events, _: events.filter(sequence__gt=1).delete(),
    "all are gone": lambda events, _: events.all().delete(),
    "one is gone and the rest closed up": lambda events, _: cut(events, 2),
    "the first is gone and the rest closed up": lambda events, _: cut(events, 1),
    "the end is gone and sealed anew": lambda events, _: (
        events.filter(sequence__gt=1).delete(),
        rehash(events),
    ),
    "two are exchanged": lambda events, _: (
        events.filter(sequence=2).update(sequence=99),
        events.filter(sequence=3).update(sequence=2),
        events.filter(sequence=99).update(sequence=3),
    ),
    "one is put in": lambda events, _: insert(events, 2),
    "one is put in and all hashed anew": lambda events, _: (insert(events, 2), rehash(events)),
    "two chains have exchanged events": exchange,
    "one says something else and all is hashed anew": lambda events, _: (
        events.filter(sequence=1).update(actor="team-9"),
        rehash(events),
    ),
    "the last before the edition says something else and all is hashed anew": lambda events, _: (
        events.filter(sequence=2).update(why="Other words."),
        rehash(events),
    ),
}


def altered(field: Any, value: Any, others: Events) -> Any:
    if field.is_relation:
        return others.first().of_id
    if isinstance(field, fields.DateField):
        return value + timedelta(days=1)
    # Other words of the same length: a column may hold no more.
    return value + 70 if isinstance(value, int) else f"{value[:-1]}{'y' if value.endswith('x') else 'x'}"


def alterations() -> Iterator[tuple[str, Callable[[Events, Events], object]]]:
    """Each column of an event, by itself."""
    for model in (models.Event, Event):
        for field in model._meta.concrete_fields:
            if not field.primary_key:
                yield f"{model.__module__} {field.name}", _alteration(model, field)


def _alteration(model: Any, field: Any) -> Callable[[Events, Events], object]:
    def alter(events: Events, others: Events) -> None:
        if events.model is model:
            last = events.order_by("sequence").last()
            value = altered(field, getattr(last, field.attname), others)
            model.objects.filter(pk=last.pk).update(**{field.attname: value})

    return alter


def test_a_past_written_over_in_any_way_shows(places: Places) -> None:
    assert audited(places) == (0, WHOLE)
    for how, change in (*WAYS.items(), *alterations()):
        for named, events, others in chains():
            with transaction.atomic():
                before = list(events.order_by("pk").values())
                change(events, others)
                same = list(events.order_by("pk").values()) == before
                said = " ".join(map(str, faults(places)))
                assert (named in said) is not same, (how, named)
                transaction.set_rollback(True)
    assert audited(places) == (0, WHOLE)


def test_a_return_taken_away_whole_shows(places: Places, north: Return) -> None:
    Event.objects.filter(of=north).delete()
    Return.objects.filter(pk=north.pk).delete()
    status, said = audited(places)
    assert status == 1
    assert "2026/north: Edition 2026.1 rests on an event that is not there." in said


def test_a_chain_that_was_cut_behind_the_edition_shows_by_its_seal(places: Places, north: Return) -> None:
    north.refresh_from_db()
    north.chain.filter(sequence=north.events).delete()
    assert "The return was sealed with" in audited(places)[1]


def test_heads_are_of_bodies_and_hashes_and_hold_nobody(places: Places) -> None:
    heads = json.loads((places.editions / "2026.1" / "heads.json").read_text(encoding="utf-8"))
    assert set(heads) == {"a1", "b1", "2026/north", "2026/south"}
    assert all(len(each) == 64 and int(each, 16) for each in heads.values())


def test_what_opens_a_return_cannot_be_guessed(north: Return, south: Return) -> None:
    salts = [json.loads(each.chain.get().content)["salt"] for each in (north, south)]
    assert [len(each) for each in salts] == [32, 32]
    assert salts[0] != salts[1]


def test_an_edition_whose_heads_were_rewritten_too_is_found_by_its_kept_manifest(
    places: Places, north: Return
) -> None:
    """The manifest beside the data is in the repository, where the one who wrote over the host's files is not."""
    Event.objects.filter(of=north, sequence=1).update(actor="team-9")
    rehash(Event.objects.filter(of=north))
    file = places.editions / "2026.1" / "heads.json"
    kept_elsewhere = file.with_name("kept.json")
    shutil.copy(file, kept_elsewhere)
    file.write_text(json.dumps({**queries.chain_heads(), **history.chain_heads()}), encoding="utf-8")
    status, said = audited(places)
    assert status == 1
    assert "2026.1/heads.json: The file must be the one that the manifest names." in said
    said = audited(replace(places, elsewhere=kept_elsewhere))[1]
    assert f"2026/north: {kept_elsewhere} rests on an event that is not there." in said


def test_an_edition_whose_files_are_gone_is_a_fault_unless_they_are_said_to_be_elsewhere(places: Places) -> None:
    shutil.rmtree(places.editions / "2026.1")
    status, said = audited(places)
    assert status == 1
    assert said.startswith("2026.1/heads.json: Nothing is compared with an edition that is not here.")
    assert "Bring the edition back: sharemap fetch" in said
    assert "--elsewhere 2026.1" in said
    status, said = audited(replace(places, kept_elsewhere=frozenset({"2026.1"})))
    assert status == 0
    assert "Found that it is kept elsewhere" in said
    assert said.endswith(WHOLE)
    assert audited(replace(places, kept_elsewhere=frozenset({"2025.1"})))[0] == 1


@pytest.mark.parametrize("text", ["", "[]", "{", '"x"'])
def test_what_is_no_file_of_heads_is_said(places: Places, tmp_path: Path, text: str) -> None:
    (tmp_path / "mine.json").write_text(text, encoding="utf-8")
    status, said = audited(replace(places, elsewhere=tmp_path / "mine.json"))
    assert (status, "A file of heads is needed" in said) == (1, True)


def test_what_a_return_says_came_into_the_register_must_be_there(
    places: Places, sit: Sit, team: CheckedClient, south: Return
) -> None:
    """Two chains hold each other: who rewrites the arrangement's must rewrite the return's."""
    send_and_sign(south)
    assert act(team, A1, act="accept", line=line(south), take="as said")[0] == 302
    assert audited(places) == (0, WHOLE)
    models.Event.objects.filter(subject="a1").order_by("-sequence")[:1].get().delete()
    status, said = audited(places)
    assert status == 1
    assert "a1: south Round of 2026, event" in said or "a1: south 2026, event" in said
