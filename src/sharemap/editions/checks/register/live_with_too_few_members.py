"""Finds a live arrangement with fewer than two members left: nothing is shared by one."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, counted
from sharemap.editions.checks.register.given import Register


def find(register: Register) -> Iterator[Finding]:
    for key in register.live:
        left = register.still_there(key)
        if len(left) < 2:
            known = counted(len(register.bodies_of(key)), "known member")
            sentence = f"{register.named(key)} is live with {len(left)} of {known} left."
            yield Finding(key, sentence, (key, *sorted(left)))
