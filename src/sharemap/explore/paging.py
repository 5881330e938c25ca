"""Cuts a long list into pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sharemap.core.problem import Problem

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
PAGE_SIZE = 50


class Sliceable(Protocol[T_co]):
    """Rows in order, of which some can be taken: a tuple, or a set of places."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Iterable[T_co]: ...


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Page `number` of `last`; rows `first_row` and following of `total`, counted from 1."""

    rows: tuple[T, ...]
    number: int
    last: int
    total: int

    @property
    def first_row(self) -> int:
        return (self.number - 1) * PAGE_SIZE + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.rows) - 1 if self.total else 0


def page_of(rows: Sliceable[T], asked: int) -> tuple[Page[T], list[Problem]]:
    """The page asked for; the last one, and a problem that says so, where there are not so many."""
    last = max(1, -(-len(rows) // PAGE_SIZE))
    number = min(asked, last)
    start = (number - 1) * PAGE_SIZE
    page = Page(tuple(rows[start : start + PAGE_SIZE]), number, last, len(rows))
    if asked == number:
        return page, []
    needed = "The list has one page." if last == 1 else f"The list has {last} pages."
    return page, [Problem("page", "page", f"page {asked}", needed, "The last page is shown.")]
