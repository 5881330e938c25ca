"""In which parts of each dimension every subject lies, by the method that its file states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from sharemap.bodies.rows import Body
from sharemap.register.rows import Arrangement, Claim, Role
from tests.editions.recount import money, standing
from tests.editions.recount.facts import PRINCIPAL, Facts

Parts = dict[str, dict[str, bool]]
"""The parts of each subject, and whether it lies there for certain."""


@dataclass(frozen=True)
class Division:
    """A dimension: what it divides, and into what."""

    subject: str
    parts: Callable[[Facts], Parts]
    adds: bool = False


def _of_arrangements(part: Callable[[Facts, Arrangement], Iterable[str]]) -> Callable[[Facts], Parts]:
    return lambda facts: {key: dict.fromkeys(part(facts, row), True) for key, row in facts.arrangements.items()}


def _of_bodies(part: Callable[[Body], str]) -> Callable[[Facts], Parts]:
    return lambda facts: {key: {part(body): True} for key, body in facts.bodies.items()}


def _of_claims(part: Callable[[Claim], str]) -> Callable[[Facts], Parts]:
    return lambda facts: {key: {part(claim): True} for key, claim in facts.claims.items()}


def _of_counted(parts: Callable[[Claim], Iterable[str]]) -> Callable[[Facts], Parts]:
    return lambda facts: {key: dict.fromkeys(parts(claim), True) for key, claim in money.counted(facts).items()}


def _members(facts: Facts, row: Arrangement) -> list[Body]:
    return [facts.bodies[each.body] for each in facts.memberships.get(row.id, ())]


def _partner(kind: str) -> str:
    named = {
        "NHS body": "with health",
        "police force": "with police",
        "fire authority": "with fire",
        "company": "with companies",
    }
    return named.get(kind, "with other bodies")


def _partner_kinds(facts: Facts, row: Arrangement) -> Iterable[str]:
    kinds = {body.kind.value for body in _members(facts, row)}
    if not kinds:
        return ["none known"]
    return {_partner(kind) for kind in kinds - PRINCIPAL} or ["councils only"]


def _pairs(facts: Facts, row: Arrangement) -> Iterable[str]:
    councils = {body for body in _members(facts, row) if body.kind.value in PRINCIPAL}
    for pair in combinations(councils, 2):
        yield " with ".join(sorted(body.kind.value for body in pair))


def _leads(facts: Facts, row: Arrangement) -> Iterable[str]:
    leading = [each for each in facts.memberships.get(row.id, ()) if each.role in (Role.LEAD, Role.HOST)]
    return {facts.bodies[each.body].kind.value for each in leading} or ["none known"]


def _headings(facts: Facts, row: Arrangement) -> Iterable[str]:
    return {facts.headings[service.key] for service in facts.services.get(row.id, ())}


def _claim_known(facts: Facts, row: Arrangement) -> Iterable[str]:
    claimed = any(claim.arrangement == row.id for claim in facts.claims.values())
    return ["a claim is known" if claimed else "not found"]


def _years(first: date | None, last: date | None, day: date) -> dict[str, bool]:
    """The years between two days, none after `day`."""
    if first is None or last is None:
        return {"not known": True}
    held = range(first.year, last.year + 1)
    return {str(year): len(held) == 1 for year in held if year <= day.year}


def _formed(facts: Facts) -> Parts:
    rows = facts.arrangements.items()
    return {key: _years(row.starts_on_earliest, row.starts_on_latest, facts.day) for key, row in rows}


def _ended(facts: Facts) -> Parts:
    """By the last day, which is the day before it was no more."""
    day = timedelta(days=1)
    return {
        key: _years(
            row.ends_before.earliest - day if row.ends_before else None,
            row.ends_before.latest - day if row.ends_before else None,
            facts.day - day,
        )
        for key, row in facts.arrangements.items()
    }


DIMENSIONS: Mapping[str, Division] = {
    "amount-band": Division("claim", _of_claims(money.band), adds=True),
    "claim-known": Division("arrangement", _of_arrangements(_claim_known), adds=True),
    "claim-year": Division("claim", _of_counted(money.years)),
    "confidence": Division(
        "arrangement", _of_arrangements(lambda facts, row: [standing.confidence(facts, row.id)]), adds=True
    ),
    "council-kind": Division("body", _of_bodies(lambda body: body.kind.value), adds=True),
    "council-nation": Division("body", _of_bodies(lambda body: body.nation or "not known"), adds=True),
    "council-region": Division("body", _of_bodies(lambda body: body.region or body.nation or "not known"), adds=True),
    "end-reason": Division(
        "arrangement", _of_arrangements(lambda _, row: ["said" if row.end_reason else "not known"]), adds=True
    ),
    "lead-kind": Division("arrangement", _of_arrangements(_leads)),
    "member-kinds": Division("arrangement", _of_arrangements(_pairs)),
    "model": Division("arrangement", _of_arrangements(lambda _, row: [row.model.value]), adds=True),
    "nation": Division(
        "arrangement",
        _of_arrangements(lambda facts, row: {body.nation for body in _members(facts, row)} - {""}),
    ),
    "partner-kind": Division("arrangement", _of_arrangements(_partner_kinds)),
    "region": Division(
        "arrangement",
        _of_arrangements(lambda facts, row: {body.region or body.nation for body in _members(facts, row)} - {""}),
    ),
    "rung-and-kind": Division(
        "claim", _of_claims(lambda claim: f"{claim.rung.value}, {claim.kind.value}"), adds=True
    ),
    "rung-kind-year": Division(
        "claim",
        _of_counted(lambda claim: [f"{claim.rung.value}, {claim.kind.value}, {year}" for year in money.years(claim)]),
    ),
    "scope": Division("claim", _of_claims(lambda claim: claim.scope.value), adds=True),
    "service": Division("arrangement", _of_arrangements(_headings)),
    "year-ended": Division("arrangement", _ended),
    "year-formed": Division("arrangement", _formed),
}
