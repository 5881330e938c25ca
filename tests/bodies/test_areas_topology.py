"""Whatever the districts look like, the file gives their shapes back, and its arcs say who borders whom."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sharemap.bodies.areas.dissolve import Area, Basis, dissolve
from sharemap.bodies.areas.grid import GRID_M, ORIGIN
from sharemap.bodies.areas.layers import Layer, Serves
from sharemap.bodies.areas.outlines import Areas, neighbours, read
from sharemap.bodies.areas.topology import topology
from sharemap.bodies.rows import Body, BodyKind
from tests.bodies.shapes import shapes_of

# A small country: a board of squares, each owned by one of four districts, or sea (4).
boards = arrays.arrays(np.int8, (5, 5), elements=st.integers(0, 4)).filter(lambda board: (board < 4).any())


def square(row: int, column: int) -> shapely.Polygon:
    left, top = ORIGIN[0] + 4 * GRID_M * column, ORIGIN[1] - 4 * GRID_M * row
    return shapely.box(left, top - 4 * GRID_M, left + 4 * GRID_M, top)


def country(board: np.ndarray) -> dict[str, shapely.Geometry]:
    return {
        f"district-{owner}": shapely.coverage_union_all([square(*place) for place in np.argwhere(board == owner)])
        for owner in range(4)
        if (board == owner).any()
    }


def written(areas: list[Area], folder: Path) -> tuple[Areas, dict[str, dict[str, shapely.Geometry]]]:
    text = json.dumps(topology(areas))
    path = folder / "areas.topojson"
    path.write_text(text)
    return read(path), shapes_of(json.loads(text))


def districts(drawn: dict[str, shapely.Geometry]) -> list[Area]:
    return [Area(key, key.title(), Layer.DISTRICT, Basis.POSTCODES, shape) for key, shape in drawn.items()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("areas")


@given(board=boards)
def test_the_file_gives_back_the_shapes_it_was_made_from(board: np.ndarray, folder: Path) -> None:
    drawn = country(board)
    _, shapes = written(districts(drawn), folder)
    assert all(shapes[Layer.DISTRICT][key].equals(shape) for key, shape in drawn.items())


@given(board=boards)
def test_neighbours_are_those_that_share_a_border_and_not_only_a_corner(board: np.ndarray, folder: Path) -> None:
    drawn = country(board)
    areas, _ = written(districts(drawn), folder)
    sharing = {
        (one, other)
        for one, other in combinations(sorted(drawn), 2)
        if shapely.intersection(drawn[one], drawn[other]).length > 0
    }
    assert set(neighbours(areas, Layer.DISTRICT)) == sharing


@given(board=boards)
def test_paths_of_outlines_enclose_the_areas_of_the_shapes(board: np.ndarray, folder: Path) -> None:
    drawn = country(board)
    areas, _ = written(districts(drawn), folder)
    for outline in areas.layers[Layer.DISTRICT]:
        assert size_of(outline.path) == pytest.approx(drawn[outline.body].area / GRID_M**2)


@given(board=boards)
def test_boxes_of_outlines_are_the_bounds_of_the_shapes(board: np.ndarray, folder: Path) -> None:
    drawn = country(board)
    areas, _ = written(districts(drawn), folder)
    for outline in areas.layers[Layer.DISTRICT]:
        left, bottom, right, top = drawn[outline.body].bounds
        edges = (left - ORIGIN[0], ORIGIN[1] - top, right - ORIGIN[0], ORIGIN[1] - bottom)
        assert outline.box == tuple(edge / GRID_M for edge in edges)


@given(board=boards)
def test_an_upper_body_adds_no_arc_of_its_own(board: np.ndarray, folder: Path) -> None:
    drawn = country(board)
    bodies = {key: body(key) for key in [*drawn, "above"]}
    above = dissolve(drawn, [Serves(key, "above", Layer.POLICE, "test") for key in drawn], bodies)
    assert len(topology(above)["arcs"]) == len(topology(districts(drawn))["arcs"])


def body(key: str) -> Body:
    blank = dict.fromkeys(Body.__slots__, "")
    return Body(**{**blank, "key": key, "name": key, "short_name": key, "kind": BodyKind.DISTRICT})  # type: ignore[arg-type]


def size_of(path: str) -> float:
    """The area inside an SVG path of relative m, l and z, less its holes. Reads the path afresh."""
    size, start = 0.0, np.zeros(2)
    rings = re.findall(r"m([^l]*)l([^z]*)z", path)
    assert "".join(f"m{move}l{steps}z" for move, steps in rings) == path
    for move, steps in rings:
        start = start + numbers(move)[0]
        points = np.vstack([start, start + np.cumsum(numbers(steps), axis=0)])
        x, y = points[:, 0], points[:, 1]
        size += float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
    return abs(size)


def numbers(text: str) -> np.ndarray:
    return np.array([int(number) for number in re.findall(r"-?\d+", text)]).reshape(-1, 2)
