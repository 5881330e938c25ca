"""Finds a yearly saving said to be made that is more than ten times what its own arrangement forecast."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.register.given import Register
from sharemap.register.rows import Claim, ClaimKind, Rung, Scope

TIMES = 10


def find(register: Register) -> Iterator[Finding]:
    for claims in register.claims_of.values():
        yearly = [row for row in claims if row.kind is ClaimKind.RECURRING and row.scope is not Scope.ONE_SHARE]
        forecasts = sorted((row for row in yearly if row.rung is Rung.FORECAST), key=lambda row: row.amount_gbp)
        for highest in forecasts[-1:]:
            yield from (_finding(row, highest) for row in yearly if row.amount_gbp > TIMES * highest.amount_gbp > 0)


def _finding(claim: Claim, highest: Claim) -> Finding:
    sentence = (
        f"£{number(claim.amount_gbp)} a year is {claim.rung}, more than {TIMES} times the highest forecast of its "
        f"arrangement, £{number(highest.amount_gbp)} a year ({highest.id})."
    )
    return Finding(claim.id, sentence, (claim.id, highest.id))
