"""Divides the plane among districts: every place belongs to the district of the nearest point."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Voronoi

from sharemap.bodies.areas.grid import Numbers, Shapes
from sharemap.bodies.areas.points import Points

CORNERS = np.array([[-2e6, -2e6], [3e6, -2e6], [-2e6, 3.5e6], [3e6, 3.5e6]])
"""Four points far outside the country, so that every cell of the country is closed. Metres."""


def divide(points: Points) -> Shapes:
    """One polygon per district, in the order of `points.districts`. They share borders exactly, the sea included."""
    diagram = Voronoi(np.vstack([points.xy, CORNERS]))
    pairs = diagram.ridge_points
    inside = (pairs < len(points.xy)).all(axis=1)
    owner = settle(points.owner, pairs[inside])
    owner = np.concatenate([owner, len(points.districts) + np.arange(len(CORNERS))])
    ends = np.array([ridge[:2] for ridge in diagram.ridge_vertices])
    border = (owner[pairs[:, 0]] != owner[pairs[:, 1]]) & (ends >= 0).all(axis=1)
    faces = shapely.get_parts(shapely.polygonize(shapely.linestrings(diagram.vertices[ends[border]])))
    return _in_order(faces, points, owner)


def settle(owner: Numbers, pairs: Numbers) -> Numbers:
    """Owners after strays are given away: every district keeps only its largest connected group of points.

    `pairs` (m, 2) are the points whose cells touch. A stray group (a postcode filed under the wrong district)
    goes to the district it touches most.
    """
    while True:
        group, stray = _strays(owner, pairs)
        if not stray.any():
            return owner
        owner = _give_away(owner, pairs, group, stray)


def _strays(owner: Numbers, pairs: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """The connected group of each point, and whether that group is not the largest of its owner."""
    same = pairs[owner[pairs[:, 0]] == owner[pairs[:, 1]]]
    links = coo_array((np.ones(len(same), dtype=np.int8), (same[:, 0], same[:, 1])), shape=(len(owner),) * 2)
    _, group = connected_components(links, directed=False)
    size = np.bincount(group)
    owner_of_group = np.zeros(len(size), dtype=np.int64)
    owner_of_group[group] = owner
    largest = np.zeros(owner.max() + 1, dtype=np.int64)
    for each in np.lexsort((-np.arange(len(size)), size)):
        largest[owner_of_group[each]] = each
    return group.astype(np.int64), group != largest[owner]


def _give_away(owner: Numbers, pairs: Numbers, group: Numbers, stray: NDArray[np.bool_]) -> Numbers:
    both = np.vstack([pairs, pairs[:, ::-1]])
    touching = both[stray[both[:, 0]] & ~stray[both[:, 1]]]
    votes, count = np.unique(
        np.column_stack([group[touching[:, 0]], owner[touching[:, 1]]]), axis=0, return_counts=True
    )
    settled = owner.copy()
    for each in np.unique(votes[:, 0]):
        choices = votes[:, 0] == each
        settled[group == each] = votes[choices][count[choices].argmax(), 1]
    return settled


def _in_order(faces: Shapes, points: Points, owner: Numbers) -> Shapes:
    """The faces, each put where its district stands."""
    districts = range(len(points.districts))
    witnesses = shapely.points(points.xy[[int((owner == district).argmax()) for district in districts]])
    district, face = shapely.STRtree(faces).query(witnesses, predicate="within")
    ordered: Shapes = np.empty(len(points.districts), dtype=object)
    ordered[district] = faces[face]
    return ordered
