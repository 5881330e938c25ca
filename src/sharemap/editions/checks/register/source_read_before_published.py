"""Finds a source that was read before it was published."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.core.period import parse_partial
from sharemap.core.problem import Severity
from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register


def find(register: Register) -> Iterator[Finding]:
    for row in register.sources.values():
        published, accessed = parse_partial(row.published), parse_partial(row.accessed)
        if published and accessed and published.earliest > accessed.latest:
            sentence = f"{row.url} was read ({row.accessed}) before it was published ({row.published})."
            yield Finding(row.id, sentence, (row.id,), Severity.ERROR)
