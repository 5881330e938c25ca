"""Finds a reason why an arrangement ended where no end is known and it was not seen ended."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register
from sharemap.register.rows import State
from sharemap.register.status import StatusWord


def find(register: Register) -> Iterator[Finding]:
    for key, row in register.arrangements.items():
        ended = row.ends_before or any(each.state is State.ENDED for each in register.sightings_of.get(key, ()))
        word = register.statuses[key].word
        if row.end_reason and not ended and word is not StatusWord.NOT_FORMED:
            sentence = f"{register.named(key)} is {word} and has no end, but a reason for one: “{row.end_reason}”."
            yield Finding(key, sentence, (key,))
