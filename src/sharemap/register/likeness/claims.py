"""The savings claims of two tellings of one arrangement: all kept, numbered on, those told by both pointed out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sharemap.register.numbering import highest_number
from sharemap.register.rows import Claim, ClaimKind, Scope


def unite_claims(
    kept: Sequence[Claim], gone: Sequence[Claim], arrangement: str
) -> tuple[list[Claim], dict[str, str]]:
    """The claims of both, and the identifier that each of the other telling's has now."""
    first = 1 + highest_number(f"{arrangement}-c", (each.id for each in kept))
    in_order = sorted(gone, key=lambda each: (len(each.id), each.id))
    ids = {each.id: f"{arrangement}-c{number}" for number, each in enumerate(in_order, first)}
    return [*kept, *(_told_again(renamed(each, ids, arrangement), kept) for each in gone)], ids


def renamed(claim: Claim, ids: Mapping[str, str], arrangement: str = "") -> Claim:
    """The claim with new identifiers, its own and those it points to."""
    return replace(
        claim,
        id=ids.get(claim.id, claim.id),
        arrangement=arrangement or claim.arrangement,
        same_claim_as=ids.get(claim.same_claim_as, claim.same_claim_as),
        alternative_to=tuple(ids.get(each, each) for each in claim.alternative_to),
    )


def _told_again(claim: Claim, kept: Iterable[Claim]) -> Claim:
    """The claim, pointing to the kept one that says the same, if there is one and it points nowhere yet."""
    if claim.same_claim_as:
        return claim
    first = next((each for each in kept if _one_claim(each, claim)), None)
    return replace(claim, same_claim_as=first.same_claim_as or first.id) if first else claim


def _one_claim(one: Claim, other: Claim) -> bool:
    """Whether both say the same amount of the same body, and nothing that one says is otherwise in the other."""
    same = (one.amount_gbp, one.body, one.rung) == (other.amount_gbp, other.body, other.rung)
    return (
        same
        and _agree(one.amount_from_gbp, other.amount_from_gbp, None)
        and _agree(one.kind, other.kind, ClaimKind.NOT_STATED)
        and _agree(one.scope, other.scope, Scope.NOT_STATED)
        and _agree((one.year_from, one.year_to), (other.year_from, other.year_to), (None, None))
    )


def _agree(one: object, other: object, blank: object) -> bool:
    return one == other or blank in (one, other)
