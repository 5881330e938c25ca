"""Turns the register's rows into the tables of an edition. Pure: same rows, same tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

import pyarrow as pa

from sharemap.bodies.areas.outlines import Areas
from sharemap.core.fields import Row, sort_key
from sharemap.editions import figures
from sharemap.editions.derive import derived
from sharemap.editions.tables import TABLES, Breakdown, DimensionRow, FigureRow, OutlineRow, to_arrow
from sharemap.register.data import REFERENCE
from sharemap.register.rows import Arrangement


def build_tables(rows: Mapping[type[Row], Iterable[Row]], areas: Areas, as_at: date) -> dict[str, pa.Table]:
    """Every table of the edition by name, each totally ordered.

    `rows` holds the register, the bodies and the reference tables by row type; statuses and figures are derived.
    """
    held: dict[type[Row], list[Row]] = {row_type: list(kept) for row_type, kept in rows.items()}
    held[Arrangement].sort(key=lambda row: (cast(Arrangement, row).name.casefold(), cast(Arrangement, row).id))
    held |= {row_type: sorted(held[row_type], key=sort_key) for row_type in REFERENCE}
    held[OutlineRow] = list(outline_rows(areas))
    held |= derived(held, as_at)
    tables = {name: to_arrow(held[kind], kind) for name, kind in TABLES.items() if kind in held}
    computed = figures.compute(tables, as_at)
    tables |= {
        "dimensions": to_arrow(computed.dimensions, DimensionRow),
        "parts": computed.parts,
        "figures": to_arrow(computed.figures, FigureRow),
        "breakdowns": to_arrow(computed.breakdowns, Breakdown),
        "contributions": computed.contributions,
    }
    return {name: tables[name] for name in TABLES}


def outline_rows(areas: Areas) -> Iterable[OutlineRow]:
    """The outlines of every layer, by layer and body."""
    drawn = [outline for outlines in areas.layers.values() for outline in outlines]
    for each in sorted(drawn, key=lambda outline: (outline.layer, outline.body)):
        hexagon = each.hexagon or (None, None)
        yield OutlineRow(
            each.layer, each.body, each.name, each.approximate, each.path, *each.centre, *each.box, *hexagon
        )
