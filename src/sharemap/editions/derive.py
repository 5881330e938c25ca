"""What an edition derives from the register's rows for a day, before any figure: statuses, support, what counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import cast

from sharemap.bodies.rows import PRINCIPAL_KINDS
from sharemap.core.fields import Row, sort_key
from sharemap.core.period import Bounds
from sharemap.editions.tables import (
    CountedClaim,
    PossibleStatus,
    PrincipalKind,
    Running,
    StatusRow,
    SupportRow,
)
from sharemap.register.confidence import support_of
from sharemap.register.counting import counted_once
from sharemap.register.rows import Arrangement, Citation, Claim, Sighting, Source
from sharemap.register.running import ran_in
from sharemap.register.status import status_on

Rows = Mapping[type[Row], Iterable[Row]]


def derived(rows: Rows, day: date) -> dict[type[Row], list[Row]]:
    """Every derived table, by identifier."""
    found = list(statuses(rows, day))
    return {
        StatusRow: list(found),
        PossibleStatus: [possible for row in found for possible in _possible(row)],
        Running: list(running(rows, day)),
        SupportRow: list(supports(rows)),
        CountedClaim: list(counted_claims(rows)),
        PrincipalKind: [PrincipalKind(kind) for kind in sorted(PRINCIPAL_KINDS)],
    }


def _by_id(rows: Rows) -> list[Arrangement]:
    return sorted(cast(Iterable[Arrangement], rows[Arrangement]), key=lambda each: each.id)


def _sightings(rows: Rows) -> Mapping[str, Sequence[Sighting]]:
    found: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in cast(Iterable[Sighting], rows[Sighting]):
        found[sighting.arrangement].append(sighting)
    return found


def statuses(rows: Rows, day: date) -> Iterator[StatusRow]:
    """The status of every arrangement on the day."""
    sightings = _sightings(rows)
    for arrangement in _by_id(rows):
        status = status_on(day, arrangement, sightings.get(arrangement.id, ()))
        seen = status.last_seen
        yield StatusRow(
            arrangement.id,
            status.word,
            tuple(word.value for word in status.possible),
            status.last_state or "",
            seen.earliest if seen else None,
            seen.latest if seen else None,
        )


def _possible(row: StatusRow) -> Iterator[PossibleStatus]:
    words = {type(row.status)(word) for word in row.possible}
    yield from (PossibleStatus(row.arrangement, word, len(words) == 1) for word in sorted(words))


def counted_claims(rows: Rows) -> Iterator[CountedClaim]:
    """Every claim, in the order of its file, and whether it counts."""
    claims = sorted(cast(Iterable[Claim], rows[Claim]), key=sort_key)
    once = counted_once(claims)
    for claim in claims:
        said = {each.name: getattr(claim, each.name) for each in fields(claim)}
        yield CountedClaim(**said, counts_once=claim.id in once)


def running(rows: Rows, day: date) -> Iterator[Running]:
    """The arrangements that ran on the day, for certain or possibly."""
    sightings = _sightings(rows)
    for arrangement in _by_id(rows):
        ran = ran_in(arrangement, sightings.get(arrangement.id, ()), Bounds(day, day))
        if ran.possible:
            yield Running(arrangement.id, ran.certain)


def supports(rows: Rows) -> Iterator[SupportRow]:
    """How well every arrangement is supported."""
    sources = {source.id: source for source in cast(Iterable[Source], rows[Source])}
    cited: dict[str, dict[str, Source]] = defaultdict(dict)
    for citation in cast(Iterable[Citation], rows[Citation]):
        cited[citation.arrangement][citation.source] = sources[citation.source]
    for arrangement in _by_id(rows):
        support = support_of(tuple(cited[arrangement.id].values()))
        yield SupportRow(arrangement.id, support.confidence, support.reason)
