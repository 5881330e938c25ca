"""The land of the United Kingdom: Natural Earth's coast, and land added round postcodes that it leaves in the sea."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from sharemap.bodies.areas.grid import Metres
from sharemap.bodies.areas.points import to_national_grid

COUNTRY = "United Kingdom"
NEAR_M, NEAR_DISC_M = 1000, 250
"""A postcode this near to the drawn coast shows only that the coast is coarse: a small disc is added."""
ISLAND_DISC_M = 600
"""A postcode farther out lies on an island that is not drawn."""
FAR_M = 100_000
"""Land farther than this from every postcode (Rockall) is left out: it would stretch the picture for a dot."""


def land(countries: Path, postcodes: Metres) -> shapely.MultiPolygon:
    """Land in metres of EPSG:27700. `countries` is countries-10m.json of world-atlas; `postcodes` is (n, 2)."""
    drawn = _drawn(countries)
    shapely.prepare(drawn)
    points = shapely.points(postcodes)
    wet = points[~shapely.contains(drawn, points)]
    near = shapely.distance(wet, drawn) < NEAR_M
    discs = shapely.buffer(wet, np.where(near, NEAR_DISC_M, ISLAND_DISC_M), quad_segs=4)
    whole = shapely.union_all([drawn, *discs])
    closed = shapely.buffer(shapely.buffer(whole, NEAR_DISC_M), -NEAR_DISC_M)
    parts = shapely.get_parts(closed)
    return shapely.multipolygons(parts[shapely.distance(parts, shapely.multipoints(postcodes)) < FAR_M])


def _drawn(countries: Path) -> shapely.Geometry:
    """The United Kingdom of Natural Earth, and no other land, in metres."""
    topology = json.loads(countries.read_text(encoding="utf-8"))
    found = topology["objects"]["countries"]["geometries"]
    (country,) = (each for each in found if each["properties"]["name"] == COUNTRY)
    arcs = _arcs(topology)
    polygons = [
        shapely.Polygon(_ring(part[0], arcs), [_ring(hole, arcs) for hole in part[1:]]) for part in country["arcs"]
    ]
    degrees = shapely.MultiPolygon(polygons)
    return shapely.make_valid(
        shapely.transform(degrees, lambda xy: np.column_stack(to_national_grid(xy[:, 0], xy[:, 1])))
    )


def _arcs(topology: Mapping[str, Any]) -> list[Metres]:
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]


def _ring(numbers: list[int], arcs: list[Metres]) -> Metres:
    return np.vstack([arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers])
