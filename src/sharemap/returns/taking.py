"""From a signed line to what the register is to hold: only what the body changed, and who said it. Pure.

What needs a person's hand is a Problem: disputes, what is not theirs, what is new, and who else is a member of what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sharemap.core.period import financial_years
from sharemap.core.problem import Problem
from sharemap.register.dossier import Dossier, Part, dossiers
from sharemap.register.numbering import highest_number
from sharemap.register.rows import Claim, ClaimKind, Membership, Role, Rung, Scope, Sighting, State
from sharemap.returns.answers import Decision, LineAnswer, SavingsAnswer

_OF_ALL = ("name", "description", "model", "starts_on_earliest", "starts_on_latest", "staff", "contact")
_BY_HAND = ("services", "partners")


class Take(StrEnum):
    """How an answer is meant: people say “ended” of an arrangement that is over and of one that they have left."""

    AS_SAID = "as said"
    ALL_ENDED = "it ended for all"
    LEFT = "this body left"


@dataclass(frozen=True, slots=True)
class Told:
    """What a body has signed about an arrangement, and what it had been asked. `seen_on`: the day it speaks of."""

    body: str
    name: str
    year: int
    seen_on: date
    asked: LineAnswer
    said: LineAnswer
    savings: tuple[SavingsAnswer, ...]

    @property
    def source(self) -> str:
        return f"{self.name}, return of {self.year}"


def taken(held: Dossier, told: Told, take: Take) -> Dossier | Problem:
    """The dossier as it is to be held; the Problem that sends it to a person."""
    if problem := _by_hand(told, take):
        return problem
    said = told.said
    arrangement, parts = held.arrangement, list(held.parts)
    if said.decision is Decision.CHANGE:
        arrangement = replace(arrangement, **{name: getattr(said, name) for name in _changed(told, _OF_ALL)})
        parts = [_in_role(part, told) for part in parts]
    parts += _joined(held, told)
    if take is Take.ALL_ENDED:
        ends = (said.ends_before_earliest, said.ends_before_latest)
        arrangement = replace(
            arrangement, ends_before_earliest=ends[0], ends_before_latest=ends[1], end_reason=said.end_reason
        )
    if take is Take.LEFT:
        parts = [_left(part, told) for part in parts]
    else:
        parts.append(_sighting(held, told, State.ENDED if take is Take.ALL_ENDED else State.LIVE))
    claims = [part for part in parts if isinstance(part, Claim)]
    parts += _claims(held.arrangement.id, claims, told)
    return dossiers([arrangement], parts)[0]


def _by_hand(told: Told, take: Take) -> Problem | None:
    decision = told.said.decision
    if (decision is Decision.ENDED) is (take is Take.AS_SAID):
        needed = "Say whether it ended for all, or only this body left." if decision is Decision.ENDED else ""
        return _problem(needed or "Only an end can be taken so.", "Press the button that fits.")
    if decision in (Decision.DISPUTE, Decision.NOT_OURS, Decision.NEW, None):
        return _problem(f"“{decision or 'not answered'}” needs a person’s hand.", "Put it right as a correction.")
    moved = _changed(told, _BY_HAND)
    if moved:
        needed = f"It changes {' and '.join(moved)}, which needs a person’s hand."
        return _problem(needed, "Put it right as a correction.")
    return None


def _problem(needed: str, fix: str) -> Problem:
    return Problem("by hand", "main", "", needed, fix)


def _changed(told: Told, names: Sequence[str]) -> list[str]:
    """The columns in which the answer differs from what was asked; the register may have moved on in the rest."""
    return [name for name in names if getattr(told.said, name) != getattr(told.asked, name)]


def _in_role(part: Part, told: Told) -> Part:
    role = told.said.role
    if not isinstance(part, Membership) or part.body != told.body or role is None or role is told.asked.role:
        return part
    return replace(part, role=role)


def _joined(held: Dossier, told: Told) -> list[Part]:
    """The part of a body that says it is in what the register holds without it."""
    if any(isinstance(each, Membership) and each.body == told.body for each in held.parts):
        return []
    unsaid = (None, None, None, None)
    note = f"Told by {told.source}"
    key, role = held.arrangement.id, told.said.role or Role.NOT_KNOWN
    return [Membership(key, told.body, "", role, *unsaid, "", told.name, note)]


def _left(part: Part, told: Told) -> Part:
    if not isinstance(part, Membership) or part.body != told.body or part.left_before_latest:
        return part
    ends = (told.said.ends_before_earliest, told.said.ends_before_latest)
    return replace(part, left_before_earliest=ends[0], left_before_latest=ends[1])


def _sighting(held: Dossier, told: Told, state: State) -> Sighting:
    return Sighting(held.arrangement.id, state, told.seen_on, told.seen_on, told.source)


def _claims(arrangement: str, held: Sequence[Claim], told: Told) -> Iterator[Claim]:
    """A claim for each amount. One that was told already is named as the same; another amount as an alternative."""
    own = f"{arrangement}-r"
    number = highest_number(own, (each.id for each in held))
    for row in told.savings:
        if row.amount_gbp is None:
            continue
        number += 1
        body = told.body if row.scope is Scope.ONE_SHARE else ""
        others = [each for each in held if _same_thing(each, row, body)]
        same = next((each.id for each in others if each.amount_gbp == row.amount_gbp), "")
        evidence = f"; see {row.evidence}" if row.evidence else ""
        prices = f"; in {row.price_base} prices" if row.price_base else ""
        yield Claim(
            id=f"{own}{number}",
            arrangement=arrangement,
            body=body,
            scope=row.scope or Scope.NOT_STATED,
            amount_from_gbp=None,
            amount_gbp=row.amount_gbp,
            rung=row.rung or Rung.CLAIMED,
            kind=row.kind or ClaimKind.NOT_STATED,
            period_words=financial_years(row.year, row.year_to),
            year_from=row.year,
            year_to=row.year_to or row.year,
            note=f"Told by {told.source}{prices}{evidence}",
            same_claim_as=same,
            alternative_to=() if same else tuple(sorted(each.id for each in others)),
            source="",
        )


def _same_thing(claim: Claim, row: SavingsAnswer, body: str) -> bool:
    """Whether both speak of the same saving: of the same years, kind and body."""
    years = (claim.year_from, claim.year_to or claim.year_from) == (row.year, row.year_to or row.year)
    return years and claim.kind is row.kind and claim.scope is row.scope and claim.body == body
