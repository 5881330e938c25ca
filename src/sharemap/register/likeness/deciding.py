"""Which arrangements are the same, which are related and which only look alike: by rule, unless a person has decided.

Pairs that are the same form chains, and a chain becomes one arrangement, unless a person called two in it different.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from sharemap.core.fields import sort_key
from sharemap.core.problem import Problem
from sharemap.register.likeness.blocking import candidates
from sharemap.register.likeness.likened import Likened
from sharemap.register.likeness.relating import related
from sharemap.register.likeness.score import SAME_FROM, Reason, score
from sharemap.register.rows import Decider, Decision, Relation, RelationKind, Verdict

NEAR_FROM = 35
"""From here on a pair that is not the same is worth a person's look."""
Pair = tuple[str, str]
_OTHER_WAY = {
    Verdict.PART_OF: Verdict.HOLDS,
    Verdict.HOLDS: Verdict.PART_OF,
    Verdict.CONTINUED_AS: Verdict.CONTINUES,
    Verdict.CONTINUES: Verdict.CONTINUED_AS,
}
_KINDS = {
    Verdict.PART_OF: RelationKind.PART_OF,
    Verdict.CONTINUED_AS: RelationKind.CONTINUED_AS,
    Verdict.SIBLING: RelationKind.SIBLING,
}


def judge(left: Likened, right: Likened) -> Decision:
    """What the rule says of a pair."""
    likeness, reasons = score(left, right)
    if likeness >= SAME_FROM:
        verdict, words = Verdict.SAME, in_words(reasons)
    else:
        relation = related(left, right)
        verdict, words = relation.verdict, relation.reason
        if verdict is Verdict.DIFFERENT and likeness:
            words = in_words(reasons)
    return Decision(left.ref, right.ref, verdict, likeness, Decider.RULE, words)


def in_words(reasons: Iterable[Reason]) -> str:
    """What speaks for one arrangement, then what speaks against it."""
    weighed = [each for each in reasons if each.points]
    speaks_for = "; ".join(each.words for each in weighed if each.points > 0)
    against = "; ".join(each.words for each in weighed if each.points < 0)
    return "; but ".join(filter(None, (speaks_for, against)))


def turned(decision: Decision) -> Decision:
    """The same decision, read from the right one to the left one."""
    verdict = _OTHER_WAY.get(decision.verdict, decision.verdict)
    return replace(decision, left=decision.right, right=decision.left, verdict=verdict)


def by_persons(held: Iterable[Decision], now: Mapping[str, str]) -> dict[Pair, Decision]:
    """What persons decided, of the arrangements that hold the pair now. Of two decisions on one, “same” gives way."""
    found: dict[Pair, Decision] = {}
    for row in held:
        decision = replace(row, left=now.get(row.left, row.left), right=now.get(row.right, row.right))
        if row.decider is not Decider.PERSON or decision.left == decision.right:
            continue
        if decision.left > decision.right:
            decision = turned(decision)
        pair = decision.left, decision.right
        if pair not in found or found[pair].verdict is Verdict.SAME:
            found[pair] = decision
    return found


def parted_too_late(held: Iterable[Decision], now: Mapping[str, str]) -> Iterator[Problem]:
    """What a person would keep apart and one arrangement holds already."""
    for row in held:
        left, right = now.get(row.left, row.left), now.get(row.right, row.right)
        if row.decider is Decider.PERSON and row.verdict is not Verdict.SAME and left == right:
            yield Problem(
                "already one",
                f"decisions.csv, {row.left} and {row.right}",
                f"“{row.verdict}” by a person, and both are {left} already",
                "A merge does not part again what it made one.",
                "Split it by hand in data/register, under a new identifier, or take the row out.",
            )


def decide(likened: Mapping[str, Likened], persons: Mapping[Pair, Decision]) -> list[Decision]:
    """A decision for each pair that is worth comparing, or that a person decided."""
    decided = {pair: row for pair, row in persons.items() if pair[0] in likened and pair[1] in likened}
    for left, right in candidates(likened.values()):
        if (left.ref, right.ref) not in decided:
            decided[left.ref, right.ref] = judge(left, right)
    return [decided[pair] for pair in sorted(decided)]


def worth_keeping(decision: Decision) -> bool:
    """Whether the pair belongs in decisions.csv: the same, related, nearly the same, or decided by a person."""
    known = decision.verdict is not Verdict.DIFFERENT or decision.decider is Decider.PERSON
    return known or decision.score >= NEAR_FROM


@dataclass(frozen=True, slots=True)
class Chains:
    """Arrangements that are one, together, each chain in order; and what stops other chains."""

    whole: tuple[tuple[str, ...], ...]
    stopped: tuple[Problem, ...]


def chains(decided: Iterable[Decision], persons: Mapping[Pair, Decision]) -> Chains:
    """Who is the same as whom, also by way of a third."""
    together: defaultdict[str, set[str]] = defaultdict(set)
    for row in decided:
        if row.verdict is Verdict.SAME:
            joined = {row.left, row.right, *together[row.left], *together[row.right]}
            together.update(dict.fromkeys(joined, joined))
    groups = sorted({tuple(sorted(group)) for group in together.values()} - {()})
    problems = {group: _refused(group, persons) for group in groups}
    return Chains(
        tuple(group for group in groups if problems[group] is None),
        tuple(problem for problem in problems.values() if problem is not None),
    )


def _refused(group: tuple[str, ...], persons: Mapping[Pair, Decision]) -> Problem | None:
    for pair in combinations(group, 2):
        row = persons.get(pair)
        if row and row.verdict is not Verdict.SAME:
            return Problem(
                "chain",
                f"decisions.csv, {' and '.join(pair)}",
                f"“{row.verdict}” by a person, and a chain of likeness between the two: {', '.join(group)}",
                "Arrangements that are not the same cannot become one by way of a third.",
                "Say of each pair in the chain whether it is the same. Until then none of it is merged.",
            )
    return None


def by_hand(held: Iterable[Relation], on_file: Iterable[Decision]) -> list[Relation]:
    """The relations held that the rule did not state: what it stated once and states no more must not stay."""
    stated = {relation for row in on_file if row.decider is Decider.RULE for relation in _relation(row)}
    return [each for each in held if each not in stated]


def relations(decided: Iterable[Decision], held: Iterable[Relation]) -> list[Relation]:
    """The relations set by hand, and those that the decisions add. A person's decision goes before both."""
    found = {frozenset((each.arrangement, each.other)): each for each in held}
    for decision in decided:
        pair = frozenset((decision.left, decision.right))
        if decision.decider is Decider.PERSON:
            found.pop(pair, None)
        for relation in _relation(decision):
            found.setdefault(pair, relation)
    return sorted(found.values(), key=sort_key)


def _relation(decision: Decision) -> Iterator[Relation]:
    """The relation of a decision: “holds” is the other's “part of”, “continues” the other's “continued as”."""
    way = turned(decision) if decision.verdict in (Verdict.HOLDS, Verdict.CONTINUES) else decision
    kind = _KINDS.get(way.verdict)
    if kind:
        yield Relation(way.left, kind, way.right, way.reason)
