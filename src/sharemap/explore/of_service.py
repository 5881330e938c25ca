"""What the register knows of one service, as arithmetic: who shares it, how large, in what form, with what claims and
ends. Pure: entries in, values out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Annotated

from sharemap.core.fields import Means
from sharemap.core.period import DAY, Bounds
from sharemap.editions.read import Entry
from sharemap.explore.facets import staying
from sharemap.register.rows import Claim, ClaimKind, DeliveryModel, Rung, Scope
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Service

ENOUGH = 5
"""Of fewer claims than this the median says nothing."""
PROPOSED = frozenset({StatusWord.PLANNED, StatusWord.NOT_FORMED})
FIRM = tuple(Rung)


@dataclass(frozen=True, slots=True)
class Count:
    """How many for certain, and how many at most where dates are incomplete."""

    low: int
    high: int

    @property
    def words(self) -> str:
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"

    @property
    def between(self) -> str:
        """`between 12 and 15`, as a sentence says it."""
        return f"{self.low:,}" if self.low == self.high else f"between {self.low:,} and {self.high:,}"


@dataclass(frozen=True, slots=True)
class Spread:
    """The median and the ends of a number, of the arrangements that say it. With none that does, all three blank."""

    measure: Annotated[str, Means("What is measured", "members")]
    known: Annotated[int, Means("Arrangements that say it")]
    of: Annotated[int, Means("Arrangements asked")]
    median: Annotated[float | None, Means("Median of those that say it; blank: not known")]
    least: Annotated[int | None, Means("The smallest")]
    most: Annotated[int | None, Means("The largest")]

    @property
    def median_words(self) -> str:
        """With a half only where a half tells: below ten."""
        if self.median is None:
            return "not known"
        return f"{self.median:g}" if self.median < 10 else f"{self.median:,.0f}"


@dataclass(frozen=True, slots=True)
class Form:
    """How many arrangements and proposals are organised so."""

    model: Annotated[DeliveryModel, Means("How the sharing is organised")]
    arrangements: Annotated[int, Means("Arrangements and proposals of this model")]


@dataclass(frozen=True, slots=True)
class ClaimCell:
    """The claims of one rung and one kind. They are counted, never added up."""

    rung: Annotated[Rung, Means("How firm the claims are")]
    kind: Annotated[ClaimKind, Means("What their amounts are")]
    claims: Annotated[int, Means("Claims; of those that repeat or overlap each other, the firmest")]
    whole: Annotated[int, Means("Those of them that speak of the whole arrangement")]
    median_gbp: Annotated[
        int | None, Means(f"Median amount of those for the whole, in pounds; blank: they are fewer than {ENOUGH}")
    ]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a service's page says in numbers, of the known: `claimed`: how many carry a claim; `wider`: how many
    cover other services as well, so that their size and their claims are not this service's alone.
    """

    known: tuple[Entry, ...]
    live: Count
    planned: tuple[Entry, ...]
    not_formed: tuple[Entry, ...]
    ended: tuple[Entry, ...]
    members: Spread
    staff: Spread
    years: Spread
    forms: tuple[Form, ...]
    wider: int
    claimed: int
    claims: tuple[ClaimCell, ...]


def facts_of(key: str, entries: Sequence[Entry], day: date) -> Facts:
    """The facts of a service or heading from its entries. What was only proposed has no size or claim that counts."""
    known = tuple(entry for entry in entries if entry.status.word not in PROPOSED)
    ended = _in(entries, StatusWord.ENDED)
    return Facts(
        known,
        live_count(known),
        _in(entries, StatusWord.PLANNED),
        _in(entries, StatusWord.NOT_FORMED),
        ended,
        spread("members", [size(entry, day) for entry in known]),
        spread("staff", [entry.arrangement.staff for entry in known]),
        spread("years from start to end", [years_run(entry) for entry in ended]),
        forms(entries),
        sum(any(key not in (each.key, each.heading) for each in entry.services) for entry in known),
        sum(bool(entry.claims) for entry in known),
        claim_cells([claim for entry in known for claim in entry.claims]),
    )


def _in(entries: Iterable[Entry], word: StatusWord) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.status.word is word)


def live_count(entries: Iterable[Entry]) -> Count:
    """Live for certain, and live as far as dates allow: counted as the figure of live arrangements counts."""
    possible = [entry.status for entry in entries if StatusWord.LIVE in entry.status.possible]
    return Count(sum(status.certain for status in possible), len(possible))


def spread(measure: str, values: Sequence[int | None]) -> Spread:
    held = [value for value in values if value is not None]
    if not held:
        return Spread(measure, 0, len(values), None, None, None)
    return Spread(measure, len(held), len(values), median(held), min(held), max(held))


def size(entry: Entry, day: date) -> int | None:
    """How many bodies share it: those not known to have left by the day, or before it ended. None: not known."""
    end = entry.arrangement.ends_before
    return len(staying(entry, min(day, end.earliest - DAY) if end else day)) or None


def years_run(entry: Entry) -> int | None:
    """Years from start to end, where the year of both is known."""
    start, end = entry.arrangement.starts_on, entry.arrangement.ends_before
    first, last = _year(start), _year(_last_days(end))
    return None if first is None or last is None else last - first


def _last_days(end: Bounds | None) -> Bounds | None:
    """The days that may be its last, from those on which it may first have been no more."""
    if end is None:
        return None
    return Bounds(end.earliest - DAY if end.exact else end.earliest, end.latest - DAY)


def _year(bounds: Bounds | None) -> int | None:
    return bounds.earliest.year if bounds and bounds.earliest.year == bounds.latest.year else None


def forms(entries: Iterable[Entry]) -> tuple[Form, ...]:
    """The models of all entries, the commonest first, those not known last."""
    counts = Counter(entry.arrangement.model for entry in entries)
    found = (Form(model, counts[model]) for model in DeliveryModel if counts[model])
    return tuple(sorted(found, key=lambda form: (form.model is DeliveryModel.NOT_KNOWN, -form.arrangements)))


def told_once(claims: Sequence[Claim]) -> list[Claim]:
    """Of claims that repeat or overlap each other the firmest alone; of equally firm ones the first."""
    groups = {claim.id: frozenset({claim.id}) for claim in claims}
    for claim in claims:
        linked = {claim.id, claim.same_claim_as, *claim.alternative_to} & groups.keys()
        joined = frozenset[str]().union(*(groups[key] for key in linked))
        groups |= dict.fromkeys(joined, joined)
    kept: dict[frozenset[str], Claim] = {}
    for claim in sorted(claims, key=lambda claim: -FIRM.index(claim.rung)):
        kept.setdefault(groups[claim.id], claim)
    return [claim for claim in claims if kept[groups[claim.id]] is claim]


def claim_cells(claims: Sequence[Claim]) -> tuple[ClaimCell, ...]:
    """Claims by rung and kind, the firmest first."""
    held: dict[tuple[Rung, ClaimKind], list[Claim]] = defaultdict(list)
    for claim in told_once(claims):
        held[claim.rung, claim.kind].append(claim)
    return tuple(
        _cell(rung, kind, held[rung, kind]) for rung in reversed(FIRM) for kind in ClaimKind if (rung, kind) in held
    )


def _cell(rung: Rung, kind: ClaimKind, claims: Sequence[Claim]) -> ClaimCell:
    amounts = [claim.amount_gbp for claim in claims if claim.scope is Scope.WHOLE]
    middle = round(median(amounts)) if len(amounts) >= ENOUGH else None
    return ClaimCell(rung, kind, len(claims), len(amounts), middle)


@dataclass(frozen=True, slots=True)
class CountedService(Service):
    """A service with how many arrangements share it."""

    known: Annotated[int, Means("Arrangements known; those only planned or never formed do not count")]
    live_certain: Annotated[int, Means("Those that are live for certain on the edition's day")]
    live_possible: Annotated[int, Means("Those that may be live: dates are incomplete")]

    @property
    def live(self) -> str:
        return Count(self.live_certain, self.live_possible).words


def counted(services: Iterable[Service], entries: Iterable[Entry]) -> Mapping[str, CountedService]:
    """Every service and heading by key, counted; an arrangement counts once under a heading."""
    held: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.status.word not in PROPOSED:
            for key in {key for service in entry.services for key in (service.key, service.heading)}:
                held[key].append(entry)
    return {service.key: _counted(service, held[service.key]) for service in services}


def _counted(service: Service, known: Sequence[Entry]) -> CountedService:
    live = live_count(known)
    return CountedService(
        service.key, service.name, service.heading, service.meaning, len(known), live.low, live.high
    )
