"""The edition that a request reads: the one that the site shows, or a published one that is asked for by name."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from sharemap.bodies.rows import Body
from sharemap.core.problem import Problem
from sharemap.editions.read import Edition, Entry, Member, read_edition
from sharemap.editions.standing import standing
from sharemap.editions.verify import verified
from sharemap.explore.current import Reading, reading_of
from sharemap.explore.facets import FACETS
from sharemap.explore.filters import Known
from sharemap.register.rows import Claim, Source

_FIX = "/api/v1/editions lists them; leave it out for the one that the site shows."
# Reading an edition takes half a second. Readers who ask for several at once are served one after the other.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, eq=False)
class Shelf:
    """A reading, with its rows as flat as the collections are, each in the order of the edition's files."""

    reading: Reading

    @property
    def edition(self) -> Edition:
        return self.reading.edition

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """By identifier, and by the name in addresses."""
        return {**self.edition.by_slug, **self.edition.by_id}

    @cached_property
    def memberships(self) -> tuple[tuple[int, Entry, Member], ...]:
        """Each with the position of its entry."""
        entries = enumerate(self.edition.entries)
        return tuple((position, entry, member) for position, entry in entries for member in entry.members)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for entry in self.edition.entries for claim in entry.claims)

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """By identifier, in its order."""
        found = {each.source.id: each.source for entry in self.edition.entries for each in entry.evidence}
        return dict(sorted(found.items()))

    @cached_property
    def citing(self) -> Mapping[str, tuple[Entry, ...]]:
        """By source: the arrangements that rest on it."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.edition.entries:
            for key in dict.fromkeys(each.source.id for each in entry.evidence):
                found[key].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        return tuple(self.edition.bodies.values())

    @cached_property
    def known(self) -> Known:
        """What filters may name: every body and service, those too that no arrangement has."""
        edition = self.edition
        return replace(
            self.reading.facets.known, bodies=frozenset(edition.bodies), services=frozenset(edition.services)
        )

    @cached_property
    def vocabulary(self) -> Mapping[str, frozenset[str]]:
        """By parameter: the values that the edition knows."""
        return {
            "arrangement": frozenset(self.entries),
            "body": frozenset(self.edition.bodies),
            "county": frozenset(body.county for body in self.bodies) - {""},
            "nation": frozenset(body.nation for body in self.bodies) - {""},
            "region": frozenset(body.region for body in self.bodies) - {""},
            "source": frozenset(self.sources),
            "figure": frozenset(self.edition.figures),
            "by": frozenset(self.edition.dimensions),
            "facet": frozenset(FACETS),
        }

    def of_arrangement(self, key: str) -> tuple[Entry, ...]:
        """The arrangement of that identifier or name; all of them where it is blank."""
        return (self.entries[key],) if key else self.edition.entries


class Shown:
    """The shelf of the reading that is shown; made anew when another is."""

    def __init__(self) -> None:
        self._held: Shelf | None = None

    def of(self, reading: Reading) -> Shelf:
        held = self._held
        if held is None or held.reading is not reading:
            held = self._held = Shelf(reading)
        return held


def published(editions: Path, name: str) -> Shelf | Problem:
    """The shelf of a published edition whose files are whole; the last two are kept."""
    manifest = standing(editions, name)
    if manifest is None:
        return Problem("edition", "edition", f"“{name[:60]}”", "edition needs the name of a published one.", _FIX)
    with _one_at_a_time:
        return _kept(editions / manifest.name, manifest.sha256)


@lru_cache(maxsize=2)
def _kept(folder: Path, _sha256: str) -> Shelf | Problem:
    """Read anew where the manifest says another thing."""
    found = verified(folder)
    if isinstance(found, list):
        return Problem("edition", "edition", "damaged files", "edition needs one that is whole here.", _FIX)
    return Shelf(reading_of(read_edition(folder)))
