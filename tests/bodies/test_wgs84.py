"""The grid in degrees, held to PROJ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from sharemap.bodies.areas.wgs84 import lonlat

# The Helmert transformation that the Ordnance Survey names for uses like ours, so that one does not meet a grid file.
PROJ = Transformer.from_pipeline(
    "+proj=pipeline +step +inv +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy "
    "+step +proj=push +v_3 +step +proj=cart +ellps=airy +step +proj=helmert +x=446.448 +y=-125.157 +z=542.06 "
    "+rx=0.1502 +ry=0.247 +rz=0.8421 +s=-20.4894 +convention=position_vector "
    "+step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
)


@given(st.floats(0, 700_000), st.floats(0, 1_220_000))
def test_it_is_what_proj_gives(easting: float, northing: float) -> None:
    east, north = PROJ.transform(easting, northing)
    found = lonlat(easting, northing)
    assert abs(found[0] - east) < 5e-6
    assert abs(found[1] - north) < 5e-6


def test_the_ordnance_survey_s_own_example() -> None:
    longitude, latitude = lonlat(651_409.903, 313_177.270)
    assert abs(longitude - 1.716038) < 1e-4
    assert abs(latitude - 52.657977) < 1e-4
