"""Rounds, returns and their lines as the database holds them, and the events that made them so."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from sharemap.returns.answers import Decision
from sharemap.returns.stages import Reply, ReviewAct, RoundStage, Sent, Stage


def _words(vocabulary: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in vocabulary]


class Round(models.Model):
    """A year's survey. `questions` names a file of words; `reminder_days` are days before the close."""

    year = models.PositiveIntegerField(unique=True)
    census_on = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    kinds = models.JSONField(default=list)
    nations = models.JSONField(default=list)
    questions = models.CharField(max_length=40)
    reminder_days = models.JSONField(default=list)
    stage = models.CharField(max_length=20, choices=_words(RoundStage), default=RoundStage.DRAFT.value)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(closes_on__gt=F("opens_on")), name="round_closes_after_it_opens"),
        )

    def __str__(self) -> str:
        return f"Round of {self.year}"


class Return(models.Model):
    """What one body answers in a round. `head` and `events` seal its chain, so that a cut end shows."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="returns")
    body = models.CharField(max_length=100)
    stage = models.CharField(max_length=30, choices=_words(Stage), default=Stage.NOT_STARTED.value)
    version = models.PositiveIntegerField(default=1)
    sent_by = models.CharField(max_length=40, blank=True)
    signed_by = models.CharField(max_length=40, blank=True)
    signed_at = models.DateTimeField(null=True)
    declined_why = models.TextField(blank=True)
    events = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["round", "body"], name="return_one_for_each_body"),
            models.CheckConstraint(
                condition=Q(signed_by="") | ~Q(signed_by=F("sent_by")), name="return_signed_by_second"
            ),
        )

    def __str__(self) -> str:
        return f"{self.body} {self.round.year}"


class Line(models.Model):
    """One arrangement in a return: what was on record when it was asked, what is answered, and what was signed.

    `answer` holds a LineAnswer as texts by column, `savings` a list of SavingsAnswer; `asked` and `signed` hold both.
    `taken`: the register holds what was signed. `held_as`: the arrangement that holds what was new. `question`: what
    the team asks back; blank: nothing, or it was signed anew since.
    """

    of = models.ForeignKey(Return, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    arrangement = models.CharField(max_length=20, blank=True)
    decision = models.CharField(max_length=20, choices=_words(Decision), blank=True)
    asked = models.JSONField(default=dict)
    answer = models.JSONField(default=dict)
    savings = models.JSONField(default=list)
    signed = models.JSONField(null=True)
    taken = models.BooleanField(default=False)
    held_as = models.CharField(max_length=20, blank=True)
    question = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["of", "number"], name="line_has_one_place"),
            models.UniqueConstraint(
                fields=["of", "arrangement"], condition=~Q(arrangement=""), name="line_one_for_each_arrangement"
            ),
        )

    def __str__(self) -> str:
        return f"{self.of} line {self.number}"

    @property
    def of_arrangement(self) -> str:
        """The arrangement of the register that it speaks of; blank: the register has none yet."""
        return self.arrangement or self.held_as


class PartnerReply(models.Model):
    """What a body says of a line that a partner has signed. It stays beside both; nothing is averaged."""

    of = models.ForeignKey(Return, models.CASCADE, related_name="replies")
    told = models.ForeignKey(Line, models.CASCADE, related_name="replies")
    reply = models.CharField(max_length=40, choices=_words(Reply))
    why = models.TextField(blank=True)
    told_version = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["of", "told"], name="reply_one_for_each_telling"),)

    def __str__(self) -> str:
        return f"{self.of} on {self.told}"


class Upload(models.Model):
    """A file that a body sent, as it came: a workbook, or evidence. It is kept here so that a backup is one thing."""

    of = models.ForeignKey(Return, models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    sent_by = models.CharField(max_length=40)
    sent_at = models.DateTimeField()
    what = models.CharField(max_length=20, choices=_words(Sent))

    class Meta:
        constraints = (models.UniqueConstraint(fields=["of", "sha256", "what"], name="upload_kept_once"),)

    def __str__(self) -> str:
        return f"{self.name} for {self.of}"


class Event(models.Model):
    """Something that happened to one return. Written once; each holds the hash of the one before it."""

    of = models.ForeignKey(Return, models.PROTECT, related_name="chain")
    sequence = models.PositiveIntegerField()
    happened = models.CharField(max_length=60)
    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=40)
    why = models.TextField(blank=True)
    content = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["of", "sequence"], name="return_event_has_one_place"),)

    def __str__(self) -> str:
        return f"{self.of} {self.sequence}: {self.happened}"


class Review(models.Model):
    """What the team did about a case, and what it touched, so that it can be undone. An undone one stays.

    `touched`: of each arrangement the length of its chain before and its last hash after; of each line what it held.
    """

    of = models.ForeignKey(Round, models.PROTECT, related_name="reviews")
    case = models.CharField(max_length=30)
    act = models.CharField(max_length=20, choices=_words(ReviewAct))
    why = models.TextField(blank=True)
    actor = models.CharField(max_length=40)
    at = models.DateTimeField()
    touched = models.JSONField(default=dict)
    undone_by = models.CharField(max_length=40, blank=True)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.of}, {self.case}: {self.act}"


class Mail(models.Model):
    """That somebody was written to about a return; never the address. The same is not sent twice."""

    of = models.ForeignKey(Return, models.CASCADE, related_name="mails")
    person = models.CharField(max_length=40)
    what = models.CharField(max_length=40)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["of", "person", "what"], name="mail_sent_once"),)

    def __str__(self) -> str:
        return f"{self.what} to {self.person}"
