"""Turns polygons whose points lie on a grid into TopoJSON whose arcs are shared by all layers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike

from sharemap.bodies.areas.dissolve import Area
from sharemap.bodies.areas.grid import GRID_M, ORIGIN, SIZE, Shape
from sharemap.bodies.areas.layers import Layer

Point = tuple[int, int]
Line = tuple[Point, ...]

NOTICE = "Indicative boundaries, derived from ONS postcode data and Natural Earth. See NOTICE.md beside this file."


@dataclass(slots=True)
class Arcs:
    """Arcs numbered as they are first met. `ends` are the points where arcs must end."""

    ends: frozenset[Point]
    numbers: dict[Line, int] = field(default_factory=dict)

    def ring(self, points: Line) -> list[int]:
        """The arcs of a ring, ~n for arc n backwards."""
        return [self._number(line) for line in _split(points, self.ends)]

    def _number(self, line: Line) -> int:
        backwards = line[::-1]
        if backwards < line:
            return ~self.numbers.setdefault(backwards, len(self.numbers))
        return self.numbers.setdefault(line, len(self.numbers))

    def steps(self) -> list[list[Point]]:
        """Each arc as TopoJSON has it: a start, then steps."""
        return [[line[0], *_steps(line)] for line in self.numbers]


def junctions(rings: Iterable[Line]) -> frozenset[Point]:
    """The points where more than two lines meet."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for here, there in zip(ring, ring[1:] + ring[:1], strict=True):
            beside[here].add(there)
            beside[there].add(here)
    return frozenset(point for point, others in beside.items() if len(others) > 2)


def topology(areas: Sequence[Area]) -> dict[str, Any]:
    """The whole file: one object per layer, arcs shared by all. Its whole numbers are units of the picture."""
    districts = [area.shape for area in areas if area.layer == Layer.DISTRICT]
    arcs = Arcs(junctions(_points(ring) for shape in districts for part in _rings(shape) for ring in part))
    objects: dict[Layer, list[dict[str, Any]]] = {layer: [] for layer in Layer}
    for area in areas:
        objects[area.layer].append(_geometry(area, arcs))
    return {
        "type": "Topology",
        "crs": "EPSG:27700",
        "notice": NOTICE,
        "size": SIZE,
        "transform": {"scale": [GRID_M, -GRID_M], "translate": ORIGIN},
        "objects": {layer: {"type": "GeometryCollection", "geometries": found} for layer, found in objects.items()},
        "arcs": arcs.steps(),
    }


def _geometry(area: Area, arcs: Arcs) -> dict[str, Any]:
    parts = [[arcs.ring(_points(ring)) for ring in part] for part in _rings(area.shape)]
    single = len(parts) == 1
    properties = {"name": area.name, "centre": _units([area.centre])[0]}
    return {
        "type": "Polygon" if single else "MultiPolygon",
        "id": area.body,
        "properties": properties | ({"approximate": True} if area.approximate else {}),
        "arcs": parts[0] if single else parts,
    }


def _rings(shape: Shape) -> Iterator[list[shapely.LinearRing]]:
    """For each part, its outer ring and then its holes; the largest part first, all in one fixed order."""
    parts = sorted(shapely.get_parts(shapely.normalize(shape)), key=lambda part: (-part.area, part.wkt))
    return ([part.exterior, *part.interiors] for part in parts)


def _points(ring: shapely.LinearRing) -> Line:
    """The points of a ring in units, the last not repeating the first."""
    return _units(shapely.get_coordinates(ring)[:-1])


def _units(metres: ArrayLike) -> Line:
    units = np.rint((np.asarray(metres) - ORIGIN) / [GRID_M, -GRID_M]).astype(int)
    return tuple((int(x), int(y)) for x, y in units)


def _split(points: Line, ends: frozenset[Point]) -> Iterator[Line]:
    """The lines between ends. A ring without an end is one line that starts at its least point."""
    found = [index for index, point in enumerate(points) if point in ends] or [points.index(min(points))]
    turned = points[found[0] :] + points[: found[0]] + (points[found[0]],)
    places = [index - found[0] for index in found] + [len(points)]
    return (turned[here : there + 1] for here, there in pairwise(places))


def _steps(line: Line) -> Iterator[Point]:
    return ((x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(line))
