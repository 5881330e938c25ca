"""What was sent in and what became of it, and the traces by which a flood is held off. Neither is ever published."""

from __future__ import annotations

import secrets
from datetime import date
from enum import StrEnum

from django.db import models
from django.utils.timezone import localdate

from sharemap.corrections.choices import KIND_WORDS, STAGE_WORDS, Kind, Stage


def _words(vocabulary: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in vocabulary]


def new_reference() -> str:
    """A word that nobody can guess: whoever holds it may see what became of a proposal."""
    return secrets.token_urlsafe(16)


class Proposal(models.Model):
    """What somebody said is wrong or missing. The e-mail is blank once the proposal is decided.

    `name`, `services` and `partners`, one to a line, are of a new arrangement; blank for all else.
    """

    reference = models.CharField(max_length=30, unique=True, default=new_reference)
    about = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, choices=_words(Kind))
    name = models.CharField(max_length=200, blank=True)
    services = models.TextField(blank=True)
    partners = models.TextField(blank=True)
    says = models.TextField()
    source_url = models.CharField(max_length=2000, blank=True)
    source_words = models.TextField(blank=True)
    email = models.CharField(max_length=254, blank=True)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    digest = models.CharField(max_length=64)
    stage = models.CharField(max_length=20, choices=_words(Stage), default=Stage.RECEIVED.value)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    answer = models.TextField(blank=True)
    arrangement = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["digest", "received_on"], name="proposal_said_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(stage=Stage.RECEIVED.value) | models.Q(email="", decided_at__isnull=False),
                name="proposal_decided_keeps_no_email",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def kind_words(self) -> str:
        return KIND_WORDS[Kind(self.kind)]

    @property
    def stage_words(self) -> str:
        return STAGE_WORDS[Stage(self.stage)]

    @property
    def decided_on(self) -> date | None:
        return localdate(self.decided_at) if self.decided_at else None

    @property
    def is_open(self) -> bool:
        return self.stage == Stage.RECEIVED


class Attempt(models.Model):
    """That something was tried: by whom is a keyed hash of the day, so that it can be counted but not read."""

    what = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = (models.Index(fields=["what", "who"], name="attempt_by_whom"),)

    def __str__(self) -> str:
        return self.what
