"""Turns the register's rows into the tables of an edition. Pure: same rows, same tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

import pyarrow as pa

from sharemap.bodies.areas.lives import lives
from sharemap.bodies.areas.outlines import Areas
from sharemap.bodies.rows import AnnouncedReorganisation, Body, Succession
from sharemap.core.fields import Row, sort_key
from sharemap.editions import figures
from sharemap.editions.derive import derived
from sharemap.editions.tables import TABLES, DimensionRow, FigureRow, OutlineRow, to_arrow
from sharemap.register.data import REFERENCE
from sharemap.register.rows import Arrangement


def build_tables(rows: Mapping[type[Row], Iterable[Row]], areas: Areas, as_at: date) -> dict[str, pa.Table]:
    """Every table of the edition by name, each totally ordered.

    `rows` holds the register, the bodies and the reference tables by row type; statuses and figures are derived.
    """
    held: dict[type[Row], list[Row]] = {row_type: list(kept) for row_type, kept in rows.items()}
    held[Arrangement].sort(key=lambda row: (cast(Arrangement, row).name.casefold(), cast(Arrangement, row).id))
    held |= {row_type: sorted(held[row_type], key=sort_key) for row_type in REFERENCE}
    held[OutlineRow] = list(outline_rows(areas, held))
    held |= derived(held, as_at)
    tables = {name: to_arrow(held[kind], kind) for name, kind in TABLES.items() if kind in held}
    computed = figures.compute(tables, as_at)
    tables |= {
        "dimensions": to_arrow(computed.dimensions, DimensionRow),
        "parts": computed.parts,
        "figures": to_arrow(computed.figures, FigureRow),
        "breakdowns": computed.breakdowns,
        "contributions": computed.contributions,
    }
    return {name: tables[name] for name in TABLES}


def outline_rows(areas: Areas, held: Mapping[type[Row], list[Row]]) -> Iterable[OutlineRow]:
    """The outlines of every layer and every day, by layer and body."""
    drawn = [outline for outlines in areas.layers.values() for outline in outlines]
    days = lives(
        {layer: [outline.body for outline in outlines] for layer, outlines in areas.layers.items()},
        {body.key: body for body in cast(list[Body], held[Body])},
        cast(list[Succession], held.get(Succession, [])),
        cast(list[AnnouncedReorganisation], held.get(AnnouncedReorganisation, [])),
    )
    for each in sorted(drawn, key=lambda outline: (outline.layer, outline.body)):
        hexagon_x, hexagon_y = each.hexagon or (None, None)
        drawn_on = days[each.layer, each.body]
        yield OutlineRow(
            each.layer,
            each.body,
            each.name,
            each.approximate,
            each.path,
            *each.centre,
            *each.box,
            hexagon_x,
            hexagon_y,
            drawn_on.starts_on,
            drawn_on.ends_before,
        )
