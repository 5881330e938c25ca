"""Takes what an edition is made of from the database and from the files that come with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sharemap.bodies.areas import outlines
from sharemap.editions.build import build_tables
from sharemap.editions.cut import Frozen
from sharemap.register import data, queries


def freeze(folder: Path, beside: Mapping[str, str] | None = None) -> Frozen:
    """The database's register with the reference tables of data/, whose files the intake found sound.

    `beside`: the heads of chains that are not the register's own, sealed with them.
    """
    areas = outlines.read_every_day(folder / "areas")
    rows = queries.all_rows() | data.reference_rows(folder)
    as_at = data.as_at(folder)
    tables = build_tables(rows, areas, as_at)
    heads = {**queries.chain_heads(), **(beside or {})}
    return Frozen(rows, tables, as_at, queries.state(), (areas.width, areas.height), heads)
