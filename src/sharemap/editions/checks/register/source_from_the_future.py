"""Finds a source published or read after the day that the register speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.core.period import parse_partial
from sharemap.core.problem import Severity
from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register


def find(register: Register) -> Iterator[Finding]:
    for row in register.sources.values():
        for verb, text in (("published", row.published), ("read", row.accessed)):
            said = parse_partial(text)
            if said and said.earliest > register.day:
                sentence = f"{row.url} was {verb} in {text}, after {register.day}, the day of the register."
                yield Finding(row.id, sentence, (row.id,), Severity.ERROR)
