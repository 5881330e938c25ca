"""Takes data/ into the database through the verbs: the first time all of it, later what was edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from sharemap.register.rows import Arrangement, Question, Source, Telling

Say = Callable[[str], None]


def take_in(folder: Path, say: Say) -> list[Problem]:
    """Make the database say what data/ says; problems, and nothing taken, if a file is not sound."""
    if queries.last_intake() == fingerprint(folder):
        return []
    data, problems = read_data(folder)
    if problems:
        return problems
    because = services.Because("data", data.as_at, "Taken in from data/", "data/register/sources.csv")
    say(f"Taking in {len(data.rows[Arrangement])} arrangements and {len(data.rows[Source])} sources …")
    with transaction.atomic():
        _take_in_bodies(data.rows)
        services.record_sources(cast(list[Source], data.rows[Source]))
        changed = _take_in_arrangements(_dossiers(data), because)
        services.record_tellings(cast(list[Telling], data.rows[Telling]), cast(list[Question], data.rows[Question]))
        _forget_what_is_gone(data.rows)
        models.Intake.objects.create(fingerprint=data.fingerprint)
    say(f"{changed} of them are new or changed.")
    return []


def _dossiers(data: Data) -> list[Dossier]:
    parts = [cast(Part, part) for part_type in PARTS for part in data.rows[part_type]]
    return dossiers(cast(list[Arrangement], data.rows[Arrangement]), parts)


def _take_in_arrangements(held: list[Dossier], because: services.Because) -> int:
    gone = queries.arrangement_ids() - {dossier.arrangement.id for dossier in held}
    for arrangement in sorted(gone):
        services.withdraw_arrangement(arrangement, because)
    events = [services.record_arrangement(dossier, because) for dossier in held]
    return len(gone) + sum(event is not None for event in events)


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
    """Bodies and sources that data/ no longer has. The database refuses where something still rests on one."""
    bodies_models.Body.objects.exclude(key__in=[row.key for row in cast(list[Body], rows[Body])]).delete()
    models.Source.objects.exclude(id__in=[row.id for row in cast(list[Source], rows[Source])]).delete()
