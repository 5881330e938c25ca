"""Finds a new arrangement that is told in two rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Across, quoted, repeated
from sharemap.returns.prefilled import Prefilled


def find(lines: Sequence[LineAnswer], given: Prefilled) -> Iterator[tuple[int, str]]:
    names = [line.name.casefold() if line.decision is Decision.NEW and line.name else None for line in lines]
    for index in repeated(names):
        yield index, f"{quoted(lines[index].name)} in more than one row"


CHECK = Across(
    "new arrangement twice",
    "name",
    "Each new arrangement has one row.",
    "Keep the row that is right and clear the others.",
    find,
)
