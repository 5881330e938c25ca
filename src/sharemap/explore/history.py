"""What was printed for the old map, 2011 to 2019: sorted into sections, each value with those that contradict it and
with what the register knows for the same day. Beside each other, never in one number. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sharemap.core.period import Bounds, parse_partial
from sharemap.editions.read import Edition, Entry
from sharemap.explore import past
from sharemap.explore.of_service import PROPOSED, Count
from sharemap.register.published import PublishedFigure
from sharemap.register.taxonomy import Service

NOT_THE_LGAS = ("not an LGA figure", "Oxford study", "ministerial answer", "a councillor's statement")
"""What the notes say of figures that others counted: they stand among the LGA's and are not taken for them."""

WHOLE = ("all", "status")
RISES = {
    "arrangements_increase": ("arrangements", False),
    "arrangements_increase_pct": ("arrangements", True),
    "councils_increase_pct": ("councils_sharing", True),
    "savings_increase": ("savings_cumulative", False),
}
"""Measures that are the rise of another one, and whether in per cent."""
BEFORE = {"arrangements_previous": "arrangements"}
"""Measures that are another one as it was in the edition before."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A section of the page: which figures stand in it, and which measures are drawn over the years, chart by chart.

    Figures belong to the first topic that takes their breakdown and the beginning of their measure.
    """

    key: str
    title: str
    breakdowns: tuple[str, ...]
    measures: tuple[str, ...]
    charts: tuple[tuple[str, ...], ...] = ()

    def takes(self, figure: PublishedFigure) -> bool:
        broken_down = not self.breakdowns or figure.breakdown in self.breakdowns
        return broken_down and figure.measure.startswith(self.measures)


TOPICS = (
    Topic("arrangements", "Arrangements", WHOLE, ("arrangements", "share_of", "shared_chief"), (("arrangements",),)),
    Topic(
        "councils",
        "Councils that share",
        WHOLE,
        ("councils", "pct_councils"),
        (("councils_sharing",), ("pct_councils_sharing",)),
    ),
    Topic(
        "savings",
        "Savings up to the time",
        WHOLE,
        ("savings_cumulative", "savings_total"),
        (("savings_cumulative", "savings_total"),),
    ),
    Topic("years", "Savings of a year, projected savings, and rises", WHOLE, ("savings",)),
    Topic("regions", "By region", ("region",), ("",)),
    Topic("services", "By service, by partner and by who leads", ("service", "partner_type", "lead_type"), ("",)),
    Topic("flagships", "The flagships, and two studies", ("arrangement", "study"), ("",)),
    Topic("others", "Other figures", (), ("",)),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed figure. `ours`: what the register knows for the same day; None: it counts no such thing.

    `others`: what else was printed for the same edition, measure and part, where it differs.
    """

    figure: PublishedFigure
    days: Bounds | None
    ours: Count | None
    others: tuple[PublishedFigure, ...]
    services: tuple[Service, ...] = ()

    @property
    def lgas(self) -> bool:
        return not any(words in self.figure.note for words in NOT_THE_LGAS)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What was printed of one measure, in one breakdown and unit: by edition, then as the source has it."""

    measure: str
    breakdown: str
    unit: str
    rows: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Rise:
    """A printed rise that no printed totals give. `totals`: earlier editions, and the rises that they give."""

    figure: PublishedFigure
    totals: tuple[tuple[int, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`conflicts`: each the rows of one edition, measure and part whose values differ."""

    topic: Topic
    shelves: tuple[Shelf, ...]
    conflicts: tuple[tuple[Printed, ...], ...]
    rises: tuple[Rise, ...]

    @property
    def rows(self) -> tuple[Printed, ...]:
        return tuple(row for shelf in self.shelves for row in shelf.rows)

    @property
    def has_ours(self) -> bool:
        return any(row.ours for row in self.rows)

    def drawn(self, measures: Sequence[str]) -> tuple[Printed, ...]:
        """The rows of a chart over the years: those of the whole that say when they were printed."""
        whole = (row for row in self.rows if row.figure.breakdown == "all" and row.days)
        return tuple(row for row in whole if row.figure.measure in measures)


def history_of(edition: Edition) -> tuple[Section, ...]:
    """All that was printed, section by section. Sections in which nothing stands are left out."""
    figures = edition.published_figures
    ours = _Ours.of(edition)
    groups = _conflicts(figures)
    rows = [_printed(edition, figure, ours, groups) for figure in figures]
    rises = tuple(_rises(figures))
    held: dict[Topic, list[Printed]] = defaultdict(list)
    for row in rows:
        held[topic_of(row.figure)].append(row)
    return tuple(_section(topic, held[topic], rises) for topic in TOPICS if held[topic])


def topic_of(figure: PublishedFigure) -> Topic:
    return next(topic for topic in TOPICS if topic.takes(figure))


Told = tuple[int, str, str, str]


def told(figure: PublishedFigure) -> Told:
    """What a figure is of. Two that differ in none of it should have one value."""
    return figure.edition, figure.measure, figure.breakdown, figure.part


def _conflicts(figures: Iterable[PublishedFigure]) -> Mapping[Told, list[PublishedFigure]]:
    groups: dict[Told, list[PublishedFigure]] = defaultdict(list)
    for figure in figures:
        groups[told(figure)].append(figure)
    return {key: group for key, group in groups.items() if len({each.value for each in group}) > 1}


def _printed(
    edition: Edition, figure: PublishedFigure, ours: _Ours, groups: Mapping[Told, Sequence[PublishedFigure]]
) -> Printed:
    days = parse_partial(figure.published)
    others = tuple(each for each in groups.get(told(figure), ()) if each.value != figure.value)
    of_label = figure.measure == "arrangements" and figure.breakdown == "service"
    services = tuple(past.under_label(edition, figure.part)) if of_label else ()
    return Printed(figure, days, ours.count(figure, days, services) if days else None, others, services)


def _section(topic: Topic, rows: Sequence[Printed], rises: Iterable[Rise]) -> Section:
    shelves: dict[tuple[str, str, str], list[Printed]] = defaultdict(list)
    conflicts: dict[Told, list[Printed]] = defaultdict(list)
    for row in rows:
        figure = row.figure
        shelves[figure.measure, figure.breakdown, figure.unit].append(row)
        if row.others:
            conflicts[told(figure)].append(row)
    drawn = {measure for chart in topic.charts for measure in chart}
    # What is drawn comes first. The rest stays in the order of the files, which is by edition.
    keys = sorted(shelves, key=lambda key: key[0] not in drawn or key[1] != "all")
    return Section(
        topic,
        tuple(Shelf(*key, tuple(sorted(shelves[key], key=_printed_on))) for key in keys),
        tuple(tuple(group) for group in conflicts.values()),
        tuple(rise for rise in rises if topic_of(rise.figure) == topic),
    )


def _printed_on(row: Printed) -> tuple[int, str]:
    return row.figure.edition, row.figure.published


@dataclass(frozen=True, slots=True)
class _Ours:
    """What the register knows of days in the past, each worked out once. `known`: of England, as was the old map."""

    edition: Edition
    known: tuple[Entry, ...]
    by_region: Mapping[str, Sequence[Entry]]
    counts: dict[tuple[str, str, Bounds], Count]

    @classmethod
    def of(cls, edition: Edition) -> _Ours:
        known = past.in_england(entry for entry in edition.entries if entry.status.word not in PROPOSED)
        by_region: dict[str, list[Entry]] = defaultdict(list)
        for entry in known:
            for region in entry.regions:
                by_region[region].append(entry)
        return cls(edition, tuple(known), by_region, {})

    def count(self, figure: PublishedFigure, days: Bounds, services: Sequence[Service]) -> Count | None:
        key = figure.measure, f"{figure.breakdown} {figure.part}", days
        if key not in self.counts and (found := self._counted(figure, days, services)):
            self.counts[key] = found
        return self.counts.get(key)

    def _counted(self, figure: PublishedFigure, days: Bounds, services: Sequence[Service]) -> Count | None:
        match figure.measure, figure.breakdown:
            case "arrangements", "all":
                return past.ran_in(self.known, days)
            case "arrangements", "region":
                return past.ran_in(self.by_region.get(figure.part, ()), days)
            case "arrangements", "service" if services:
                return past.ran_in(past.of_services(self.known, services), days)
            case "councils_sharing", "all":
                return past.councils_sharing(self.known, days)
            case "pct_councils_sharing", "all":
                return past.percent(past.councils_sharing(self.known, days), self._councils(days))
        return None

    def _councils(self, days: Bounds) -> Count:
        return past.councils(self.edition.bodies.values(), days)


def _rises(figures: Sequence[PublishedFigure]) -> Iterator[Rise]:
    """The printed rises that no printed totals of their edition and any before it give."""
    totals: dict[tuple[str, str, str], dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        measure, edition = BEFORE.get(figure.measure, figure.measure), figure.edition
        held = totals[measure, figure.breakdown, figure.part]
        held[edition - 1 if figure.measure in BEFORE else edition].append(figure.value)
    for figure in figures:
        if figure.measure in RISES:
            measure, in_percent = RISES[figure.measure]
            given = _given(totals[measure, figure.breakdown, figure.part], figure.edition, in_percent)
            if given and not any(figure.value in values for _, values in given):
                yield Rise(figure, given)


def _given(
    totals: Mapping[int, Sequence[float]], edition: int, in_percent: bool
) -> tuple[tuple[int, tuple[float, ...]], ...]:
    """The rises to an edition from each before it, the latest first."""
    now = totals.get(edition, ())
    return tuple(
        (year, tuple(sorted({_rise(old, new, in_percent) for old in totals[year] for new in now})))
        for year in sorted(totals, reverse=True)
        if year < edition and now
    )


def _rise(old: float, new: float, in_percent: bool) -> float:
    return float(round(100 * (new - old) / old)) if in_percent and old else round(new - old, 6)
