"""How complete the register is, said in numbers: what it lacks, how old its sightings are, and what the old map
printed, to stand beside ours and never in it. Pure: an edition in, values out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sharemap.bodies.rows import Body
from sharemap.core.period import parse_partial
from sharemap.editions.read import Edition, Entry
from sharemap.explore.filters import Filters
from sharemap.explore.of_service import PROPOSED, Count, CountedService, counted, live_count
from sharemap.explore.past import in_england, of_services, ran_in, under_label
from sharemap.register.published import PublishedFigure
from sharemap.register.rows import ClaimKind, Confidence, DeliveryModel, Scope
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Service

NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
OLD_REGION_YEARS = (2013, 2015)
OLD_SERVICE_YEAR = 2011


@dataclass(frozen=True, slots=True)
class Nation:
    """The principal councils of a nation, and those of them that stand in no arrangement known."""

    name: str
    councils: int
    without: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """How many arrangements were last seen in a year. `year` None: a sighting without a date, or none."""

    year: int | None
    arrangements: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a whole say something. `lacking`: the filter that shows those that do not, where there is one."""

    what: str
    count: int
    of: int
    lacking: str = ""

    @property
    def percent(self) -> str:
        """To the nearest; short of all is never said as all, and some never as none."""
        if not self.of:
            return "–"
        near = round(100 * self.count / self.of)
        if near == 100 and self.count < self.of:
            return "over 99%"
        return "under 1%" if near == 0 and self.count else f"{near}%"


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure as printed for the old map, and what the register holds for the same day. Never one in the other."""

    printed: PublishedFigure
    ours: Count
    services: tuple[Service, ...] = ()

    @property
    def value(self) -> str:
        return f"{self.printed.value:,g}"


@dataclass(frozen=True, slots=True)
class Region:
    """A region, outside England a nation. `beside`: for each year of the old map what it printed; None: nothing."""

    name: str
    known: int
    live: Count
    beside: tuple[Beside | None, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """All that the page says."""

    known: tuple[Entry, ...]
    nations: tuple[Nation, ...]
    years: tuple[Year, ...]
    shares: tuple[Share, ...]
    claims: tuple[Share, ...]
    regions: tuple[Region, ...]
    headings: tuple[CountedService, ...]
    old_services: tuple[Beside, ...]


def coverage_of(edition: Edition) -> Coverage:
    known = tuple(entry for entry in edition.entries if entry.status.word not in PROPOSED)
    counts = counted(edition.services.values(), known)
    return Coverage(
        known,
        nations(edition, known),
        years(known),
        shares(known),
        claim_shares(known),
        regions(known, edition.published_figures),
        tuple(sorted((row for row in counts.values() if not row.heading), key=lambda row: row.name.casefold())),
        old_services(edition, known),
    )


def nations(edition: Edition, known: Iterable[Entry]) -> tuple[Nation, ...]:
    """The principal councils alive on the day, by nation; and those that no arrangement known names as a member."""
    named = {member.body.key for entry in known for member in entry.members}
    held: dict[str, list[Body]] = defaultdict(list)
    for body in edition.bodies.values():
        if body.principal and edition.as_at in body.period:
            held[body.nation].append(body)
    return tuple(
        Nation(name, len(held[name]), tuple(body for body in held[name] if body.key not in named))
        for name in NATIONS
        if held[name]
    )


def years(known: Iterable[Entry]) -> tuple[Year, ...]:
    """Every year from the first to the last in which one was last seen, the latest first; the undated at the end."""
    counts = Counter(entry.status.last_seen.latest.year if entry.status.last_seen else None for entry in known)
    undated = counts.pop(None, 0)
    dated = [year for year in counts if year is not None]
    found = [Year(year, counts[year]) for year in range(max(dated), min(dated) - 1, -1)] if dated else []
    return (*found, *([Year(None, undated)] if undated else []))


def shares(known: Sequence[Entry]) -> tuple[Share, ...]:
    """How many of the arrangements known say when they started, in what form, with how many sources, and so on."""
    ended = [entry for entry in known if entry.status.word is StatusWord.ENDED]
    return (
        _share("a start", known, lambda entry: entry.arrangement.starts_on is not None),
        _share("an end, of those ended", ended, lambda entry: entry.arrangement.ends_before is not None),
        _share("why it ended, of those ended", ended, lambda entry: bool(entry.arrangement.end_reason)),
        _share("a model", known, _has_model, lacking=Filters(model=DeliveryModel.NOT_KNOWN).query()),
        _share("a number of staff", known, lambda entry: entry.arrangement.staff is not None),
        _share("a claim", known, lambda entry: bool(entry.claims)),
        _share("two sources or more", known, lambda entry: len(entry.evidence) > 1),
        _share("a dated source", known, lambda entry: any(each.source.published for each in entry.evidence)),
        *(
            Share(f"{word} confidence", sum(entry.support.confidence is word for entry in known), len(known))
            for word in Confidence
            if word is not Confidence.NOT_SAID
        ),
    )


def _has_model(entry: Entry) -> bool:
    return entry.arrangement.model is not DeliveryModel.NOT_KNOWN


def _share(what: str, entries: Sequence[Entry], says: Callable[[Entry], bool], lacking: str = "") -> Share:
    return Share(what, sum(says(entry) for entry in entries), len(entries), lacking=lacking)


def claim_shares(known: Iterable[Entry]) -> tuple[Share, ...]:
    """How many of the claims say what a reader needs to use them."""
    claims = [claim for entry in known for claim in entry.claims]
    return (
        Share("the years it speaks of", sum(claim.year_from is not None for claim in claims), len(claims)),
        Share("whether once or every year", sum(c.kind is not ClaimKind.NOT_STATED for c in claims), len(claims)),
        Share("whether for the whole or one body", sum(c.scope is not Scope.NOT_STATED for c in claims), len(claims)),
        Share("which of the sources says it", sum(bool(claim.source) for claim in claims), len(claims)),
    )


def regions(known: Sequence[Entry], printed: Sequence[PublishedFigure]) -> tuple[Region, ...]:
    """The regions of members by name, then the other nations. An arrangement counts in each region of its members."""
    held: dict[str, list[Entry]] = defaultdict(list)
    for entry in known:
        for region in entry.regions:
            held[region].append(entry)
    old = {(row.part, row.edition): row for row in _counts(printed, "region")}
    names = sorted(held, key=lambda name: (name in NATIONS, name))
    return tuple(
        Region(
            name,
            len(held[name]),
            live_count(held[name]),
            tuple(_beside(old.get((name, year)), held[name]) for year in OLD_REGION_YEARS),
        )
        for name in names
    )


def _counts(printed: Iterable[PublishedFigure], breakdown: str) -> Iterable[PublishedFigure]:
    return (row for row in printed if row.measure == "arrangements" and row.breakdown == breakdown)


def _beside(
    printed: PublishedFigure | None, known: Iterable[Entry], services: Sequence[Service] = ()
) -> Beside | None:
    days = parse_partial(printed.published) if printed else None
    return Beside(printed, ran_in(known, days), tuple(services)) if printed and days else None


def old_services(edition: Edition, known: Sequence[Entry]) -> tuple[Beside, ...]:
    """What the old map printed of services, each beside the services that stand under its label in the crosswalk."""
    found = []
    for row in sorted(_counts(edition.published_figures, "service"), key=lambda row: row.part):
        services = under_label(edition, row.part)
        held = of_services(in_england(known), services)
        found.append(_beside(row, held, services) if row.edition == OLD_SERVICE_YEAR else None)
    return tuple(each for each in found if each)
