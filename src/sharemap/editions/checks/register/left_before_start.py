"""Finds a member that left before the arrangement started: it was to share, and never did."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register, membership_name


def find(register: Register) -> Iterator[Finding]:
    for row in register.memberships:
        starts_on = register.arrangements[row.arrangement].starts_on
        if row.left_before and starts_on and row.left_before.latest <= starts_on.earliest:
            sentence = (
                f"{register.bodies[row.body].name} left by {row.left_before.latest}, but "
                f"{register.named(row.arrangement)} did not start before {starts_on.earliest}."
            )
            yield Finding(membership_name(row), sentence, (membership_name(row),))
