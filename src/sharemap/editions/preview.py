"""The preview edition: the register as it stands, named after the hash of its data, and labelled so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sharemap.bodies.areas import outlines
from sharemap.bodies.areas.layers import Serves
from sharemap.core.fields import read_csv
from sharemap.editions.build import build_tables
from sharemap.editions.cut import Naming, cut, make_current, preview_name, stands
from sharemap.register import data, queries


def cut_preview(folder: Path, editions: Path, say: Callable[[str], None]) -> Path:
    """Cut the preview of the database's register, unless it stands, and make it the one that is served.

    Its name comes from the fingerprint of the data that the database took in last.
    """
    fingerprint = queries.last_intake()
    name = preview_name(fingerprint)
    if not stands(editions / name):
        say(f"Cutting the edition {name} …")
        areas = outlines.read(folder / "areas" / "areas.topojson")
        # The intake of these very files found them sound, serves.csv among them.
        serves, _ = read_csv(folder / "areas" / "serves.csv", Serves)
        as_at = data.as_at(folder)
        naming = Naming(name, True, as_at, fingerprint, (areas.width, areas.height))
        cut(build_tables(queries.all_rows(), areas, serves, as_at), naming, editions)
    make_current(editions / name)
    return editions / name
