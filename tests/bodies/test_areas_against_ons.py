"""How near the derived areas come to the official ones. Runs where a copy of the official boundaries is at hand."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import shapely

from sharemap.bodies.areas.layers import AreaRow, Layer, Neighbour
from sharemap.bodies.rows import BodyCode
from sharemap.core.fields import read_csv
from tests.bodies.shapes import shapes_of

CHECK_DATA = os.environ.get("SHAREMAP_CHECK_DATA", "")
pytestmark = pytest.mark.skipif(
    not CHECK_DATA,
    reason="SHAREMAP_CHECK_DATA names no folder with official boundaries; they may not be kept in this repository",
)
BOUNDARIES = "boundaries/ons_bsc2016_uk_2014_2025_all_levels.topojson"


@pytest.fixture(scope="module")
def official() -> Mapping[str, shapely.Geometry]:
    """Districts of today by code, in metres (EPSG:27700)."""
    return districts(gone=False)


def districts(gone: bool) -> Mapping[str, shapely.Geometry]:
    from pyproj import Transformer

    project = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True).transform
    degrees = shapes_of(json.loads((Path(CHECK_DATA) / BOUNDARIES).read_text()), gone)["ltla"]
    return {
        code: shapely.make_valid(shapely.transform(shape, lambda xy: np.column_stack(project(xy[:, 0], xy[:, 1]))))
        for code, shape in degrees.items()
    }


@pytest.fixture(scope="module")
def body_of(data_folder: Path) -> dict[str, str]:
    """Keys by code, old codes included."""
    rows, _ = read_csv(data_folder / "bodies/codes.csv", BodyCode)
    return {row.code: row.body for row in rows if row.scheme == "gss"}


def test_districts_lie_where_the_official_ones_do(
    data_folder: Path, official: Mapping[str, shapely.Geometry], body_of: dict[str, str]
) -> None:
    true = {body_of[code]: shape for code, shape in official.items()}
    derived = shapes_of(json.loads((data_folder / "areas/areas.topojson").read_text()))[Layer.DISTRICT]
    likeness = {
        key: shape.intersection(true[key]).area / shape.union(true[key]).area for key, shape in derived.items()
    }
    values = np.array(list(likeness.values()))
    lowest = sorted((value, key) for key, value in likeness.items() if value < 0.8)
    print(f"\nintersection over union of {len(values)}: median {np.median(values):.3f},", end=" ")
    print(f"5th percentile {np.percentile(values, 5):.3f}, least {values.min():.3f}")
    print("under 0.8:", ", ".join(f"{key} {value:.2f}" for value, key in lowest))
    assert len(values) == 361
    assert np.percentile(values, 5) >= 0.80


@pytest.mark.parametrize(("approximate", "count", "least"), [(False, 17, 0.90), (True, 25, 0.80)])
def test_former_districts_lie_where_the_official_ones_did(
    data_folder: Path, body_of: dict[str, str], approximate: bool, count: int, least: float
) -> None:
    rows, _ = read_csv(data_folder / "areas/areas.csv", AreaRow)
    wanted = {row.body for row in rows if row.layer == Layer.DISTRICT and row.approximate == approximate}
    derived = shapes_of(json.loads((data_folder / "areas/other_days.topojson").read_text()))[Layer.DISTRICT]
    true = {body_of[code]: shape for code, shape in districts(gone=True).items() if body_of[code] in derived}
    likeness = {
        key: derived[key].intersection(shape).area / derived[key].union(shape).area
        for key, shape in true.items()
        if key in wanted
    }
    values = np.array(list(likeness.values()))
    print(f"\nintersection over union of {len(values)}: median {np.median(values):.3f},", end=" ")
    print(f"5th percentile {np.percentile(values, 5):.3f}, least {values.min():.3f}")
    assert len(values) == count
    assert np.median(values) >= least


def test_official_neighbours_are_neighbours(data_folder: Path, body_of: dict[str, str]) -> None:
    with (Path(CHECK_DATA) / "neighbours.csv").open(encoding="utf-8", newline="") as stream:
        today = [row for row in csv.DictReader(stream) if not row["to_year"]]
    wanted = {tuple(sorted((body_of[row["code_a"]], body_of[row["code_b"]]))) for row in today}
    rows, _ = read_csv(data_folder / "areas/neighbours.csv", Neighbour)
    missing = wanted - {(row.body, row.neighbour) for row in rows}
    recall = 1 - len(missing) / len(wanted)
    print(f"\n{recall:.1%} of {len(wanted)} pairs found; not found: {sorted(missing)}")
    assert recall >= 0.97
