"""`sharemap audit verify` finds a past that was written over, in whatever way, in arrangements and in returns."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from sharemap.register import models, queries, services
from sharemap.register.services import Because
from sharemap.returns.commands import audit_command
from sharemap.returns.models import Return
from tests.returns.test_answering import tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(north: Return, tmp_path: Path) -> Path:
    """An arrangement with three events; an edition that rests on the second."""
    because = Because("team-1", date(2026, 11, 2), "A letter.", "https://north.example/letter")
    held = queries.dossier_of("a1")
    assert held
    services.record_arrangement(type(held)(held.arrangement, held.parts[1:]), because)
    edition = tmp_path / "kept" / "2026.1"
    edition.mkdir(parents=True)
    (edition / "heads.json").write_text(json.dumps(queries.chain_heads()), encoding="utf-8")
    services.record_arrangement(held, because)
    return tmp_path / "kept"


def audited(editions: Path) -> tuple[int, str]:
    out = StringIO()
    return audit_command(editions, out), out.getvalue()


def rehash() -> bool:
    """As one would who can write to the database and knows how hashes are made."""
    previous = ""
    for event in models.Event.objects.filter(subject="a1").order_by("sequence"):
        event.previous_hash = previous
        event.hash = previous = services.event_hash(event)
        event.save()
    return True


def test_a_past_that_nobody_touched_is_whole(told: Path) -> None:
    assert audited(told) == (0, "Every chain is whole.\n")


def test_an_arrangement_s_past_written_over_shows(told: Path) -> None:
    events = models.Event.objects.filter(subject="a1")
    assert events.count() == 3
    for change in (
        lambda: events.filter(sequence=1).update(why="Something else."),
        lambda: events.filter(sequence=2).delete(),
        lambda: events.filter(sequence__gte=2).delete(),
        lambda: (events.filter(sequence=2).update(sequence=9), events.filter(sequence=3).update(sequence=2)),
        lambda: events.filter(sequence=1).update(actor="team-9") and rehash(),
    ):
        kept = list(models.Event.objects.all())
        change()
        status, said = audited(told)
        assert (status, "a1" in said) == (1, True)
        models.Event.objects.all().delete()
        models.Event.objects.bulk_create(kept)
        assert audited(told)[0] == 0


def test_a_return_s_past_written_over_shows(told: Path, north: Return) -> None:
    tamper(north, "another actor")
    status, said = audited(told)
    assert status == 1
    assert "north Round of 2026" in said or "north 2026, event 1" in said
