"""A small data folder that is sound, for tests that break it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from sharemap.bodies.areas.layers import Layer
from sharemap.core.fields import Row
from sharemap.register.data import FILES, OUTLINES, write_data
from sharemap.register.dossier import Dossier
from tests.register.samples import SERVICES, SOURCE, WORDS, body, dossier


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A data folder with the two councils and the one arrangement of the samples, and no area drawn."""
    return write_small(tmp_path / "data", (dossier(),), ("north", "south"))


def write_small(folder: Path, held: Sequence[Dossier], bodies: Sequence[str]) -> Path:
    """A data folder with these arrangements of these bodies."""
    rows: dict[type[Row], list[Row]] = {row_type: [] for row_type in FILES}
    parts = [row for each in held for row in (each.arrangement, *each.parts)]
    for row in (*map(body, bodies), SOURCE, *SERVICES, *WORDS, *parts):
        rows[type(row)].append(row)
    write_data(rows, date(2026, 11, 25), folder)
    (folder / OUTLINES).parent.mkdir(exist_ok=True)
    (folder / OUTLINES).write_text(json.dumps(NO_AREAS), encoding="utf-8")
    return folder


NO_AREAS = {
    "type": "Topology",
    "arcs": [],
    "transform": {"scale": [100, 100], "translate": [0, 0]},
    "size": [10, 10],
    "objects": {layer: {"type": "GeometryCollection", "geometries": []} for layer in Layer},
}
