"""Holds the one edition that this process serves, with what is derived from it, and swaps it when another is cut.

A swap sets one pointer. A request keeps the reading it started with.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path

from sharemap.editions.read import Edition, read_edition
from sharemap.explore.facets import Facets, facets_of
from sharemap.explore.places import Places, places_of
from sharemap.explore.search import Names, names_of

POINTER = "current"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """An edition and what is derived from it once: sets for filters, places for maps, names for search."""

    edition: Edition
    facets: Facets
    places: Places
    names: Names


def reading_of(edition: Edition) -> Reading:
    return Reading(edition, facets_of(edition), places_of(edition), names_of(edition))


class Current:
    """The reading named by the file `current` in a folder of editions. None until there is one."""

    def __init__(self, editions: Path) -> None:
        self._pointer = editions / POINTER
        self._lock = threading.Lock()
        self._held: tuple[tuple[int, int], Reading] | None = None

    def reading(self) -> Reading | None:
        """The current one: a look at the file's age, and a read only if it changed."""
        stamp = self._stamp()
        held = self._held
        if stamp is None or (held and held[0] == stamp):
            return held[1] if held else None
        # Whoever holds a reading goes on with it while another thread reads the new edition.
        if not self._lock.acquire(blocking=held is None):
            return held[1] if held else None
        try:
            return self._swapped(stamp)
        finally:
            self._lock.release()

    def _stamp(self) -> tuple[int, int] | None:
        try:
            stat = self._pointer.stat()
        except FileNotFoundError:
            return None
        return stat.st_mtime_ns, stat.st_ino

    def _swapped(self, stamp: tuple[int, int]) -> Reading:
        held = self._held
        if held and held[0] == stamp:
            return held[1]
        folder = self._pointer.parent / self._pointer.read_text(encoding="utf-8").strip()
        try:
            reading = reading_of(read_edition(folder))
        except (OSError, ValueError, KeyError) as damage:
            if held is None:
                raise
            log.error("The edition %s cannot be read (%s); the one before it is still served.", folder.name, damage)
            reading = held[1]
        self._held = (stamp, reading)
        return reading
