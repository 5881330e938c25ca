"""Takes data/ into the database through the verbs: the first time all of it, later what was edited.

An arrangement that was changed here since, and not in data/, stays as it is. One changed in both is not taken: a
person must say which holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from django.db import transaction

from sharemap.bodies import models as bodies_models
from sharemap.bodies.rows import Body
from sharemap.core.fields import Row
from sharemap.core.problem import Problem
from sharemap.core.records import to_model
from sharemap.register import models, queries, services
from sharemap.register.data import Data, fingerprint, read_data
from sharemap.register.dossier import PARTS, Dossier, Part, dossiers
from sharemap.register.rows import Arrangement, Decision, PastAddress, Question, Source, Telling

Say = Callable[[str], None]


def take_in(folder: Path, say: Say) -> list[Problem]:
    """Make the database say what data/ says; problems, and nothing taken, if a file is not sound."""
    if queries.last_intake() == fingerprint(folder):
        return []
    data, problems = read_data(folder)
    if problems:
        return problems
    held = _dossiers(data)
    if problems := _changed_in_both(held):
        return problems
    say(f"Taking in {len(data.rows[Arrangement])} arrangements and {len(data.rows[Source])} sources …")
    with transaction.atomic():
        _take_in_bodies(data.rows)
        services.record_sources(cast(list[Source], data.rows[Source]))
        past = cast(list[PastAddress], data.rows[PastAddress])
        changed = _take_in_arrangements(held, past, data.as_at)
        for row_type in (Telling, Question, Decision):
            services.record_table(row_type, data.rows[row_type])
        services.record_table(PastAddress, _past(past))
        _forget_what_is_gone(data.rows)
        _remember(held)
        models.Intake.objects.create(fingerprint=data.fingerprint)
    say(f"{changed} of them are new or changed.")
    return []


def _dossiers(data: Data) -> list[Dossier]:
    parts = [cast(Part, part) for part_type in PARTS for part in data.rows[part_type]]
    return dossiers(cast(list[Arrangement], data.rows[Arrangement]), parts)


def _changed_in_both(held: list[Dossier]) -> list[Problem]:
    """Arrangements that data/ says anew, but that were changed here since it was last taken in."""
    taken = queries.taken_in()
    edited = {line.partition(" ")[0] for line in queries.changed_here()}
    anew = (each for each in held if each.arrangement.id in edited)
    clashing = [each for each in anew if each.content_hash() != taken.get(each.arrangement.id)]
    needed = "It was changed in the database and in data/; only one of the changes can be kept."
    fix = "Export the database (sharemap export), put both changes into data/, and start again."
    return [
        Problem("changed in both", each.arrangement.id, f"“{each.arrangement.name}”", needed, fix)
        for each in clashing
        if queries.dossier_of(each.arrangement.id) != each
    ]


def _take_in_arrangements(held: list[Dossier], past: list[PastAddress], day: date) -> int:
    taken = queries.taken_in()
    anew = [each for each in held if each.content_hash() != taken.get(each.arrangement.id)]
    because = services.Because(queries.DATA_ACTOR, day, "Taken in from data/", "data/register/sources.csv")
    events = [services.record_arrangement(dossier, because) for dossier in anew]
    gone = sorted(taken.keys() - {dossier.arrangement.id for dossier in held})
    became = {each.id: each for each in past}
    for arrangement in gone:
        row = became.get(arrangement)
        why = replace(because, why=row.reason) if row else because
        services.withdraw_arrangement(arrangement, why, row.arrangement if row else "")
    return len(gone) + sum(event is not None for event in events)


def _past(rows: list[PastAddress]) -> list[PastAddress]:
    """Past addresses as data/ says them, and those that came about here."""
    said = {row.id for row in rows}
    return rows + [row for row in queries.past_addresses_made_here() if row.id not in said]


def _remember(held: list[Dossier]) -> None:
    """What data/ says now, by hash."""
    models.TakenIn.objects.all().delete()
    models.TakenIn.objects.bulk_create(
        [models.TakenIn(arrangement=each.arrangement.id, content_hash=each.content_hash()) for each in held]
    )


def _take_in_bodies(rows: Mapping[type[Row], list[Row]]) -> None:
    """Bodies are reference data: what the files say replaces what was held."""
    for row_type, model in queries.BODIES.items():
        saved = [to_model(row, model) for row in rows[row_type]]
        if model._meta.pk.name == "key":
            names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
            model._default_manager.bulk_create(
                saved, update_conflicts=True, unique_fields=["key"], update_fields=names
            )
        else:
            model._default_manager.all().delete()
            model._default_manager.bulk_create(saved)


def _forget_what_is_gone(rows: Mapping[type[Row], list[Row]]) -> None:
    """Bodies and sources that data/ no longer has. Sources that something still cites stay: it was added here."""
    bodies_models.Body.objects.exclude(key__in=[row.key for row in cast(list[Body], rows[Body])]).delete()
    gone = models.Source.objects.exclude(id__in=[row.id for row in cast(list[Source], rows[Source])])
    gone.filter(citations__isnull=True).delete()
