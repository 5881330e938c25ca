"""Finds an end that is still to come: announced ends move, and an arrangement seen ended cannot end later."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.core.problem import Severity
from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register
from sharemap.register.rows import State


def find(register: Register) -> Iterator[Finding]:
    for key, row in register.arrangements.items():
        if row.ends_before and row.ends_before.earliest > register.day:
            seen_ended = register.statuses[key].last_state is State.ENDED
            said = "it was last seen ended" if seen_ended else "it is only announced"
            sentence = f"The end of {register.named(key)}, {row.ends_before.earliest} or later, is to come; {said}."
            yield Finding(key, sentence, (key,), Severity.ERROR if seen_ended else Severity.WARNING)
