"""Derives every area anew from open data: `python -m sharemap.bodies.areas.derive`. Twice gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

import numpy as np

from sharemap.bodies.areas import cells, coast, cut, points
from sharemap.bodies.areas.dissolve import dissolve, is_approximate, row
from sharemap.bodies.areas.grid import Shape
from sharemap.bodies.areas.hexagons import hexagons
from sharemap.bodies.areas.layers import AreaRow, Force, Hexagon, Layer, Neighbour, Serves, Town
from sharemap.bodies.areas.outlines import neighbours, read
from sharemap.bodies.areas.serving import Districts, serving
from sharemap.bodies.areas.topology import topology
from sharemap.bodies.rows import Body, BodyCode, Constituent
from sharemap.core.fields import Row, csv_text, read_csv

DAY = date(2026, 11, 25)
"""The day whose bodies are drawn."""
COUNTRIES = "node_modules/world-atlas/countries-10m.json"

R = TypeVar("R", bound=Row)


def main(root: Path = Path()) -> None:
    """Writes all that data/areas holds but what is written by hand, in the project at `root`."""
    target = root / "data/areas"
    bodies = {body.key: body for body in _rows(root / "data/bodies/bodies.csv", Body)}
    constituents = _rows(root / "data/bodies/constituents.csv", Constituent)
    codes = _rows(root / "data/bodies/codes.csv", BodyCode)
    districts = Districts.on(DAY, bodies.values())
    serves = serving(districts, constituents, _rows(target / "police_and_fire.csv", Force), DAY)
    drawn = draw(districts, codes, _rows(target / "northern_ireland_towns.csv", Town), root / COUNTRIES)
    areas = dissolve(drawn, serves, bodies)
    (target / "areas.topojson").write_text(json.dumps(topology(areas), separators=(",", ":")) + "\n")
    pairs = neighbours(read(target / "areas.topojson"), Layer.DISTRICT)
    (target / "serves.csv").write_text(csv_text(serves, Serves))
    (target / "areas.csv").write_text(csv_text(map(row, areas), AreaRow))
    (target / "neighbours.csv").write_text(csv_text((Neighbour(*pair) for pair in pairs), Neighbour))
    outlined = read(target / "areas.topojson").layers[Layer.DISTRICT]
    (target / "hexagons.csv").write_text(csv_text(hexagons(outlined, pairs), Hexagon))


def draw(districts: Districts, codes: Iterable[BodyCode], towns: Iterable[Town], countries: Path) -> dict[str, Shape]:
    """The district layer: for every district by key, its shape on the grid, in metres."""
    by_code = {each.code: each.body for each in codes if each.scheme == "gss" and each.body in districts.by_key}
    found = points.gather(by_code, towns)
    if missing := set(districts.by_key) - set(found.districts):
        raise ValueError(f"no point lies in {', '.join(sorted(missing))}")
    rough = [number for number, key in enumerate(found.districts) if is_approximate(districts.by_key[key])]
    land = coast.land(countries, found.xy[~np.isin(found.owner, rough)])
    return dict(zip(found.districts, cut.cut(cells.divide(found), land), strict=True))


def _rows(path: Path, row_type: type[R]) -> list[R]:
    rows, problems = read_csv(path, row_type)
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    return rows


if __name__ == "__main__":
    main()
