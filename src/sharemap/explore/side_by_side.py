"""Two to eight bodies side by side: what each shares, with whom, since when, with what claims. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from sharemap.bodies.rows import Body
from sharemap.core.fields import Means
from sharemap.core.period import Bounds
from sharemap.editions.read import Edition, Entry
from sharemap.explore.chief_executives import SERVICE
from sharemap.explore.of_service import Count, live_count
from sharemap.explore.standing import Share, shares_of, still_shared
from sharemap.register.rows import Rung
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Service

LEAST, MOST = 2, 8


@dataclass(frozen=True, slots=True)
class Column:
    """One body. `now`: what is not over for it; `partners`: bodies it shares with now, by how many arrangements."""

    body: Body
    shares: tuple[Share, ...]
    now: tuple[Share, ...]
    live: Count
    ended: int
    partners: Counter[str]
    since: Bounds | None
    claims: Mapping[Rung, int]
    leads_together: tuple[Share, ...]

    def in_service(self, key: str) -> tuple[Share, ...]:
        """What it shares under a heading now."""
        return tuple(s for s in self.now if any(key in (each.heading, each.key) for each in s.services))


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One body and one heading of services, as a row of data."""

    body: Annotated[str, Means("Key of the body")]
    body_name: Annotated[str, Means("Its name")]
    service: Annotated[str, Means("Key of the heading of services")]
    service_name: Annotated[str, Means("Its name")]
    arrangements: Annotated[int, Means("Arrangements under it that are not over for the body, as far as known")]
    slugs: Annotated[tuple[str, ...], Means("Which: as in their addresses")]


@dataclass(frozen=True, slots=True)
class Compared:
    """`headings`: those under which at least one of them shares now, by how many of them do. `together`: what two or
    more of them are in, now, with their keys."""

    columns: tuple[Column, ...]
    headings: tuple[Service, ...]
    together: tuple[tuple[Entry, tuple[Body, ...]], ...]

    def lines(self) -> list[ComparedLine]:
        return [self._line(column, heading) for heading in self.headings for column in self.columns]

    def _line(self, column: Column, heading: Service) -> ComparedLine:
        held = tuple(share.entry.arrangement.slug for share in column.in_service(heading.key))
        return ComparedLine(column.body.key, column.body.name, heading.key, heading.name, len(held), held)


def compared(edition: Edition, bodies: Sequence[Body]) -> Compared:
    columns = tuple(_column(edition, body) for body in bodies)
    return Compared(columns, _headings(edition, columns), _together(columns))


def _column(edition: Edition, body: Body) -> Column:
    shares = shares_of(edition, body.key)
    now = tuple(still_shared(shares))
    known = [share for share in shares if share.entry.status.word not in (StatusWord.PLANNED, StatusWord.NOT_FORMED)]
    return Column(
        body,
        shares,
        now,
        live_count(share.entry for share in now),
        sum(share.past for share in known),
        Counter(part.body.key for share in now for part in share.others if not part.left),
        min((s.entry.arrangement.starts_on for s in known if s.entry.arrangement.starts_on), default=None),
        dict(Counter(claim.rung for share in now for claim in share.entry.claims)),
        tuple(share for share in now if SERVICE in {service.key for service in share.services}),
    )


def _headings(edition: Edition, columns: Sequence[Column]) -> tuple[Service, ...]:
    held = Counter(
        heading
        for column in columns
        for heading in {each.heading or each.key for share in column.now for each in share.services}
    )
    ordered = sorted(held, key=lambda key: (-held[key], edition.services[key].name.casefold()))
    return tuple(edition.services[key] for key in ordered)


def _together(columns: Sequence[Column]) -> tuple[tuple[Entry, tuple[Body, ...]], ...]:
    entries: dict[str, Entry] = {}
    members: dict[str, list[Body]] = {}
    for column in columns:
        for share in column.now:
            entries[share.entry.arrangement.id] = share.entry
            members.setdefault(share.entry.arrangement.id, []).append(column.body)
    found = [(entries[key], tuple(held)) for key, held in members.items() if len(held) > 1]
    return tuple(sorted(found, key=lambda each: (-len(each[1]), each[0].arrangement.name)))
