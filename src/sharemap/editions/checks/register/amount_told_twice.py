"""Finds the same amount told twice, in one arrangement or in two alike, with no link between the two claims."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sharemap.bodies.directory import grouped
from sharemap.editions.checks.finding import Finding, counted, number
from sharemap.editions.checks.register.given import Register
from sharemap.register.rows import Claim, ClaimKind


def find(register: Register) -> Iterator[Finding]:
    links = _links(register)
    for amount, claims in grouped(register.claims.values(), lambda row: str(row.amount_gbp)).items():
        for one, other in combinations(claims, 2):
            why = _why(register, one, other)
            if why and not links[one.id] & links[other.id]:
                sentence = (
                    f"£{number(int(amount))} is claimed twice, as {one.id} and as {other.id}, {why}; no link says so."
                )
                yield Finding(one.id, sentence, (one.id, other.id))


def _links(register: Register) -> dict[str, set[str]]:
    """Each claim with all that it is linked to, whichever of the two names the other."""
    found = {key: {key} for key in register.claims}
    for claim in register.claims.values():
        for other in {*claim.alternative_to, claim.same_claim_as} & found.keys():
            found[claim.id].add(other)
            found[other].add(claim.id)
    return found


def _why(register: Register, one: Claim, other: Claim) -> str:
    """What the two have in common; blank if they may well be two things."""
    if not _comparable(one, other):
        return ""
    if one.arrangement == other.arrangement:
        return f"both {one.kind} in {one.arrangement}"
    pair = (one.arrangement, other.arrangement)
    members = frozenset.intersection(*(register.bodies_of(each) for each in pair))
    services = frozenset.intersection(*(register.services_of.get(each, frozenset()) for each in pair))
    if services and len(members) >= (2 if _round(one.amount_gbp) else 1):
        return f"in two arrangements with {counted(len(members), 'common member')}, both of {min(services)}"
    return ""


def _comparable(one: Claim, other: Claim) -> bool:
    bodies = {one.body, other.body} - {""}
    # Two who invest often match each other to the pound. Half a million is met often, and by chance.
    return (
        one.kind is other.kind
        and one.kind is not ClaimKind.INVESTMENT
        and (one.rung is other.rung or not _round(one.amount_gbp))
        and _years_meet(one, other)
        and len(bodies) < 2
    )


def _years_meet(one: Claim, other: Claim) -> bool:
    """Whether the years may be the same: a claim without years may be of any."""
    if None in (one.year_from, one.year_to, other.year_from, other.year_to):
        return True
    return (one.year_from, one.year_to) == (other.year_from, other.year_to)


def _round(amount: int) -> bool:
    """Whether one digit says it all."""
    return len(str(amount).rstrip("0")) == 1
