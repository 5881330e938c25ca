"""Fills a database as a year of work would, cuts its edition, or tells what is in it. Run by test_drill.py."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import django

MICROSECONDS = 123_457


def fill() -> str:
    """A return answered, signed and taken in; a correction; a proposal; a member of the team who has gone."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from sharemap.corrections.models import Proposal
    from sharemap.register import queries
    from sharemap.register.services import Because, record_arrangement
    from sharemap.returns import services
    from sharemap.returns.answers import LineAnswer
    from sharemap.returns.form import still_right
    from sharemap.returns.history import Act
    from sharemap.returns.models import Return
    from sharemap.returns.review.acting import Doing, accept, place_of, seen_of
    from sharemap.returns.rows import from_texts
    from sharemap.returns.taking import Take

    now = timezone.now().replace(microsecond=MICROSECONDS)
    of = Return.objects.get(body="north")
    for line in of.lines.all():
        given = still_right(from_texts(LineAnswer, line.asked["line"]))
        assert services.answer(line.pk, line.version, given, Act("person-1", now))
    of.refresh_from_db()
    services.send(of.pk, of.version, Act("person-1", now))
    of.refresh_from_db()
    services.sign(of.pk, of.version, Act("person-2", now))
    first = of.lines.order_by("number").first()
    assert first
    case, named = first.arrangement, {"north": "North Council"}
    place = place_of(of.round, case, named)
    seen = seen_of(of.round, case, place.group, place.held)
    doing = Doing(of.round, case, seen, Act("team-1", now), "", named)
    assert accept(doing, first.pk, Take.AS_SAID, {}, str) == []
    held = queries.dossier_of("a2")
    assert held
    corrected = replace(held, arrangement=replace(held.arrangement, description="Zoë’s words – “quoted” \\ 🙂"))
    assert record_arrangement(corrected, Because("team-1", date(2026, 11, 20), "A letter.", "https://north.example/"))
    Proposal.objects.create(
        kind="wrong", says="It is wrong.", email="a@x.example", received_at=now, received_on=now.date(), digest="d"
    )
    User.objects.create_user("gone").delete()
    return "filled"


def cut(folder: str) -> str:
    """The manifest's SHA-256 of an edition cut from what the database holds, its chains included."""
    from django.conf import settings

    from sharemap.editions.cut import cut
    from sharemap.editions.freeze import freeze
    from sharemap.editions.read import MANIFEST

    frozen = freeze(settings.DATA)
    made = cut(frozen.tables, frozen.published_as("2026.1", "", ""), Path(folder))
    return hashlib.sha256((made / MANIFEST).read_bytes()).hexdigest()


def state() -> dict[str, object]:
    """Every row that a backup holds, by table, as the lines of one; and the last number given to one of the team."""
    from django.apps import apps
    from django.contrib.auth.models import User

    from sharemap.backup.moment import last_number
    from sharemap.backup.rows import lines_of, tables_of

    held = {label: hashlib.sha256(b"".join(lines_of(table))).hexdigest() for label, table in tables_of(apps).items()}
    return {**held, "last of the team": last_number(User)}


def newcomer() -> int:
    """The number that somebody new gets."""
    from django.contrib.auth.models import User

    return User.objects.create_user("newcomer").pk


if __name__ == "__main__":
    django.setup()
    act, *told = sys.argv[1:]
    done: object = {"fill": fill, "cut": cut, "state": state, "newcomer": newcomer}[act](*told)  # type: ignore[operator]
    print(json.dumps(done))
