"""Finds what a person means by an identifier, an address name or a telling such as `gaps:12`, and compares two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sharemap.core.problem import Problem
from sharemap.register.likeness.blocking import candidates
from sharemap.register.likeness.deciding import by_persons, judge, turned
from sharemap.register.likeness.likened import Likened
from sharemap.register.likeness.register import Register
from sharemap.register.rows import Decider, Decision, Verdict


@dataclass(frozen=True)
class References:
    """The arrangements of the register, and gathered records by `file:line`, which go first where both have one."""

    register: Register
    records: Mapping[str, Likened]

    @cached_property
    def _arrangements(self) -> Mapping[str, Likened]:
        likening = self.register.likening()
        return {each.arrangement.id: likening.liken(each) for each in self.register.dossiers}

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        """The arrangement that each identifier, address name and telling leads to, those that are past included."""
        tables, now = self.register.tables, self.register.now
        found = {f"{each.gathering}:{each.line}": each.arrangement for each in tables.tellings if each.arrangement}
        found |= {
            text: now[each.id] for each in tables.past_addresses if each.id in now for text in (each.id, each.slug)
        }
        return found | {text: each.id for each in tables.arrangements for text in (each.id, each.slug)}

    def compare(self, left: str, right: str) -> Decision | Problem:
        """What the two are to each other, as a person decided or by rule."""
        found = [self._found(text) for text in (left, right)]
        for each in found:
            if isinstance(each, Problem):
                return each
        one, other = (each for each in found if isinstance(each, Likened))
        if one.ref == other.ref:
            return Decision(left, right, Verdict.SAME, 100, Decider.RULE, f"both are {one.ref} already: {one.name}")
        return self._decided(one, other) or judge(one, other)

    def likely(self) -> Iterator[tuple[str, str, Decision]]:
        """Pairs of records, or of a record and an arrangement that does not hold it, that the rule calls the same."""
        everything = [*self.records.values(), *self._arrangements.values()]
        for left, right in candidates(everything):
            if left.ref in self._arrangements and right.ref in self.records:
                left, right = right, left
            if left.ref in self.records and self._holder(left.ref) != self._holder(right.ref):
                decision = judge(left, right)
                if decision.verdict is Verdict.SAME:
                    yield left.ref, right.ref, decision

    def _holder(self, ref: str) -> str:
        return self._ids.get(ref, ref)

    def _found(self, text: str) -> Likened | Problem:
        found = self.records.get(text) or self._arrangements.get(self._ids.get(text, ""))
        needed = "An arrangement's identifier or address name, or a telling such as gaps:12, is needed."
        return found or Problem("not-found", text, "nothing of that name", needed, "Correct it.")

    def _decided(self, one: Likened, other: Likened) -> Decision | None:
        """A person's decision, read from the one to the other."""
        persons = by_persons(self.register.tables.decisions, self.register.now)
        there, back = persons.get((one.ref, other.ref)), persons.get((other.ref, one.ref))
        return there or (turned(back) if back else None)
