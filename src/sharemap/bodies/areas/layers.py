"""The layers of the map, and the tables that say which body serves which district and what its area is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from sharemap.core.fields import Means


class Layer(StrEnum):
    """The layers. Bodies of one layer never overlap; only districts, police and fire cover everything."""

    DISTRICT = "district"
    COUNTY = "county"
    COMBINED_AUTHORITY = "combined_authority"
    POLICE = "police"
    FIRE = "fire"


@dataclass(frozen=True, slots=True)
class Serves:
    """serves.csv: a body serves a district. A district serves itself and is not listed."""

    district: Annotated[str, Means("Key of the district or unitary council")]
    body: Annotated[str, Means("Key of the body that serves it")]
    layer: Annotated[Layer, Means("The layer on which the body lies")]
    source: Annotated[str, Means("Where this comes from")]


@dataclass(frozen=True, slots=True)
class Force:
    """police_and_fire.csv: a place that a police force or fire service serves. Written by hand."""

    layer: Annotated[Layer, Means("police or fire")]
    body: Annotated[str, Means("Key of the police force, fire authority or fire service")]
    place: Annotated[str, Means("Key of a county or district, or a kind of council: every one of that kind")]
    source: Annotated[str, Means("The law that lays down the area")]


@dataclass(frozen=True, slots=True)
class Town:
    """northern_ireland_towns.csv: the middle of a town, and the district it lies in. Written by hand."""

    district: Annotated[str, Means("Key of the district council")]
    town: Annotated[str, Means("Name of the town or village")]
    latitude: Annotated[float, Means("Degrees north, to about a kilometre")]
    longitude: Annotated[float, Means("Degrees east, to about a kilometre")]


@dataclass(frozen=True, slots=True)
class FormerTown:
    """former_towns.csv: a town, and the council of before 2021 that it lay in. Which council is written by hand."""

    district: Annotated[str, Means("Key of the district council that is no more")]
    town: Annotated[str, Means("Name of the town or village")]
    latitude: Annotated[float, Means("Degrees north, to about a kilometre")]
    longitude: Annotated[float, Means("Degrees east, to about a kilometre")]
    source: Annotated[str, Means("Where the place comes from: GeoNames, or by hand")]


@dataclass(frozen=True, slots=True)
class Hexagon:
    """hexagons.csv: where a district's hexagon has its centre, in the layout in which all are of one size."""

    body: Annotated[str, Means("Key of the district")]
    x: Annotated[int, Means("Units of the grid of areas.topojson, to the east")]
    y: Annotated[int, Means("Units of the grid, down to the south")]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """areas.csv: the area of a body in areas.topojson or other_days.topojson, and how it was made."""

    body: Annotated[str, Means("Key of the body")]
    layer: Annotated[Layer, Means("The layer it lies on")]
    name: Annotated[str, Means("Name as the map prints it")]
    approximate: Annotated[bool, Means("Whether it is made of town centres, not postcodes")]
    method: Annotated[str, Means("How it was made")]
    source: Annotated[str, Means("What it was made from")]
    licence: Annotated[str, Means("The licence of what it was made from")]
    area_km2: Annotated[float, Means("Size of the derived area in square kilometres; not an official figure")]
    centre_easting: Annotated[int, Means("A point well inside its largest part, metres, EPSG:27700")]
    centre_northing: Annotated[int, Means("A point well inside its largest part, metres, EPSG:27700")]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """neighbours.csv: two districts that share a border on land, each pair once."""

    body: Annotated[str, Means("Key of the district that sorts first")]
    neighbour: Annotated[str, Means("Key of the other")]
