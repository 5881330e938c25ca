"""Finds a saving of years in which its arrangement cannot have run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import SAVINGS, Register, years
from sharemap.register.rows import Arrangement, Claim


def find(register: Register) -> Iterator[Finding]:
    for claim in register.claims.values():
        row = register.arrangements[claim.arrangement]
        why = _why(claim, row) if claim.kind in SAVINGS else ""
        if why:
            sentence = f"It is a saving of {years(claim)}, but {register.named(row.id)} {why}."
            yield Finding(claim.id, sentence, (claim.id, row.id))


def _why(claim: Claim, row: Arrangement) -> str:
    """How all the years miss its life, whatever its dates may be; blank if they need not."""
    if claim.year_from is None or claim.year_to is None:
        return ""
    if row.starts_on and date(claim.year_to + 1, 4, 1) <= row.starts_on.earliest:
        return f"did not start before {row.starts_on.earliest}"
    if row.ends_before and date(claim.year_from, 4, 1) >= row.ends_before.latest:
        return f"was no more by {row.ends_before.latest}"
    return ""
