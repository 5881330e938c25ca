"""What the page that compares was asked for, and its answer, with a bound on what any reader can make us work out."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from sharemap.core.period import months_before, parse_day
from sharemap.core.problem import Problem
from sharemap.editions.compare import DEFAULT, Change, Within, compare_days, compare_editions
from sharemap.editions.on_day import Register, open_register
from sharemap.editions.read import Edition
from sharemap.editions.shelf import find

FIRST_DAY = date(2008, 1, 1)
"""Of days before it the register knows next to nothing."""
# A day costs a quarter of a second. Readers who ask at once are served one after the other; the last days are kept.
one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Asked:
    """Two editions by name, or two days, as the address says them, and a dimension or a part; blank: not said."""

    earlier: str
    later: str
    first: str
    last: str
    figure: str
    by: str = ""
    part: str = ""

    @property
    def within(self) -> Within:
        return Within(self.by, self.part)

    @property
    def editions(self) -> bool:
        return bool(self.earlier or self.later)

    @property
    def chosen(self) -> bool:
        return self.editions or bool(self.first or self.last)

    def query(self) -> str:
        pairs = {
            "from": self.earlier,
            "to": self.later,
            "from_day": self.first,
            "to_day": self.last,
            "figure": self.figure,
            "by": self.by,
            "part": self.part,
        }
        return urlencode({name: value for name, value in pairs.items() if value})


def read_asked(query: Mapping[str, str]) -> Asked:
    earlier, later, first, last, figure, by, part = (
        query.get(name, "").strip() for name in ("from", "to", "from_day", "to_day", "figure", "by", "part")
    )
    return Asked(earlier, later, first, last, figure or DEFAULT, by, part)


def usual(edition: Edition) -> tuple[date, date]:
    """The days that the form holds before any are chosen: the last year."""
    return months_before(edition.as_at, 12), edition.as_at


def compared(edition: Edition, asked: Asked) -> Change | Problem:
    """The change that was asked for, or why there is none. Days are those of the edition that is served."""
    with one_at_a_time:
        return _editions(edition, asked) if asked.editions else _days(edition, asked)


def _editions(edition: Edition, asked: Asked) -> Change | Problem:
    editions = edition.folder.parent
    earlier = opened(editions, asked.earlier)
    if isinstance(earlier, Problem):
        return earlier
    later = opened(editions, asked.later)
    return later if isinstance(later, Problem) else compare_editions(earlier, later, asked.figure, asked.within)


def _days(edition: Edition, asked: Asked) -> Change | Problem:
    first, last = _day(asked.first, edition), _day(asked.last, edition)
    if isinstance(first, Problem):
        return first
    if isinstance(last, Problem):
        return last
    register = opened(edition.folder.parent, edition.name)
    if isinstance(register, Problem):
        return register
    return compare_days(register, first, last, asked.figure, asked.within)


def _day(text: str, edition: Edition) -> date | Problem:
    day = parse_day(text)
    if day and FIRST_DAY <= day <= edition.as_at:
        return day
    needed = f"A day from {FIRST_DAY} to {edition.as_at} is needed, such as 2014-04-01."
    return Problem("day", "the day", f"“{text[:60]}”" if text else "none", needed, "Choose another day.")


def opened(editions: Path, name: str) -> Register | Problem:
    """The register of an edition that stands there; the last few are kept."""
    manifest = find(editions, name)
    return manifest if isinstance(manifest, Problem) else _kept(editions / manifest.name, manifest.sha256)


@lru_cache(maxsize=3)
def _kept(folder: Path, _sha256: str) -> Register | Problem:
    """The register of an edition, anew where its manifest says another thing."""
    return open_register(folder)
