"""Decodes TopoJSON with shapely, apart from the code under test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely


def shapes_of(topology: Mapping[str, Any], gone: bool = False) -> dict[str, dict[str, shapely.Geometry]]:
    """object name → id → shape, in the units of the transform. Objects without ids: by the property areacd.

    `gone`: those that have an end by 2025, instead of those that have none.
    """
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]
    return {
        name: {
            each.get("id") or each["properties"]["areacd"]: _shape(each, arcs)
            for each in found["geometries"]
            if (each["properties"].get("end", 9999) <= 2025) == gone
        }
        for name, found in topology["objects"].items()
    }


def _shape(geometry: Mapping[str, Any], arcs: list[Any]) -> shapely.Geometry:
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return shapely.MultiPolygon([(_ring(part[0], arcs), [_ring(hole, arcs) for hole in part[1:]]) for part in parts])


def _ring(numbers: list[int], arcs: list[Any]) -> Any:
    return np.vstack([arcs[number][:-1] if number >= 0 else arcs[~number][:0:-1] for number in numbers])
