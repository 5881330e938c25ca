"""Holds the one edition that this process serves, with what is derived from it, and swaps it when another is cut.

A swap sets one pointer. A request keeps the reading it started with.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from sharemap.core.uncollected import lasting
from sharemap.editions.read import Edition, read_edition
from sharemap.editions.standing import CURRENT, PUBLISHED, numbered
from sharemap.editions.verify import verified
from sharemap.explore.colours import Measures, measures_of
from sharemap.explore.facets import Facets, facets_of
from sharemap.explore.places import Places, places_of
from sharemap.explore.search import Names, names_of

POINTER = CURRENT
POINTERS = {"preview": CURRENT, "published": PUBLISHED}
"""The file that names the edition which is served, by what the host says is to be shown."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """An edition and what is derived from it once: sets for filters, places and measures for maps, names."""

    edition: Edition
    facets: Facets
    places: Places
    names: Names
    measures: Measures


def reading_of(edition: Edition) -> Reading:
    return Reading(edition, facets_of(edition), places_of(edition), names_of(edition), measures_of(edition))


class Current:
    """The reading that a pointer in a folder of editions names: the preview, or the latest published one."""

    def __init__(self, editions: Path, show: str = "") -> None:
        self._editions = editions
        self._pointer = editions / POINTERS[show or settings.SHOW]
        self._lock = threading.Lock()
        self._held: tuple[tuple[int, int], Reading] | None = None

    def reading(self) -> Reading | None:
        """The current one, None until there is one: a look at the pointer's age, and a read only if it changed."""
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

    def _swapped(self, stamp: tuple[int, int]) -> Reading | None:
        held = self._held
        if held and held[0] == stamp:
            return held[1]
        named = self._editions / self._pointer.read_text(encoding="utf-8").strip()
        with lasting():
            reading = _read(named) or (held[1] if held else self._older(named))
        if reading:
            self._held = (stamp, reading)
        return reading

    def _older(self, named: Path) -> Reading | None:
        """The latest published edition before one that is damaged, for a process that holds none yet."""
        if self._pointer.name != PUBLISHED:
            return None
        return next(filter(None, map(_read, self._before(named))), None)

    def _before(self, named: Path) -> Iterator[Path]:
        return (path for _, path in reversed(numbered(self._editions)) if path != named)


def _read(folder: Path) -> Reading | None:
    """The reading of an edition, if its files are those that its manifest names; if not, the log says why."""
    found = verified(folder)
    if isinstance(found, list):
        log.error("The edition %s cannot be read: %s The one before it is still served.", folder.name, found[0])
        return None
    try:
        return reading_of(read_edition(folder))
    except (OSError, ValueError, LookupError, TypeError) as damage:
        log.error("The edition %s cannot be read (%s); the one before it is still served.", folder.name, damage)
        return None
