"""The areas of a map as GeoJSON in degrees, with what the map says of each. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sharemap.bodies.areas.outlines import Outline
from sharemap.bodies.areas.wgs84 import lonlat

UNIT, LEFT, TOP = 250, -10_000, 1_225_000
"""Metres to a unit of the outlines, and the easting and northing of their upper left corner: data/areas/README.md."""
Point = tuple[int, int]
Ring = list[Point]
_STEP = re.compile(r"([mlz])|(-?\d+)")


def feature(outline: Outline, properties: dict[str, object]) -> dict[str, object]:
    """An area with its properties. Holes lie in the polygon that they are cut from."""
    polygons = [[_degrees(ring) for ring in polygon] for polygon in _polygons(rings(outline.path))]
    geometry = {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Feature", "id": outline.body, "properties": properties, "geometry": geometry}


def rings(path: str) -> list[Ring]:
    """The rings of an outline's path, each with its first point once. All its steps are relative."""
    found: list[Ring] = []
    at, numbers = (0, 0), list[int]()
    for command, number in _STEP.findall(path):
        if command == "m":
            found.append([])
        elif command == "z":
            at = found[-1][0]
        if number:
            numbers.append(int(number))
            if len(numbers) == 2:
                at = (at[0] + numbers[0], at[1] + numbers[1])
                found[-1].append(at)
                numbers.clear()
    return found


def _polygons(found: Sequence[Ring]) -> list[list[Ring]]:
    """Rings that lie in an odd number of others are holes of the smallest of these."""
    around = [[other for other in found if other is not ring and _around(other, ring)] for ring in found]
    outer = [[ring] for ring, others in zip(found, around, strict=True) if len(others) % 2 == 0]
    for ring, others in zip(found, around, strict=True):
        if len(others) % 2:
            smallest = min(others, key=_size)
            next(polygon for polygon in outer if polygon[0] is smallest).append(ring)
    return outer


def _around(other: Ring, ring: Ring) -> bool:
    """Whether a ring lies in another. They may touch: more than half of its points do."""
    (left, top), (right, bottom) = _corners(other)
    if not all(left <= x <= right and top <= y <= bottom for x, y in _corners(ring)):
        return False
    return 2 * sum(_holds(other, point) for point in ring) > len(ring)


def _corners(ring: Ring) -> tuple[Point, Point]:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (min(xs), min(ys)), (max(xs), max(ys))


def _holds(ring: Ring, point: Point) -> bool:
    """Whether a point lies in a ring: a ray from it crosses the ring an odd number of times."""
    x, y = point
    return sum(_crosses(a, b, x, y) for a, b in _sides(ring)) % 2 == 1


def _crosses(a: Point, b: Point, x: int, y: int) -> bool:
    return (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]


def _size(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(ring)))


def _sides(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _degrees(ring: Iterable[Point]) -> list[tuple[float, float]]:
    """Closed, as GeoJSON has it."""
    points = [lonlat(LEFT + UNIT * x, TOP - UNIT * y) for x, y in ring]
    return [*points, points[0]]
