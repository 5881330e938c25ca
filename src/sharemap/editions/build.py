"""Turns the register's rows into the tables of an edition. Pure: same rows, same tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

import pyarrow as pa

from sharemap.bodies.areas.outlines import Areas
from sharemap.bodies.rows import PRINCIPAL_KINDS
from sharemap.core.fields import Row, sort_key
from sharemap.editions import figures
from sharemap.editions.tables import (
    TABLES,
    Contribution,
    FigureRow,
    OutlineRow,
    PrincipalKind,
    StatusRow,
    SupportRow,
    to_arrow,
)
from sharemap.register.confidence import support_of
from sharemap.register.data import REFERENCE
from sharemap.register.rows import Arrangement, Citation, Sighting, Source
from sharemap.register.status import status_on


def build_tables(rows: Mapping[type[Row], Iterable[Row]], areas: Areas, as_at: date) -> dict[str, pa.Table]:
    """Every table of the edition by name, each totally ordered.

    `rows` holds the register, the bodies and the reference tables by row type; statuses and figures are derived.
    """
    held: dict[type[Row], list[Row]] = {row_type: list(kept) for row_type, kept in rows.items()}
    held[Arrangement].sort(key=lambda row: (cast(Arrangement, row).name.casefold(), cast(Arrangement, row).id))
    held |= {row_type: sorted(held[row_type], key=sort_key) for row_type in REFERENCE}
    held[OutlineRow] = list(outline_rows(areas))
    held[PrincipalKind] = [PrincipalKind(kind) for kind in sorted(PRINCIPAL_KINDS)]
    held[StatusRow] = list(statuses(rows, as_at))
    held[SupportRow] = list(supports(rows))
    counted = {name: to_arrow(held[kind], kind) for name, kind in TABLES.items() if kind in held}
    counts, contributions = figures.compute(counted, as_at)
    held[FigureRow], held[Contribution] = list(counts), list(contributions)
    return {name: counted.get(name) or to_arrow(held[row_type], row_type) for name, row_type in TABLES.items()}


def statuses(rows: Mapping[type[Row], Iterable[Row]], as_at: date) -> Iterable[StatusRow]:
    """The status of every arrangement on the day, by identifier."""
    sightings: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in cast(Iterable[Sighting], rows[Sighting]):
        sightings[sighting.arrangement].append(sighting)
    for arrangement in sorted(cast(Iterable[Arrangement], rows[Arrangement]), key=lambda each: each.id):
        status = status_on(as_at, arrangement, sightings[arrangement.id])
        seen = status.last_seen
        yield StatusRow(
            arrangement.id,
            status.word,
            tuple(word.value for word in status.possible),
            status.last_state or "",
            seen.earliest if seen else None,
            seen.latest if seen else None,
        )


def supports(rows: Mapping[type[Row], Iterable[Row]]) -> Iterable[SupportRow]:
    """How well every arrangement is supported, by identifier."""
    sources = {source.id: source for source in cast(Iterable[Source], rows[Source])}
    cited: dict[str, dict[str, Source]] = defaultdict(dict)
    for citation in cast(Iterable[Citation], rows[Citation]):
        cited[citation.arrangement][citation.source] = sources[citation.source]
    for key in sorted(arrangement.id for arrangement in cast(Iterable[Arrangement], rows[Arrangement])):
        support = support_of(tuple(cited[key].values()))
        yield SupportRow(key, support.confidence, support.reason)


def outline_rows(areas: Areas) -> Iterable[OutlineRow]:
    """The outlines of every layer, by layer and body."""
    drawn = [outline for outlines in areas.layers.values() for outline in outlines]
    for each in sorted(drawn, key=lambda outline: (outline.layer, outline.body)):
        yield OutlineRow(each.layer, each.body, each.name, each.approximate, each.path, *each.centre, *each.box)
