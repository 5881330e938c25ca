"""The two sides: what a body's partners have signed about what they share with it, each beside the other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from sharemap.returns.answers import Decision, LineAnswer, SavingsAnswer
from sharemap.returns.models import Line, PartnerReply, Return
from sharemap.returns.rows import from_texts


@dataclass(frozen=True, slots=True)
class Telling:
    """What a partner has signed about one arrangement, and what this body replied.

    `moved`: the partner's answer has changed since the reply.
    """

    line: int
    body: str
    said: LineAnswer
    savings: tuple[SavingsAnswer, ...]
    reply: PartnerReply | None
    moved: bool

    @property
    def seen(self) -> int:
        return self.reply.version if self.reply else 0


def tellings_for(of: Return) -> dict[str, list[Telling]]:
    """By arrangement; under a blank key what the register does not hold yet, told by partners that name this body."""
    own = of.lines.exclude(arrangement="").values("arrangement")
    # The key may stand inside another's, so that what is found is read to be sure.
    new = Q(arrangement="", signed__answer__partners__icontains=of.body)
    told = _told(of, Q(arrangement__in=own) | new)
    return {key: [each for each in held if key or of.body in each.said.partners] for key, held in told.items()}


def tellings_of(line: Line, of: Return) -> dict[str, list[Telling]]:
    """Those about one line."""
    return _told(of, Q(arrangement=line.arrangement)) if line.arrangement else {}


def _told(of: Return, what: Q) -> dict[str, list[Telling]]:
    signed = Line.objects.filter(what, of__round=of.round_id, signed__isnull=False).exclude(of=of)
    needed = signed.select_related("of").only("number", "arrangement", "signed", "version", "of__body")
    lines = list(needed.order_by("of__body", "number"))
    replies = {reply.told_id: reply for reply in of.replies.all()} if lines else {}
    found: dict[str, list[Telling]] = defaultdict(list)
    for line in lines:
        found[line.arrangement].append(_telling(line, replies.get(line.pk)))
    return dict(found)


def _telling(line: Line, reply: PartnerReply | None) -> Telling:
    signed = line.signed or {}
    said = from_texts(LineAnswer, signed["answer"])
    savings = tuple(from_texts(SavingsAnswer, each) for each in signed["savings"])
    return Telling(line.pk, line.of.body, said, savings, reply, bool(reply and reply.told_version != line.version))


def differences(own: LineAnswer, other: LineAnswer) -> list[str]:
    """The columns in which two answers to the same line say different things; a blank says nothing."""
    if own.decision is None or other.decision is None:
        return []
    apart = ["decision"] if _over(own.decision) != _over(other.decision) else []
    names = ("model", "starts_on_earliest", "starts_on_latest", "ends_before_earliest", "ends_before_latest", "staff")
    return apart + [name for name in names if _differ(getattr(own, name), getattr(other, name))]


def _over(decision: Decision) -> str:
    """Answers that can both be true are alike."""
    going_on = (Decision.STILL_RIGHT, Decision.CHANGE, Decision.NEW)
    return "goes on" if decision in going_on else decision.value


def _differ(one: object, other: object) -> bool:
    return one not in (None, "") and other not in (None, "") and one != other
