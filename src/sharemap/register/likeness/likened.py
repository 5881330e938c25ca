"""What of an arrangement is compared with another: its names, members, services, times, pages and amounts, folded."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sharemap.bodies.directory import Directory
from sharemap.bodies.normalise import fold
from sharemap.bodies.rows import BodyKind, SuccessionKind
from sharemap.core.period import Bounds
from sharemap.register.dossier import Dossier
from sharemap.register.likeness.words import GENERIC_WORDS, plain_words, telling
from sharemap.register.rows import (
    Citation,
    Claim,
    DeliveryModel,
    Membership,
    SharedService,
    Sighting,
    Source,
    State,
)
from sharemap.register.taxonomy import Service, ServiceWord

Words = frozenset[str]
_ASIDE = re.compile(r"\s*\([^()]*\)")
# Companies run things for many, and “four other councils” are others each time: neither says which arrangement it is.
_LONG = 5
_UNLIKE = frozenset({BodyKind.COMPANY, BodyKind.COLLECTIVE})
_THOUGHT = frozenset({"proposal", "proposed"})
_ONLY_THOUGHT_OF = frozenset({State.PLANNED, State.NOT_FORMED})


@dataclass(frozen=True, slots=True)
class Likened:
    """One arrangement, as it is compared.

    `forebears`: by member, the bodies it took over from, near and far. `services`: by service, the heading it stands
    under, blank where there is none.
    """

    ref: str
    written: tuple[str, ...]
    main: Words
    named: Words
    names: tuple[Words, ...]
    phrases: tuple[str, ...]
    places: Words
    forebears: Mapping[str, frozenset[str]]
    services: Mapping[str, str]
    service_words: Words
    model: DeliveryModel
    starts: Bounds | None
    ends: Bounds | None
    urls: frozenset[str]
    amounts: frozenset[int]
    staff: int | None
    text: str
    proposed: bool
    ended: bool

    @property
    def name(self) -> str:
        return self.written[0]

    @property
    def members(self) -> frozenset[str]:
        return frozenset(self.forebears)

    def covered_by(self, other: Likened) -> frozenset[str]:
        """Its services that the other covers too: as the same, under a heading, or in wider or narrower words."""
        headings = {heading for heading in other.services.values() if heading}
        return frozenset(
            key
            for key, heading in self.services.items()
            if key in other.services or heading in other.services or key in headings or _worded(key, other.services)
        )

    def named_in(self, other: Likened) -> str:
        """The name by which the other's text speaks of this one, if it is no name of the other; else blank."""
        for phrase in self.phrases:
            if f" {phrase} " in f" {other.text} " and not any(phrase in each for each in other.phrases):
                return phrase
        return ""

    @property
    def words(self) -> Words:
        """Every word of its names."""
        return frozenset().union(*self.names)

    def shared_with(self, other: Likened) -> frozenset[str]:
        """Its members that are members of the other, themselves or as the body before or after."""
        return frozenset(
            key
            for key, before in self.forebears.items()
            if key in other.forebears
            or not before.isdisjoint(other.forebears)
            or any(key in theirs for theirs in other.forebears.values())
        )


def _proposed(name: str, sightings: Iterable[Sighting]) -> bool:
    """Whether it was only thought of, as it was seen or by its very name."""
    seen = {each.state for each in sightings}
    return (bool(seen) and seen <= _ONLY_THOUGHT_OF) or not _THOUGHT.isdisjoint(plain_words(name))


def _names_one(name: str) -> bool:
    """Whether a name in a running text can mean but one arrangement: it has two words of its own, or a long one."""
    own = [word for word in plain_words(name) if word not in GENERIC_WORDS]
    return len(own) > 1 or any(len(word) >= _LONG for word in own)


def _worded(service: str, others: Iterable[str]) -> bool:
    """Whether one of the others says it in more or in fewer words, as “fire control room” says “fire control”."""
    words = frozenset(service.split())
    return any(words <= (theirs := frozenset(each.split())) or theirs <= words for each in others)


class Likening:
    """Makes what is compared, knowing the bodies, the sources and what the words of services mean."""

    def __init__(
        self,
        directory: Directory,
        sources: Iterable[Source],
        words: Iterable[ServiceWord] = (),
        services: Iterable[Service] = (),
    ) -> None:
        self._directory = directory
        self._urls = {source.id: source.url for source in sources}
        self._services: defaultdict[str, set[str]] = defaultdict(set)
        for each in words:
            self._services[fold(each.word)].add(each.service)
        self._headings = {each.key: each.heading for each in services}
        self._places: dict[str, Words] = {}
        self._forebears: dict[str, frozenset[str]] = {}

    @cached_property
    def _before(self) -> Mapping[str, frozenset[str]]:
        """What each body took over from, one step; a mere change of boundary hands nothing on."""
        before: defaultdict[str, set[str]] = defaultdict(set)
        for each in self._directory.successions:
            if each.kind is not SuccessionKind.BOUNDARY:
                before[each.successor].add(each.predecessor)
        return {key: frozenset(found) for key, found in before.items()}

    def liken(self, dossier: Dossier, ref: str = "") -> Likened:
        held = dossier.arrangement
        members = self._members(dossier)
        words = [each.service for each in dossier.parts if isinstance(each, SharedService)]
        services = self._services_of(words)
        written = (held.name, *held.aliases)
        shorter = tuple(_ASIDE.sub("", each) for each in written)
        sightings = [each for each in dossier.parts if isinstance(each, Sighting)]
        return Likened(
            ref=ref or held.id,
            written=written,
            main=plain_words(shorter[0] or held.name),
            named=plain_words(held.name),
            names=tuple(dict.fromkeys(plain_words(each) for each in (*shorter, *written) if each.strip())),
            phrases=tuple(fold(each) for each in shorter if _names_one(each)),
            places=frozenset().union(*(self._places_of(key) for key in members)),
            forebears={key: self._forebears_of(key) for key in sorted(members)},
            services=services,
            service_words=plain_words(" ".join((*services, *words))),
            model=held.model,
            starts=held.starts_on,
            ends=held.ends_before,
            urls=frozenset(self._urls.get(each.source, "") for each in dossier.parts if isinstance(each, Citation))
            - {""},
            amounts=frozenset(each.amount_gbp for each in dossier.parts if isinstance(each, Claim)),
            staff=held.staff,
            text=fold(f"{held.description} {held.end_reason}"),
            ended=bool(held.end_reason or held.ends_before) or State.ENDED in {each.state for each in sightings},
            proposed=_proposed(held.name, sightings),
        )

    def _members(self, dossier: Dossier) -> frozenset[str]:
        """The bodies that took part themselves, not those to which a part passed by law."""
        held = {each.body for each in dossier.parts if isinstance(each, Membership) and not each.passed_from}
        bodies = self._directory.bodies
        told = frozenset(key for key in held if key not in bodies or bodies[key].kind not in _UNLIKE)
        return told or frozenset(held)

    def _services_of(self, words: Iterable[str]) -> Mapping[str, str]:
        """Keys of data/services where it holds the word, else the word itself; each with its heading."""
        found: set[str] = set()
        for each in map(fold, words):
            found |= self._services.get(each) or {each}
        return {key: self._headings.get(key, "") for key in sorted(found)}

    def _places_of(self, key: str) -> Words:
        """The words of a body's names, then and now, that say which place it is."""
        if key not in self._places:
            body = self._directory.bodies.get(key)
            names = [body.name, body.short_name] if body else [key]
            names += [each.name for each in self._directory.names_of(key)]
            self._places[key] = telling(frozenset().union(*map(plain_words, names)))
        return self._places[key]

    def _forebears_of(self, key: str) -> frozenset[str]:
        if key not in self._forebears:
            found: set[str] = set()
            ahead = [key]
            while ahead:
                news = self._before.get(ahead.pop(), frozenset()) - found - {key}
                found |= news
                ahead += news
            self._forebears[key] = frozenset(found)
        return self._forebears[key]
