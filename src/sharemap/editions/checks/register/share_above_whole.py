"""Finds one body's share that is larger than the whole of the same rung, kind and years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.register.given import Register
from sharemap.register.rows import Claim, Scope


def find(register: Register) -> Iterator[Finding]:
    for claims in register.claims_of.values():
        shares = [row for row in claims if row.scope is Scope.ONE_SHARE]
        wholes = [row for row in claims if row.scope is Scope.WHOLE]
        for share, whole in product(shares, wholes):
            if _terms(share) == _terms(whole) and share.amount_gbp > whole.amount_gbp:
                sentence = (
                    f"One body's share of £{number(share.amount_gbp)} is more than the whole of "
                    f"£{number(whole.amount_gbp)} ({whole.id}) of the same rung, kind and years."
                )
                yield Finding(share.id, sentence, (share.id, whole.id))


def _terms(claim: Claim) -> tuple[object, ...]:
    return claim.rung, claim.kind, claim.year_from, claim.year_to
