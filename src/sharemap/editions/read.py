"""An edition as immutable values in memory. The public side reads this and nothing else; no Django, no database."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast

from sharemap.bodies.areas.layers import Layer, Serves
from sharemap.bodies.areas.outlines import Outline
from sharemap.bodies.directory import Directory
from sharemap.bodies.resolve import Resolver
from sharemap.bodies.rows import Alias, AnnouncedReorganisation, Body, BodyCode, BodyName, Constituent, Succession
from sharemap.core.fields import Row
from sharemap.core.period import Bounds
from sharemap.editions.definitions import views
from sharemap.editions.drawn import drawn_on, outlines_of
from sharemap.editions.tables import (
    TABLES,
    Breakdown,
    Contribution,
    DimensionRow,
    FigureRow,
    OutlineRow,
    PartRow,
    StatusRow,
    SupportRow,
    read_rows,
)
from sharemap.register.dossier import Dossier, Part, dossiers
from sharemap.register.likeness.likened import Likening
from sharemap.register.likeness.nearest import Nearest
from sharemap.register.published import PublishedFigure
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    Membership,
    PastAddress,
    PublicNote,
    Question,
    Relation,
    SharedService,
    Sighting,
    Source,
    State,
    Telling,
)
from sharemap.register.status import Status, StatusWord
from sharemap.register.taxonomy import Crosswalk, Service, ServiceWord

R = TypeVar("R", bound=Row)
MANIFEST = "manifest.json"
NEEDED = ("arrangements", "bodies", "services", "sources", "statuses", "supports")
"""The tables that others refer to: none of them may be missing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source as cited by one arrangement."""

    source: Source
    supports: str


@dataclass(frozen=True, slots=True)
class Member:
    """A body's part in an arrangement, with the body itself. `services`: those it shares; empty stands for all."""

    body: Body
    membership: Membership
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """All that the edition says of one arrangement. `words`: its services in the plain words of its sources."""

    arrangement: Arrangement
    status: Status
    support: SupportRow
    members: tuple[Member, ...]
    services: tuple[Service, ...]
    words: tuple[str, ...]
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    sightings: tuple[Sighting, ...]
    relations: tuple[Relation, ...]
    notes: tuple[PublicNote, ...]
    tellings: tuple[Telling, ...]
    questions: tuple[Question, ...]

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions (outside England: nations) of its members, sorted. An arrangement may be in several."""
        return tuple(sorted({m.body.region or m.body.nation for m in self.members} - {""}))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with all that explains it: its row, its breakdowns and what contributes, in the order of the files."""

    row: FigureRow
    breakdowns: tuple[Breakdown, ...]
    contributions: tuple[Contribution, ...]

    @property
    def name(self) -> str:
        return self.row.figure

    def by(self, dimension: str) -> tuple[Breakdown, ...]:
        """Its values for the parts of a dimension; blank: for the parts of its split alone."""
        return tuple(each for each in self.breakdowns if each.dimension == dimension)


@dataclass(frozen=True)
class Edition:
    """One edition. Mappings are read-only; every tuple has the order of the edition's files unless said otherwise."""

    folder: Path
    name: str
    preview: bool
    as_at: date
    map_size: tuple[int, int]
    """Width and height of the picture that the outlines are drawn in: its view box is `0 0 width height`."""
    manifest: Mapping[str, object]
    bodies: Mapping[str, Body]
    services: Mapping[str, Service]
    service_words: tuple[ServiceWord, ...]
    crosswalk: tuple[Crosswalk, ...]
    entries: tuple[Entry, ...]
    figures: Mapping[str, Figure]
    dimensions: Mapping[str, DimensionRow]
    parts: Mapping[str, Mapping[str, frozenset[str]]]
    """By dimension and subject: the parts it lies in."""
    outlines: Mapping[Layer, tuple[Outline, ...]]
    """Those of the edition's day."""
    every_outline: Mapping[Layer, tuple[Outline, ...]]
    """Those of every day, of bodies that are no more or not yet too."""
    serves: tuple[Serves, ...]
    names: tuple[BodyName, ...]
    codes: tuple[BodyCode, ...]
    aliases: tuple[Alias, ...]
    successions: tuple[Succession, ...]
    constituents: tuple[Constituent, ...]
    past_addresses: tuple[PastAddress, ...]
    published_figures: tuple[PublishedFigure, ...]
    announced: tuple[AnnouncedReorganisation, ...]
    """Councils that may come; only those that are `decided` by law will."""

    def outlines_on(self, layer: Layer, day: date) -> tuple[Outline, ...]:
        """What the map draws on a day."""
        return tuple(each for each in self.every_outline.get(layer, ()) if day in each.drawn)

    @cached_property
    def by_slug(self) -> Mapping[str, Entry]:
        return MappingProxyType({entry.arrangement.slug: entry for entry in self.entries})

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        return MappingProxyType({entry.arrangement.id: entry for entry in self.entries})

    @cached_property
    def resolver(self) -> Resolver:
        """Finds a body by what people call it; made once, because making it takes a second."""
        return Resolver(self._directory)

    @cached_property
    def nearest(self) -> Nearest:
        """Finds the entries that a new one may be; made once, and held as long as the edition is."""
        sources = {each.source.id: each.source for entry in self.entries for each in entry.evidence}
        likening = Likening(self._directory, sources.values(), self.service_words, self.services.values())
        return Nearest(likening, map(_dossier, self.entries))

    @property
    def _directory(self) -> Directory:
        return Directory(
            rows=tuple(self.bodies.values()),
            names=self.names,
            codes=self.codes,
            successions=self.successions,
            aliases=self.aliases,
            constituents=self.constituents,
        )

    @cached_property
    def claim_of(self) -> Mapping[str, str]:
        """The arrangement of each claim, by the claim's identifier."""
        claims = ((claim.id, entry.arrangement.id) for entry in self.entries for claim in entry.claims)
        return MappingProxyType(dict(claims))

    @cached_property
    def will_be(self) -> Mapping[str, AnnouncedReorganisation]:
        """The councils that law has decided on, by the keys of their areas. No body is any of them yet."""
        return MappingProxyType({plan.key: plan for plan in self.announced if plan.will_be})

    @property
    def views(self) -> str:
        """The queries that figures and dimensions rest on."""
        return views()

    @cached_property
    def past_by_slug(self) -> Mapping[str, PastAddress]:
        """Arrangements that are no more under their own address."""
        return MappingProxyType({row.slug: row for row in self.past_addresses})

    @cached_property
    def by_body(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries in which a body is, or was, a member; by its key."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for key in {member.body.key for member in entry.members}:
                found[key].append(entry)
        return MappingProxyType({key: tuple(entries) for key, entries in found.items()})

    @cached_property
    def serving(self) -> Mapping[str, tuple[Serves, ...]]:
        """The bodies that serve a district's area besides its own council; by the district's key."""
        return MappingProxyType(_grouped(self.serves, "district"))


def _dossier(entry: Entry) -> Dossier:
    """An entry as it is compared: all that belongs to it but its relations."""
    key = entry.arrangement.id
    parts: tuple[Part, ...] = (
        *(member.membership for member in entry.members),
        *(SharedService(key, word) for word in entry.words),
        *(Citation(key, each.source.id, each.supports) for each in entry.evidence),
        *entry.claims,
        *entry.sightings,
    )
    return dossiers([entry.arrangement], parts)[0]


def read_edition(folder: Path) -> Edition:
    """Read a whole edition from its folder. A missing or damaged file is an error of the host: it raises.

    An edition that was published before there was a table or a column holds nothing in it. ValueError where it must.
    """
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if missing := [name for name in NEEDED if f"{name}.parquet" not in manifest["files"]]:
        raise ValueError(f"the edition {manifest['name']} has no table {missing[0]}")

    def rows(name: str, row_type: type[R]) -> tuple[R, ...]:
        if not issubclass(TABLES[name], row_type):
            raise TypeError(f"{name} holds {TABLES[name].__name__}, not {row_type.__name__}")
        held = f"{name}.parquet" in manifest["files"]
        return read_rows(folder / f"{name}.parquet", row_type) if held else ()

    as_at = date.fromisoformat(manifest["as_at"])
    outlines = outlines_of(rows("outlines", OutlineRow))
    bodies = MappingProxyType({body.key: body for body in rows("bodies", Body)})
    services = MappingProxyType({service.key: service for service in rows("services", Service)})
    words = rows("service_words", ServiceWord)
    parts = _Parts(
        bodies,
        {word: tuple(services[row.service] for row in named) for word, named in _grouped(words, "word").items()},
        {source.id: source for source in rows("sources", Source)},
        _grouped(rows("memberships", Membership), "arrangement"),
        _grouped(rows("shared_services", SharedService), "arrangement"),
        _grouped(rows("claims", Claim), "arrangement"),
        _grouped(rows("citations", Citation), "arrangement"),
        _grouped(rows("sightings", Sighting), "arrangement"),
        _relations(rows("relations", Relation)),
        _grouped(rows("public_notes", PublicNote), "arrangement"),
        _grouped(rows("tellings", Telling), "arrangement"),
        _grouped(rows("questions", Question), "arrangement"),
        {row.arrangement: _status(row) for row in rows("statuses", StatusRow)},
        {row.arrangement: row for row in rows("supports", SupportRow)},
    )
    return Edition(
        folder=folder,
        name=manifest["name"],
        preview=manifest["preview"],
        as_at=as_at,
        map_size=(manifest["map_size"][0], manifest["map_size"][1]),
        manifest=MappingProxyType(manifest),
        bodies=bodies,
        services=services,
        service_words=words,
        crosswalk=rows("crosswalk", Crosswalk),
        entries=tuple(parts.entry(arrangement) for arrangement in rows("arrangements", Arrangement)),
        figures=_figures(
            rows("figures", FigureRow), rows("breakdowns", Breakdown), rows("contributions", Contribution)
        ),
        parts=_parts(rows("parts", PartRow)),
        dimensions=MappingProxyType({row.dimension: row for row in rows("dimensions", DimensionRow)}),
        outlines=drawn_on(outlines, as_at),
        every_outline=outlines,
        serves=rows("serves", Serves),
        names=rows("names", BodyName),
        codes=rows("codes", BodyCode),
        aliases=rows("aliases", Alias),
        successions=rows("successions", Succession),
        constituents=rows("constituents", Constituent),
        past_addresses=rows("past_addresses", PastAddress),
        published_figures=rows("published_figures", PublishedFigure),
        announced=rows("announced", AnnouncedReorganisation),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """The tables around arrangements, grouped by the arrangement's identifier."""

    bodies: Mapping[str, Body]
    by_word: Mapping[str, tuple[Service, ...]]
    sources: Mapping[str, Source]
    memberships: Mapping[str, tuple[Membership, ...]]
    services: Mapping[str, tuple[SharedService, ...]]
    claims: Mapping[str, tuple[Claim, ...]]
    citations: Mapping[str, tuple[Citation, ...]]
    sightings: Mapping[str, tuple[Sighting, ...]]
    relations: Mapping[str, tuple[Relation, ...]]
    notes: Mapping[str, tuple[PublicNote, ...]]
    tellings: Mapping[str, tuple[Telling, ...]]
    questions: Mapping[str, tuple[Question, ...]]
    statuses: Mapping[str, Status]
    supports: Mapping[str, SupportRow]

    def entry(self, arrangement: Arrangement) -> Entry:
        key = arrangement.id
        words = tuple(row.service for row in self.services.get(key, ()))
        return Entry(
            arrangement,
            self.statuses[key],
            self.supports[key],
            tuple(self._member(row) for row in self.memberships.get(key, ())),
            self._named(words),
            words,
            self.claims.get(key, ()),
            tuple(Evidence(self.sources[row.source], row.supports) for row in self.citations.get(key, ())),
            self.sightings.get(key, ()),
            self.relations.get(key, ()),
            self.notes.get(key, ()),
            self.tellings.get(key, ()),
            self.questions.get(key, ()),
        )

    def _member(self, row: Membership) -> Member:
        return Member(self.bodies[row.body], row, self._named((row.service,) if row.service else ()))

    def _named(self, words: Iterable[str]) -> tuple[Service, ...]:
        """The services that plain words name, each once, by name."""
        found = {service.key: service for word in words for service in self.by_word.get(word, ())}
        return tuple(sorted(found.values(), key=lambda service: service.name.casefold()))


def _relations(rows: Iterable[Relation]) -> dict[str, tuple[Relation, ...]]:
    """Relations by each arrangement that they name, first or second."""
    found: dict[str, list[Relation]] = defaultdict(list)
    for row in rows:
        found[row.arrangement].append(row)
        found[row.other].append(row)
    return {key: tuple(group) for key, group in found.items()}


def _grouped(rows: Iterable[R], attribute: str) -> dict[str, tuple[R, ...]]:
    found: dict[str, list[R]] = defaultdict(list)
    for row in rows:
        found[cast(str, getattr(row, attribute))].append(row)
    return {key: tuple(group) for key, group in found.items()}


def _status(row: StatusRow) -> Status:
    seen = None
    if row.last_seen_earliest and row.last_seen_latest:
        seen = Bounds(row.last_seen_earliest, row.last_seen_latest)
    possible = tuple(StatusWord(word) for word in row.possible)
    return Status(possible, seen, State(row.last_state) if row.last_state else None)


def _figures(
    rows: Iterable[FigureRow], breakdowns: Iterable[Breakdown], contributions: Iterable[Contribution]
) -> Mapping[str, Figure]:
    divided, made_of = _grouped(breakdowns, "figure"), _grouped(contributions, "figure")
    return MappingProxyType(
        {row.figure: Figure(row, divided.get(row.figure, ()), made_of.get(row.figure, ())) for row in rows}
    )


def _parts(rows: Iterable[PartRow]) -> Mapping[str, Mapping[str, frozenset[str]]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        found[row.dimension][row.subject].add(row.part)
    return {name: {key: frozenset(parts) for key, parts in held.items()} for name, held in found.items()}
