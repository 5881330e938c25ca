"""What a check is: a rule about answers, with the words for whoever has broken it.

A check is a value of functions of values. Workbook and form use the same ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sharemap.core.problem import Severity
from sharemap.returns.prefilled import Prefilled

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Check(Generic[A]):
    """A rule about one answer. `find` gives what was found, nothing if all is well. `field`: the cell to correct."""

    code: str
    field: str
    needed: str
    fix: str
    find: Callable[[A, Prefilled], str]
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Across(Generic[A]):
    """A rule about all answers of a table together. `find` gives the number of each answer at fault, and why."""

    code: str
    field: str
    needed: str
    fix: str
    find: Callable[[Sequence[A], Prefilled], Iterator[tuple[int, str]]]
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Rules(Generic[A]):
    """All checks of one table, in the order in which people hear of them. `held`: an answer as it went out."""

    each: tuple[Check[A], ...]
    together: tuple[Across[A], ...]
    held: Callable[[A, Prefilled], A | None] = lambda answer, given: None

    def find(
        self, answers: Sequence[A], changed: Collection[int], given: Prefilled
    ) -> Iterator[tuple[Check[A] | Across[A], int, str]]:
        """What is at fault among the answers whose numbers are in `changed`, and what was found there.

        What was found so when the answer went out is not the body's doing.
        """
        before = {index: self.held(answers[index], given) for index in changed}
        for check in self.each:
            for index, held in before.items():
                found = check.find(answers[index], given)
                if found and (held is None or check.find(held, given) != found):
                    yield check, index, found
        asked = set(changed)
        for rule in self.together:
            yield from ((rule, index, found) for index, found in rule.find(answers, given) if index in asked)


def repeated(keys: Sequence[Hashable]) -> Iterator[int]:
    """The numbers of all that bear the same key as another. None is no key."""
    counts = Counter(keys)
    return (index for index, key in enumerate(keys) if key is not None and counts[key] > 1)


def quoted(text: object) -> str:
    """What a cell says, cut where it is long."""
    said = str(text)
    return f"“{said[:60]}…”" if len(said) > 60 else f"“{said}”"


def pounds(amount: int) -> str:
    return f"-£{-amount:,}" if amount < 0 else f"£{amount:,}"
