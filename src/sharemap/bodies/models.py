"""The bodies as the database holds them: the rows of data/bodies, with the rules a database can hold."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sharemap.bodies.rows import BodyKind, SuccessionKind


def _words(vocabulary: type[BodyKind] | type[SuccessionKind]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in vocabulary]


def period_in_order(name: str) -> models.CheckConstraint:
    """A period that ends does so after it starts."""
    in_order = Q(starts_on__isnull=True) | Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on"))
    return models.CheckConstraint(condition=in_order, name=name)


class Body(models.Model):
    key = models.CharField(max_length=100, primary_key=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=50, choices=_words(BodyKind))
    nation = models.CharField(max_length=30, blank=True)
    region = models.CharField(max_length=40, blank=True)
    county = models.CharField(max_length=100, blank=True)
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)
    population = models.IntegerField(null=True)
    population_year = models.IntegerField(null=True)
    population_kind = models.CharField(max_length=100, blank=True)
    area_km2 = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    point_kind = models.CharField(max_length=200, blank=True)
    website = models.CharField(max_length=500, blank=True)
    source = models.TextField(blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        constraints = (period_in_order("body_period_in_order"),)

    def __str__(self) -> str:
        return self.name


class BodyName(models.Model):
    body = models.ForeignKey(Body, models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)
    source = models.TextField(blank=True)

    class Meta:
        constraints = (period_in_order("body_name_period_in_order"),)


class BodyCode(models.Model):
    body = models.ForeignKey(Body, models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=30)
    code = models.CharField(max_length=20)
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)
    source = models.TextField(blank=True)

    class Meta:
        constraints = (period_in_order("body_code_period_in_order"),)


class Succession(models.Model):
    predecessor = models.ForeignKey(Body, models.PROTECT, related_name="+")
    successor = models.ForeignKey(Body, models.PROTECT, related_name="+")
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=_words(SuccessionKind))
    order = models.CharField(max_length=300, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_said_once"),
        )


class Alias(models.Model):
    alias = models.CharField(max_length=200)
    body = models.ForeignKey(Body, models.PROTECT, related_name="aliases")
    kind = models.CharField(max_length=30)
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)

    class Meta:
        constraints = (period_in_order("alias_period_in_order"),)


class AnnouncedReorganisation(models.Model):
    area = models.CharField(max_length=100)
    new_council = models.CharField(max_length=200, blank=True)
    whole = models.JSONField(default=list)
    partly = models.JSONField(default=list)
    county = models.CharField(max_length=100, blank=True)
    vesting_on = models.DateField(null=True)
    first_election = models.DateField(null=True)
    status = models.CharField(max_length=200)
    confidence = models.CharField(max_length=20)
    sources = models.JSONField(default=list)
    notes = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.area}: {self.new_council}"


class Constituent(models.Model):
    body = models.ForeignKey(Body, models.PROTECT, related_name="constituents")
    member = models.ForeignKey(Body, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)
    source = models.TextField(blank=True)

    class Meta:
        constraints = (period_in_order("constituent_period_in_order"),)
