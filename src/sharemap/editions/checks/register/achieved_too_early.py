"""Finds a saving called achieved or checked by sources that are all older than its first year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharemap.core.period import parse_partial
from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register, years
from sharemap.register.rows import Claim, Rung, Source


def find(register: Register) -> Iterator[Finding]:
    for claim in register.claims.values():
        if claim.rung in (Rung.ACHIEVED, Rung.CHECKED) and claim.year_from is not None:
            sources = _sources(register, claim)
            days = [said.latest for said in (parse_partial(each.published) for each in sources) if said]
            if days and len(days) == len(sources) and max(days) < date(claim.year_from, 4, 1):
                sentence = (
                    f"It is {claim.rung} in {years(claim)}, but its sources were published by {max(days)}, "
                    "before that began."
                )
                yield Finding(claim.id, sentence, (claim.id, *(each.id for each in sources)))


def _sources(register: Register, claim: Claim) -> list[Source]:
    """The claim's own source, or those of its arrangement."""
    cited = dict.fromkeys(row.source for row in register.cited_by.get(claim.arrangement, ()))
    return [register.sources[key] for key in ([claim.source] if claim.source else cited)]
