"""The preview edition: the register as it stands, named after the hash of its data, and labelled so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sharemap.bodies.areas import outlines
from sharemap.editions.build import build_tables
from sharemap.editions.cut import Naming, cut, make_current, preview_name, stands
from sharemap.register import data, queries


def cut_preview(folder: Path, editions: Path, say: Callable[[str], None]) -> Path:
    """Cut the preview of the database's register, unless it stands, and make it the one that is served.

    Its name comes from the fingerprint of what the database holds.
    """
    fingerprint = queries.state()
    name = preview_name(fingerprint)
    if not stands(editions / name):
        say(f"Cutting the edition {name} …")
        areas = outlines.read(folder / "areas" / "areas.topojson")
        # The intake of these very files found them sound.
        rows = queries.all_rows() | data.reference_rows(folder)
        as_at = data.as_at(folder)
        naming = Naming(name, True, as_at, fingerprint, (areas.width, areas.height))
        cut(build_tables(rows, areas, as_at), naming, editions)
    make_current(editions / name)
    return editions / name
