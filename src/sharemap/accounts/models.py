"""People, the seats they hold for bodies, and the e-mail domains that let somebody ask for a seat.

Names and e-mail addresses stand here and in Django's accounts, and can be erased; elsewhere stands `person-12`.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sharemap.accounts.roles import SeatRole


class Person(models.Model):
    """Somebody who may sign in below /returns. The team signs in elsewhere and is none of these."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="person")
    name = models.CharField(max_length=200, blank=True)
    takes_reminders = models.BooleanField(default=True)
    erased_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | Q(name=""), name="person_erased_has_no_name"
            ),
        )

    def __str__(self) -> str:
        return self.actor

    @property
    def actor(self) -> str:
        """What events say in place of a name."""
        return f"person-{self.pk}"

    @property
    def called(self) -> str:
        """For the others of the same body."""
        return self.name or self.user.email or "somebody who has left"


class Seat(models.Model):
    """A person acts for a body. Without `starts_on` it was asked for and not given."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="seats")
    body = models.CharField(max_length=100, db_index=True)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in SeatRole])
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)
    given_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "body"], condition=Q(ends_before__isnull=True), name="seat_held_once"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_before__isnull=True)
                | Q(ends_before__gte=F("starts_on")),
                name="seat_period_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} for {self.body}"


class Domain(models.Model):
    """An e-mail domain from which a body's people write; confirmed by the team, never guessed."""

    domain = models.CharField(max_length=200)
    body = models.CharField(max_length=100)
    confirmed_on = models.DateField()
    confirmed_by = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["domain", "body"], name="domain_said_once"),)

    def __str__(self) -> str:
        return f"{self.domain}: {self.body}"
