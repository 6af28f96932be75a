"""Positions on the office's own map: datums, how they are shown in one another, what cannot be right.

A position is kept as it was given, with its datum. Another datum's numbers are made for looking only, never stored:
GCJ-02 is a published approximation of an offset that varies by place, and BD-09 another one on top of it. CGCS2000 and
WGS-84 differ by centimetres and count as one. The plane in which a map is drawn and metres are counted is equirectangular
about a point in the city: in the middle of Xiamen it is exact, at its edges off by three parts in a thousand at most.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.domain.errors import DomainError

Point = tuple[float, float]
"""Longitude and latitude in degrees, in this order; or metres eastwards and northwards in a ``Plane``."""


class Datum(StrEnum):
    """What a pair of degrees refers to."""

    CGCS2000 = "CGCS2000"  # 国家大地坐标系
    GCJ02 = "GCJ-02"  # 火星坐标
    BD09 = "BD-09"  # 百度坐标


@dataclass(eq=False)
class BadPoint(DomainError):
    """A position cannot be right.

    Attributes:
        why: ``not_a_number``, ``swapped`` (latitude and longitude are exchanged), ``outside`` (not in the city),
            ``datum``.
        detail: the numbers, or the datum's name.
    """

    why: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, in degrees of one datum."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        """Whether a position lies in it."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def wider(self, by: float) -> "Box":
        """The box with a margin of so many degrees around it."""
        return Box(self.west - by, self.south - by, self.east + by, self.north + by)

    @classmethod
    def around(cls, points: Iterable[Point]) -> "Box | None":
        """The smallest box that holds all positions; None when there are none."""
        listed = list(points)
        if not listed:
            return None
        lngs, lats = [one[0] for one in listed], [one[1] for one in listed]
        return cls(min(lngs), min(lats), max(lngs), max(lats))


XIAMEN = Box(117.85, 24.35, 118.48, 24.95)
"""The city with a few kilometres around it."""

CENTRE: Point = (118.15, 24.60)
SHIFT_DEGREES = 0.02
"""More than any two datums' numbers for one spot differ by in the city."""

_MAJOR, _ECCENTRICITY2 = 6_378_137.0, 0.006_694_380_022_90  # of CGCS2000
_GCJ_MAJOR, _GCJ_ECCENTRICITY2 = (
    6_378_245.0,
    0.006_693_421_622_965_943,
)  # the older ellipsoid of the published offset
_BD_TURN = math.pi * 3000 / 180
_ROUNDS = 8


def convert(point: Point, given: Datum, wanted: Datum) -> Point:
    """A position's numbers in another datum, for showing it there."""
    if given is wanted:
        return point
    plain = _TO_CGCS[given](point)
    return _FROM_CGCS[wanted](plain)


def _offset(point: Point) -> Point:
    """How far GCJ-02's numbers stand from CGCS2000's at a spot, in degrees."""
    x, y = point[0] - 105.0, point[1] - 35.0
    root = math.sqrt(abs(x))
    common = (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common
    north += (20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    north += (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common
    east += (20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    east += (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3
    return _in_degrees((east, north), point[1], _GCJ_MAJOR, _GCJ_ECCENTRICITY2)


def _in_degrees(metres: Point, lat: float, major: float, eccentricity2: float) -> Point:
    phi = math.radians(lat)
    part = 1 - eccentricity2 * math.sin(phi) ** 2
    along = major * (1 - eccentricity2) / (part * math.sqrt(part))
    across = major / math.sqrt(part) * math.cos(phi)
    return math.degrees(metres[0] / across), math.degrees(metres[1] / along)


def _to_gcj(point: Point) -> Point:
    east, north = _offset(point)
    return point[0] + east, point[1] + north


def _from_gcj(point: Point) -> Point:
    """The spot whose offset leads here: the offset changes so slowly that going back a few times finds it."""
    found = point
    for _ in range(_ROUNDS):
        shown = _to_gcj(found)
        found = found[0] + point[0] - shown[0], found[1] + point[1] - shown[1]
    return found


def _gcj_to_bd(point: Point) -> Point:
    reach = math.hypot(*point) + 0.00002 * math.sin(point[1] * _BD_TURN)
    angle = math.atan2(point[1], point[0]) + 0.000003 * math.cos(point[0] * _BD_TURN)
    return reach * math.cos(angle) + 0.0065, reach * math.sin(angle) + 0.006


def _bd_to_gcj(point: Point) -> Point:
    found = point[0] - 0.0065, point[1] - 0.006
    for _ in range(_ROUNDS):
        shown = _gcj_to_bd(found)
        found = found[0] + point[0] - shown[0], found[1] + point[1] - shown[1]
    return found


_TO_CGCS: Mapping[Datum, Callable[[Point], Point]] = {
    Datum.CGCS2000: lambda point: point,
    Datum.GCJ02: _from_gcj,
    Datum.BD09: lambda point: _from_gcj(_bd_to_gcj(point)),
}
_FROM_CGCS: Mapping[Datum, Callable[[Point], Point]] = {
    Datum.CGCS2000: lambda point: point,
    Datum.GCJ02: _to_gcj,
    Datum.BD09: lambda point: _gcj_to_bd(_to_gcj(point)),
}


# -- metres --------------------------------------------------------------------------------------------------------------


class Plane:
    """Metres about a point: what a map is drawn in."""

    def __init__(self, centre: Point = CENTRE) -> None:
        self.centre = centre
        east, north = _in_degrees((1.0, 1.0), centre[1], _MAJOR, _ECCENTRICITY2)
        self._metres_east, self._metres_north = 1 / east, 1 / north

    def metres(self, point: Point) -> Point:
        """Where a position lies, in metres from the centre."""
        east = (point[0] - self.centre[0]) * self._metres_east
        return east, (point[1] - self.centre[1]) * self._metres_north

    def degrees(self, place: Point) -> Point:
        """The position so many metres from the centre."""
        lng = self.centre[0] + place[0] / self._metres_east
        return lng, self.centre[1] + place[1] / self._metres_north


PLANE = Plane()
"""The city's."""


def distance_m(first: Point, second: Point) -> float:
    """Metres between two positions of the same datum."""
    plane = Plane(((first[0] + second[0]) / 2, (first[1] + second[1]) / 2))
    return math.dist(plane.metres(first), plane.metres(second))


# -- what cannot be right ------------------------------------------------------------------------------------------------

_FAR_M, _NEAR_M = 300.0, 200.0


def check(point: Point, datum: Datum) -> None:
    """Refuse what cannot be a position in the city.

    Raises:
        BadPoint: see there.
    """
    if not all(math.isfinite(one) for one in point):
        raise BadPoint("not_a_number")
    if XIAMEN.holds(convert(point, datum, Datum.CGCS2000)):
        return
    if XIAMEN.wider(SHIFT_DEGREES).holds((point[1], point[0])):
        raise BadPoint("swapped", _told(point))
    raise BadPoint("outside", _told(point))


def _told(point: Point) -> str:
    return f"{point[0]:.6f}, {point[1]:.6f}"


def likely_datum(point: Point, datum: Datum, near: Sequence[Point]) -> Datum | None:
    """The datum that a position was probably measured in, when it is another one than is said.

    Read as it is said it lies as far from its neighbours as two datums lie from each other, read otherwise beside them.

    Args:
        point: the position.
        datum: what it is said to be in.
        near: positions it should lie among, in CGCS2000.
    """
    if not near:
        return None

    def apart(read_as: Datum) -> float:
        here = convert(point, read_as, Datum.CGCS2000)
        return min(distance_m(here, one) for one in near)

    if apart(datum) < _FAR_M:
        return None
    best = min(Datum, key=apart)
    return best if best is not datum and apart(best) < _NEAR_M else None
