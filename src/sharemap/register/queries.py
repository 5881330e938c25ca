"""Reads of the register. Nothing outside this room asks its models."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model

from sharemap.bodies import models as bodies_models
from sharemap.bodies.rows import Alias, AnnouncedReorganisation, Body, BodyCode, BodyName, Constituent, Succession
from sharemap.core.fields import Row
from sharemap.core.records import rows_of, to_row
from sharemap.register import models
from sharemap.register.dossier import PARTS, Dossier, Part, dossiers
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    Membership,
    Question,
    SharedService,
    Sighting,
    Source,
    Telling,
)

# One line for each table that the database holds and data/ exports.
REGISTER: Mapping[type[Row], type[Model]] = {
    Arrangement: models.Arrangement,
    Membership: models.Membership,
    SharedService: models.SharedService,
    Claim: models.Claim,
    Source: models.Source,
    Citation: models.Citation,
    Sighting: models.Sighting,
    Telling: models.Telling,
    Question: models.Question,
}
BODIES: Mapping[type[Row], type[Model]] = {
    Body: bodies_models.Body,
    BodyName: bodies_models.BodyName,
    BodyCode: bodies_models.BodyCode,
    Succession: bodies_models.Succession,
    Alias: bodies_models.Alias,
    Constituent: bodies_models.Constituent,
    AnnouncedReorganisation: bodies_models.AnnouncedReorganisation,
}


def dossier_of(arrangement: str) -> Dossier | None:
    """What the register holds of one arrangement."""
    held = models.Arrangement.objects.filter(id=arrangement).first()
    if held is None:
        return None
    parts: list[Part] = []
    for part_type in PARTS:
        saved = REGISTER[part_type]._default_manager.filter(arrangement=arrangement)
        parts.extend(to_row(each, part_type) for each in saved)
    return dossiers([to_row(held, Arrangement)], parts)[0]


def all_rows() -> dict[type[Row], list[Row]]:
    """Everything the database holds, by row type, in the order of files."""
    tables = {**BODIES, **REGISTER}
    return {row_type: list(rows_of(model._default_manager.all(), row_type)) for row_type, model in tables.items()}


def arrangement_ids() -> set[str]:
    return set(models.Arrangement.objects.values_list("id", flat=True))


def last_intake() -> str:
    """The fingerprint of the data last taken in whole; blank if none was."""
    last = models.Intake.objects.order_by("id").last()
    return last.fingerprint if last else ""
