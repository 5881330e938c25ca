"""The cases of a round: what waits to be decided, why, and what deciding it would do to the headline figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import cast

from sharemap.bodies.directory import alive
from sharemap.bodies.rows import Body
from sharemap.core.fields import Row
from sharemap.corrections.editing import Find
from sharemap.corrections.twice import PROPOSAL, Sketch
from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register import (
    amount_told_twice,
    claim_outlier,
    recurring_above_forecast,
    share_above_whole,
    staff_outlier,
)
from sharemap.editions.checks.register.given import Register
from sharemap.register.dossier import PARTS, Dossier, dossiers_in
from sharemap.register.rows import Arrangement, Claim, NoteKind, PublicNote, Role
from sharemap.returns.accepting import words_of
from sharemap.returns.answers import Decision, SavingsAnswer
from sharemap.returns.judging import contradictions
from sharemap.returns.review.alike import Alike, Likenesses
from sharemap.returns.review.differing import all_between
from sharemap.returns.review.effect import Effect, Standing
from sharemap.returns.review.lines import NEW, Signed, by_case, now_of
from sharemap.returns.review.meaning import read
from sharemap.returns.rows import from_texts
from sharemap.returns.taking import Gone, Take, Told, as_new, taken

Rows = Mapping[type[Row], list[Row]]
OUTLIERS = (claim_outlier, staff_outlier, recurring_above_forecast, share_above_whole, amount_told_twice)


class CaseKind(StrEnum):
    """Why a case waits."""

    TO_TAKE = "signed, not taken"
    DIFFERENT = "told differently"
    OUTLIER = "out of the usual"
    DUPLICATE = "likely told twice"
    CONTRADICTION = "savings that cannot all be true"
    ASKED = "asked back"


@dataclass(frozen=True, slots=True)
class Case:
    """`why`: its kinds, each with sentences; none: it is settled. `after`: as it would be held if all were taken."""

    key: str
    name: str
    signed: tuple[Signed, ...]
    why: Mapping[CaseKind, tuple[str, ...]]
    regions: frozenset[str]
    alike: tuple[Alike, ...]
    findings: tuple[Finding, ...]
    before: Dossier | None
    after: Dossier | None
    effect: Effect

    @property
    def is_new(self) -> bool:
        return self.key.startswith(NEW)

    @property
    def likeliest(self) -> str:
        """The name of what it most likely is; blank: nothing held is like it."""
        return next((each.name for each in self.alike if not each.other.startswith((NEW, PROPOSAL))), "")

    @property
    def order(self) -> tuple[object, ...]:
        """What moves a headline figure most comes first; what waits for a body last."""
        most, all_in_all = self.effect.weight
        return CaseKind.ASKED in self.why, -most, -all_in_all, -len(self.why), self.name.casefold(), self.key


@dataclass(frozen=True, slots=True)
class World:
    """What cases are judged by: the register's rows, the day, the round's first day, how names are understood, and
    the arrangements that open proposals tell of."""

    rows: Rows
    day: date
    opened: date
    find: Find
    proposed: Sequence[Sketch] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """What all cases are judged by together: what is held and would be held, what it is like, what checks find."""

    held: Mapping[str, Dossier]
    after: Mapping[str, Dossier | None]
    bodies: Mapping[str, Body]
    standing: Standing
    alike: Mapping[str, Sequence[Alike]]
    findings: Mapping[str, Sequence[Finding]]


def cases(signed: Sequence[Signed], world: World) -> list[Case]:
    """Every case of these lines, settled ones too, in the order in which they are to be decided."""
    groups = by_case(signed, now_of(world.rows))
    weighed = _weighed(groups, world)
    return sorted((_case(key, group, weighed, world) for key, group in groups.items()), key=lambda each: each.order)


def _weighed(groups: Mapping[str, Sequence[Signed]], world: World) -> Weighed:
    held = {each.arrangement.id: each for each in dossiers_in(world.rows)}
    bodies = {row.key: row for row in cast(list[Body], world.rows[Body])}
    councils = {key for key, body in bodies.items() if body.principal and alive(body, world.day)}
    words = words_of(world.rows)
    after = {key: if_taken(each, held.get(key), world.find, words) for key, each in groups.items()}
    new = {key: each for key, each in after.items() if each and key.startswith(NEW)}
    return Weighed(
        held=held,
        after=after,
        bodies=bodies,
        standing=Standing(held.values(), world.day, councils),
        alike=Likenesses(world.rows, held.values(), world.proposed).of_new(new),
        findings=_findings(world, {key: each for key, each in after.items() if each}),
    )


def if_taken(group: Sequence[Signed], held: Dossier | None, find: Find, words: Mapping[str, str]) -> Dossier | None:
    """The arrangement as it would be held if every line that can be taken was; for the figures, and no promise."""
    for each in group:
        if each.line.taken or (held is None and not each.is_new):
            continue
        meant = read(each.told, {"gone": Gone.LEFT.value}, find, words).meant
        after = (
            taken(held, each.told, likely(each.told), meant)
            if held
            else as_new(each.told, meant, *[f"{NEW}{each.line.pk}"] * 2)
        )
        held = after if isinstance(after, Dossier) else held
    return held


def likely(told: Told) -> Take:
    """How “ended” is meant most often: of who leads it, for all; of another, that it left."""
    if told.said.decision is not Decision.ENDED:
        return Take.AS_SAID
    return Take.ALL_ENDED if told.said.role in (Role.LEAD, Role.HOST) else Take.LEFT


def _findings(world: World, after: Mapping[str, Dossier]) -> dict[str, list[Finding]]:
    """What the checks of an edition would find that they do not find today, by case."""
    before = {(each.subject, each.sentence) for each in _checked(Register(world.rows, world.day))}
    rows = dict(world.rows)
    rows[Arrangement] = [row for row in rows[Arrangement] if cast(Arrangement, row).id not in after]
    rows[Arrangement] += [each.arrangement for each in after.values()]
    for part_type in PARTS:
        rest = [row for row in rows[part_type] if row.arrangement not in after]  # type: ignore[attr-defined]
        rows[part_type] = rest + [part for each in after.values() for part in each.parts if type(part) is part_type]
    of = {part.id: key for key, each in after.items() for part in each.parts if isinstance(part, Claim)}
    # What is about a claim that the register holds already was told by nobody just now.
    held = {cast(Claim, row).id for row in world.rows[Claim]}
    found: dict[str, list[Finding]] = {}
    for each in _checked(Register(rows, world.day)):
        key = of.get(each.subject, each.subject)
        if key in after and (each.subject, each.sentence) not in before and each.subject not in held:
            found.setdefault(key, []).append(each)
    return found


def _checked(register: Register) -> Iterator[Finding]:
    for check in OUTLIERS:
        name = check.__name__.rpartition(".")[2].replace("_", "-")
        yield from (
            Finding(each.subject, each.sentence, each.rows, each.severity, name) for each in check.find(register)
        )


def _case(key: str, group: Sequence[Signed], weighed: Weighed, world: World) -> Case:
    held, findings = weighed.held.get(key), weighed.findings.get(key, [])
    alike = weighed.alike.get(key, [])
    waived = _waived(held, world.opened)
    reasons = {
        CaseKind.TO_TAKE: tuple(_to_take(group)),
        CaseKind.DIFFERENT: () if CaseKind.DIFFERENT in waived else tuple(_different(group, weighed.bodies)),
        CaseKind.OUTLIER: tuple(each.sentence for each in findings if each.check not in waived),
        CaseKind.DUPLICATE: tuple(_said_alike(each) for each in alike),
        CaseKind.CONTRADICTION: () if CaseKind.CONTRADICTION in waived else tuple(_contradictions(group)),
    }
    asked = tuple(f"{each.told.name}: “{each.line.question}”" for each in group if each.line.question)
    return Case(
        key=key,
        name=held.arrangement.name if held else group[0].told.said.name,
        signed=tuple(group),
        why={CaseKind.ASKED: asked} if asked else {kind: said for kind, said in reasons.items() if said},
        regions=_regions(group, weighed.bodies),
        alike=tuple(alike),
        findings=tuple(findings),
        before=held,
        after=weighed.after[key],
        effect=weighed.standing.effect({key: weighed.after[key]}),
    )


def _regions(group: Iterable[Signed], bodies: Mapping[str, Body]) -> frozenset[str]:
    found = (bodies.get(each.told.body) for each in group)
    return frozenset(body.region or body.nation for body in found if body)


def _waived(held: Dossier | None, opened: date) -> frozenset[str]:
    """The matters that somebody has left as they are since the round opened."""
    notes = [part for part in held.parts if isinstance(part, PublicNote)] if held else []
    return frozenset(each.matter for each in notes if each.kind is NoteKind.STANDS and each.noted_on >= opened)


def _to_take(group: Iterable[Signed]) -> Iterator[str]:
    for each in group:
        if not each.line.taken and each.told.said.decision is not Decision.DISPUTE:
            yield f"{each.told.name}: {each.told.said.decision}"


def _different(group: Sequence[Signed], bodies: Mapping[str, Body]) -> Iterator[str]:
    """Disagreements that are not published yet: once all was taken, both tellings stand in the register."""
    for each in group:
        if each.told.said.decision in (Decision.DISPUTE, Decision.NOT_OURS) and not each.line.taken:
            yield f"{each.told.name}, {each.told.said.decision}: “{each.told.said.why}”"
        for reply in each.disputed if not all(one.line.taken for one in group) else ():
            body = bodies.get(reply.of.body)
            yield f"{body.name if body else reply.of.body} on what {each.told.name} says: {reply.reply}" + (
                f" “{reply.why}”" if reply.why else ""
            )
    if not all(each.line.taken for each in group):
        yield from (f"{each.matter}: {each.words}" for each in all_between([one.told for one in group]))


def _contradictions(group: Iterable[Signed]) -> Iterator[str]:
    for each in group:
        if not each.line.taken:
            on_record = [from_texts(SavingsAnswer, row) for row in each.line.asked.get("savings", [])]
            census = each.line.of.round.census_on
            for problem in contradictions(each.told.said, each.told.savings, on_record, census):
                yield f"{each.told.name}: {problem.needed}"


def _said_alike(alike: Alike) -> str:
    sure = "the same as" if alike.same else "near to"
    of = f" of {alike.other.replace('-', ' ')}" if alike.other.startswith(PROPOSAL) else ""
    return f"By the rule of likeness {sure} “{alike.name}”{of} ({alike.score} of 100): {alike.reason}"


def chosen(found: Iterable[Case], kind: str, region: str) -> list[Case]:
    """The open cases of a kind and a region; blank: of all."""
    waiting = [each for each in found if each.why]
    kinds = set(CaseKind)
    of_kind = [each for each in waiting if kind not in kinds or CaseKind(kind) in each.why]
    return [each for each in of_kind if not region or region in each.regions]


def counts(found: Iterable[Case]) -> dict[CaseKind, int]:
    """How many open cases are of each kind; one may be of several."""
    number = Counter(kind for each in found for kind in each.why)
    return {kind: number[kind] for kind in CaseKind}
