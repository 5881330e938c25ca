"""Which arrangements a filter selects, and how many each further choice would leave.

Every set of arrangements is one whole number: bit i stands for the i-th entry of the edition. That keeps a filter
with all its counts well under a millisecond, and the definition to one line for each choice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sharemap.bodies.rows import Body
from sharemap.core.period import DAY
from sharemap.editions.read import Edition, Entry, Member
from sharemap.explore.filters import Filters, Known
from sharemap.explore.folding import fold
from sharemap.explore.residents import terms
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Service

FACETS = ("service", "region", "body", "model", "status")
REGION_LABELS = {"England": "England, region not known"}
"""A nation stands among the regions for bodies with no region. Only England has any."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value one may choose: how many arrangements would match, all else kept. `group`: what it stands in."""

    value: str
    label: str
    count: int
    chosen: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class Facets:
    """The entries of an edition as sets. `masks`: facet, value, set. `stays`: body, set it is still a member of.

    `labels`: facet, value, what it is called where the value does not say it. `groups`: the same, what it stands in.
    `words`: the plain words that name one service, with its key.
    """

    entries: tuple[Entry, ...]
    texts: tuple[str, ...]
    masks: Mapping[str, Mapping[str, int]]
    stays: Mapping[str, int]
    labels: Mapping[str, Mapping[str, str]]
    groups: Mapping[str, Mapping[str, str]]
    words: Mapping[str, str]

    @property
    def known(self) -> Known:
        services, regions, bodies = (frozenset(self.masks[name]) for name in ("service", "region", "body"))
        return Known(services, regions, bodies, self.words)

    @property
    def live(self) -> int:
        return self.masks["status"].get(StatusWord.LIVE, 0)

    @property
    def planned(self) -> int:
        return self.masks["status"].get(StatusWord.PLANNED, 0)

    @property
    def only_proposed(self) -> int:
        """Those planned, or considered and never formed: no figure counts them among the arrangements known."""
        status = self.masks["status"]
        return status.get(StatusWord.PLANNED, 0) | status.get(StatusWord.NOT_FORMED, 0)

    def select(self, filters: Filters) -> int:
        """The set that matches every choice."""
        chosen = self._matching_text(filters.q)
        for name in FACETS:
            value = getattr(filters, name)
            if value:
                chosen &= self.masks[name].get(value, 0)
        return chosen

    def _matching_text(self, q: str) -> int:
        """Entries whose names, services, members or description hold words that begin like those of the text."""
        wanted = [tuple(f" {phrase}" for phrase in phrases) for phrases in terms(q)]
        if not wanted:
            return (1 << len(self.entries)) - 1
        return _bits(all(any(phrase in text for phrase in phrases) for phrases in wanted) for text in self.texts)

    def label(self, name: str, value: str) -> str:
        """What a value of a facet is called."""
        return self.labels.get(name, {}).get(value, str(value))

    def of(self, selected: int) -> tuple[Entry, ...]:
        """The entries of a set, in the edition's order, which is by name."""
        bits = reversed(f"{selected:b}")
        return tuple(entry for entry, bit in zip(self.entries, bits, strict=False) if bit == "1")

    def options(self, filters: Filters, name: str) -> tuple[Option, ...]:
        """The values of one facet that would leave something, by name, and the one that is chosen."""
        chosen = str(getattr(filters, name) or "")
        others = self.select(filters.without(name))
        counted = ((value, (mask & others).bit_count()) for value, mask in self.masks[name].items())
        found = [
            Option(str(value), self.label(name, value), count, value == chosen, self._group(name, value))
            for value, count in counted
            if count or value == chosen
        ]
        return tuple(sorted(found, key=_option_order))

    def _group(self, name: str, value: str) -> str:
        return self.groups.get(name, {}).get(value, "")


def facets_of(edition: Edition) -> Facets:
    """Sort an edition's entries into sets, once."""
    found: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in (*FACETS, "stays")}
    for index, entry in enumerate(edition.entries):
        for name, values in _values(entry, edition.as_at).items():
            for value in values:
                found[name][value].append(index)
    masks = {name: {value: _mask(held) for value, held in values.items()} for name, values in found.items()}
    stays = masks.pop("stays")
    return Facets(
        edition.entries,
        tuple(_text(entry) for entry in edition.entries),
        masks,
        stays,
        {
            "body": _body_labels(edition.bodies.values()),
            "region": REGION_LABELS,
            "service": {service.key: _service_label(service) for service in edition.services.values()},
        },
        {"service": {service.key: _group_of(edition, service) for service in edition.services.values()}},
        _single_words(edition),
    )


def _option_order(option: Option) -> tuple[str, bool, str, str]:
    """By group and label; what stands for a whole group comes first in it."""
    whole = option.label == _whole(option.group)
    return option.group.casefold(), not whole, option.label.casefold(), option.value


def _service_label(service: Service) -> str:
    return service.name if service.heading else _whole(service.name)


def _whole(group: str) -> str:
    return f"All of {group[:1].lower()}{group[1:]}" if group[1:2].islower() else f"All of {group}"


def _group_of(edition: Edition, service: Service) -> str:
    return edition.services[service.heading].name if service.heading else service.name


def _single_words(edition: Edition) -> dict[str, str]:
    times = Counter(row.word for row in edition.service_words)
    return {row.word: row.service for row in edition.service_words if times[row.word] == 1}


def _values(entry: Entry, day: date) -> dict[str, Iterable[str]]:
    return {
        "service": {key for service in entry.services for key in (service.key, service.heading) if key},
        "region": entry.regions,
        "body": {member.body.key for member in entry.members},
        "model": (entry.arrangement.model,),
        "status": (entry.status.word,),
        "stays": staying(entry, day),
    }


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


def _mask(indices: Iterable[int]) -> int:
    return sum(1 << index for index in indices)


def _bits(flags: Iterable[bool]) -> int:
    return int("0" + "".join("1" if flag else "0" for flag in flags)[::-1], 2)
