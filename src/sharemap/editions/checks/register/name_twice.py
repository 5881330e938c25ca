"""Finds two arrangements of one name and with a common member, that nobody called different or related."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sharemap.bodies.directory import grouped
from sharemap.bodies.normalise import fold, words_in
from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register

_GENERIC = words_in("shared joint service services partnership arrangement the and of")


def find(register: Register) -> Iterator[Finding]:
    known = {frozenset((row.arrangement, row.other)) for row in register.relations} | register.decided
    for rows in grouped(register.arrangements.values(), lambda row: _words(row.name)).values():
        for one, other in combinations(rows, 2):
            if (
                register.bodies_of(one.id) & register.bodies_of(other.id)
                and frozenset((one.id, other.id)) not in known
            ):
                sentence = (
                    f"{register.named(one.id)} and {register.named(other.id)} have one name and a common member."
                )
                yield Finding(one.id, sentence, (one.id, other.id))


def _words(name: str) -> str:
    """The words that tell a name from others, in one order; all of them if none does."""
    words = words_in(fold(name))
    return " ".join(sorted(words - _GENERIC or words))
