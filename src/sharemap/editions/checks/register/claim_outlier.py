"""Finds a saving far larger or smaller than the others of its kind under every heading of its arrangement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.register.given import SAVINGS, Register
from sharemap.editions.checks.register.spread import Spread, far, spread_of
from sharemap.register.rows import Claim, ClaimKind, Scope

Spreads = Mapping[tuple[str, ClaimKind], Spread | None]


def find(register: Register) -> Iterator[Finding]:
    whole = [row for row in register.claims.values() if row.scope is Scope.WHOLE and row.kind in SAVINGS]
    spreads = _spreads(register, whole)
    for claim in whole:
        known = _known(register, claim, spreads)
        if known and all(spread.times(claim.amount_gbp) != 1 for _, spread in known):
            yield Finding(claim.id, _sentence(register, claim, *known[0]), (claim.id,))


def _spreads(register: Register, claims: list[Claim]) -> Spreads:
    amounts: defaultdict[tuple[str, ClaimKind], list[float]] = defaultdict(list)
    for claim in claims:
        for heading in register.headings_of(claim.arrangement):
            amounts[heading, claim.kind].append(claim.amount_gbp)
    return {key: spread_of(found) for key, found in amounts.items()}


def _known(register: Register, claim: Claim, spreads: Spreads) -> list[tuple[str, Spread]]:
    """The spreads that the claim can be held against, that of the most claims first."""
    found = ((key, spreads[key, claim.kind]) for key in sorted(register.headings_of(claim.arrangement)))
    return sorted([(key, each) for key, each in found if each], key=lambda pair: -pair[1].number)


def _sentence(register: Register, claim: Claim, heading: str, spread: Spread) -> str:
    times, middle = far(spread.times(claim.amount_gbp)), number(round(spread.middle))
    return (
        f"£{number(claim.amount_gbp)} ({claim.kind}) is {times} the median of £{middle} of {spread.number} such "
        f"claims under {register.services[heading].name}."
    )
