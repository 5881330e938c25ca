"""Finds a council far from every other member of a small arrangement of councils: it may be a namesake."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sharemap.bodies.rows import Body
from sharemap.editions.checks.finding import Finding, counted
from sharemap.editions.checks.register.given import Register

FAR_KM = 150
MOST_MEMBERS = 6
_KM_PER_DEGREE = 111.2


def find(register: Register) -> Iterator[Finding]:
    for key in register.arrangements:
        bodies = [register.bodies[each] for each in sorted(register.bodies_of(key))]
        if 2 <= len(bodies) <= MOST_MEMBERS and all(each.principal for each in bodies):
            for body in bodies:
                nearest = min(_km(body, other) for other in bodies if other is not body)
                if nearest > FAR_KM:
                    sentence = (
                        f"{body.name} lies {nearest:,.0f} km from the nearest of the "
                        f"{counted(len(bodies) - 1, 'other member')} of {register.named(key)}."
                    )
                    yield Finding(f"{key}/{body.key}", sentence, (f"{key}/{body.key}",))


def _km(one: Body, other: Body) -> float:
    """Between the centres, on a plane that fits these islands; nought where a centre is not known."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return 0.0
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return math.hypot(north, east) * _KM_PER_DEGREE
