"""Two tellings of one day known in part: the finer where they agree, else so wide that both may be right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sharemap.core.period import Bounds


@dataclass(frozen=True, slots=True)
class United:
    """The day as bounds, and what had to be said of uniting it; blank if nothing."""

    bounds: Bounds | None
    words: str

    @property
    def earliest(self) -> date | None:
        return self.bounds.earliest if self.bounds else None

    @property
    def latest(self) -> date | None:
        return self.bounds.latest if self.bounds else None


def united(what: str, one: Bounds | None, other: Bounds | None) -> United:
    """One lies within the other: they agree, and the finer stays. They do not: the bounds widen to hold both."""
    if one is None or other is None or one == other:
        return United(one or other, "")
    if within(one, other) or within(other, one):
        finer = one if within(one, other) else other
        return United(finer, f"{what}: the finer of two that agree")
    wide = Bounds(min(one.earliest, other.earliest), max(one.latest, other.latest))
    return United(wide, f"{what}: told as {said(one)} and as {said(other)}, so it stands as {said(wide)}")


def within(one: Bounds, other: Bounds) -> bool:
    return other.earliest <= one.earliest and one.latest <= other.latest


def said(bounds: Bounds) -> str:
    return f"{bounds.earliest}" if bounds.exact else f"{bounds.earliest} to {bounds.latest}"


def forwards(start: Bounds | None, end: Bounds | None) -> bool:
    """Whether something can have run from the one to the other."""
    return start is None or end is None or start.earliest < end.latest
