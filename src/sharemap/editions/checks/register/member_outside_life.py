"""Finds a member that joined before it existed, left after it ended, or lived only when the arrangement did not."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.bodies.rows import Body
from sharemap.core.problem import Severity
from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register, membership_name
from sharemap.register.rows import Arrangement, Membership


def find(register: Register) -> Iterator[Finding]:
    for row in register.memberships:
        body, arrangement = register.bodies[row.body], register.arrangements[row.arrangement]
        for why in (*_against_body(row, body, arrangement), *_against_arrangement(row, arrangement)):
            sentence = f"{body.name} in {register.named(arrangement.id)}: {why}."
            yield Finding(membership_name(row), sentence, (membership_name(row),), Severity.ERROR)


def _against_body(row: Membership, body: Body, arrangement: Arrangement) -> Iterator[str]:
    joined = row.joined_on or arrangement.starts_on
    if body.starts_on and row.joined_on and row.joined_on.latest < body.starts_on:
        yield f"it joined by {row.joined_on.latest}, and began only on {body.starts_on}"
    if body.starts_on and arrangement.ends_before and arrangement.ends_before.latest <= body.starts_on:
        yield f"it began on {body.starts_on}, when the arrangement was no more (by {arrangement.ends_before.latest})"
    if body.ends_before and joined and joined.earliest >= body.ends_before:
        yield f"its part began on {joined.earliest} or later, when it was no more (from {body.ends_before} on)"
    if body.ends_before and row.left_before and row.left_before.earliest > body.ends_before:
        yield f"it left on {row.left_before.earliest} or later, and was no more from {body.ends_before} on"


def _against_arrangement(row: Membership, arrangement: Arrangement) -> Iterator[str]:
    if row.joined_on and arrangement.ends_before and row.joined_on.earliest >= arrangement.ends_before.latest:
        yield f"it joined on {row.joined_on.earliest} or later, after the end by {arrangement.ends_before.latest}"
