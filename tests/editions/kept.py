"""Registers as editions hold them, made from rows, and the real register's edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sharemap.bodies.areas import outlines
from sharemap.core.fields import Row
from sharemap.editions import cut, figures
from sharemap.editions.build import build_tables
from sharemap.editions.definitions import Reducer, Subject, figure_definitions
from sharemap.editions.derive import derived
from sharemap.editions.on_day import Register, register_of
from sharemap.editions.tables import TABLES, to_arrow
from sharemap.register.data import Data

COUNTS = tuple(
    each.name
    for each in figure_definitions()
    if each.subject is Subject.ARRANGEMENT and each.reducer is Reducer.COUNT
)
"""The figures whose change is split."""


def kept(rows: Mapping[type[Row], Iterable[Row]], day: date, name: str, wanted: Sequence[str] = ()) -> Register:
    """The register that an edition of these rows would hold, with the figures wanted; all where none is named."""
    held = {kind: list(found) for kind, found in rows.items()}
    held |= derived(held, day)
    tables = {name: to_arrow(held[kind], kind) for name, kind in TABLES.items() if kind in held}
    computed = figures.compute(tables, day, wanted)
    tables |= {"breakdowns": computed.breakdowns, "parts": computed.parts}
    return register_of(name, day, rows, tables | {"contributions": computed.contributions}, computed.figures)


def cut_real(data: Data, data_folder: Path, editions: Path, name: str = "") -> Path:
    """The real register's edition, as the one that is served; its folder."""
    areas = outlines.read(data_folder / "areas" / "areas.topojson")
    tables = build_tables(data.rows, areas, data.as_at)
    size = (areas.width, areas.height)
    naming = cut.Naming(name or cut.preview_name(data.fingerprint), not name, data.as_at, data.fingerprint, size)
    folder = cut.cut(tables, naming, editions)
    cut.make_current(folder)
    return folder


def changed(rows: Iterable[Row], changes: Mapping[str, Mapping[str, object]]) -> list[Row]:
    """Rows that have an identifier or a key, some of them with other values."""
    return [replace(row, **changes.get(getattr(row, "id", "") or getattr(row, "key", ""), {})) for row in rows]
