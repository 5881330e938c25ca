"""The two sides: what a body's partners have signed about what they share with it, each beside the other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

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
    own = set(of.lines.exclude(arrangement="").values_list("arrangement", flat=True))
    signed = Line.objects.filter(of__round=of.round, signed__isnull=False).exclude(of=of).select_related("of")
    replies = {reply.told_id: reply for reply in of.replies.all()}
    found: dict[str, list[Telling]] = defaultdict(list)
    for line in signed.filter(arrangement__in=own).order_by("of__body", "number"):
        found[line.arrangement].append(_telling(line, replies.get(line.pk)))
    for line in signed.filter(arrangement="").order_by("of__body", "number"):
        telling = _telling(line, replies.get(line.pk))
        if of.body in telling.said.partners:
            found[""].append(telling)
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
