"""What a reorganisation does to memberships: a dissolved body's part passes to its successor by law, or it is asked.

The order that dissolves a council hands its functions, rights and liabilities to its successor. So its part in an
arrangement that was running on that day passes, if there is one successor. Where nobody is known to have seen the
arrangement within 36 months before, or where the body was split among several, nothing is assumed: a question is
left. Where all members became one body, the sharing was over on that day. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sharemap.bodies.rows import Body, Succession, SuccessionKind
from sharemap.core.period import DAY
from sharemap.register.dossier import Dossier
from sharemap.register.rows import Arrangement, Membership, Question, Sighting, State
from sharemap.register.status import StatusWord, status_on

WHAT = "who holds its part now"
STILL_OPEN = (StatusWord.LIVE, StatusWord.NOT_SEEN)


@dataclass(frozen=True, slots=True)
class Bodies:
    """Who was, and who took over from whom; `after`: successions by the key of the body that was dissolved."""

    by_key: Mapping[str, Body]
    after: Mapping[str, Sequence[Succession]]

    def heirs(self, key: str) -> tuple[str, ...]:
        """The bodies that took over on the day after its last; none for a mere change of boundary."""
        day = self.by_key[key].ends_before
        found = (each for each in self.after.get(key, ()) if each.on == day)
        return tuple(each.successor for each in found if each.kind is not SuccessionKind.BOUNDARY)


@dataclass(frozen=True, slots=True)
class Passed:
    """The dossier with what passed, and what must be asked."""

    dossier: Dossier
    questions: tuple[Question, ...]


def bodies_of(bodies: Iterable[Body], successions: Iterable[Succession]) -> Bodies:
    after: dict[str, list[Succession]] = {}
    for each in successions:
        after.setdefault(each.predecessor, []).append(each)
    return Bodies({body.key: body for body in bodies}, after)


def pass_on(dossier: Dossier, bodies: Bodies, as_at: date) -> Passed:
    """Pass on the parts of members that were dissolved by `as_at`; earlier reorganisations first, chains included."""
    questions: list[Question] = []
    asked: set[str] = set()
    while member := _first_dissolved(dossier, bodies, as_at, asked):
        heirs = bodies.heirs(member.body)
        if len(heirs) == 1 and _ran_on(dossier, _last_day(bodies, member)):
            dossier = _hand_over(dossier, member, heirs[0], bodies)
        else:
            asked.add(member.body)
            questions += _question(dossier, member, heirs, bodies, as_at)
    return Passed(dossier, tuple(questions))


def _first_dissolved(dossier: Dossier, bodies: Bodies, as_at: date, asked: set[str]) -> Membership | None:
    """The membership of the body that was dissolved first, among those that neither left nor are asked about."""
    waiting = [
        (day, member.body, member.service)
        for member in _members(dossier)
        if (day := bodies.by_key[member.body].ends_before) and day <= as_at
        if member.left_before is None and member.body not in asked and bodies.heirs(member.body)
    ]
    first = min(waiting, default=None)
    return next((each for each in _members(dossier) if first and (each.body, each.service) == first[1:]), None)


def _members(dossier: Dossier) -> Iterator[Membership]:
    return (part for part in dossier.parts if isinstance(part, Membership))


def _last_day(bodies: Bodies, member: Membership) -> date:
    day = bodies.by_key[member.body].ends_before
    if day is None:
        raise ValueError(f"{member.body} was not dissolved")
    return day - DAY


def _ran_on(dossier: Dossier, day: date) -> bool:
    """Whether the arrangement is known to have run then: seen live not long before, or at any time after."""
    sightings = [part for part in dossier.parts if isinstance(part, Sighting)]
    end = dossier.arrangement.ends_before
    if end and end.earliest <= day + DAY:
        return False
    live = (each.seen_on for each in sightings if each.state is State.LIVE)
    seen_later = any(seen and seen.earliest > day for seen in live)
    return seen_later or status_on(day, dossier.arrangement, sightings).word is StatusWord.LIVE


def _hand_over(dossier: Dossier, member: Membership, heir: str, bodies: Bodies) -> Dossier:
    day = _last_day(bodies, member) + DAY
    left = replace(member, left_before_earliest=day, left_before_latest=day)
    own = next((each for each in _members(dossier) if _stands_for(each, member, heir)), None)
    kept = (part for part in dossier.parts if part not in (member, own))
    passed = replace(dossier, parts=(*kept, left, _heirs_row(member, own, heir, day)))
    return _ended_if_one(passed, day, heir, bodies)


def _stands_for(row: Membership, member: Membership, heir: str) -> bool:
    """Whether it is a row by which a source names the heir already, for the same service and no other predecessor."""
    return not row.passed_from and (row.body, row.service) == (heir, member.service)


def _heirs_row(member: Membership, own: Membership | None, heir: str, day: date) -> Membership:
    note = "; ".join(filter(None, (own.note if own else "", f"by the order that dissolved {member.body}")))
    row = own or replace(member, body=heir, named_as="")
    joined = own.joined_on if own else None
    first, last = (joined.earliest, joined.latest) if joined else (day, day)
    return replace(row, joined_on_earliest=first, joined_on_latest=last, passed_from=member.body, note=note)


def _ended_if_one(dossier: Dossier, day: date, heir: str, bodies: Bodies) -> Dossier:
    """Ended on the day, where the heir is the only member left and nobody saw the arrangement after."""
    staying = {member.body for member in _members(dossier) if member.left_before is None}
    seen_later = any(
        part.seen_on and part.seen_on.latest >= day for part in dossier.parts if isinstance(part, Sighting)
    )
    if staying != {heir} or dossier.arrangement.ends_before or seen_later:
        return dossier
    reason = f"Its members became one body, {bodies.by_key[heir].name}"
    ended: Arrangement = replace(
        dossier.arrangement, ends_before_earliest=day, ends_before_latest=day, end_reason=reason
    )
    return replace(dossier, arrangement=ended)


def _question(
    dossier: Dossier, member: Membership, heirs: Sequence[str], bodies: Bodies, as_at: date
) -> Iterator[Question]:
    """What to ask of an arrangement that may run still; of one that is over, nothing."""
    sightings = [part for part in dossier.parts if isinstance(part, Sighting)]
    end = dossier.arrangement.ends_before
    if status_on(as_at, dossier.arrangement, sightings).word not in STILL_OPEN or end:
        return
    body = bodies.by_key[member.body]
    why = "it was split among several" if len(heirs) > 1 else "nobody is known to have seen the arrangement then"
    reason = f"{body.name} was no more from {body.ends_before} on, and {why}"
    yield Question("", None, dossier.arrangement.id, WHAT, body.name, tuple(heirs), reason)
