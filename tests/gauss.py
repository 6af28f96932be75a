"""Degrees into metres of a Gauss-Krüger zone: what surveyors do, and what reading their files has to undo."""

import math

from db.domain.geo import Point
from db.domain.geo_gauss import Zone

_MAJOR, _FLATTENING = 6_378_137.0, 1 / 298.257_222_101
_N = _FLATTENING / (2 - _FLATTENING)
_RADIUS = _MAJOR / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ALPHA = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49_561 * _N**4 / 161_280,
)
_E = math.sqrt(_FLATTENING * (2 - _FLATTENING))


def to_metres(point: Point, zone: Zone) -> Point:
    """Metres (east, north) of longitude and latitude in a zone."""
    phi, lam = math.radians(point[1]), math.radians(point[0] - zone.meridian)
    t = math.sinh(math.atanh(math.sin(phi)) - _E * math.atanh(_E * math.sin(phi)))
    xi, eta = math.atan2(t, math.cos(lam)), math.atanh(math.sin(lam) / math.hypot(1, t))
    north = xi + sum(a * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, a in enumerate(_ALPHA, 1))
    east = eta + sum(a * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, a in enumerate(_ALPHA, 1))
    return zone.easting + _RADIUS * east, _RADIUS * north
