"""What a new entry of a return may be already: in the register, in this return, or newly told and signed by others.

What another body has written and not signed is not looked at: not even a hint of it is given.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from sharemap.bodies.normalise import fold
from sharemap.core.fields import Row
from sharemap.editions.read import Edition
from sharemap.register.dossier import PARTS, Dossier, Part, dossiers
from sharemap.register.likeness.likened import Likened, Likening
from sharemap.register.likeness.nearest import Near
from sharemap.register.rows import (
    Arrangement,
    DeliveryModel,
    Membership,
    Role,
    SharedService,
)
from sharemap.returns.answers import LineAnswer
from sharemap.returns.models import Line, Return
from sharemap.returns.prefill import Held, asked_about
from sharemap.returns.rounds import asked_texts
from sharemap.returns.rows import from_texts

LINE = "line-"
"""Before the number of a line, where what is meant is not in the register."""
MOST_LINES = 500
Named = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a draft may be. `of`: the body that told it; blank: the register. `slug`: its page, where it has one."""

    ref: str
    name: str
    members: tuple[str, ...]
    status: str
    of: str
    slug: str
    score: int
    why: str

    @property
    def said(self) -> str:
        """For the history: what a draft was told not to be."""
        return f"{self.ref} {self.name} ({self.score} of 100)"


def candidates(edition: Edition, of: Return, draft: LineAnswer, named: Named) -> list[Candidate]:
    """At most three, the likest first. A body that the register does not know as a member may well be one:
    so the draft is compared with and without it."""
    nearest = edition.nearest
    if not draft.name and not draft.services:
        return []
    partners = tuple(each for each in draft.partners if each in edition.bodies)
    # A word that the list of services does not have says nothing here: a person may have split it or made it up.
    known = {fold(each.word) for each in edition.service_words}
    services = tuple(each for each in draft.services if fold(each) in known)
    members = dict.fromkeys((tuple(sorted({of.body, *partners})), partners))
    drafts = [_likened(nearest.likening, "", draft.name, services, each) for each in members]
    lines = {f"{LINE}{line.pk}": (line, said) for line, said in _lines(of)}
    also = [_of_line(nearest.likening, edition, ref, line, said) for ref, (line, said) in lines.items()]
    found = nearest.near(drafts, also)
    return [
        _from_line(each, *lines[each.likened.ref], named) if each.likened.ref in lines else _held(each, edition)
        for each in found
    ]


def _lines(of: Return) -> Iterator[tuple[Line, LineAnswer]]:
    """The new entries of this return as they are, and those of others as they were signed."""
    others = Q(of__round=of.round, signed__isnull=False) & ~Q(of=of)
    rows = Line.objects.filter(Q(of=of) | others, arrangement="").select_related("of").order_by("-pk")
    for line in rows[:MOST_LINES]:
        texts = line.answer if line.of_id == of.pk else (line.signed or {}).get("answer")
        if texts:
            yield line, from_texts(LineAnswer, texts)


def _of_line(likening: Likening, edition: Edition, ref: str, line: Line, said: LineAnswer) -> Likened:
    members = sorted({line.of.body, *(each for each in said.partners if each in edition.bodies)})
    return _likened(likening, ref, said.name, said.services, tuple(members))


@lru_cache(maxsize=4096)
def _likened(likening: Likening, ref: str, name: str, services: tuple[str, ...], members: tuple[str, ...]) -> Likened:
    """A draft, by what of it is compared while it is typed."""
    unsaid = (None, None, None, None)
    arrangement = Arrangement(ref, "", name, (), "", DeliveryModel.NOT_KNOWN, *unsaid, "", None, "")
    parts: tuple[Part, ...] = (
        *(Membership(ref, body, "", Role.NOT_KNOWN, *unsaid, "", "", "") for body in members),
        *(SharedService(ref, word) for word in services),
    )
    return likening.liken(dossiers([arrangement], parts)[0], ref or "draft")


def _held(near: Near, edition: Edition) -> Candidate:
    entry = edition.by_id[near.likened.ref]
    held = entry.arrangement
    return Candidate(
        ref=held.id,
        name=held.name,
        members=tuple(dict.fromkeys(each.body.name for each in entry.members if edition.as_at in each.body.period)),
        status=" or ".join(entry.status.possible),
        of="",
        slug=held.slug,
        score=near.decision.score,
        why=near.decision.reason,
    )


def _from_line(near: Near, line: Line, said: LineAnswer, named: Named) -> Candidate:
    members = tuple(named(each) for each in said.partners)
    ref, decision = near.likened.ref, near.decision
    return Candidate(ref, said.name, members, "", named(line.of.body), "", decision.score, decision.reason)


def line_meant(of: Return, ref: str) -> Line | None:
    """The line of this return that is about what somebody means."""
    number = ref.removeprefix(LINE)
    if ref.startswith(LINE):
        return of.lines.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 16 else None
    return of.lines.exclude(arrangement="").filter(arrangement=ref).first()


def asked_of(body: str, dossier: Dossier) -> dict[str, object]:
    """What a line asks about an arrangement of the register, also where the body is not in it."""
    rows: dict[type[Row], list[Row]] = {Arrangement: [dossier.arrangement], **{each: [] for each in PARTS}}
    for part in dossier.parts:
        rows[type(part)].append(part)
    held = Held(rows)
    return asked_texts(asked_about(body, dossier.arrangement, held), held)


def told_another(of: Return) -> dict[int, list[str]]:
    """By the number of a line: what it was told not to be when it was added. For whoever reviews it."""
    contents = of.chain.filter(happened="line added").order_by("sequence").values_list("content", flat=True)
    found = (json.loads(each) for each in contents)
    return {each["line"]: each["another than"] for each in found if each.get("another than")}
