"""Two arrangements of the register become one, or one becomes two, by the verbs: nothing that was held is lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q

from sharemap.core.problem import Problem
from sharemap.core.records import to_model
from sharemap.register import models, queries, services
from sharemap.register.dossier import Dossier, Part, dossiers
from sharemap.register.likeness.claims import renamed
from sharemap.register.likeness.merging import merge
from sharemap.register.rows import Arrangement, Claim, Decider, Decision, PublicNote, Relation, RelationKind, Verdict
from sharemap.register.services import Because

BY_HAND = 100
"""The likeness that is noted where a person says that two are one."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What came along when two became one: records that were read (pass and line), questions (their words)."""

    tellings: tuple[tuple[str, int], ...]
    questions: tuple[str, ...]

    def texts(self) -> dict[str, object]:
        return {"tellings": [list(each) for each in self.tellings], "questions": list(self.questions)}


@transaction.atomic
def unite(kept: Dossier, gone: Dossier, because: Because) -> Moved:
    """Hold both as the first; the address of the second leads there from now on."""
    to, other = kept.arrangement.id, gone.arrangement.id
    tellings = models.Telling.objects.filter(arrangement=other)
    questions = models.Question.objects.filter(arrangement=other)
    moved = Moved(tuple(tellings.values_list("gathering", "line")), tuple(questions.values_list("text", flat=True)))
    told = set(models.Telling.objects.filter(arrangement__in=(to, other)).values_list("description", flat=True))
    merged = merge(_unrelated(kept), _unrelated(gone), because.why, told)
    relations = _relations_of_both(kept, gone)
    services.record_arrangement(
        dossiers([merged.dossier.arrangement], [*merged.dossier.parts, *relations])[0], because
    )
    _lead_others_on(to, other, merged.claims, because)
    questions.update(arrangement=to)
    services.withdraw_arrangement(other, replace(because, why=merged.past.reason), to)
    left, right = sorted((to, other))
    say_of_pair(Decision(left, right, Verdict.SAME, BY_HAND, Decider.PERSON, because.why))
    return moved


def say_of_pair(decision: Decision) -> None:
    """Hold what a person decided on two arrangements, in place of what was decided before."""
    models.Decision.objects.filter(left=decision.left, right=decision.right).delete()
    to_model(decision, models.Decision).save()


def lead_back(arrangement: str, moved: Mapping[str, list[object]]) -> None:
    """What came along when two became one belongs to the second again; `moved` as `Moved.texts` gives it."""
    for gathering, line in (tuple(each) for each in moved["tellings"] if isinstance(each, list)):
        models.Telling.objects.filter(gathering=gathering, line=line).update(arrangement=arrangement)
    models.Question.objects.filter(text__in=moved["questions"]).update(arrangement=arrangement)


def _unrelated(dossier: Dossier) -> Dossier:
    return replace(dossier, parts=tuple(part for part in dossier.parts if not isinstance(part, Relation)))


def _relations_of_both(kept: Dossier, gone: Dossier) -> list[Relation]:
    """How both stand to others, each other once; how they stood to each other is said by the merge."""
    to, names = kept.arrangement.id, {kept.arrangement.id, gone.arrangement.id}
    held = [part for each in (kept, gone) for part in each.parts if isinstance(part, Relation)]
    by_other = {each.other: replace(each, arrangement=to) for each in reversed(held) if each.other not in names}
    return list(by_other.values())


def _lead_others_on(to: str, other: str, claims: Mapping[str, str], because: Because) -> None:
    """What others say of the second, or of its claims, is said of the one."""
    pointing = Q(relations__other=other) | Q(claims__same_claim_as__in=list(claims))
    keys = models.Arrangement.objects.filter(pointing).exclude(id__in=(to, other)).values_list("id", flat=True)
    for key in sorted(set(keys)):
        held = queries.dossier_of(key)
        if held:
            services.record_arrangement(replace(held, parts=_led_on(held, to, other, claims)), because)


def _led_on(held: Dossier, to: str, other: str, claims: Mapping[str, str]) -> tuple[Part, ...]:
    said = {part.other for part in held.parts if isinstance(part, Relation)}
    parts: list[Part] = []
    for part in held.parts:
        if isinstance(part, Relation) and part.other == other:
            parts += [] if to in said else [replace(part, other=to)]
        else:
            parts.append(renamed(part, claims) if isinstance(part, Claim) else part)
    return dossiers([held.arrangement], parts)[0].parts


@dataclass(frozen=True, slots=True)
class Share:
    """How the parts of one arrangement are shared out between it and a new one, by their place in the dossier."""

    goes: frozenset[int]
    both: frozenset[int]


def divided(held: Dossier, new: Arrangement, share: Share, why: str) -> tuple[Dossier, Dossier] | Problem:
    """The arrangement and the new one beside it, each part in one of them or in both. Pure.

    A claim goes whole, with all claims that it is linked to, or an amount would count twice.
    """
    goes = [part for number, part in enumerate(held.parts) if number in share.goes | share.both]
    stays = [part for number, part in enumerate(held.parts) if number not in share.goes]
    if problem := _not_to_be_divided(goes, stays):
        return problem
    moved = sorted((part.id for part in goes if isinstance(part, Claim)), key=lambda each: (len(each), each))
    ids = {key: f"{new.id}-c{number}" for number, key in enumerate(moved, 1)}
    goes = [_moved(part, new.id, ids) for part in goes]
    goes.append(Relation(new.id, RelationKind.SIBLING, held.arrangement.id, why))
    return dossiers([held.arrangement], stays)[0], dossiers([new], goes)[0]


def _moved(part: Part, to: str, ids: Mapping[str, str]) -> Part:
    if isinstance(part, Claim):
        return renamed(part, ids, to)
    if isinstance(part, PublicNote):
        return replace(part, arrangement=to, about=ids.get(part.about, part.about))
    return replace(part, arrangement=to)


def _not_to_be_divided(goes: Collection[Part], stays: Collection[Part]) -> Problem | None:
    claims = [{part.id for part in each if isinstance(part, Claim)} for each in (goes, stays)]
    linked = [
        part.id
        for part in (*goes, *stays)
        if isinstance(part, Claim)
        and {part.same_claim_as, *part.alternative_to} & (claims[1] if part.id in claims[0] else claims[0])
    ]
    if linked or claims[0] & claims[1]:
        found = ", ".join(sorted({*linked, *(claims[0] & claims[1])}))
        needed = "A claim goes whole, and claims that are linked go together, so that no amount counts twice."
        return Problem("claims", "split", found, needed, "Leave them together, on one side.")
    notes = [
        part.about
        for part, own in ((part, own) for side, own in ((goes, claims[0]), (stays, claims[1])) for part in side)
        if isinstance(part, PublicNote) and part.about and part.about not in own
    ]
    if notes:
        needed = "A note about a claim goes with the claim."
        return Problem("notes", "split", ", ".join(sorted(notes)), needed, "Put the note on the side of its claim.")
    return None
