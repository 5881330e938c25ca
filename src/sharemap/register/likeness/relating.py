"""What two arrangements that are not one are to each other: part of, continued as, sibling of, or different.

Each needs members and services that fit, and a sign that somebody sees the two together: a page that tells of both, a
name within the other's name, or a text that names the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sharemap.bodies.normalise import words_in
from sharemap.register.likeness.likened import Likened, Words
from sharemap.register.likeness.words import GENERIC_WORDS, as_written
from sharemap.register.rows import Verdict

_YEAR = timedelta(days=366)
_NEARLY_ALL = 0.75
_ALL_BUT_ONE_OF_SEVEN = 0.85
_HALF = 0.5
_COMPASS = words_in("north south east west northern southern eastern western central mid upper lower greater")


@dataclass(frozen=True, slots=True)
class Related:
    """What the left one is to the right one, and how that is known."""

    verdict: Verdict
    reason: str


_UNRELATED = Related(
    Verdict.DIFFERENT, "dates, members, services and texts do not say that one holds or follows the other"
)


def related(left: Likened, right: Likened) -> Related:
    """How the left one stands to the right one, if they are not one arrangement."""
    if not left.shared_with(right):
        return Related(Verdict.DIFFERENT, "no common member")
    ways = (
        (Verdict.CONTINUED_AS, _continued(left, right)),
        (Verdict.CONTINUES, _continued(right, left)),
        (Verdict.PART_OF, _part_of(left, right)),
        (Verdict.HOLDS, _part_of(right, left)),
        (Verdict.SIBLING, _siblings(left, right)),
    )
    return next((Related(verdict, reason) for verdict, reason in ways if reason), _UNRELATED)


def _continued(one: Likened, other: Likened) -> str:
    """Why the second may be what became of the first; blank if nothing says so."""
    if one.proposed or other.proposed or not one.ended or _members_in(one, other) < _HALF:
        return ""
    if name := other.named_in(one):
        return f"the earlier ended, and what is said of it names “{name}”"
    if one.ends is None or other.starts is None or not _in_turn(one, other) or not _enough_services(one, other):
        return ""
    sign = _seen_together(one, other)
    years = f"the earlier ended in {one.ends.earliest.year}, the later began in {other.starts.latest.year}"
    return f"{years}, with members and services of it, and {sign}" if sign else ""


def _in_turn(one: Likened, other: Likened) -> bool:
    """Whether the second began within a year of the first one's end, and not with it."""
    if one.ends is None or other.starts is None:
        return False
    began_later = one.starts is None or one.starts.latest < other.starts.earliest
    lasted_longer = other.ends is None or other.ends.latest > one.ends.latest
    near = one.ends.earliest - _YEAR <= other.starts.latest and other.starts.earliest <= one.ends.latest + _YEAR
    return began_later and lasted_longer and near


def _enough_services(one: Likened, other: Likened) -> bool:
    """A service in common; all of them where only half of the members went on."""
    needed = 1 if _members_in(one, other) > _HALF else len(one.services)
    return len(one.covered_by(other)) >= needed


def _part_of(narrow: Likened, broad: Likened) -> str:
    """Why the first may be one of the services of the second; blank if nothing says so."""
    if narrow.proposed or broad.proposed or not _at_one_time(narrow, broad):
        return ""
    more_members = len(broad.members) > len(narrow.members)
    if _members_in(narrow, broad) < _NEARLY_ALL or len(narrow.members) > len(broad.members):
        return ""
    if (more_members or len(broad.services) > len(narrow.services)) and (name := broad.named_in(narrow)):
        return f"the members of the smaller are in the larger, and what is said of it names “{name}”"
    if len(narrow.covered_by(broad)) < _HALF * len(narrow.services) or not _broader(narrow, broad):
        return ""
    sign = _seen_together(narrow, broad)
    return f"the members and services of the smaller are in the larger, and {sign}" if sign else ""


def _broader(narrow: Likened, broad: Likened) -> bool:
    more_services = len(broad.services) > 2 * len(narrow.services)
    more_members = len(broad.members) > 2 * len(narrow.members)
    return more_services or (more_members and len(broad.services) >= len(narrow.services))


def _at_one_time(one: Likened, other: Likened) -> bool:
    return not any(
        first.ends and second.starts and first.ends.latest <= second.starts.earliest
        for first, second in ((one, other), (other, one))
    )


def _siblings(left: Likened, right: Likened) -> str:
    """Why they are two services of the same members; blank if nothing says so."""
    mine, theirs = left.shared_with(right), right.shared_with(left)
    both = (len(mine) + len(theirs)) / (len(left.members) + len(right.members))
    if len(mine) < 2 or both < _ALL_BUT_ONE_OF_SEVEN or left.proposed or right.proposed or left.covered_by(right):
        return ""
    common = _own(left) & _own(right)
    if common - _COMPASS:
        return f"other services of the same members, and both names say “{as_written(common, left.written)}”"
    return "other services of the same members, and a page tells of both" if left.urls & right.urls else ""


def _seen_together(one: Likened, other: Likened) -> str:
    """The sign that somebody sees the two together; blank if there is none."""
    if one.urls & other.urls:
        return "a page tells of both"
    if name := one.named_in(other) or other.named_in(one):
        return f"what is said of one names “{name}”"
    shorter = min(_own(one), _own(other), key=len)
    if shorter - _COMPASS and shorter <= _own(one) & _own(other):
        return f"both names say “{as_written(shorter, one.written)}”"
    return ""


def _own(each: Likened) -> Words:
    """The words of its name that are neither generic nor a member's or a service's."""
    return each.main - GENERIC_WORDS - each.places - each.service_words


def _members_in(one: Likened, other: Likened) -> float:
    return len(one.shared_with(other)) / len(one.members)
