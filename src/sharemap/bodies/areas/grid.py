"""The grid on which every point of an area lies, and the kinds of values that the derivation passes on."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

GRID_M = 250
"""Metres to one unit of the grid: under a pixel on a map 1,200 pixels wide."""
ORIGIN = (-10_000, 1_225_000)
"""Easting and northing (EPSG:27700) of the upper left corner: x runs to the east, y DOWN to the south."""
SIZE = (2_700, 4_900)
"""Units of the picture across and down."""

Metres = NDArray[np.float64]
"""(n, 2) eastings and northings."""
Numbers = NDArray[np.int64]
Shape: TypeAlias = "shapely.Polygon | shapely.MultiPolygon"
Shapes = NDArray[np.object_]
"""An array of shapes."""
