"""Finds an arrangement that is answered in two rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharemap.returns.answers import LineAnswer
from sharemap.returns.checks.check import Across, repeated
from sharemap.returns.prefilled import Prefilled


def find(lines: Sequence[LineAnswer], given: Prefilled) -> Iterator[tuple[int, str]]:
    for index in repeated([line.arrangement or None for line in lines]):
        yield index, f"{lines[index].arrangement} in more than one row"


CHECK = Across(
    "arrangement twice",
    "arrangement",
    "Each arrangement has one row.",
    "Keep the row that is right and clear the others.",
    find,
)
