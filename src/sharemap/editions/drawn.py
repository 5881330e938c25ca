"""The outlines of an edition's rows: of every day, and those that are drawn on one. No Django, no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.areas.outlines import Outline
from sharemap.core.period import Period
from sharemap.editions.tables import OutlineRow


def outlines_of(rows: Iterable[OutlineRow]) -> Mapping[Layer, tuple[Outline, ...]]:
    """Those of every day, by layer, in the order of the rows."""
    found: dict[Layer, list[Outline]] = {layer: [] for layer in Layer}
    for row in rows:
        found[Layer(row.layer)].append(
            Outline(
                body=row.body,
                name=row.name,
                layer=Layer(row.layer),
                path=row.path,
                centre=(row.centre_x, row.centre_y),
                box=(row.box_left, row.box_top, row.box_right, row.box_bottom),
                approximate=row.approximate,
                hexagon=None if row.hexagon_x is None or row.hexagon_y is None else (row.hexagon_x, row.hexagon_y),
                drawn=Period(row.drawn_from, row.drawn_until),
            )
        )
    return MappingProxyType({layer: tuple(outlines) for layer, outlines in found.items()})


def drawn_on(outlines: Mapping[Layer, tuple[Outline, ...]], day: date) -> Mapping[Layer, tuple[Outline, ...]]:
    """Those that the map draws on a day."""
    return MappingProxyType(
        {layer: tuple(each for each in held if day in each.drawn) for layer, held in outlines.items()}
    )
