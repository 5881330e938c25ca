"""The areas that ship: every body is there, nothing overlaps, and every district has its police and fire."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely

from sharemap.bodies.areas.layers import AreaRow, Force, Layer, Neighbour, Serves, Town
from sharemap.bodies.areas.outlines import Areas, neighbours, read, read_every_day
from sharemap.bodies.areas.serving import Districts, serving
from sharemap.bodies.rows import Body, BodyKind, Constituent
from sharemap.core.fields import read_csv
from tests.bodies.shapes import shapes_of

DRAWN_ON = date(2026, 11, 25)
LIVE_KINDS = {
    Layer.COUNTY: {BodyKind.COUNTY},
    Layer.COMBINED_AUTHORITY: {BodyKind.COMBINED_AUTHORITY, BodyKind.REGIONAL_AUTHORITY},
}


@pytest.fixture(scope="module")
def areas(data_folder: Path) -> Areas:
    return read(data_folder / "areas/areas.topojson")


@pytest.fixture(scope="module")
def shapes(data_folder: Path) -> Mapping[str, Mapping[str, shapely.Geometry]]:
    return shapes_of(json.loads((data_folder / "areas/areas.topojson").read_text()))


@pytest.fixture(scope="module")
def bodies(data_folder: Path) -> dict[str, Body]:
    rows, problems = read_csv(data_folder / "bodies/bodies.csv", Body)
    assert not problems
    return {row.key: row for row in rows}


@pytest.fixture(scope="module")
def serves(data_folder: Path) -> list[Serves]:
    rows, problems = read_csv(data_folder / "areas/serves.csv", Serves)
    assert not problems
    return rows


def keys(areas: Areas, layer: Layer) -> set[str]:
    return {outline.body for outline in areas.layers[layer]}


def test_every_district_of_the_day_is_drawn_and_no_other(areas: Areas, bodies: dict[str, Body]) -> None:
    assert keys(areas, Layer.DISTRICT) == set(Districts.on(DRAWN_ON, bodies.values()).by_key)
    assert len(keys(areas, Layer.DISTRICT)) == 361


def test_the_smallest_authorities_are_drawn(areas: Areas) -> None:
    assert {"city-of-london", "isles-of-scilly", "orkney-islands"} <= keys(areas, Layer.DISTRICT)


@pytest.mark.parametrize("layer", LIVE_KINDS)
def test_every_county_and_combined_authority_of_the_day_is_drawn(
    areas: Areas, bodies: dict[str, Body], layer: Layer
) -> None:
    live = {key for key, body in bodies.items() if body.kind in LIVE_KINDS[layer] and DRAWN_ON in body.period}
    assert keys(areas, layer) == live


def test_every_police_force_and_fire_authority_that_serves_a_place_is_drawn(areas: Areas) -> None:
    assert len(keys(areas, Layer.POLICE)) == 45
    assert len(keys(areas, Layer.FIRE)) == 49


def test_every_body_drawn_is_a_known_body(areas: Areas, bodies: dict[str, Body]) -> None:
    assert {key for layer in Layer for key in keys(areas, layer)} - set(bodies) == set()


@pytest.mark.parametrize("layer", [Layer.POLICE, Layer.FIRE])
def test_every_district_is_served_by_exactly_one_police_force_and_one_fire_authority(
    areas: Areas, serves: list[Serves], layer: Layer
) -> None:
    counted = Counter(row.district for row in serves if row.layer is layer)
    assert set(counted) == keys(areas, Layer.DISTRICT)
    assert set(counted.values()) == {1}


@pytest.mark.parametrize("layer", [Layer.COUNTY, Layer.COMBINED_AUTHORITY])
def test_no_district_has_two_counties_or_two_combined_authorities(serves: list[Serves], layer: Layer) -> None:
    counted = Counter(row.district for row in serves if row.layer is layer)
    assert max(counted.values()) == 1


@pytest.mark.parametrize(
    ("district", "body"),
    [
        ("city-of-london", "city-of-london-police"),
        ("camden", "metropolitan-police-service"),
        ("slough", "thames-valley-police"),
        ("isles-of-scilly", "devon-and-cornwall-police"),
        ("cherwell", "oxfordshire"),
        ("cherwell", "oxfordshire-fire-and-rescue-service"),
        ("fenland", "cambridgeshire-and-peterborough-combined-authority"),
        ("exeter", "devon-and-torbay-combined-county-authority"),
        ("swansea", "mid-and-west-wales-fire-and-rescue-service"),
        ("belfast-ni", "police-service-of-northern-ireland"),
    ],
)
def test_known_places_are_served_by_known_bodies(serves: list[Serves], district: str, body: str) -> None:
    assert (district, body) in {(row.district, row.body) for row in serves}


def test_serves_follows_from_the_tables_it_is_made_of(
    data_folder: Path, serves: list[Serves], bodies: dict[str, Body]
) -> None:
    members, _ = read_csv(data_folder / "bodies/constituents.csv", Constituent)
    forces, problems = read_csv(data_folder / "areas/police_and_fire.csv", Force)
    assert not problems
    assert serving(Districts.on(DRAWN_ON, bodies.values()), members, forces, DRAWN_ON) == serves


def test_every_shape_is_valid_and_none_overlap(shapes: Mapping[str, Mapping[str, shapely.Geometry]]) -> None:
    for layer in Layer:
        drawn = list(shapes[layer].values())
        assert shapely.is_valid(drawn).all()
        assert shapely.coverage_is_valid(drawn)


def test_an_upper_area_is_exactly_the_districts_it_serves(
    shapes: Mapping[str, Mapping[str, shapely.Geometry]], serves: list[Serves]
) -> None:
    districts = shapes[Layer.DISTRICT]
    for layer in Layer:
        for body, shape in shapes[layer].items():
            own = [row.district for row in serves if (row.body, row.layer) == (body, layer)]
            assert not own or shape.equals(shapely.union_all([districts[key] for key in own]))


def test_everything_lies_inside_the_picture(areas: Areas) -> None:
    boxes = np.array([outline.box for layer in Layer for outline in areas.layers[layer]])
    assert (boxes[:, :2] >= 0).all()
    assert (boxes[:, 2:] <= [areas.width, areas.height]).all()


def test_labels_stand_inside_their_areas(areas: Areas, shapes: Mapping[str, Mapping[str, shapely.Geometry]]) -> None:
    for layer in Layer:
        for outline in areas.layers[layer]:
            x = areas.origin[0] + areas.unit * outline.centre[0]
            y = areas.origin[1] - areas.unit * outline.centre[1]
            assert shapes[layer][outline.body].contains(shapely.Point(x, y)), outline.body


def test_the_table_of_areas_holds_one_row_for_each_outline_of_a_body(
    data_folder: Path, bodies: dict[str, Body]
) -> None:
    rows, problems = read_csv(data_folder / "areas/areas.csv", AreaRow)
    assert not problems
    every_day = read_every_day(data_folder / "areas")
    outlines = [outline for layer in Layer for outline in sorted(every_day.layers[layer], key=lambda each: each.body)]
    assert [(row.body, row.layer, row.name, row.approximate) for row in rows] == [
        (each.body, each.layer, each.name, each.approximate) for each in outlines if each.body in bodies
    ]


def test_the_table_of_neighbours_is_what_the_outlines_say(data_folder: Path, areas: Areas) -> None:
    rows, problems = read_csv(data_folder / "areas/neighbours.csv", Neighbour)
    assert not problems
    assert tuple((row.body, row.neighbour) for row in rows) == neighbours(areas, Layer.DISTRICT)
    assert all(row.body < row.neighbour for row in rows)


def test_areas_made_of_northern_irish_districts_are_marked_approximate_and_no_others(
    areas: Areas, bodies: dict[str, Body]
) -> None:
    rough = {outline.body for layer in Layer for outline in areas.layers[layer] if outline.approximate}
    districts = {key for key, body in bodies.items() if body.kind is BodyKind.NORTHERN_IRISH} & keys(
        areas, Layer.DISTRICT
    )
    assert rough == districts | {"police-service-of-northern-ireland", "northern-ireland-fire-and-rescue-service"}


def test_nothing_approximate_claims_to_come_from_postcodes(data_folder: Path) -> None:
    rows, _ = read_csv(data_folder / "areas/areas.csv", AreaRow)
    assert not [row.body for row in rows if row.approximate and "ostcode" in row.source + row.method]


def test_every_northern_irish_district_has_towns(data_folder: Path, areas: Areas) -> None:
    towns, problems = read_csv(data_folder / "areas/northern_ireland_towns.csv", Town)
    assert not problems
    assert {town.district for town in towns} == {
        each.body for each in areas.layers[Layer.DISTRICT] if each.approximate
    }


def test_the_notice_holds_the_words_that_the_owners_ask_for(data_folder: Path) -> None:
    notice = (data_folder / "areas/NOTICE.md").read_text()
    assert "Contains OS data © Crown copyright and database right" in notice
    assert "Contains Royal Mail data © Royal Mail copyright and database right" in notice
    assert "Office for National Statistics licensed under the Open Government Licence v.3.0" in notice
    assert "Natural Earth" in notice


def test_the_map_is_small_enough_for_a_first_view(data_folder: Path, areas: Areas) -> None:
    paths = "".join(f'<path id="{each.body}" d="{each.path}"/>' for each in areas.layers[Layer.DISTRICT])
    assert len(gzip.compress(paths.encode(), 9)) <= 45_000
    file = (data_folder / "areas/areas.topojson").read_bytes()
    assert len(file) <= 400_000
    assert len(gzip.compress(file, 9)) <= 130_000


@pytest.mark.parametrize(
    "name", ["serves.csv", "neighbours.csv", "police_and_fire.csv", "northern_ireland_towns.csv", "former_towns.csv"]
)
def test_tables_are_sorted_and_say_nothing_twice(data_folder: Path, name: str) -> None:
    with (data_folder / "areas" / name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    assert rows == sorted(rows)
    assert len(rows) == len({tuple(row) for row in rows})
