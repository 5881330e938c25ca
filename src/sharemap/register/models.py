"""The register as the database holds it: the rows of data/register, and the events that made them so."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from sharemap.bodies.models import Body
from sharemap.register.rows import (
    ClaimKind,
    Confidence,
    Decider,
    DeliveryModel,
    NoteKind,
    Outcome,
    RelationKind,
    Role,
    Rung,
    Scope,
    SourceCopy,
    State,
    Verdict,
)


def _words(vocabulary: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in vocabulary]


def bounds_in_order(of: str, earliest: str, latest: str) -> models.CheckConstraint:
    """Bounds are both known or both blank, and in order."""
    blank = Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": True})
    # A comparison with null is not false to a database, so that both are known must be said.
    in_order = Q(**{f"{earliest}__isnull": False, f"{latest}__isnull": False, f"{latest}__gte": F(earliest)})
    return models.CheckConstraint(condition=blank | in_order, name=f"{of}_{earliest.rsplit('_', 1)[0]}_in_order")


class Arrangement(models.Model):
    id = models.CharField(max_length=20, primary_key=True)
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=300)
    aliases = models.JSONField(default=list)
    description = models.TextField(blank=True)
    model = models.CharField(max_length=40, choices=_words(DeliveryModel))
    starts_on_earliest = models.DateField(null=True)
    starts_on_latest = models.DateField(null=True)
    ends_before_earliest = models.DateField(null=True)
    ends_before_latest = models.DateField(null=True)
    end_reason = models.TextField(blank=True)
    staff = models.PositiveIntegerField(null=True)
    contact = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = (
            bounds_in_order("arrangement", "starts_on_earliest", "starts_on_latest"),
            bounds_in_order("arrangement", "ends_before_earliest", "ends_before_latest"),
        )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="memberships")
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")
    service = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=_words(Role))
    joined_on_earliest = models.DateField(null=True)
    joined_on_latest = models.DateField(null=True)
    left_before_earliest = models.DateField(null=True)
    left_before_latest = models.DateField(null=True)
    passed_from = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    named_as = models.CharField(max_length=300)
    note = models.TextField(blank=True)

    class Meta:
        constraints = (
            bounds_in_order("membership", "joined_on_earliest", "joined_on_latest"),
            bounds_in_order("membership", "left_before_earliest", "left_before_latest"),
        )


class SharedService(models.Model):
    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="services")
    service = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["arrangement", "service"], name="service_said_once_per_arrangement"),
        )


class Source(models.Model):
    id = models.CharField(max_length=20, primary_key=True)
    url = models.CharField(max_length=2000)
    publisher = models.CharField(max_length=300, blank=True)
    published = models.CharField(max_length=10, blank=True)
    accessed = models.CharField(max_length=10, blank=True)
    copy = models.CharField(max_length=20, choices=_words(SourceCopy))
    archived = models.CharField(max_length=2000, blank=True)

    def __str__(self) -> str:
        return self.url


class Claim(models.Model):
    id = models.CharField(max_length=30, primary_key=True)
    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="claims")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    scope = models.CharField(max_length=20, choices=_words(Scope))
    amount_from_gbp = models.BigIntegerField(null=True)
    amount_gbp = models.BigIntegerField()
    rung = models.CharField(max_length=20, choices=_words(Rung))
    kind = models.CharField(max_length=20, choices=_words(ClaimKind))
    period_words = models.CharField(max_length=300, blank=True)
    year_from = models.IntegerField(null=True)
    year_to = models.IntegerField(null=True)
    note = models.TextField(blank=True)
    same_claim_as = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="+")
    alternative_to = models.JSONField(default=list)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount_gbp__gte=0), name="claim_amount_not_negative"),
            models.CheckConstraint(
                condition=Q(amount_from_gbp__isnull=True) | Q(amount_from_gbp__lt=F("amount_gbp")),
                name="claim_range_in_order",
            ),
            models.CheckConstraint(
                condition=Q(year_from__isnull=True) | Q(year_to__isnull=True) | Q(year_to__gte=F("year_from")),
                name="claim_years_in_order",
            ),
        )


class Citation(models.Model):
    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    supports = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["arrangement", "source", "supports"], name="citation_said_once"),
        )


class Sighting(models.Model):
    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="sightings")
    state = models.CharField(max_length=30, choices=_words(State))
    seen_on_earliest = models.DateField(null=True)
    seen_on_latest = models.DateField(null=True)
    basis = models.TextField(blank=True)

    class Meta:
        constraints = (bounds_in_order("sighting", "seen_on_earliest", "seen_on_latest"),)


class Telling(models.Model):
    gathering = models.CharField(max_length=100)
    line = models.PositiveIntegerField()
    digest = models.CharField(max_length=16)
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    confidence = models.CharField(max_length=20, choices=_words(Confidence))
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, null=True, related_name="tellings")
    outcome = models.CharField(max_length=30, choices=_words(Outcome))
    reason = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["gathering", "line"], name="telling_has_one_place"),)


class Question(models.Model):
    gathering = models.CharField(max_length=100, blank=True)
    line = models.PositiveIntegerField(null=True)
    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="questions")
    what = models.CharField(max_length=200)
    text = models.TextField()
    candidates = models.JSONField(default=list)
    reason = models.TextField(blank=True)


class Relation(models.Model):
    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=20, choices=_words(RelationKind))
    other = models.ForeignKey(Arrangement, models.DO_NOTHING, related_name="+")
    reason = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["arrangement", "other"], name="relation_said_once"),)


class PublicNote(models.Model):
    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="public_notes")
    about = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=30, choices=_words(NoteKind))
    matter = models.CharField(max_length=100)
    text = models.TextField(max_length=2000)
    noted_on = models.DateField()


class Decision(models.Model):
    left = models.CharField(max_length=20)
    right = models.CharField(max_length=20)
    verdict = models.CharField(max_length=20, choices=_words(Verdict))
    score = models.PositiveIntegerField()
    decider = models.CharField(max_length=20, choices=_words(Decider))
    reason = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["left", "right"], name="pair_decided_once"),)


class PastAddress(models.Model):
    id = models.CharField(max_length=20, primary_key=True)
    slug = models.SlugField(max_length=100, unique=True)
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, null=True, related_name="past_addresses")
    reason = models.TextField()


class Event(models.Model):
    """Something that happened to one arrangement. Written once; each holds the hash of the one before it."""

    subject = models.CharField(max_length=20)
    sequence = models.PositiveIntegerField()
    happened = models.CharField(max_length=40)
    on = models.DateField()
    actor = models.CharField(max_length=40)
    why = models.TextField()
    source = models.TextField()
    content = models.TextField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["subject", "sequence"], name="event_has_one_place"),)

    def __str__(self) -> str:
        return f"{self.subject} {self.sequence}: {self.happened}"


class TakenIn(models.Model):
    """What data/ last said of an arrangement, by hash: what it says still need not be taken in again."""

    arrangement = models.CharField(max_length=20, primary_key=True)
    content_hash = models.CharField(max_length=64)


class Intake(models.Model):
    """Each time data/ was taken in whole: the hash of its files, so that the same data is not read again."""

    fingerprint = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.fingerprint
