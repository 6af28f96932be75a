"""CGCS2000 in metres: positions of surveyors' files in Gauss-Krüger zones back into degrees.

Krüger's series in the third flattening, to the fourth power: inside a three-degree zone it is exact to a micrometre.
"""

import math
from dataclasses import dataclass

from db.domain.geo import Point

_MAJOR, _FLATTENING = 6_378_137.0, 1 / 298.257_222_101
_N = _FLATTENING / (2 - _FLATTENING)
_RADIUS = _MAJOR / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4_397 * _N**4 / 161_280,
)
_E = math.sqrt(_FLATTENING * (2 - _FLATTENING))
FALSE_EASTING = 500_000.0


@dataclass(frozen=True, slots=True)
class Zone:
    """A strip about a meridian.

    Attributes:
        meridian: its longitude.
        easting: what its metres eastwards begin with; 39 500 000 where the zone's number stands before them.
    """

    meridian: float
    easting: float = FALSE_EASTING


def to_degrees(place: Point, zone: Zone) -> Point:
    """Longitude and latitude of metres (east, north) in a zone."""
    xi, eta = place[1] / _RADIUS, (place[0] - zone.easting) / _RADIUS
    xi2 = xi - sum(b * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, b in enumerate(_BETA, 1))
    eta2 = eta - sum(b * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, b in enumerate(_BETA, 1))
    chi = math.asin(math.sin(xi2) / math.cosh(eta2))
    lng = zone.meridian + math.degrees(math.atan2(math.sinh(eta2), math.cos(xi2)))
    # The latitude whose conformal one is chi, by going back a few times.
    tangent = math.tan(chi)
    phi = chi
    for _ in range(6):
        stretched = math.sinh(_E * math.atanh(_E * math.sin(phi)))
        phi = math.atan(tangent * math.hypot(1, stretched) + stretched * math.hypot(1, tangent))
    return lng, math.degrees(phi)
