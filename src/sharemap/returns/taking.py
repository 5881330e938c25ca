"""From a signed line to what the register is to hold: only what the body changed, and who said it. Pure.

What needs a person's word is a Problem: disputes, and what became of a member that is no longer named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from sharemap.core.period import DAY, financial_years
from sharemap.core.problem import Problem
from sharemap.register.dossier import Dossier, Part, dossiers
from sharemap.register.numbering import highest_number
from sharemap.register.rows import (
    Arrangement,
    Claim,
    ClaimKind,
    DeliveryModel,
    Membership,
    Role,
    Rung,
    Scope,
    SharedService,
    Sighting,
    State,
)
from sharemap.returns.answers import Decision, LineAnswer, SavingsAnswer
from sharemap.returns.evidence import published as evidence_words

_APRIL = 4
FIRST_DAY = date(2008, 1, 1)
"""Where nothing says when a member joined, it left after the first day that the register tells of."""
_OF_ALL = ("name", "description", "model", "starts_on_earliest", "starts_on_latest", "staff", "contact")
_END = ("ends_before_earliest", "ends_before_latest", "end_reason")
"""What a change says of an end to come, or takes back of one that was wrong."""


class Take(StrEnum):
    """How an answer is meant: people say “ended” of an arrangement that is over and of one that they have left."""

    AS_SAID = "as said"
    ALL_ENDED = "it ended for all"
    LEFT = "this body left"


class Gone(StrEnum):
    """What became of members that a body no longer names, or of a body that says an arrangement is not its own."""

    LEFT = "they have left"
    NEVER = "they never were members"


@dataclass(frozen=True, slots=True)
class Meant:
    """What the words of a line mean in the register.

    `bodies`: the key of each partner as it was named; `services`: the register's word for each; blank: left out.
    """

    bodies: Mapping[str, str] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)
    gone: Gone | None = None

    def members(self, told: Told) -> dict[str, str]:
        """The partners by key, each as it was named."""
        named = ((self.bodies.get(name, name), name) for name in told.said.partners)
        return {key: name for key, name in named if key and key != told.body}

    def words(self, told: Told) -> list[str]:
        found = (self.services.get(name, name) for name in told.said.services)
        return list(dict.fromkeys(word for word in found if word))


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


def taken(held: Dossier, told: Told, take: Take, meant: Meant = Meant()) -> Dossier | Problem:
    """The dossier as it is to be held; the Problem that sends it to a person."""
    if problem := _by_hand(told, take) or _unsaid(told, meant):
        return problem
    said = told.said
    arrangement, parts = held.arrangement, list(held.parts)
    if said.decision in (Decision.CHANGE, Decision.NEW):
        arrangement = _filled(arrangement, told) if said.decision is Decision.NEW else _altered(arrangement, told)
        parts = _shared_out([_in_role(part, told) for part in parts], arrangement, told, meant)
    if said.decision is Decision.NOT_OURS:
        parts = _without([told.body], parts, arrangement, told, meant)
    if said.decision in (Decision.STILL_RIGHT, Decision.CHANGE, Decision.NEW):
        parts += _joined(parts, arrangement.id, told)
    if take is Take.ALL_ENDED:
        ends = (said.ends_before_earliest, said.ends_before_latest)
        arrangement = replace(
            arrangement, ends_before_earliest=ends[0], ends_before_latest=ends[1], end_reason=said.end_reason
        )
    if take is Take.LEFT:
        parts = [_left(part, told) for part in parts]
    elif said.decision is not Decision.NOT_OURS:
        parts.append(_sighting(held.arrangement.id, told, State.ENDED if take is Take.ALL_ENDED else State.LIVE))
    claims = [part for part in parts if isinstance(part, Claim)]
    parts += _claims(held.arrangement.id, claims, _with_exit_cost(told, take))
    return dossiers([arrangement], dict.fromkeys(parts))[0]


def as_new(told: Told, meant: Meant, key: str, slug: str) -> Dossier:
    """What the register does not hold yet, with all that the line says of it. `key`, `slug`: its own from now on."""
    said = told.said
    arrangement = Arrangement(
        id=key,
        slug=slug,
        name=said.name,
        aliases=(),
        description=said.description,
        model=said.model or DeliveryModel.NOT_KNOWN,
        starts_on_earliest=said.starts_on_earliest,
        starts_on_latest=said.starts_on_latest,
        ends_before_earliest=said.ends_before_earliest,
        ends_before_latest=said.ends_before_latest,
        end_reason=said.end_reason,
        staff=said.staff,
        contact=said.contact,
    )
    own = _member(key, told.body, told.name, said.role or Role.NOT_KNOWN)
    parts: list[Part] = [own, *(_member(key, *each, Role.PARTNER) for each in meant.members(told).items())]
    parts += [SharedService(key, word) for word in meant.words(told)]
    parts += [_sighting(key, told, State.LIVE), *_claims(key, [], told)]
    return dossiers([arrangement], parts)[0]


def _member(arrangement: str, body: str, named_as: str, role: Role, note: str = "") -> Membership:
    return Membership(arrangement, body, "", role, None, None, None, None, "", named_as, note)


def _shared_out(parts: list[Part], arrangement: Arrangement, told: Told, meant: Meant) -> list[Part]:
    """The members and services that the line says, where it says others than it was asked."""
    if _changed(told, ("partners",)):
        held = {part.body for part in parts if isinstance(part, Membership)}
        named = meant.members(told)
        parts = _without([body for body in told.asked.partners if body not in named], parts, arrangement, told, meant)
        parts += [_member(arrangement.id, *each, Role.PARTNER) for each in named.items() if each[0] not in held]
    if _changed(told, ("services",)):
        words = meant.words(told)
        dropped = set(told.asked.services) - set(words)
        parts = [part for part in parts if not (isinstance(part, SharedService) and part.service in dropped)]
        parts += [SharedService(arrangement.id, word) for word in words]
    return parts


def _without(
    bodies: Sequence[str], parts: Sequence[Part], arrangement: Arrangement, told: Told, meant: Meant
) -> list[Part]:
    """The parts after these members have left, or without them, if they never were members."""
    if meant.gone is Gone.NEVER:
        return [part for part in parts if not (isinstance(part, Membership) and part.body in bodies)]
    return [_gone(part, arrangement, told) if _stays(part, bodies) else part for part in parts]


def _stays(part: Part, bodies: Sequence[str]) -> bool:
    return isinstance(part, Membership) and part.body in bodies and part.left_before_latest is None


def _gone(part: Part, arrangement: Arrangement, told: Told) -> Part:
    """Left by the day of which the line speaks; after it joined, as far as that is known."""
    if not isinstance(part, Membership):
        return part
    since = part.joined_on or arrangement.starts_on
    first = min(since.latest if since else FIRST_DAY, told.seen_on)
    return replace(part, left_before_earliest=first, left_before_latest=told.seen_on)


def _with_exit_cost(told: Told, take: Take) -> Told:
    """What ending it cost, as an amount of the year in which it ended."""
    said = told.said
    if said.decision is not Decision.ENDED or said.exit_cost_gbp is None or said.ends_before_latest is None:
        return told
    end = said.ends_before_latest - DAY
    cost = SavingsAnswer(
        arrangement=said.arrangement,
        name="",
        year=end.year if end.month >= _APRIL else end.year - 1,
        year_to=None,
        amount_gbp=said.exit_cost_gbp,
        rung=Rung.CLAIMED,
        kind=ClaimKind.ONE_OFF_COST,
        scope=Scope.WHOLE if take is Take.ALL_ENDED else Scope.ONE_SHARE,
        price_base="",
        evidence="",
        why_none=None,
    )
    return replace(told, savings=(*told.savings, cost))


def _by_hand(told: Told, take: Take) -> Problem | None:
    decision = told.said.decision
    if (decision is Decision.ENDED) is (take is Take.AS_SAID):
        needed = "Say whether it ended for all, or only this body left." if decision is Decision.ENDED else ""
        return _problem(needed or "Only an end can be taken so.", "Press the button that fits.")
    if decision in (Decision.DISPUTE, None):
        fix = "Ask back, put it right as a correction, or say why it stands as it is."
        return _problem(f"“{decision or 'not answered'}” does not say what the register is to hold.", fix)
    return None


def missing(told: Told, meant: Meant) -> list[str]:
    """The members that the line would have gone: those no longer named, or the body itself."""
    if told.said.decision is Decision.NOT_OURS:
        return [told.body]
    if told.said.decision not in (Decision.CHANGE, Decision.NEW) or not _changed(told, ("partners",)):
        return []
    named = meant.members(told)
    return [body for body in told.asked.partners if body not in named]


def _unsaid(told: Told, meant: Meant) -> Problem | None:
    gone = missing(told, meant)
    if not gone or meant.gone:
        return None
    needed = "Say what became of each member that is no longer named: left, or never a member."
    return Problem("gone", "gone", "", needed, "Choose one of the two.")


def _problem(needed: str, fix: str) -> Problem:
    return Problem("by hand", "main", "", needed, fix)


def _changed(told: Told, names: Sequence[str]) -> list[str]:
    """The columns in which the answer differs from what was asked; the register may have moved on in the rest."""
    return [name for name in names if getattr(told.said, name) != getattr(told.asked, name)]


def _altered(arrangement: Arrangement, told: Told) -> Arrangement:
    """An end to come is for who leads to say, since another may mean its own; that one is wrong, anybody may say."""
    ends = _END if told.said.role in (Role.LEAD, Role.HOST) or told.said.ends_before_latest is None else ()
    return replace(arrangement, **{name: getattr(told.said, name) for name in _changed(told, (*_OF_ALL, *ends))})


def _filled(arrangement: Arrangement, told: Told) -> Arrangement:
    """What a body told as new and the register holds already: its blanks are filled, and the name is one more."""
    blank = (None, "", DeliveryModel.NOT_KNOWN)
    news = {name: getattr(told.said, name) for name in _changed(told, _OF_ALL)}
    filled = {name: value for name, value in news.items() if getattr(arrangement, name) in blank}
    names = (arrangement.name, *arrangement.aliases)
    known = told.said.name.casefold() in [each.casefold() for each in names]
    return replace(arrangement, **filled, aliases=(*names[1:], *([] if known else [told.said.name])))


def _in_role(part: Part, told: Told) -> Part:
    role = told.said.role
    if not isinstance(part, Membership) or part.body != told.body or role is None or role is told.asked.role:
        return part
    return replace(part, role=role)


def _joined(parts: Sequence[Part], arrangement: str, told: Told) -> list[Part]:
    """The part of a body that says it is in what the register holds without it."""
    if any(isinstance(each, Membership) and each.body == told.body for each in parts):
        return []
    return [_member(arrangement, told.body, told.name, told.said.role or Role.NOT_KNOWN, f"Told by {told.source}")]


def _left(part: Part, told: Told) -> Part:
    if not isinstance(part, Membership) or part.body != told.body or part.left_before_latest:
        return part
    ends = (told.said.ends_before_earliest, told.said.ends_before_latest)
    return replace(part, left_before_earliest=ends[0], left_before_latest=ends[1])


def _sighting(arrangement: str, told: Told, state: State) -> Sighting:
    return Sighting(arrangement, state, told.seen_on, told.seen_on, told.source)


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
        evidence = f"; {evidence_words(row)}" if row.evidence else ""
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
