"""Given the bodies that a name might mean: one to match, several to ask about, or none alive on the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharemap.bodies.directory import Directory, alive
from sharemap.bodies.index import NONE, Index
from sharemap.bodies.nearness import Found
from sharemap.bodies.normalise import fold, words_in
from sharemap.bodies.reading import Family, Reading, family_of, read_name
from sharemap.bodies.rows import Body, BodyKind
from sharemap.core.period import DAY

MOST_CANDIDATES = 6

# A place alone does not name a police force, a fire authority or an NHS body.
NEVER_BARE = frozenset({Family.POLICE, Family.FIRE, Family.NHS})

# The words that people use of a kind, right or wrong in the single case.
_DISTRICT_WORDS = words_in("borough district city bc dc rbc cc")
_SORTS_OF_KIND = {
    BodyKind.COUNTY: words_in("county cc"),
    BodyKind.DISTRICT: _DISTRICT_WORDS,
    BodyKind.UNITARY: _DISTRICT_WORDS | words_in("unitary ua county"),
    BodyKind.METROPOLITAN: _DISTRICT_WORDS | words_in("metropolitan mbc mdc mc"),
    BodyKind.LONDON_BOROUGH: words_in("borough city lb lbc rb bc") | {"london borough", "royal borough"},
    BodyKind.WELSH: words_in("county borough city cbc cc cyngor sir dinas bwrdeistref"),
}


class Outcome(StrEnum):
    """`match`: one body, sure. `ask`: a person should choose. `unknown`: no body of the directory."""

    MATCH = "match"
    ASK = "ask"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means. `key` is set for a match only; `candidates` are keys, the likeliest first."""

    text: str
    outcome: Outcome
    key: str | None
    candidates: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """A name to resolve, read once; `remark` is what stood in brackets."""

    text: str
    day: date
    hint: BodyKind | None
    reading: Reading
    remark: str

    @property
    def hinted(self) -> Family | None:
        return family_of(self.hint) if self.hint else None

    @property
    def family(self) -> Family | None:
        """The family that the words say; for a bare place the one that the hint says."""
        if self.reading.bare:
            return None if self.hinted is Family.OUTSIDE else self.hinted
        return self.reading.family or (Family.COUNCIL if self.reading.marks - {"authority"} else None)


def unknown(question: Question, reason: str) -> Resolution:
    return Resolution(question.text, Outcome.UNKNOWN, None, (), reason)


class Judge:
    """Decides between bodies by the day, the words for sorts, the remark in brackets and the hint."""

    def __init__(self, directory: Directory, index: Index) -> None:
        self._directory = directory
        self._index = index

    def living(self, key: str, day: date) -> bool:
        return alive(self._directory.bodies[key], day)

    def living_of(self, keys: Iterable[str], day: date) -> list[str]:
        return sorted(key for key in keys if self.living(key, day))

    def never_bare(self, keys: Iterable[str]) -> bool:
        """Whether all of them are of families that a place alone does not name."""
        return all(family_of(self._directory.bodies[key].kind) in NEVER_BARE for key in keys)

    def decide(self, question: Question, found: Found) -> Resolution:
        """A match if one living body is left and nothing speaks against it; else the question to ask."""
        living = [key for key in found.keys if self.living(key, question.day)]
        kept = self.narrow(question, living)
        if not kept or self._council_is_gone(question, found.keys, kept):
            return self._out_of_life(question, found.keys, kept)
        doubt = self._doubt(question, kept, found)
        if doubt:
            return self.ask(question, (*kept, *living, *found.keys), doubt)
        reason = f"{self._name(kept[0], question.day)}: found by {found.how}."
        return Resolution(question.text, Outcome.MATCH, kept[0], (kept[0],), reason)

    def ask(self, question: Question, keys: Iterable[str], reason: str) -> Resolution:
        candidates = tuple(dict.fromkeys(keys))[:MOST_CANDIDATES]
        return Resolution(question.text, Outcome.ASK, None, candidates, reason)

    def narrow(self, question: Question, keys: Sequence[str]) -> list[str]:
        """The bodies that fit all that is said; what fits none of them is not held against them."""
        kept = list(keys)
        tests = (self._of_family, self._principal_if_bare, self._of_sort, self._of_sort_of_kind, self._of_county)
        for fits in (*tests, self._of_hint):
            fitting = [key for key in kept if fits(question, self._directory.bodies[key])]
            kept = fitting or kept
        return sorted(kept, key=self._family_order)

    def _family_order(self, key: str) -> int:
        """Councils first: the order of `Family`. Sorting by it keeps the likeliest first within a family."""
        return list(Family).index(family_of(self._directory.bodies[key].kind))

    def _of_family(self, question: Question, body: Body) -> bool:
        return question.family in (None, family_of(body.kind))

    def _principal_if_bare(self, question: Question, body: Body) -> bool:
        return not question.reading.bare or body.principal

    def _of_sort(self, question: Question, body: Body) -> bool:
        said = question.reading.marks - {"council", "authority"}
        own = self._index.marks.get(body.key, frozenset())
        return not said or bool(said & own) or ("cc" in said and bool(own & {"city", "county"}))

    def _of_sort_of_kind(self, question: Question, body: Body) -> bool:
        said = question.reading.marks - {"council", "authority"}
        return not said or bool(said & _SORTS_OF_KIND.get(body.kind, frozenset()))

    def _of_county(self, question: Question, body: Body) -> bool:
        if not question.remark:
            return True
        named = self._index.placed(Family.COUNCIL, read_name(question.remark).words)
        return body.county in named or fold(question.remark) in (fold(body.region), fold(body.nation))

    def _of_hint(self, question: Question, body: Body) -> bool:
        return question.hint in (None, body.kind)

    def _doubt(self, question: Question, kept: Sequence[str], found: Found) -> str:
        """Why a person should look, or nothing."""
        first = self._directory.bodies[kept[0]]
        family = family_of(first.kind)
        if len(kept) > 1:
            return f"It may mean {self._names(kept, question.day)}."
        if not found.sure:
            return f"It may mean {self._name(first.key, question.day)}: {found.how}."
        if question.reading.office:
            return f"It names an office beside {self._name(first.key, question.day)}, which is not the same body."
        if self._only_a_place(question, first.key) and family in NEVER_BARE and question.hinted is not family:
            return f"It names only a place, which is also that of {self._name(first.key, question.day)}."
        if question.reading.bare and question.hinted not in (None, family) and question.hint != BodyKind.OTHER_PUBLIC:
            return f"It reads as {self._name(first.key, question.day)}, but is said to be a {question.hint}."
        return ""

    def _only_a_place(self, question: Question, key: str) -> bool:
        """Whether nothing but a place is named; initials, such as GMP, name more."""
        return question.reading.bare and key not in self._index.by_initials.get(question.reading.whole, NONE)

    def _council_is_gone(self, question: Question, keys: Sequence[str], kept: Sequence[str]) -> bool:
        """Whether a bare place named a council that is no more, and only its police or the like still live."""
        bodies = self._directory.bodies
        return (
            question.reading.bare
            and not any(bodies[key].principal for key in kept)
            and question.family is None
            and any(bodies[key].principal for key in keys)
        )

    def _out_of_life(self, question: Question, keys: Sequence[str], others: Sequence[str]) -> Resolution:
        """Never passed on in silence: the body that is not alive comes first, then what took its place."""
        gone = self.narrow(question, [key for key in keys if not self.living(key, question.day)])
        relations = [(key, self._heirs(key, question.day)) for key in gone]
        reason = " ".join(self._life(key, heirs, question.day) for key, heirs in relations[:2])
        candidates = [each for key, heirs in relations for each in (key, *heirs)]
        return self.ask(question, (*candidates, *others), reason)

    def _heirs(self, key: str, day: date) -> list[str]:
        """Who stood in the body's place on the day: successors if it had ended, predecessors if it had not begun."""
        body = self._directory.bodies[key]
        ended = body.ends_before is not None and body.ends_before <= day
        step: Callable[[str], list[str]] = self._after if ended else self._before
        heirs: list[str] = []
        waiting = step(key)
        while waiting:
            heir = waiting.pop(0)
            if self.living(heir, day):
                heirs.append(heir)
            else:
                waiting.extend(step(heir))
        return heirs

    def _after(self, key: str) -> list[str]:
        return [each.successor for each in self._directory.successors(key)]

    def _before(self, key: str) -> list[str]:
        """What the body began from; not what it took over later."""
        begins = self._directory.bodies[key].starts_on
        return [each.predecessor for each in self._directory.predecessors(key) if each.on == begins]

    def _life(self, key: str, heirs: Sequence[str], day: date) -> str:
        body = self._directory.bodies[key]
        if body.ends_before is not None and body.ends_before <= day:
            then = f"; after it came {self._names(heirs, day)}" if heirs else ""
            return f"{body.name} ended on {body.ends_before - DAY}{then}."
        then = f"; before it there was {self._names(heirs, day)}" if heirs else ""
        return f"{body.name} began only on {body.starts_on}{then}."

    def _name(self, key: str, day: date) -> str:
        return self._directory.name_on(key, day)

    def _names(self, keys: Sequence[str], day: date) -> str:
        names = [self._name(key, day) for key in dict.fromkeys(keys)][:MOST_CANDIDATES]
        return " or ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
