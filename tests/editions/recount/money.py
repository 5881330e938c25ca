"""Which claims count once, and the years they stand under: again from decision 0012."""

from __future__ import annotations

from collections import defaultdict

from sharemap.register.rows import Claim, ClaimKind
from tests.editions.recount.facts import Facts


def counted(facts: Facts) -> dict[str, Claim]:
    """Of the claims that tell of one saving or overlap, one for each rung and kind."""
    found: dict[str, Claim] = {}
    for group in _groups(facts.claims):
        for cell in {(claim.rung, claim.kind) for claim in group}:
            rivals = sorted((each for each in group if (each.rung, each.kind) == cell), key=lambda each: each.id)
            latest = max(_last_year(each) for each in rivals)
            rivals = [each for each in rivals if _last_year(each) == latest]
            lowest = min(each.amount_gbp for each in rivals)
            first = next(each for each in rivals if each.amount_gbp == lowest)
            found[first.id] = first
    return found


def _last_year(claim: Claim) -> int:
    return max(claim.year_from or 0, claim.year_to or 0)


def _groups(claims: dict[str, Claim]) -> list[list[Claim]]:
    """Claims joined by any chain of links, whichever end says so."""
    beside: dict[str, set[str]] = defaultdict(set)
    for claim in claims.values():
        for other in {claim.same_claim_as, *claim.alternative_to} & set(claims):
            beside[claim.id].add(other)
            beside[other].add(claim.id)
    left = set(claims)
    groups: list[list[Claim]] = []
    while left:
        reached: set[str] = set()
        ahead = [min(left)]
        while ahead:
            key = ahead.pop()
            ahead += beside[key] - reached - set(ahead)
            reached.add(key)
        left -= reached
        groups.append([claims[key] for key in reached])
    return groups


def years(claim: Claim) -> list[str]:
    """The financial years that a claim stands under: each, its span, or undated."""
    first, last = claim.year_from or claim.year_to, claim.year_to or claim.year_from
    if first is None or last is None:
        return ["undated"]
    if claim.kind is ClaimKind.RECURRING or first == last:
        return [_financial(year) for year in range(first, last + 1)]
    return [f"{_financial(first)} to {_financial(last)}"]


def _financial(year: int) -> str:
    return f"{year}/{str(year + 1)[-2:]}"


def band(claim: Claim) -> str:
    bands = (
        (100_000, "1: under £100,000"),
        (1_000_000, "2: £100,000 to under £1m"),
        (10_000_000, "3: £1m to under £10m"),
    )
    return next((name for under, name in bands if claim.amount_gbp < under), "4: £10m and more")
