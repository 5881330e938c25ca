"""What a draft may be already: the rule between two arrangements, on an index made once, with bounded work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from sharemap.register.dossier import Dossier
from sharemap.register.likeness.blocking import MOST_TOGETHER, marks_of
from sharemap.register.likeness.deciding import NEAR_FROM, judge
from sharemap.register.likeness.likened import Likened, Likening
from sharemap.register.rows import Decision

MOST_JUDGED = MOST_TOGETHER
"""So many that have most in common with a draft are compared with it; what comes after is not like it."""


@dataclass(frozen=True, slots=True)
class Near:
    """An arrangement that a draft may be, and what the rule says of the two."""

    likened: Likened
    decision: Decision


class Nearest:
    """Arrangements by what is rare in them. Reading it changes nothing, so that many may ask at once."""

    def __init__(self, likening: Likening, held: Iterable[Dossier]) -> None:
        self.likening = likening
        self._held = {each.arrangement.id: likening.liken(each) for each in held}
        self._marked: defaultdict[Hashable, set[str]] = defaultdict(set)
        for ref, each in self._held.items():
            for mark in marks_of(each):
                self._marked[mark].add(ref)

    def near(self, drafts: Sequence[Likened], also: Iterable[Likened] = ()) -> list[Near]:
        """Those that the rule calls the same as a draft, or nearly so; the likest first.

        `drafts`: one thing told in several ways, of which the likest counts. `also`: others that it may be.
        """
        marks = {mark for each in drafts for mark in marks_of(each)}
        others = [each for each in also if not marks.isdisjoint(marks_of(each))][:MOST_JUDGED]
        found = [self._judged(drafts, each) for each in (*self._worth_comparing(marks), *others)]
        near = [each for each in found if each.decision.score >= NEAR_FROM]
        return sorted(near, key=lambda each: (-each.decision.score, each.likened.ref))

    def _worth_comparing(self, marks: Iterable[Hashable]) -> list[Likened]:
        common: Counter[str] = Counter()
        for mark in marks:
            refs = self._marked.get(mark, ())
            if len(refs) < MOST_TOGETHER:
                common.update(refs)
        ranked = sorted(common, key=lambda ref: (-common[ref], ref))
        return [self._held[ref] for ref in ranked[:MOST_JUDGED]]

    @staticmethod
    def _judged(drafts: Sequence[Likened], held: Likened) -> Near:
        return Near(held, max((judge(each, held) for each in drafts), key=lambda each: each.score))
