"""Finds an arrangement under the model lead authority whose members are all partners or customers."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register
from sharemap.register.rows import DeliveryModel, Role


def find(register: Register) -> Iterator[Finding]:
    for key, row in register.arrangements.items():
        roles = {each.role for each in register.memberships_of.get(key, ())}
        if row.model is DeliveryModel.LEAD_AUTHORITY and roles and roles <= {Role.PARTNER, Role.CUSTOMER}:
            sentence = f"The model of {register.named(key)} is lead authority, but no member leads or hosts it."
            yield Finding(key, sentence, (key,))
