"""Keeps what a page works out of a whole edition, so that it is worked out once and not for each reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from sharemap.editions.read import Edition

T = TypeVar("T")


class Once(Generic[T]):
    """What was made of the edition that was asked for last; made anew when another is served."""

    def __init__(self, make: Callable[[Edition], T]) -> None:
        self._make = make
        self._held: tuple[Edition, T] | None = None

    def of(self, edition: Edition) -> T:
        held = self._held
        if held is None or held[0] is not edition:
            held = self._held = edition, self._make(edition)
        return held[1]
