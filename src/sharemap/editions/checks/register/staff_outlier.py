"""Finds an arrangement whose number of staff is far from that of the others."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.register.given import Register
from sharemap.editions.checks.register.spread import Spread, far, spread_of


def find(register: Register) -> Iterator[Finding]:
    staffed = {row.id: row.staff for row in register.arrangements.values() if row.staff}
    spread = spread_of(list(staffed.values()))
    if spread:
        outside = {key: staff for key, staff in staffed.items() if spread.times(staff) != 1}
        yield from (Finding(key, _sentence(register, key, staff, spread), (key,)) for key, staff in outside.items())


def _sentence(register: Register, key: str, staff: int, spread: Spread) -> str:
    return (
        f"{register.named(key)} has {number(staff)} staff, {far(spread.times(staff))} the median of "
        f"{number(round(spread.middle))} of {spread.number} arrangements."
    )
