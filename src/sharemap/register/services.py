"""The verbs: the one way in which the register changes. Each is one transaction and leaves an event behind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Model

from sharemap.core.fields import Row, fields_of
from sharemap.core.records import to_model
from sharemap.register import models, queries
from sharemap.register.dossier import Dossier, Part
from sharemap.register.rows import (
    Citation,
    Claim,
    Membership,
    PastAddress,
    PublicNote,
    Relation,
    SharedService,
    Sighting,
    Source,
)

_MODELS: dict[type[Part], type[Model]] = {
    Membership: models.Membership,
    SharedService: models.SharedService,
    Claim: models.Claim,
    Citation: models.Citation,
    Sighting: models.Sighting,
    Relation: models.Relation,
    PublicNote: models.PublicNote,
}


@dataclass(frozen=True, slots=True)
class Because:
    """Who changes the register, on what day, why, and on what source. The actor is an opaque word, never a name."""

    actor: str
    on: date
    why: str
    source: str


@transaction.atomic
def record_arrangement(dossier: Dossier, because: Because) -> models.Event | None:
    """Hold what the dossier says, in place of what was held. None: it was held already."""
    held = queries.dossier_of(dossier.arrangement.id)
    if held == dossier:
        return None
    if held:
        _delete_parts(dossier.arrangement.id)
    to_model(dossier.arrangement, models.Arrangement).save()
    for part_type, model in _MODELS.items():
        rows = [to_model(part, model) for part in dossier.parts if type(part) is part_type]
        model._default_manager.bulk_create(rows)
    happened = "arrangement corrected" if held else "arrangement recorded"
    for member in sorted(_passed(dossier) - (_passed(held) if held else set())):
        _append(dossier.arrangement.id, "membership passed", f"{member[0]} to {member[1]}", because)
    return _append(dossier.arrangement.id, happened, dossier.content(), because)


def _passed(dossier: Dossier) -> set[tuple[str, str]]:
    """From which body to which the law passed a membership."""
    members = (part for part in dossier.parts if isinstance(part, Membership))
    return {(member.passed_from, member.body) for member in members if member.passed_from}


@transaction.atomic
def withdraw_arrangement(arrangement: str, because: Because, merged_into: str = "") -> models.Event:
    """Take an arrangement out of the register, or have another hold it from now on.

    Its events stay, and so does its address: it leads to the other, or says why there is none. Relations that others
    have to it are taken out of theirs, with an event each.
    """
    for other in models.Relation.objects.filter(other=arrangement).exclude(arrangement=arrangement):
        _unrelate(other.arrangement_id, arrangement, because)
    held = models.Arrangement.objects.get(id=arrangement)
    models.Telling.objects.filter(arrangement=arrangement).update(arrangement=merged_into or None)
    models.PastAddress.objects.filter(arrangement=arrangement).update(arrangement=merged_into or None)
    past = PastAddress(arrangement, held.slug, merged_into, because.why)
    to_model(past, models.PastAddress).save()
    _delete_parts(arrangement)
    held.delete()
    withdrawn, merged = queries.GONE
    return _append(arrangement, merged if merged_into else withdrawn, merged_into, because)


@transaction.atomic
def restore_arrangement(dossier: Dossier, because: Because) -> models.Event | None:
    """Hold again what was withdrawn or merged, under the identifier and the address that it had."""
    models.PastAddress.objects.filter(id=dossier.arrangement.id).delete()
    return record_arrangement(dossier, because)


def _unrelate(arrangement: str, other: str, because: Because) -> None:
    held = queries.dossier_of(arrangement)
    if held:
        kept = tuple(part for part in held.parts if not (isinstance(part, Relation) and part.other == other))
        record_arrangement(replace(held, parts=kept), because)


def record_sources(sources: Iterable[Source]) -> None:
    """Hold these sources; the ones held already are corrected. None is taken away while something cites it."""
    models.Source.objects.bulk_create(
        [to_model(source, models.Source) for source in sources],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[field.name for field in fields_of(Source) if field.name != "id"],
    )


@transaction.atomic
def record_table(row_type: type[Row], rows: Iterable[Row]) -> None:
    """Hold these rows in place of all that the table held: for tables that tell how the register was read."""
    model = queries.REGISTER[row_type]
    model._default_manager.all().delete()
    model._default_manager.bulk_create([to_model(row, model) for row in rows])


def _delete_parts(arrangement: str) -> None:
    for model in _MODELS.values():
        model._default_manager.filter(arrangement=arrangement).delete()


def _append(subject: str, happened: str, content: str, because: Because) -> models.Event:
    last = models.Event.objects.filter(subject=subject).order_by("sequence").last()
    event = models.Event(
        subject=subject,
        sequence=last.sequence + 1 if last else 1,
        happened=happened,
        on=because.on,
        actor=because.actor,
        why=because.why,
        source=because.source,
        content=content,
        previous_hash=last.hash if last else "",
    )
    event.hash = event_hash(event)
    event.save()
    return event


def event_hash(event: models.Event) -> str:
    """SHA-256 over all that the event says and the hash before it: a changed past shows."""
    said = (
        event.previous_hash,
        event.subject,
        str(event.sequence),
        event.happened,
        event.on.isoformat(),
        event.actor,
        event.why,
        event.source,
        event.content,
    )
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()
