"""Reads of the register. Nothing outside this room asks its models."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.db.models import Max, Model

from sharemap.bodies import models as bodies_models
from sharemap.bodies.rows import Alias, AnnouncedReorganisation, Body, BodyCode, BodyName, Constituent, Succession
from sharemap.core.fields import Row
from sharemap.core.records import rows_of, to_row
from sharemap.register import models
from sharemap.register.dossier import PARTS, Dossier, Part, dossier_in, dossiers
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    Decision,
    Membership,
    PastAddress,
    PublicNote,
    Question,
    Relation,
    SharedService,
    Sighting,
    Source,
    Telling,
)

DATA_ACTOR = "data"
"""The actor of the events by which data/ is taken in."""
PAST = "past"
"""In place of a hash: the arrangement is no more."""
GONE = ("arrangement withdrawn", "arrangement merged")
"""What events say of an arrangement that is no more."""
HOLDS = ("arrangement recorded", "arrangement corrected")
"""Events that keep the dossier as it was held from then on."""

# One line for each table that the database holds and data/ exports.
REGISTER: Mapping[type[Row], type[Model]] = {
    Arrangement: models.Arrangement,
    Membership: models.Membership,
    SharedService: models.SharedService,
    Claim: models.Claim,
    Source: models.Source,
    Citation: models.Citation,
    Sighting: models.Sighting,
    Relation: models.Relation,
    PublicNote: models.PublicNote,
    PastAddress: models.PastAddress,
    Telling: models.Telling,
    Question: models.Question,
    Decision: models.Decision,
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


def events_of(arrangement: str) -> list[models.Event]:
    """What happened to an arrangement, latest first."""
    return list(models.Event.objects.filter(subject=arrangement).order_by("-sequence"))


def held_after(arrangement: str, sequence: int) -> Dossier | None:
    """What the register held of an arrangement when its chain had so many events; None: it was not there, or gone."""
    events = models.Event.objects.filter(subject=arrangement, sequence__lte=sequence).order_by("-sequence")
    for event in events:
        if event.happened in GONE:
            return None
        if event.happened in HOLDS:
            return dossier_in(event.content)
    return None


def last_event() -> int:
    """The number of the last event of all: what happens next has a higher one."""
    return models.Event.objects.aggregate(last=Max("id"))["last"] or 0


def touched_since(event: int) -> dict[str, tuple[int, str]]:
    """The arrangements that changed after an event: how long each chain was before, and its last hash now."""
    found: dict[str, tuple[int, str]] = {}
    for each in models.Event.objects.filter(id__gt=event).order_by("id"):
        before = found.get(each.subject, (each.sequence - 1, ""))[0]
        found[each.subject] = (before, each.hash)
    return found


def chain_heads() -> dict[str, str]:
    """The hash of the last event of each arrangement, by identifier: it seals all that went before."""
    return dict(models.Event.objects.order_by("subject", "sequence").values_list("subject", "hash"))


def subjects() -> set[str]:
    """Every arrangement that anything ever happened to."""
    return set(models.Event.objects.values_list("subject", flat=True))


def past_addresses_made_here() -> list[PastAddress]:
    """Those of arrangements that this database withdrew or merged, and not data/."""
    gone = models.Event.objects.filter(happened__in=GONE).exclude(actor=DATA_ACTOR)
    return rows_of(models.PastAddress.objects.filter(id__in=gone.values("subject")), PastAddress)


def holds(arrangement: str) -> bool:
    return models.Arrangement.objects.filter(id=arrangement).exists()


def bodies_in_use() -> set[str]:
    """The keys of bodies on which a membership or a claim rests."""
    members = models.Membership.objects.values_list("body", "passed_from")
    claims = models.Claim.objects.values_list("body", flat=True)
    return {key for pair in members for key in pair if key} | {key for key in claims if key}


def sources_of_claims() -> set[str]:
    return {key for key in models.Claim.objects.values_list("source", flat=True) if key}


def taken_in() -> dict[str, str]:
    """What data/ last said of each arrangement, by hash."""
    return dict(models.TakenIn.objects.values_list("arrangement", "content_hash"))


def changed_here() -> list[str]:
    """A line for each arrangement that this database changed after data/ was last taken in; sorted."""
    taken = taken_in()
    touched = models.Event.objects.exclude(actor=DATA_ACTOR).values_list("subject", flat=True).distinct()
    said = ((each, dossier_of(each)) for each in sorted(touched))
    now = ((each, dossier.content_hash() if dossier else PAST) for each, dossier in said)
    return [f"{each} {content}" for each, content in now if content != taken.get(each, "")]


def state() -> str:
    """A hash of what the database holds: that of data/, as long as nothing was changed here since."""
    changed = changed_here()
    if not changed:
        return last_intake()
    return hashlib.sha256("\n".join([last_intake(), *changed]).encode()).hexdigest()


def last_intake() -> str:
    """The fingerprint of the data last taken in whole; blank if none was."""
    last = models.Intake.objects.order_by("id").last()
    return last.fingerprint if last else ""
