"""What a merge would do to the register: what becomes one, and which decisions and relations stand then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sharemap.core.problem import Problem
from sharemap.register.dossier import Dossier
from sharemap.register.likeness.deciding import (
    Pair,
    by_hand,
    by_persons,
    chains,
    decide,
    parted_too_late,
    relations,
    worth_keeping,
)
from sharemap.register.likeness.likened import Likening
from sharemap.register.likeness.merging import Merged, in_order, merge
from sharemap.register.rows import Decider, Decision, Relation, Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """Two arrangements that become one, by their names, and the decision for it."""

    kept: str
    gone: str
    decision: Decision
    merged: Merged


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the register holds beside its arrangements.

    `past`: by identifier that was no more before, the one that holds it; `told`: descriptions as tellings give them.
    """

    decisions: Sequence[Decision] = ()
    past: Mapping[str, str] = field(default_factory=dict)
    relations: Sequence[Relation] = ()
    told: Collection[str] = ()


@dataclass(slots=True)
class Plan:
    """The arrangements as they will be, how they came to be so, and every decision on a pair."""

    dossiers: dict[str, Dossier]
    steps: list[Step] = field(default_factory=list)
    same: list[Decision] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    problems: Sequence[Problem] = ()

    @property
    def now(self) -> dict[str, str]:
        """By identifier that is no more, the one that holds it now."""
        found: dict[str, str] = {}
        for step in reversed(self.steps):
            to = step.merged.past.arrangement
            found[step.merged.past.id] = found.get(to, to)
        return found


def plan(dossiers: Iterable[Dossier], likening: Likening, held: OnFile) -> Plan:
    """Merge until nothing more is the same, so that a second merge finds nothing to do."""
    made = Plan({each.arrangement.id: each for each in dossiers})
    while _merged_more(made, likening, held):
        pass
    decided = _decided(made, likening, _persons(made, held))
    made.decisions = _on_file(made, decided, held.decisions)
    made.relations = relations(decided, _moved(by_hand(held.relations, held.decisions), made.now))
    made.problems = [*made.problems, *parted_too_late(held.decisions, held.past)]
    return made


def _persons(made: Plan, held: OnFile) -> dict[Pair, Decision]:
    now = made.now
    past = {key: now.get(value, value) for key, value in held.past.items()}
    return by_persons(held.decisions, {**now, **past})


def _decided(made: Plan, likening: Likening, persons: Mapping[Pair, Decision]) -> list[Decision]:
    return decide({key: likening.liken(each) for key, each in made.dossiers.items()}, persons)


def _merged_more(made: Plan, likening: Likening, held: OnFile) -> bool:
    """One round: every chain becomes one arrangement. Whether there was any."""
    persons = _persons(made, held)
    decided = _decided(made, likening, persons)
    found = chains(decided, persons)
    made.problems = found.stopped
    for group in found.whole:
        same = [each for each in decided if each.verdict is Verdict.SAME and each.left in group]
        made.same += same
        _merge_chain(made, group, same, held.told)
    return bool(found.whole)


def _merge_chain(made: Plan, group: Sequence[str], same: Sequence[Decision], told: Collection[str]) -> None:
    """The members of a chain become one, one after another, by the decision that says most for it."""
    first = made.dossiers[group[0]]
    for key in group[1:]:
        decision = max((each for each in same if key in (each.left, each.right)), key=lambda each: each.score)
        kept, gone = in_order(first, made.dossiers[key])
        merged = merge(kept, gone, decision.reason, told)
        made.steps.append(Step(kept.arrangement.name, gone.arrangement.name, decision, merged))
        del made.dossiers[gone.arrangement.id]
        first = made.dossiers[kept.arrangement.id] = merged.dossier


def _on_file(made: Plan, decided: Iterable[Decision], held: Iterable[Decision]) -> list[Decision]:
    """The rows of decisions.csv: a person's as they stand, those on what is no more, and the rule's of today."""
    rows = {(each.left, each.right): each for each in decided if each.decider is Decider.RULE and worth_keeping(each)}
    rows |= {(each.left, each.right): each for each in made.same if each.decider is Decider.RULE}
    for each in held:
        alive = each.left in made.dossiers and each.right in made.dossiers
        if each.decider is Decider.PERSON or not alive:
            rows[each.left, each.right] = each
    return [rows[pair] for pair in sorted(rows)]


def _moved(standing: Iterable[Relation], now: Mapping[str, str]) -> list[Relation]:
    """The relations held, each between the arrangements of now."""
    moved = (
        Relation(now.get(each.arrangement, each.arrangement), each.kind, now.get(each.other, each.other), each.reason)
        for each in standing
    )
    return [each for each in moved if each.arrangement != each.other]
