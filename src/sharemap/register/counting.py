"""Which claims count once where several tell of one saving: pure, so that figures and pages say the same.

Claims are one group where one is another telling of another (`same_claim_as`) or overlaps it (`alternative_to`). In a
group one claim counts for each rung and kind: that of the latest years, of those the lowest amount, then the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sharemap.register.rows import Claim


def groups_of(claims: Sequence[Claim]) -> dict[str, str]:
    """The group of each claim, by the identifier that sorts first in it."""
    leads = {claim.id: claim.id for claim in claims}

    def lead(key: str) -> str:
        while leads[key] != key:
            leads[key] = leads[leads[key]]
            key = leads[key]
        return key

    for claim in claims:
        for other in (claim.same_claim_as, *claim.alternative_to):
            if other in leads:
                first, last = sorted((lead(claim.id), lead(other)))
                leads[last] = first
    return {key: lead(key) for key in leads}


def counted_once(claims: Iterable[Claim]) -> frozenset[str]:
    """The identifiers of the claims that count."""
    held = list(claims)
    group = groups_of(held)
    cells: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in held:
        cells[group[claim.id], claim.rung, claim.kind].append(claim)
    return frozenset(min(cell, key=_preferred).id for cell in cells.values())


def _preferred(claim: Claim) -> tuple[int, int, str]:
    return -(claim.year_to or claim.year_from or 0), claim.amount_gbp, claim.id
