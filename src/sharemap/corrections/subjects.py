"""Says in words which page of this site somebody means."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from sharemap.editions.read import Edition
from sharemap.register.rows import Arrangement


@dataclass(frozen=True, slots=True)
class Subject:
    """A page, what it is called, and the arrangement it shows, if it shows one."""

    address: str
    words: str
    arrangement: Arrangement | None = None


def subject_of(about: str, edition: Edition) -> Subject:
    """What the page is called in this edition; its address, where no name is known."""
    room, _, key = unquote(about.partition("?")[0]).strip("/").partition("/")
    entry = edition.by_slug.get(key) if room == "arrangements" else None
    if entry:
        return Subject(about, entry.arrangement.name, entry.arrangement)
    if room == "bodies" and key in edition.bodies:
        return Subject(about, edition.bodies[key].name)
    if room == "figures" and key in edition.figures:
        return Subject(about, f"the figure “{edition.figures[key].row.title}”")
    return Subject(about, "the map and the register" if about.partition("?")[0] == "/" else about)
