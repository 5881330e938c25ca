"""What a new entry of a return may be already: in the register, in this return, or newly told and signed by others.

What another body has written and not signed is not looked at: not even a hint of it is given. Of an open proposal a
body is told that there is one like it, where the rule takes the two for one, and not a word of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from sharemap.core.fields import Row
from sharemap.corrections.twice import MOST_ASKED, MOST_LOOKED_AT, Candidate, Sketch, candidates, proposed
from sharemap.editions.read import Edition
from sharemap.register.dossier import PARTS, Dossier
from sharemap.register.rows import Arrangement
from sharemap.returns.answers import LineAnswer
from sharemap.returns.models import Line, Return
from sharemap.returns.prefill import Held, asked_about
from sharemap.returns.rounds import asked_texts
from sharemap.returns.rows import from_texts

LINE = "line-"
"""Before the number of a line, where what is meant is not in the register."""


@dataclass(frozen=True, slots=True)
class Near:
    """What a body is told: what its draft may be, and whether a proposal that waits for the team is like it."""

    asked: list[Candidate]
    is_proposed: bool


def near(edition: Edition, of: Return, answer: LineAnswer) -> Near:
    """At most three that may be read, the likest first."""
    draft = Sketch("", answer.name, answer.services, answer.partners, of.body)
    found = candidates(edition, draft, [*_readable(of, edition), *proposed(edition)])
    asked = [each for each in found if not each.is_proposal][:MOST_ASKED]
    return Near(asked, any(each.is_proposal and each.same for each in found))


def _readable(of: Return, edition: Edition) -> Iterator[Sketch]:
    """The new entries of this return as they are, and those of others as they were signed."""
    others = Q(of__round=of.round, signed__isnull=False) & ~Q(of=of)
    rows = Line.objects.filter(Q(of=of) | others, arrangement="").select_related("of__round").order_by("-pk")
    for line in rows[:MOST_LOOKED_AT]:
        texts = line.answer if line.of_id == of.pk else (line.signed or {}).get("answer")
        if texts:
            # A line of one's own can be led to; what another tells is answered where it stands.
            page = f"/returns/{of.round.year}/{of.body}/{line.number}" if line.of_id == of.pk else ""
            yield _sketch(line, texts, edition, page)


def told_as_new(edition: Edition) -> Iterator[Sketch]:
    """For the team: every new entry that the register does not hold yet, signed or not."""
    rows = Line.objects.filter(arrangement="", held_as="").select_related("of__round").order_by("-pk")
    for line in rows[:MOST_LOOKED_AT]:
        if texts := (line.signed or {}).get("answer") or line.answer:
            signed = f"/team/rounds/{line.of.round.year}/review/new-{line.pk}"
            yield _sketch(
                line, texts, edition, signed if line.signed else f"/team/rounds/{line.of.round.year}/{line.of.body}"
            )


def _sketch(line: Line, texts: dict[str, str], edition: Edition, page: str) -> Sketch:
    said = from_texts(LineAnswer, texts)
    body = line.of.body
    name = edition.bodies[body].name if body in edition.bodies else body
    return Sketch(f"{LINE}{line.pk}", said.name, said.services, said.partners, body, f"the return of {name}", page)


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
