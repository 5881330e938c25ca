"""Which arrangements a filter selects. How many each further choice would leave: see `offering`.

Every value of every facet is a set of arrangements, so that each choice is defined in one line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import and_

from sharemap.bodies.rows import Body
from sharemap.core.period import DAY, Bounds
from sharemap.editions.read import Edition, Entry, Member
from sharemap.explore.counting import Values
from sharemap.explore.days import Days, OnDay
from sharemap.explore.filters import Claimed, Filters, Known, Match, Size
from sharemap.explore.folding import fold
from sharemap.explore.sets import NOTHING, Set
from sharemap.explore.texts import Texts
from sharemap.explore.years import Years
from sharemap.register.rows import Rung
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Service

SINGLE = ("service", "region", "status", "partner", "pair", "model", "claim", "rung", "size")
FACETS = ("body", *SINGLE)
DIMENSIONS = {"partner": "partner-kind", "pair": "member-kinds"}
"""Facets whose values are the parts of a dimension of the figures, so that both say the same."""
SIZES = ((10, Size.MANY), (5, Size.SOME), (3, Size.FEW), (2, Size.TWO), (1, Size.ONE), (0, Size.NONE))
SIZE_LABELS: Mapping[str, str] = {
    Size.NONE: "none known",
    Size.ONE: "1 body",
    Size.TWO: "2 bodies",
    Size.FEW: "3 or 4",
    Size.SOME: "5 to 9",
    Size.MANY: "10 or more",
}
ORDER: Mapping[str, tuple[str, ...]] = {"size": tuple(SIZE_LABELS), "rung": tuple(Rung), "claim": tuple(Claimed)}
"""Facets whose values stand in an order of their own."""
REGION_LABELS = {"England": "England, region not known"}
"""A nation stands among the regions for bodies with no region. Only England has any."""


@dataclass(frozen=True, slots=True)
class Facets:
    """The entries of an edition as sets. `masks`: facet, value, set, values in the order of the options.
    `values`: facet, the same told the other way round, to be counted.
    `stays`: body, set it is still a member of. `years`: of `started` and `ended`, those in which it may have.

    `labels`: facet, value, what it is called where the value does not say it. `groups`: the same, what it stands in.
    `known`: the values that one may filter by.
    """

    entries: tuple[Entry, ...]
    texts: Texts
    days: Days
    years: Mapping[str, Years]
    masks: Mapping[str, Mapping[str, Set]]
    values: Mapping[str, Values]
    stays: Mapping[str, Set]
    labels: Mapping[str, Mapping[str, str]]
    groups: Mapping[str, Mapping[str, str]]
    known: Known

    @property
    def live(self) -> Set:
        return self.masks["status"].get(StatusWord.LIVE, NOTHING)

    @property
    def planned(self) -> Set:
        return self.masks["status"].get(StatusWord.PLANNED, NOTHING)

    @property
    def only_proposed(self) -> Set:
        """Those planned, or considered and never formed: no figure counts them among the arrangements known."""
        status = self.masks["status"]
        return status.get(StatusWord.PLANNED, NOTHING) | status.get(StatusWord.NOT_FORMED, NOTHING)

    def on(self, filters: Filters) -> OnDay | None:
        """The sets of the day that is asked for; None where that is the edition's own."""
        return self.days.on(filters.on) if filters.on and filters.on != self.days.as_at else None

    def past(self, filters: Filters) -> OnDay | None:
        """The same, of a day before the edition's."""
        return self.on(filters) if filters.on and filters.on < self.days.as_at else None

    def select(self, filters: Filters) -> Set:
        """The set that matches every choice. On a past day only what may have run on it, with bodies that may have
        been in it; on a day to come what is live or planned as known now."""
        return self.together(self.narrowing(filters).values())

    def together(self, sets: Iterable[Set]) -> Set:
        """What lies in all of the sets; everything where there are none."""
        held = sorted(sets, key=len)
        return reduce(and_, held) if held else self.texts.everything

    def narrowing(self, filters: Filters) -> dict[str, Set]:
        """By filter that is set: what matches it alone."""
        found = {name: self.masks[name].get(value, NOTHING) for name in SINGLE if (value := getattr(filters, name))}
        if filters.q:
            found["q"] = self.texts.matching(filters.q)
        if filters.body:
            found["body"] = _of_bodies(filters, self.bodies(filters))
        for name in ("started", "ended"):
            first, last = getattr(filters, f"{name}_from"), getattr(filters, f"{name}_to")
            if first or last:
                found[name] = self.years[name].within(first, last)
        if on := self.on(filters):
            found["on"] = on.possible
        return found

    def certain(self, filters: Filters) -> Set:
        """Those of the selected that ran on a past day for certain, the bodies asked for in them; on others all."""
        past, selected = self.past(filters), self.select(filters)
        if past is None:
            return selected
        sure = _of_bodies(filters, past.sure) if filters.body else past.certain
        return selected & past.certain & sure

    def bodies(self, filters: Filters) -> Mapping[str, Set]:
        """By body: what it is or was in; on a past day, what it may have been in on that day."""
        past = self.past(filters)
        return past.stays if past else self.masks["body"]

    def label(self, name: str, value: str) -> str:
        """What a value of a facet is called."""
        return self.labels.get(name, {}).get(value, str(value))

    def of(self, selected: Iterable[int]) -> tuple[Entry, ...]:
        """The entries of a set, in the edition's order, which is by name."""
        return tuple(self.entries[place] for place in selected)


def _of_bodies(filters: Filters, sets: Mapping[str, Set]) -> Set:
    """Those of any, or of all, of the bodies that are asked for."""
    first, *rest = (sets.get(key, NOTHING) for key in filters.body)
    return first.intersection(*rest) if filters.match is Match.ALL else first.union(*rest)


def facets_of(edition: Edition) -> Facets:
    """Sort an edition's entries into sets, once."""
    labels, groups = _labels(edition), _groups(edition)
    values: dict[str, list[tuple[str, ...]]] = {name: [] for name in (*FACETS, "stays")}
    for entry in edition.entries:
        for name, held in _values(entry, edition).items():
            values[name].append(tuple(held))
    masks = {name: _masks(held) for name, held in values.items()}
    stays = masks.pop("stays")
    masks = {name: _in_order(held, name, labels.get(name, {}), groups.get(name, {})) for name, held in masks.items()}
    return Facets(
        edition.entries,
        Texts(_text(entry) for entry in edition.entries),
        Days(edition),
        {
            "started": Years(_years_of(entry.arrangement.starts_on) for entry in edition.entries),
            "ended": Years(_years_of(entry.arrangement.ends_before, DAY) for entry in edition.entries),
        },
        masks,
        {name: Values(values[name], held) for name, held in masks.items()},
        stays,
        labels,
        groups,
        _known(masks, edition),
    )


def _masks(values: Iterable[Iterable[str]]) -> dict[str, Set]:
    """By value: the set of the positions that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, held in enumerate(values):
        for value in held:
            found[value].append(place)
    return {value: Set(places) for value, places in found.items()}


def _in_order(
    masks: Mapping[str, Set], name: str, labels: Mapping[str, str], groups: Mapping[str, str]
) -> dict[str, Set]:
    """Values as they are offered: in their own order where they have one; else by group and label, and what stands
    for a whole group first in it."""

    def order(value: str) -> tuple[int, str, bool, str, str]:
        own, group, label = ORDER.get(name, ()), groups.get(value, ""), labels.get(value, str(value))
        place = own.index(value) if value in own else len(own)
        return place, group.casefold(), label != _whole(group), label.casefold(), value

    return {value: masks[value] for value in sorted(masks, key=order)}


def _known(masks: Mapping[str, Mapping[str, Set]], edition: Edition) -> Known:
    held = {name: frozenset(masks[name]) for name in ("service", "region", "body", "partner", "pair")}
    drawn = {outline.body for outlines in edition.every_outline.values() for outline in outlines}
    held["body"] |= drawn & edition.bodies.keys()  # whoever has an area can be chosen by it, though it share nothing
    words = _single_words(edition)
    return Known(held["service"], held["region"], held["body"], words, held["partner"], held["pair"])


def _labels(edition: Edition) -> Mapping[str, Mapping[str, str]]:
    return {
        "body": _body_labels(edition.bodies.values()),
        "region": REGION_LABELS,
        "size": SIZE_LABELS,
        "claim": {Claimed.WITH: "with a claim", Claimed.WITHOUT: "none known"},
        "service": {service.key: _service_label(service) for service in edition.services.values()},
    }


def _groups(edition: Edition) -> Mapping[str, Mapping[str, str]]:
    return {"service": {service.key: _group_of(edition, service) for service in edition.services.values()}}


def _service_label(service: Service) -> str:
    return service.name if service.heading else _whole(service.name)


def _whole(group: str) -> str:
    return f"All of {group[:1].lower()}{group[1:]}" if group[1:2].islower() else f"All of {group}"


def _group_of(edition: Edition, service: Service) -> str:
    return edition.services[service.heading].name if service.heading else service.name


def _single_words(edition: Edition) -> dict[str, str]:
    times = Counter(row.word for row in edition.service_words)
    return {row.word: row.service for row in edition.service_words if times[row.word] == 1}


def _values(entry: Entry, edition: Edition) -> dict[str, Iterable[str]]:
    stays = staying(entry, edition.as_at)
    parts = {name: edition.parts.get(dimension, {}) for name, dimension in DIMENSIONS.items()}
    return {
        "service": {key for service in entry.services for key in (service.key, service.heading) if key},
        "region": entry.regions,
        "body": {member.body.key for member in entry.members},
        "model": (entry.arrangement.model,),
        "status": (entry.status.word,),
        "claim": (Claimed.WITH if entry.claims else Claimed.WITHOUT,),
        "rung": {claim.rung for claim in entry.claims},
        "size": (size_of(len(stays)),),
        "stays": stays,
        **{name: held.get(entry.arrangement.id, ()) for name, held in parts.items()},
    }


def size_of(members: int) -> Size:
    return next(size for least, size in SIZES if members >= least)


def _years_of(bounds: Bounds | None, until: timedelta = timedelta()) -> tuple[int, int] | None:
    """The years of bounds; of an end, those of the last days."""
    return ((bounds.earliest - until).year, (bounds.latest - until).year) if bounds else None


def staying(entry: Entry, day: date) -> tuple[str, ...]:
    """The keys of the members that are not known to have left by the day, in order, each once."""
    still = (member.body.key for member in entry.members if not has_left(member, day))
    return tuple(dict.fromkeys(still))


def has_left(member: Member, day: date) -> bool:
    """Whether it is known for certain that the member was out by the day."""
    left = member.membership.left_before
    return left is not None and left.latest <= day


def _text(entry: Entry) -> str:
    arrangement = entry.arrangement
    members = (f"{member.body.name} {member.membership.named_as}" for member in entry.members)
    services = (service.name for service in entry.services)
    parts = (arrangement.name, *arrangement.aliases, *entry.words, *services, *members, arrangement.description)
    return "".join(f" {fold(part)} |" for part in parts)


def _body_labels(bodies: Iterable[Body]) -> dict[str, str]:
    """Names by key; where several bodies had one name, with the years in which each was there."""
    held = tuple(bodies)
    times = Counter(body.name for body in held)
    return {body.key: body.name + (_years(body) if times[body.name] > 1 else "") for body in held}


def _years(body: Body) -> str:
    if body.ends_before:
        return f" (until {(body.ends_before - DAY).year})"
    return f" (since {body.starts_on.year})" if body.starts_on else ""
