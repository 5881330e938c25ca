"""Draws the councils that are no more, each inside the outline of the council that came after it.

So outlines of every day fit together: what merged on a day is exactly what was drawn as one from that day on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import shapely

from sharemap.bodies.areas import cells, cut
from sharemap.bodies.areas.grid import GRID_M, Shape
from sharemap.bodies.areas.points import Points
from sharemap.bodies.rows import Body, BodyKind, Succession


@dataclass(frozen=True, slots=True)
class Merger:
    """The districts that became one on a day. `before` is sorted."""

    on: date
    after: str
    before: tuple[str, ...]


def mergers(bodies: Mapping[str, Body], successions: Iterable[Succession]) -> list[Merger]:
    """Every end of a district up to today, the latest first."""
    found: dict[tuple[date, str], list[str]] = defaultdict(list)
    for each in successions:
        body = bodies[each.predecessor]
        if each.on and each.on == body.ends_before and is_district(body):
            found[each.on, each.successor].append(body.key)
    held = (Merger(on, after, tuple(sorted(before))) for (on, after), before in found.items())
    return sorted(held, key=lambda merger: (merger.on, merger.after), reverse=True)


def is_district(body: Body) -> bool:
    return body.principal and body.kind != BodyKind.COUNTY


def districts_before(drawn: Mapping[str, Shape], merged: Iterable[Merger], points: Points) -> dict[str, Shape]:
    """Every district of `merged` by key, inside the area of what came after it.

    `drawn`: the districts of today. Where no points are known of a district, none of its merger is drawn.
    """
    shapes = dict(drawn)
    for merger in merged:
        if merger.after in shapes and (len(merger.before) == 1 or set(merger.before) <= set(points.districts)):
            shapes |= zip(merger.before, _parts(shapes[merger.after], merger.before, points), strict=True)
    return {key: shape for key, shape in shapes.items() if key not in drawn}


def _parts(whole: Shape, districts: Sequence[str], points: Points) -> Sequence[Shape]:
    if len(districts) == 1:
        return [whole]
    return list(cut.cut(cells.divide(points.of(districts)), whole, simplify_coast=False))


def settled(districts: Iterable[str], merged: Sequence[Merger]) -> frozenset[str]:
    """What the area of some districts was the area of later: those that merged count as what they became."""
    held = frozenset(districts)
    for merger in reversed(merged):
        if held >= set(merger.before):
            held = held - set(merger.before) | {merger.after}
    return held


def joined(shapes: Sequence[Shape]) -> Shape:
    """One area of several that share borders to within half a unit of the grid."""
    return shapely.union_all(shapes, grid_size=GRID_M)
