"""The verbs: the one way in which the register changes. Each is one transaction and leaves an event behind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Model

from sharemap.core.records import to_model
from sharemap.register import models, queries
from sharemap.register.dossier import Dossier, Part
from sharemap.register.rows import Citation, Claim, Membership, Question, SharedService, Sighting, Source, Telling

_MODELS: dict[type[Part], type[Model]] = {
    Membership: models.Membership,
    SharedService: models.SharedService,
    Claim: models.Claim,
    Citation: models.Citation,
    Sighting: models.Sighting,
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
    return _append(dossier.arrangement.id, happened, dossier.content(), because)


@transaction.atomic
def withdraw_arrangement(arrangement: str, because: Because) -> models.Event:
    """Take an arrangement out of the register. Its events stay."""
    models.Telling.objects.filter(arrangement=arrangement).update(arrangement=None)
    _delete_parts(arrangement)
    models.Arrangement.objects.get(id=arrangement).delete()
    return _append(arrangement, "arrangement withdrawn", "", because)


def record_sources(sources: Iterable[Source]) -> None:
    """Hold these sources; the ones held already are corrected. None is taken away while something cites it."""
    models.Source.objects.bulk_create(
        [to_model(source, models.Source) for source in sources],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["url", "publisher", "published", "accessed"],
    )


@transaction.atomic
def record_tellings(tellings: Iterable[Telling], questions: Iterable[Question]) -> None:
    """Hold these tellings, and what they leave to ask, in place of all that were held."""
    models.Telling.objects.all().delete()
    models.Telling.objects.bulk_create([to_model(telling, models.Telling) for telling in tellings])
    models.Question.objects.all().delete()
    models.Question.objects.bulk_create([to_model(question, models.Question) for question in questions])


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
