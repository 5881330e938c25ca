"""Finds an arrangement that was seen live before it started or after it ended."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.core.period import Bounds
from sharemap.core.problem import Severity
from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register
from sharemap.register.rows import Arrangement, State


def find(register: Register) -> Iterator[Finding]:
    for key, row in register.arrangements.items():
        for sighting in register.sightings_of.get(key, ()):
            seen = sighting.seen_on
            why = _why(seen, row) if seen and sighting.state is State.LIVE else ""
            if seen and why:
                sentence = (
                    f"{register.named(key)} was seen live between {seen.earliest} and {seen.latest}, but {why}."
                )
                yield Finding(key, sentence, (key,), Severity.ERROR)


def _why(seen: Bounds, row: Arrangement) -> str:
    if row.starts_on and row.starts_on.earliest > seen.latest:
        return f"did not start before {row.starts_on.earliest}"
    if row.ends_before and row.ends_before.latest <= seen.earliest:
        return f"was no more by {row.ends_before.latest}"
    return ""
