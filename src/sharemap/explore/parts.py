"""One body's part in an arrangement, its rows taken together: its role, its services, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sharemap.bodies.rows import Body
from sharemap.core.period import Bounds
from sharemap.editions.read import Entry, Member
from sharemap.explore.facets import has_left
from sharemap.register.rows import Membership, Role


@dataclass(frozen=True, slots=True)
class Part:
    """`left`: it is known to have left every service it shared."""

    body: Body
    rows: tuple[Membership, ...]
    left: bool

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(dict.fromkeys(row.role for row in self.rows if row.role is not Role.NOT_KNOWN))

    @property
    def services(self) -> tuple[str, ...]:
        """The services it shares, where its rows name some; empty stands for all of them."""
        return tuple(dict.fromkeys(row.service for row in self.rows if row.service))

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
    parts = [
        Part(group[0].body, tuple(each.membership for each in group), all(has_left(each, day) for each in group))
        for group in held.values()
    ]
    return tuple(sorted(parts, key=_order))


def _order(part: Part) -> tuple[bool, bool, str]:
    leads = any(row.role in (Role.LEAD, Role.HOST) for row in part.rows)
    return part.left, not leads, part.body.name.casefold()
