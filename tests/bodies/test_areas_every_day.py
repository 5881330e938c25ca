"""The areas of every day: what merged is what was drawn as one afterwards, nothing overlaps, no land is left out."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from sharemap.bodies.areas.former import Merger, districts_before, joined, mergers, settled
from sharemap.bodies.areas.grid import GRID_M
from sharemap.bodies.areas.layers import AreaRow, FormerTown, Layer
from sharemap.bodies.areas.lives import lives
from sharemap.bodies.areas.outlines import OTHER_DAYS, TODAY, read, read_every_day
from sharemap.bodies.areas.points import Points
from sharemap.bodies.rows import AnnouncedReorganisation, Body, BodyKind, Succession
from sharemap.core.fields import Row, read_csv
from sharemap.core.period import Period
from tests.bodies.shapes import shapes_of

R = TypeVar("R", bound=Row)
SURREY = date(2027, 4, 1)
DAYS = [date(year, month, 1) for year in range(2008, 2029) for month in (1, 4) if (year, month) >= (2008, 4)]
SLIVER = 0.0002
"""The share of the land that may lie twice or not at all: a border may pass half a unit beside where it lies."""


def rows(folder: Path, name: str, kind: type[R]) -> list[R]:
    found, problems = read_csv(folder / "bodies" / name, kind)
    assert not problems
    return list(found)


@pytest.fixture(scope="module")
def bodies(data_folder: Path) -> dict[str, Body]:
    return {each.key: each for each in rows(data_folder, "bodies.csv", Body)}


@pytest.fixture(scope="module")
def successions(data_folder: Path) -> list[Succession]:
    return rows(data_folder, "successions.csv", Succession)


@pytest.fixture(scope="module")
def shapes(data_folder: Path) -> Mapping[Layer, Mapping[str, shapely.Geometry]]:
    files = [shapes_of(json.loads((data_folder / "areas" / name).read_text())) for name in (TODAY, OTHER_DAYS)]
    return {layer: {key: shape for file in files for key, shape in file[layer].items()} for layer in Layer}


@pytest.fixture(scope="module")
def drawn(
    data_folder: Path, bodies: dict[str, Body], successions: list[Succession]
) -> Mapping[tuple[Layer, str], Period]:
    plans = rows(data_folder, "announced.csv", AnnouncedReorganisation)
    layers = read_every_day(data_folder / "areas").layers
    keys = {layer: [each.body for each in outlines] for layer, outlines in layers.items()}
    return lives(keys, bodies, successions, plans)


def on(day: date, layer: Layer, drawn: Mapping[tuple[Layer, str], Period]) -> set[str]:
    return {key for (each, key), period in drawn.items() if each is layer and day in period}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_districts_of_a_day_cover_the_land_and_do_not_overlap(
    day: date,
    shapes: Mapping[Layer, Mapping[str, shapely.Geometry]],
    drawn: Mapping[tuple[Layer, str], Period],
) -> None:
    land = sum(shapes[Layer.DISTRICT][key].area for key in on(date(2026, 11, 25), Layer.DISTRICT, drawn))
    held = [shapes[Layer.DISTRICT][key] for key in on(day, Layer.DISTRICT, drawn)]
    whole = shapely.union_all(held).area
    assert sum(each.area for each in held) == pytest.approx(whole, rel=SLIVER)
    assert whole == pytest.approx(land, rel=SLIVER)


@pytest.mark.parametrize("day", [day for day in DAYS if day < SURREY], ids=str)
def test_every_district_and_county_of_a_day_is_drawn_and_no_other(
    day: date, bodies: dict[str, Body], drawn: Mapping[tuple[Layer, str], Period]
) -> None:
    alive = [body for body in bodies.values() if body.principal and day in body.period]
    counties = {body.key for body in alive if body.kind == BodyKind.COUNTY}
    assert on(day, Layer.DISTRICT, drawn) == {body.key for body in alive} - counties
    assert on(day, Layer.COUNTY, drawn) == counties


def test_a_day_that_law_has_decided_draws_the_new_councils_in_place_of_the_old(
    shapes: Mapping[Layer, Mapping[str, shapely.Geometry]], drawn: Mapping[tuple[Layer, str], Period]
) -> None:
    before, after = (on(day, Layer.DISTRICT, drawn) for day in (SURREY - timedelta(days=1), SURREY))
    assert after - before == {"east-surrey-council", "west-surrey-council"}
    assert len(before - after) == 11
    new, old = (
        shapely.union_all([shapes[Layer.DISTRICT][key] for key in keys], grid_size=GRID_M)
        for keys in (after - before, before - after)
    )
    assert new.equals(old)
    assert "surrey" not in on(SURREY, Layer.COUNTY, drawn)


def test_what_merged_is_the_area_of_what_came_of_it(
    shapes: Mapping[Layer, Mapping[str, shapely.Geometry]], bodies: dict[str, Body], successions: list[Succession]
) -> None:
    held = shapes[Layer.DISTRICT]
    found = mergers(bodies, successions)
    assert sum(len(merger.before) for merger in found) == 105
    for merger in found:
        after, before = held[merger.after], joined([held[key] for key in merger.before])
        assert after.symmetric_difference(before).area <= 0.01 * after.area, merger
        assert shapely.hausdorff_distance(after, before) <= 2 * GRID_M, merger


def test_a_county_that_is_no_more_is_what_its_districts_were(
    shapes: Mapping[Layer, Mapping[str, shapely.Geometry]], bodies: dict[str, Body]
) -> None:
    gone = {key: shape for key, shape in shapes[Layer.COUNTY].items() if bodies[key].ends_before}
    assert len(gone) == 13
    for key, shape in gone.items():
        last = (bodies[key].ends_before or date.max) - timedelta(days=1)
        districts = [each.key for each in bodies.values() if each.county == key and last in each.period]
        whole = joined([shapes[Layer.DISTRICT][each] for each in districts])
        assert shape.symmetric_difference(whole).area <= 0.01 * shape.area, key


def test_every_shape_of_another_day_is_valid_and_has_its_label_inside(
    data_folder: Path, shapes: Mapping[Layer, Mapping[str, shapely.Geometry]]
) -> None:
    others = read(data_folder / "areas" / OTHER_DAYS)
    for layer, outlines in others.layers.items():
        for outline in outlines:
            x, y = outline.centre
            label = shapely.Point(others.origin[0] + others.unit * x, others.origin[1] - others.unit * y)
            assert shapes[layer][outline.body].is_valid, outline.body
            assert shapes[layer][outline.body].contains(label), outline.body


def test_what_is_made_of_towns_is_marked_approximate_and_nothing_else(data_folder: Path) -> None:
    towns, problems = read_csv(data_folder / "areas/former_towns.csv", FormerTown)
    assert not problems
    found, _ = read_csv(data_folder / "areas/areas.csv", AreaRow)
    rough = {row.body for row in found if row.approximate and "former_towns" in row.source}
    assert {town.district for town in towns} == rough - {"dorset-county", "belfast-1973"}
    assert "cumbria" not in rough  # its outline is that of councils of today, made of postcodes
    assert {row.source.partition("2021.8.1")[1] for row in found if row.body == "allerdale"} == {"2021.8.1"}


def test_areas_of_other_days_are_a_file_of_their_own_and_small(data_folder: Path) -> None:
    assert len(gzip.compress((data_folder / "areas" / OTHER_DAYS).read_bytes(), 9)) <= 30_000


def test_a_folder_with_today_alone_has_no_other_days(data_folder: Path, tmp_path: Path) -> None:
    (tmp_path / TODAY).write_bytes((data_folder / "areas" / TODAY).read_bytes())
    assert read_every_day(tmp_path) == read(tmp_path / TODAY)


def square(left: float, top: float, right: float, bottom: float) -> shapely.Polygon:
    return shapely.box(*(GRID_M * edge for edge in (left, top, right, bottom)))


PLACES = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=3, max_size=12, unique=True)


@given(PLACES)
def test_parts_of_an_area_are_cut_from_it_whole(places: list[tuple[int, int]]) -> None:
    now = square(0, 0, 200, 200)
    points = Points(GRID_M * np.array(places, float), np.arange(len(places)) % 3, ("a", "b", "c"))
    merged = [Merger(date(2019, 4, 1), "now", ("a", "b", "c"))]
    parts = districts_before({"now": now}, merged, points)
    assert set(parts) == {"a", "b", "c"}
    assert sum(part.area for part in parts.values()) == pytest.approx(now.area, rel=0.02)
    assert joined(list(parts.values())).symmetric_difference(now).area <= 0.02 * now.area


def test_where_a_place_is_not_known_nothing_of_the_merger_is_drawn() -> None:
    points = Points(np.array([[1e4, 1e4]]), np.array([0]), ("a",))
    merged = [Merger(date(2019, 4, 1), "now", ("a", "b"))]
    assert districts_before({"now": square(0, 0, 99, 99)}, merged, points) == {}


def test_one_that_became_another_whole_has_its_area() -> None:
    points = Points(np.array([[1e4, 1e4]]), np.array([0]), ("x",))
    now = square(0, 0, 99, 99)
    assert districts_before({"now": now}, [Merger(date(2019, 4, 1), "now", ("a",))], points) == {"a": now}


def test_what_merged_twice_settles_on_the_last() -> None:
    merged = [Merger(date(2023, 4, 1), "z", ("c", "y")), Merger(date(2019, 4, 1), "y", ("a", "b"))]
    assert settled(["a", "b", "c"], merged) == {"z"}
    assert settled(["a", "c"], merged) == {"a", "c"}
