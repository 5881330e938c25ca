"""British National Grid (EPSG:27700) to longitude and latitude (EPSG:4326), to about five metres: enough for outlines
that are drawn to 250. Formulas and constants: Ordnance Survey, A guide to coordinate systems in Great Britain."""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

AIRY = (6377563.396, 6356256.909)
WGS84 = (6378137.0, 6356752.314245)
SCALE, LATITUDE, LONGITUDE, NORTHING, EASTING = 0.9996012717, radians(49), radians(-2), -100_000.0, 400_000.0
SHIFT = (446.448, -125.157, 542.060)
TURN = tuple(radians(each / 3600) for each in (0.1502, 0.2470, 0.8421))
GROWTH = -20.4894e-6


def lonlat(easting: float, northing: float) -> tuple[float, float]:
    """Degrees east and north, to six places."""
    latitude, longitude = _unprojected(easting, northing)
    latitude, longitude = _from_space(*_shifted(*_to_space(latitude, longitude)))
    return round(degrees(longitude), 6), round(degrees(latitude), 6)


def _unprojected(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude on Airy's ellipsoid, in radians."""
    a, b = AIRY
    e2 = 1 - (b / a) ** 2
    latitude = LATITUDE
    while abs(rest := northing - NORTHING - _meridian(latitude)) > 1e-5:
        latitude += rest / (a * SCALE)
    s, t = sin(latitude), tan(latitude)
    nu = a * SCALE / sqrt(1 - e2 * s * s)
    rho = a * SCALE * (1 - e2) / (1 - e2 * s * s) ** 1.5
    eta2, d, c = nu / rho - 1, easting - EASTING, cos(latitude)
    north = (
        t / (2 * rho * nu) * d**2
        - t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * d**4
        + t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * d**6
    )
    east = (
        d / (c * nu)
        - d**3 / (c * 6 * nu**3) * (nu / rho + 2 * t**2)
        + d**5 / (c * 120 * nu**5) * (5 + 28 * t**2 + 24 * t**4)
        - d**7 / (c * 5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    )
    return latitude - north, LONGITUDE + east


def _meridian(latitude: float) -> float:
    """The length of the meridian from the origin, on the projection."""
    a, b = AIRY
    n = (a - b) / (a + b)
    less, more = latitude - LATITUDE, latitude + LATITUDE
    return (
        b
        * SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _to_space(latitude: float, longitude: float) -> tuple[float, float, float]:
    a, b = AIRY
    e2 = 1 - (b / a) ** 2
    nu = a / sqrt(1 - e2 * sin(latitude) ** 2)
    flat = nu * cos(latitude)
    return flat * cos(longitude), flat * sin(longitude), nu * (1 - e2) * sin(latitude)


def _shifted(x: float, y: float, z: float) -> tuple[float, float, float]:
    """From the datum of the grid to that of the satellites."""
    (dx, dy, dz), (rx, ry, rz), s = SHIFT, TURN, 1 + GROWTH
    return dx + x * s - y * rz + z * ry, dy + x * rz + y * s - z * rx, dz - x * ry + y * rx + z * s


def _from_space(x: float, y: float, z: float) -> tuple[float, float]:
    a, b = WGS84
    e2, flat = 1 - (b / a) ** 2, hypot(x, y)
    latitude = atan2(z, flat * (1 - e2))
    for _ in range(4):
        nu = a / sqrt(1 - e2 * sin(latitude) ** 2)
        latitude = atan2(z + e2 * nu * sin(latitude), flat)
    return latitude, atan2(y, x)
