"""Takes proposals in, finds them again and closes them: the one way in which the queue changes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from sharemap.corrections import limits
from sharemap.corrections.choices import Stage
from sharemap.corrections.form import Draft
from sharemap.corrections.limits import EVERYBODY, Allowance
from sharemap.corrections.models import Proposal


@transaction.atomic
def receive(draft: Draft, address: str, now: datetime) -> Proposal | int:
    """The proposal as held; that of the first, if the same was said within a day; or the seconds to wait."""
    digest = draft.digest()
    first = Proposal.objects.filter(digest=digest, received_at__gt=now - limits.DAY).first()
    if first:
        return first
    allowances = (
        Allowance("proposal", address, settings.PROPOSALS_FROM_ONE_ADDRESS),
        Allowance("proposal of anybody", EVERYBODY, settings.PROPOSALS_IN_ALL),
    )
    seconds = limits.wait(allowances, now)
    if seconds:
        return seconds
    limits.spend(allowances, now)
    # Of two that press the button twice at once, the second gets what the first has made.
    held, _ = Proposal.objects.get_or_create(
        digest=digest, received_on=localdate(now), defaults={**asdict(draft), "received_at": now}
    )
    return held


def waiting() -> QuerySet[Proposal]:
    """What is to be decided, oldest first."""
    return Proposal.objects.filter(stage=Stage.RECEIVED).order_by("received_at", "id")


def decided() -> QuerySet[Proposal]:
    """What was decided, latest first."""
    return Proposal.objects.exclude(stage=Stage.RECEIVED).order_by("-decided_at", "-id")


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a proposal, in words that its sender reads; by whom, and which arrangement it changed."""

    stage: Stage
    answer: str
    actor: str
    arrangement: str = ""


def close(proposal: int, decision: Decision, now: datetime) -> bool:
    """Decide, and forget the e-mail. False: somebody decided before."""
    held = Proposal.objects.filter(id=proposal, stage=Stage.RECEIVED)
    changed = held.update(
        stage=decision.stage,
        answer=decision.answer,
        decided_by=decision.actor,
        decided_at=now,
        arrangement=decision.arrangement,
        email="",
    )
    return changed == 1
