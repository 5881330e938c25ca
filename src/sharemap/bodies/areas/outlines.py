"""Reads areas.topojson for the map: one outline per body, as an SVG path on a grid. Standard library only."""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from sharemap.bodies.areas.layers import Layer
from sharemap.core.period import Period

Point = tuple[int, int]
Arc = tuple[Point, ...]
"""A start and the steps after it, in units of the grid."""
Ring = tuple[int, ...]
"""Numbers of arcs, end to end; ~n stands for arc n backwards, as in TopoJSON."""
Box = tuple[int, int, int, int]
TODAY, OTHER_DAYS = "areas.topojson", "other_days.topojson"
"""The outlines of the day that is drawn, and of bodies that are no more or not yet."""
ALWAYS = Period(None, None)
HEXAGON_WIDTH = 104
"""From side to side of a hexagon, in units of the grid."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One area. All numbers are units of the grid (`Areas.unit` metres), x to the east, y DOWN to the south."""

    body: str
    name: str
    layer: Layer
    path: str
    """The `d` of an SVG path. Neighbours hold the same points along their border, so no gap shows between them."""
    centre: Point
    """A point well inside the largest part: the place for a label."""
    box: Box
    """left, top, right, bottom"""
    approximate: bool
    hexagon: Point | None = None
    """The centre of its hexagon in the layout in which all are of one size; districts of today have one."""
    drawn: Period = ALWAYS
    """The days on which the map draws it: those of its body, where others are drawn in its place on other days."""


@dataclass(frozen=True, slots=True)
class Areas:
    """All layers. The view box of a picture of the whole country is `0 0 width height`."""

    unit: int
    """Metres to one unit of the grid."""
    origin: tuple[int, int]
    """Easting and northing (EPSG:27700) of the upper left corner."""
    width: int
    height: int
    layers: Mapping[Layer, tuple[Outline, ...]]
    arcs: Mapping[Layer, Mapping[str, frozenset[int]]]
    """The arcs that bound each body: two bodies with an arc in common are neighbours."""


def read(path: Path) -> Areas:
    """The areas of a file that `derive` wrote, bodies of each layer by key, with the hexagons that lie beside it."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [tuple((x, y) for x, y in arc) for arc in topology["arcs"]]
    (unit, _), origin = topology["transform"]["scale"], topology["transform"]["translate"]
    geometries = {layer: topology["objects"][layer]["geometries"] for layer in Layer}
    cells = _hexagons(path.with_name("hexagons.csv"))
    layers = {
        layer: tuple(_outline(layer, each, arcs, cells if layer is Layer.DISTRICT else {}) for each in found)
        for layer, found in geometries.items()
    }
    used = {layer: {each["id"]: _used(each) for each in found} for layer, found in geometries.items()}
    width, height = topology["size"]
    return Areas(unit, (origin[0], origin[1]), width, height, layers, used)


def read_every_day(folder: Path) -> Areas:
    """The areas of both files of data/areas; of the first alone where a host has put other outlines in its place."""
    today = read(folder / TODAY)
    if not (folder / OTHER_DAYS).exists():
        return today
    others = read(folder / OTHER_DAYS)
    return replace(today, layers={layer: (*today.layers[layer], *others.layers[layer]) for layer in Layer})


def neighbours(areas: Areas, layer: Layer) -> tuple[tuple[str, str], ...]:
    """Pairs of bodies of a layer that share a border on land, each once, the first key before the second."""
    sides: dict[int, list[str]] = defaultdict(list)
    for body, arcs in areas.arcs[layer].items():
        for arc in arcs:
            sides[arc].append(body)
    pairs = {pair for bodies in sides.values() for pair in combinations(sorted(bodies), 2)}
    return tuple(sorted(pairs))


def hexagon_path(centre: Point) -> str:
    """The `d` of a hexagon's SVG path, a corner at the top."""
    half, quarter = HEXAGON_WIDTH // 2, round(HEXAGON_WIDTH / math.sqrt(12))
    x, y = centre
    return (
        f"m{x} {y - 2 * quarter}l{half} {quarter} 0 {2 * quarter}-{half} {quarter}-{half}-{quarter} 0-{2 * quarter}z"
    )


def _hexagons(path: Path) -> dict[str, Point]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as text:
        return {row["body"]: (int(row["x"]), int(row["y"])) for row in csv.DictReader(text)}


def _outline(layer: Layer, geometry: Mapping[str, Any], arcs: list[Arc], cells: Mapping[str, Point]) -> Outline:
    rings = [_joined(ring, arcs) for ring in _rings(geometry)]
    properties = geometry["properties"]
    return Outline(
        body=geometry["id"],
        name=properties["name"],
        layer=layer,
        path="".join(_path(rings)),
        centre=(properties["centre"][0], properties["centre"][1]),
        box=_box(rings),
        approximate=properties.get("approximate", False),
        hexagon=cells.get(geometry["id"]),
    )


def _rings(geometry: Mapping[str, Any]) -> list[Ring]:
    """Every ring of a polygon or of several; even-odd and nonzero filling both show holes as holes."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [tuple(ring) for part in parts for ring in part]


def _used(geometry: Mapping[str, Any]) -> frozenset[int]:
    return frozenset(max(arc, ~arc) for ring in _rings(geometry) for arc in ring)


def _joined(ring: Ring, arcs: list[Arc]) -> Arc:
    """One closed run: the start of the ring, then every step. The steps add up to nothing."""
    pieces = [arcs[number] if number >= 0 else _backwards(arcs[~number]) for number in ring]
    return (pieces[0][0], *(step for piece in pieces for step in piece[1:]))


def _backwards(arc: Arc) -> Arc:
    steps = tuple((-x, -y) for x, y in reversed(arc[1:]))
    return ((sum(x for x, _ in arc), sum(y for _, y in arc)), *steps)


def _path(rings: Iterable[Arc]) -> Iterator[str]:
    """Relative steps are short, and borders that coincide are written alike, which compresses well."""
    x, y = 0, 0
    for (left, top), *steps in rings:
        yield f"m{_pair(left - x, top - y)}l"
        yield " ".join(_pair(*step) for step in steps[:-1]).replace(" -", "-")
        yield "z"
        x, y = left, top


def _pair(x: int, y: int) -> str:
    return f"{x}{y}" if y < 0 else f"{x} {y}"


def _box(rings: Iterable[Arc]) -> Box:
    points = [point for ring in rings for point in _walk(ring)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _walk(arc: Arc) -> Iterator[Point]:
    x, y = 0, 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x, y
