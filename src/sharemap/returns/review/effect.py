"""What accepting a case would do to the figures that head the site: arrangements live, councils sharing, and amounts.

Pure. Amounts are those that councils say were achieved, each counted once, by kind and years: these are never added
to each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sharemap.core.period import financial_years
from sharemap.register.counting import counted_once
from sharemap.register.dossier import Dossier
from sharemap.register.rows import Claim, ClaimKind, Membership, Rung, Sighting
from sharemap.register.status import StatusWord, status_on

ACHIEVED = (Rung.ACHIEVED, Rung.CHECKED)
Amounts = Mapping[tuple[str, str], int]
"""Pounds by kind and years."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What one arrangement brings to the figures."""

    live: bool
    councils: frozenset[str]
    achieved: Amounts


NOTHING = Facts(False, frozenset(), {})


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and after. `words`: what it counts; `pounds`: whether it is an amount."""

    words: str
    before: int
    after: int
    whole: int
    pounds: bool = False

    @property
    def by(self) -> int:
        return self.after - self.before

    @property
    def share(self) -> float:
        """How much of the figure moves, from 0; of kinds of amounts, of all that is known of the kind."""
        return abs(self.by) / max(self.whole, 1)


@dataclass(frozen=True, slots=True)
class Effect:
    """Every headline figure, before and after; the first two always, amounts only where they move."""

    changes: tuple[Change, ...]

    @property
    def moves(self) -> tuple[Change, ...]:
        return tuple(each for each in self.changes if each.by)

    @property
    def weight(self) -> tuple[float, float]:
        """What is decided first: the largest share of a figure that moves; of equals, what moves in all."""
        shares = [each.share for each in self.changes]
        return (max(shares, default=0.0), sum(shares))


def facts(dossier: Dossier, day: date, councils: Collection[str]) -> Facts:
    """`councils`: keys of the principal councils that are alive on the day."""
    parts = dossier.parts
    seen = [part for part in parts if isinstance(part, Sighting)]
    live = StatusWord.LIVE in status_on(day, dossier.arrangement, seen).possible
    members = frozenset(part.body for part in parts if isinstance(part, Membership) and _stays(part, day))
    return Facts(live, members.intersection(councils) if live else frozenset(), _achieved(parts))


def _stays(member: Membership, day: date) -> bool:
    joined = member.joined_on_earliest is None or member.joined_on_earliest <= day
    return joined and (member.left_before_latest is None or member.left_before_latest > day)


def _achieved(parts: Iterable[object]) -> Amounts:
    claims = [part for part in parts if isinstance(part, Claim)]
    once = counted_once(claims)
    found: Counter[tuple[str, str]] = Counter()
    for claim in claims:
        if claim.id in once and claim.rung in ACHIEVED and claim.kind is not ClaimKind.ONE_OFF_COST:
            years = financial_years(claim.year_from, claim.year_to) if claim.year_from else "undated"
            found[claim.kind.value, years] += claim.amount_gbp
    return found


class Standing:
    """The figures as they stand, so that the effect of one change is found without counting all anew."""

    def __init__(self, dossiers: Iterable[Dossier], day: date, councils: Collection[str]) -> None:
        self._day, self._councils = day, frozenset(councils)
        self._facts = {each.arrangement.id: facts(each, day, self._councils) for each in dossiers}
        self._live = sum(each.live for each in self._facts.values())
        self._shares = Counter(body for each in self._facts.values() for body in each.councils)
        self._achieved: Counter[tuple[str, str]] = Counter()
        for each in self._facts.values():
            self._achieved.update(each.achieved)

    def effect(self, after: Mapping[str, Dossier | None]) -> Effect:
        """Of holding these in place of what is held under their identifiers; None: no longer."""
        old = [self._facts.get(key, NOTHING) for key in after]
        new = [facts(each, self._day, self._councils) if each else NOTHING for each in after.values()]
        live = Change(
            "arrangements live",
            self._live,
            self._live + sum(e.live for e in new) - sum(e.live for e in old),
            self._live,
        )
        return Effect((live, self._sharing(old, new), *self._amounts(old, new)))

    def _sharing(self, old: Iterable[Facts], new: Iterable[Facts]) -> Change:
        shares = Counter(self._shares)
        shares.subtract(body for each in old for body in each.councils)
        shares.update(body for each in new for body in each.councils)
        before = sum(number > 0 for number in self._shares.values())
        return Change("councils sharing", before, sum(number > 0 for number in shares.values()), before)

    def _amounts(self, old: Iterable[Facts], new: Iterable[Facts]) -> Iterable[Change]:
        moved: Counter[tuple[str, str]] = Counter()
        for each in new:
            moved.update(each.achieved)
        for each in old:
            moved.subtract(each.achieved)
        for (kind, years), by in sorted(moved.items()):
            if by:
                before = self._achieved[kind, years]
                whole = sum(amount for (other, _), amount in self._achieved.items() if other == kind)
                yield Change(f"claimed as achieved, {kind}, {years}", before, before + by, whole or abs(by), True)
