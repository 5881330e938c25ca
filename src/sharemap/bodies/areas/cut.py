"""Cuts the districts to the coast on one grid and simplifies them together, so that no gap or overlap can arise."""

from __future__ import annotations

import numpy as np
import shapely

from sharemap.bodies.areas.grid import GRID_M, Numbers, Shape, Shapes

ROUGH_M, FINE_M = 500, 700
"""Wiggles smaller than a square of this side are dropped: of borders before the cut, of everything after it."""
SCRAP_KM2, SPECK_KM2 = 12, 0.5
"""Under these sizes, a scrap across the water joins the district it touches, and an islet is left out."""


def cut(districts: Shapes, land: Shape, simplify_coast: bool = True) -> Shapes:
    """The same districts, without the sea. All borders and the coast are noded together on the grid.

    `simplify_coast`: no for land that lies on the grid and is simplified already, such as another district.
    """
    smooth = shapely.coverage_simplify(districts, ROUGH_M)
    network = shapely.union_all([*shapely.boundary(smooth), shapely.boundary(land)], grid_size=GRID_M)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(network)))
    inner = shapely.point_on_surface(faces)
    shapely.prepare(land)
    on_land = shapely.contains(land, inner)
    faces, inner = faces[on_land], inner[on_land]
    face, district = shapely.STRtree(smooth).query(inner, predicate="within")
    owner = _without_scraps(faces[face], district)
    whole = [shapely.coverage_union_all(faces[face[owner == each]]) for each in range(len(districts))]
    simple = shapely.coverage_simplify(whole, FINE_M, simplify_boundary=simplify_coast)
    return _without_specks(np.array(simple, dtype=object))


def _without_scraps(faces: Shapes, owner: Numbers) -> Numbers:
    """Owners of the faces after each scrap has gone to the district with which it shares the longest border."""
    size = shapely.area(faces)
    largest = np.zeros(owner.max() + 1)
    np.maximum.at(largest, owner, size)
    scraps = np.flatnonzero((size < SCRAP_KM2 * 1e6) & (size < largest[owner]))
    here, there = shapely.STRtree(faces).query(faces[scraps], predicate="touches")
    shared = shapely.length(shapely.intersection(faces[scraps[here]], faces[there]))
    settled = owner.copy()
    for number, scrap in enumerate(scraps):
        beside = (here == number) & (shared > 0)
        if beside.any():
            settled[scrap] = owner[there[beside][shared[beside].argmax()]]
    return settled


def _without_specks(districts: Shapes) -> Shapes:
    """The districts without their smallest islands, but never without their largest part."""
    kept = []
    for district in districts:
        parts = shapely.get_parts(district)
        size = shapely.area(parts)
        kept.append(shapely.union_all(parts[(size >= SPECK_KM2 * 1e6) | (size == size.max())]))
    return np.array(kept, dtype=object)
