"""One body's part in an arrangement, its rows taken together: its role, its services, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sharemap.bodies.rows import Body
from sharemap.core.period import Bounds
from sharemap.editions.read import Entry, Member
from sharemap.explore.facets import has_left
from sharemap.register.rows import Membership, Role
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Service


@dataclass(frozen=True, slots=True)
class Part:
    """`left`: it is known to have left every service it shared. `heir_of`: bodies whose part passed to it by law.

    `outlived`: it was abolished while the arrangement went on, as far as known, and nothing says who holds its part.
    """

    body: Body
    members: tuple[Member, ...]
    left: bool
    heir_of: tuple[Body, ...]
    outlived: bool

    @property
    def rows(self) -> tuple[Membership, ...]:
        return tuple(member.membership for member in self.members)

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(dict.fromkeys(row.role for row in self.rows if row.role is not Role.NOT_KNOWN))

    @property
    def services(self) -> tuple[Service, ...]:
        """The services it shares, where its rows name some; empty stands for all of them."""
        return tuple(dict.fromkeys(service for member in self.members for service in member.services))

    @property
    def joined(self) -> Bounds | None:
        known = [row.joined_on for row in self.rows if row.joined_on]
        return min(known, default=None)

    @property
    def left_before(self) -> Bounds | None:
        known = [row.left_before for row in self.rows if row.left_before]
        return max(known, default=None)

    @property
    def named_as(self) -> tuple[str, ...]:
        """The names its sources gave it, where they are not its own."""
        own = {self.body.name.casefold(), self.body.short_name.casefold()}
        return tuple(dict.fromkeys(row.named_as for row in self.rows if row.named_as.casefold() not in {*own, ""}))


def parts_of(entry: Entry, day: date) -> tuple[Part, ...]:
    """The parts in an arrangement, one for each body: those who lead or host first, then by name, leavers last."""
    held: dict[str, list[Member]] = {}
    for member in entry.members:
        held.setdefault(member.body.key, []).append(member)
    bodies = {key: group[0].body for key, group in held.items()}
    parts = [
        Part(
            bodies[key],
            tuple(group),
            all(has_left(each, day) for each in group),
            _heir_of(group, bodies),
            _outlived(bodies[key], group, entry, day),
        )
        for key, group in held.items()
    ]
    return tuple(sorted(parts, key=_order))


def _heir_of(group: list[Member], bodies: dict[str, Body]) -> tuple[Body, ...]:
    keys = dict.fromkeys(member.membership.passed_from for member in group)
    return tuple(bodies[key] for key in keys if key in bodies)


def _outlived(body: Body, group: list[Member], entry: Entry, day: date) -> bool:
    gone, end = body.ends_before, entry.arrangement.ends_before
    if gone is None or gone > day or any(member.membership.left_before for member in group):
        return False
    match entry.status.word:
        case StatusWord.NOT_FORMED:
            return False
        case StatusWord.ENDED:
            return end is not None and gone < end.earliest
        case _:
            return True


def _order(part: Part) -> tuple[bool, bool, str]:
    leads = any(row.role in (Role.LEAD, Role.HOST) for row in part.rows)
    return part.left, not leads, part.body.name.casefold()
