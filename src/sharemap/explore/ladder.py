"""What is claimed of one arrangement: rung by rung, and by year, with tellings that differ side by side. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sharemap.bodies.rows import Body
from sharemap.core.period import financial_years
from sharemap.editions.read import Edition, Entry
from sharemap.register.rows import Claim, Rung, Source

FIRMEST_FIRST = tuple(reversed(Rung))
Years = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with the body whose share it is and the source that says it, where they are named.

    `alternatives`: claims that overlap it, so that the two must not be added. `again`: other tellings of the same.
    """

    claim: Claim
    body: Body | None
    source: Source | None
    alternatives: tuple[Claim, ...]
    again: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Accounts:
    """Claims of one rung, time, kind and scope. `differ`: they speak of one thing and name different amounts."""

    held: tuple[Said, ...]
    differ: bool


@dataclass(frozen=True, slots=True)
class ByYear:
    """Columns of years, rows of rungs from the firmest; each cell holds the accounts of that rung and those years."""

    years: tuple[str, ...]
    rows: tuple[tuple[Rung, tuple[tuple[Accounts, ...], ...]], ...]


def ladder(edition: Edition, entry: Entry) -> tuple[Said, ...]:
    """Claims from the firmest rung to the weakest, larger amounts first within a rung; what is told again, once."""
    ranked = sorted(entry.claims, key=_firmest)
    by_id = {claim.id: claim for claim in entry.claims}
    sources = {each.source.id: each.source for each in entry.evidence}
    told: dict[str, list[Claim]] = {}
    for claim in ranked:
        told.setdefault(_first_told(claim, by_id), []).append(claim)

    def said(claim: Claim, *again: Claim) -> Said:
        overlapping = tuple(by_id[key] for key in claim.alternative_to if key in by_id)
        body, source = edition.bodies.get(claim.body), sources.get(claim.source)
        return Said(claim, body, source, overlapping, tuple(said(each) for each in again))

    return tuple(said(*claims) for claims in told.values())


def _firmest(claim: Claim) -> tuple[int, int, str]:
    return FIRMEST_FIRST.index(claim.rung), -claim.amount_gbp, claim.id


def _first_told(claim: Claim, by_id: Mapping[str, Claim]) -> str:
    """The telling that this one, and others of the same claim, point to; its own, where it points to none."""
    passed: set[str] = set()
    while claim.same_claim_as in by_id and claim.id not in passed:
        passed.add(claim.id)
        claim = by_id[claim.same_claim_as]
    return claim.id


def by_year(claims: Sequence[Said]) -> ByYear | None:
    """Every telling in its rung and years. None where there are too few to need a table."""
    held = [each for said in claims for each in (said, *said.again)]
    if len(held) < 2:
        return None
    years = sorted({_years(said.claim) for said in held}, key=_order)
    rungs = [rung for rung in FIRMEST_FIRST if any(said.claim.rung is rung for said in held)]
    rows = ((rung, tuple(_accounts(held, rung, each) for each in years)) for rung in rungs)
    return ByYear(tuple(years_said(each) for each in years), tuple(rows))


def _years(claim: Claim) -> Years:
    return claim.year_from, claim.year_to


def _order(years: Years) -> tuple[bool, int, int]:
    """By the last year, then the first; those without a year come last."""
    first, last = years
    return first is None and last is None, last or first or 0, first or 0


def years_said(years: Years) -> str:
    """`2014/15`, `2014/15 to 2016/17`, `from 2011/12`, `to 2018/19`, `no financial year said`."""
    match years:
        case int(first), None:
            return f"from {financial_years(first)}"
        case None, int(last):
            return f"to {financial_years(last)}"
        case int(first), last:
            return financial_years(first, last)
        case _:
            return "no financial year said"


def _accounts(held: Iterable[Said], rung: Rung, years: Years) -> tuple[Accounts, ...]:
    """Claims of a rung and its years; those of one kind, one scope and one body stand together."""
    groups: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for said in held:
        if said.claim.rung is rung and _years(said.claim) == years:
            groups[said.claim.kind, said.claim.scope, said.claim.body].append(said)
    return tuple(Accounts(tuple(group), _differ(group)) for group in groups.values())


def _differ(group: Sequence[Said]) -> bool:
    """Whether two of them are told as one, or as overlapping, and yet name different amounts."""
    return any(
        one.claim.amount_gbp != other.claim.amount_gbp and _of_one(one.claim, other.claim)
        for number, one in enumerate(group)
        for other in group[:number]
    )


def _of_one(one: Claim, other: Claim) -> bool:
    told = {one.id, one.same_claim_as} & {other.id, other.same_claim_as} - {""}
    return bool(told) or other.id in one.alternative_to or one.id in other.alternative_to
