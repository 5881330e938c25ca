"""Finds a council that takes part in a part of an arrangement and not in the whole."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register, membership_name
from sharemap.register.rows import RelationKind


def find(register: Register) -> Iterator[Finding]:
    for relation in register.relations:
        if relation.kind is not RelationKind.PART_OF:
            continue
        whole = register.bodies_of(relation.other)
        for row in register.memberships_of.get(relation.arrangement, ()):
            body = register.bodies[row.body]
            # Companies and other bodies come into a part as its contractor.
            if body.principal and row.body not in whole:
                sentence = (
                    f"{body.name} is in {register.named(relation.arrangement)}, a part of "
                    f"{register.named(relation.other)}, but not in that."
                )
                yield Finding(membership_name(row), sentence, (membership_name(row), relation.other))
