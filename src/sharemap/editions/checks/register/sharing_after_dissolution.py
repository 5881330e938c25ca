"""Finds a body that no longer exists and still stands as a member of an arrangement that may be live."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.core.problem import Severity
from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register, membership_name
from sharemap.register.rows import Membership
from sharemap.register.status import StatusWord


def find(register: Register) -> Iterator[Finding]:
    for key, status in register.statuses.items():
        gone = register.bodies_of(key) - register.still_there(key)
        for row in register.staying(key) if StatusWord.LIVE in status.possible else ():
            if row.body in gone:
                body = register.bodies[row.body]
                asked = _asked(register, row)
                sentence = (
                    f"{body.name} was no more from {body.ends_before} on and still stands as a member of "
                    f"{register.named(key)}{'; who holds its part is asked' if asked else ''}."
                )
                severity = Severity.WARNING if asked else Severity.ERROR
                yield Finding(membership_name(row), sentence, (membership_name(row),), severity)


def _asked(register: Register, row: Membership) -> bool:
    """Whether a question about this very part is open."""
    names = {row.named_as, register.bodies[row.body].name}
    return any(each.text in names for each in register.questions_of.get(row.arrangement, ()))
