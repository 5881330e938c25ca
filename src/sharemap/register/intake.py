"""Takes data/ into the database through the verbs: the first time all of it, later what was edited.

An arrangement that was changed here since, and not in data/, stays as it is. One changed in both is not taken: a
person must say which holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from django.db import transaction

from sharemap.bodies import models as bodies_models
from sharemap.bodies.rows import Body
from sharemap.core.fields import Row
from sharemap.core.problem import Problem
from sharemap.core.records import to_model
from sharemap.register import models, queries, services
from sharemap.register.clashes import clashes
from sharemap.register.data import fingerprint, read_data
from sharemap.register.dossier import Dossier, dossiers_in
from sharemap.register.rows import Arrangement, Decision, PastAddress, Question, Source, Telling

Say = Callable[[str], None]
Led = TypeVar("Led", Telling, PastAddress)


def take_in(folder: Path, say: Say) -> list[Problem]:
    """Make the database say what data/ says; problems, and nothing taken, if a file is not sound."""
    if queries.last_intake() == fingerprint(folder):
        return []
    data, problems = read_data(folder)
    if problems:
        return problems
    held = dossiers_in(data.rows)
    past = cast(list[PastAddress], data.rows[PastAddress])
    if problems := clashes(held, past):
        return problems
    say(f"Taking in {len(data.rows[Arrangement])} arrangements and {len(data.rows[Source])} sources …")
    with transaction.atomic():
        _take_in_bodies(data.rows)
        services.record_sources(cast(list[Source], data.rows[Source]))
        changed = _take_in_arrangements(held, past, data.as_at)
        _take_in_how_it_was_read(data.rows, past)
        _forget_what_is_gone(data.rows)
        _remember(held, past)
        models.Intake.objects.create(fingerprint=data.fingerprint)
    say(f"{changed} of them are new or changed.")
    return []


def _take_in_arrangements(held: list[Dossier], past: list[PastAddress], day: date) -> int:
    taken = queries.taken_in()
    anew = [each for each in held if each.content_hash() != taken.get(each.arrangement.id)]
    because = services.Because(queries.DATA_ACTOR, day, "Taken in from data/", "data/register/sources.csv")
    events = [services.record_arrangement(dossier, because) for dossier in anew]
    gone = [row for row in past if row.id in taken and queries.holds(row.id)]
    for row in gone:
        services.withdraw_arrangement(row.id, replace(because, why=row.reason), row.arrangement)
    return len(gone) + sum(event is not None for event in events)


def _take_in_how_it_was_read(rows: Mapping[type[Row], list[Row]], past: list[PastAddress]) -> None:
    """Tables that say how the register was read. What they say of one withdrawn here leads where it went."""
    here = {row.id: row.arrangement for row in queries.past_addresses_made_here()}
    tellings = [_led_on(row, here) for row in cast(list[Telling], rows[Telling])]
    questions = [row for row in cast(list[Question], rows[Question]) if row.arrangement not in here]
    said = {row.id for row in past}
    kept = [row for row in queries.past_addresses_made_here() if row.id not in said]
    services.record_table(Telling, tellings)
    services.record_table(Question, questions)
    services.record_table(Decision, rows[Decision])
    services.record_table(PastAddress, [*(_led_on(row, here) for row in past), *kept])


def _led_on(row: Led, here: Mapping[str, str]) -> Led:
    return replace(row, arrangement=here[row.arrangement]) if row.arrangement in here else row


def _remember(held: list[Dossier], past: list[PastAddress]) -> None:
    """What data/ says now, by hash; of an arrangement that is no more, that it is past."""
    said = {each.arrangement.id: each.content_hash() for each in held} | {row.id: queries.PAST for row in past}
    models.TakenIn.objects.all().delete()
    models.TakenIn.objects.bulk_create(
        [models.TakenIn(arrangement=key, content_hash=content) for key, content in said.items()]
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
    """Bodies and sources that data/ no longer has, but for those on which something recorded here rests."""
    keys = {row.key for row in cast(list[Body], rows[Body])} | queries.bodies_in_use()
    bodies_models.Body.objects.exclude(key__in=keys).delete()
    gone = models.Source.objects.exclude(id__in=[row.id for row in cast(list[Source], rows[Source])])
    gone.filter(citations__isnull=True).exclude(id__in=queries.sources_of_claims()).delete()
