"""Where each body lies on the map, worked out once for an edition: the sheet, London larger, Shetland moved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.areas.outlines import Box, Outline
from sharemap.editions.read import Edition

FAR_NORTH = "shetland-islands"
LONDON = "London"
MARGIN = 40
"""Sea around the land, in units of the grid."""
ENLARGED = 4
_NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True)
class Inset:
    """London, drawn again `ENLARGED` times: where its upper left corner lies on the sheet, and its paths by body."""

    left: int
    top: int
    width: int
    height: int
    paths: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Places:
    """`sheet`: the view of the whole country. `moved`: bodies that are drawn elsewhere, by how much (x, y).

    `by_body`: the outline a body is drawn with, whenever it lived; of several, that of the first layer. `regions`: by
    name, and nations, the box around their districts.
    """

    sheet: Box
    moved: Mapping[str, tuple[int, int]]
    inset: Inset | None
    by_body: Mapping[str, Outline]
    regions: Mapping[str, Box]

    def move_of(self, body: str) -> str:
        """How a body is shifted from where it lies, as SVG writes it; blank for most."""
        shift = self.moved.get(body)
        return f"translate({shift[0]} {shift[1]})" if shift else ""


def places_of(edition: Edition) -> Places:
    """Lay out the sheet for an edition's areas. The districts decide, so that all layers lie alike."""
    districts = edition.outlines.get(Layer.DISTRICT, ())
    drawn = [outline for layer in Layer for outline in edition.every_outline.get(layer, ())]
    by_body = {outline.body: outline for outline in reversed(drawn)}
    land = around(outline.box for outline in districts if outline.body != FAR_NORTH)
    inset = _inset(land, [outline for outline in districts if _in_london(edition, outline)])
    sheet = around([land, (inset.left, inset.top, inset.left + inset.width, land[3])], 0) if inset else land
    moved = {FAR_NORTH: _shift(by_body[FAR_NORTH].box, sheet)} if FAR_NORTH in by_body else {}
    return Places(sheet, moved, inset, by_body, _regions(edition, districts))


def _regions(edition: Edition, districts: Iterable[Outline]) -> dict[str, Box]:
    held: dict[str, list[Box]] = defaultdict(list)
    for outline in districts:
        body = edition.bodies.get(outline.body)
        if body and outline.body != FAR_NORTH:
            held[body.region or body.nation].append(outline.box)
    return {name: around(held[name]) for name in sorted(held) if name}


def _in_london(edition: Edition, outline: Outline) -> bool:
    return outline.body in edition.bodies and edition.bodies[outline.body].region == LONDON


def around(boxes: Iterable[Box], margin: int = MARGIN) -> Box:
    """The smallest box around all of them, and a margin."""
    held = list(boxes) or [(0, 0, 1, 1)]
    left, top, right, bottom = zip(*held, strict=True)
    return min(left) - margin, min(top) - margin, max(right) + margin, max(bottom) + margin


def _inset(land: Box, londoners: list[Outline]) -> Inset | None:
    """London in the North Sea, east of the Humber, reaching a little past the east coast."""
    if not londoners:
        return None
    left, top, right, bottom = around((outline.box for outline in londoners), MARGIN // 4)
    width, height = (right - left) * ENLARGED, (bottom - top) * ENLARGED
    x, y = land[2] + width // 3 - width, land[1] + (land[3] - land[1]) * 3 // 5 - height
    return Inset(x, y, width, height, {each.body: enlarged(each.path, left, top) for each in londoners})


def enlarged(path: str, left: int, top: int) -> str:
    """An outline's path `ENLARGED` times as large, measured from a point. Only its first pair is not a step."""
    first, second = (int(number) for number in _NUMBER.findall(path)[:2])
    rest = _NUMBER.sub(lambda number: str(int(number[0]) * ENLARGED), path[_first_pair_ends(path) :])
    return f"m{(first - left) * ENLARGED} {(second - top) * ENLARGED}{rest}"


def _first_pair_ends(path: str) -> int:
    numbers = _NUMBER.finditer(path)
    next(numbers)
    return next(numbers).end()


def _shift(box: Box, sheet: Box) -> tuple[int, int]:
    """From where the islands lie to the upper right corner of the sheet."""
    return sheet[2] - MARGIN - box[2], sheet[1] + MARGIN - box[1]
