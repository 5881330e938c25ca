"""The steps of the derivation, each on a country small enough to see."""

from __future__ import annotations

import numpy as np
import shapely

from sharemap.bodies.areas.cells import divide, settle
from sharemap.bodies.areas.cut import cut
from sharemap.bodies.areas.grid import GRID_M
from sharemap.bodies.areas.points import Points, _thin

KM = 1000.0


def km(*edges: float) -> shapely.Polygon:
    return shapely.box(*(KM * edge for edge in edges))


def two_halves() -> np.ndarray:
    return np.array([km(-100, -100, 10, 120), km(10, -100, 120, 120)], dtype=object)


def test_cut_districts_cover_the_land_and_do_not_overlap() -> None:
    west, east = cut(two_halves(), shapely.multipolygons([km(0, 0, 20, 20)]))
    assert west.equals(km(0, 0, 10, 20))
    assert east.equals(km(10, 0, 20, 20))


def test_every_point_of_a_cut_district_lies_on_the_grid() -> None:
    land = shapely.multipolygons([shapely.Point(10_100, 10_040).buffer(9_333)])
    points = shapely.get_coordinates(cut(two_halves(), land)) / GRID_M
    assert np.array_equal(points, np.rint(points))


def test_a_scrap_across_the_water_joins_the_district_it_touches() -> None:
    west, east = cut(two_halves(), shapely.multipolygons([km(0, 0, 8, 10), km(9, 0, 30, 10)]))
    assert west.equals(km(0, 0, 8, 10))
    assert east.equals(km(9, 0, 30, 10))


def test_a_large_piece_across_the_water_stays_with_its_district() -> None:
    west, _ = cut(two_halves(), shapely.multipolygons([km(0, 0, 8, 20), km(9, 0, 30, 20)]))
    assert west.equals(shapely.union_all([km(0, 0, 8, 20), km(9, 0, 10, 20)]))


def test_an_island_is_no_scrap_and_a_speck_is_left_out() -> None:
    island, speck = km(2, 30, 4, 32), km(2, 40, 2.5, 40.5)
    west, _ = cut(two_halves(), shapely.multipolygons([km(0, 0, 20, 20), island, speck]))
    assert west.equals(shapely.union_all([km(0, 0, 10, 20), island]))


def test_a_district_that_is_only_a_speck_is_still_drawn() -> None:
    whole = np.array([km(-100, -100, 60, 120), km(60, -100, 120, 120)], dtype=object)
    _, islet = cut(whole, shapely.multipolygons([km(0, 0, 20, 20), km(70, 0, 70.5, 0.5)]))
    assert islet.area > 0


def test_places_belong_to_the_district_of_the_nearest_point() -> None:
    xy = np.array([[x * KM, y * KM] for x in range(4) for y in range(4)])
    west, east = divide(Points(xy, (xy[:, 0] >= 2 * KM).astype(np.int64), ("east", "west")))
    assert west.contains(km(-1, -1, 1.4, 4))
    assert east.contains(km(1.6, -1, 5, 4))


def test_a_stray_point_is_given_to_the_district_around_it() -> None:
    owner = np.array([0, 0, 1, 0, 1, 1, 1])
    chain = np.array([[0, 1], [1, 2], [2, 3], [0, 2], [3, 4], [4, 5], [5, 6], [1, 3]])
    assert settle(owner, chain).tolist() == [0, 0, 0, 0, 1, 1, 1]


def test_strays_beside_strays_are_settled_too() -> None:
    owner = np.array([0, 0, 0, 1, 2, 1, 1, 2, 2])
    chain = np.array([[0, 1], [1, 2], [2, 3], [3, 4], [5, 6], [7, 8], [6, 7]])
    assert settle(owner, chain).tolist() == [0, 0, 0, 0, 0, 1, 1, 2, 2]


def test_points_do_not_depend_on_the_order_of_their_source() -> None:
    random = np.random.default_rng(1)
    xy, owner = random.integers(0, 2_000, (500, 2)).astype(float), random.integers(0, 3, 500)
    shuffled = random.permutation(500)
    first, second = _thin(xy, owner), _thin(xy[shuffled], owner[shuffled])
    assert all(np.array_equal(one, other) for one, other in zip(first, second, strict=True))
