"""Lays a picture onto the map by control points: two give a similarity, three or more an affine map by least squares."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from db.domain.errors import DomainError
from db.domain.geo import Point

LEAST, AFFINE_FROM, MOST = 2, 3, 50
_LEAST_SPREAD_PX = 5.0
_METRES_PER_PIXEL = (0.001, 50.0)
_THINNEST = 1e-3


@dataclass(eq=False)
class BadFit(DomainError):
    """Control points that lay a picture nowhere.

    Attributes:
        why: ``too_few``, ``too_many``, ``same_spot`` (all on one spot of the picture or of the map), ``in_line`` (three or
            more on one line), ``scale`` (a pixel would be less than a millimetre or more than fifty metres).
    """

    why: str


@dataclass(frozen=True, slots=True)
class Control:
    """A spot of the picture, in pixels from its upper left corner, and where it lies, in metres of the map's plane."""

    pixel: Point
    place: Point


@dataclass(frozen=True, slots=True)
class Fit:
    """Picture to map: east = a·x + b·y + c, north = d·x + e·y + f; x and y in pixels, y downwards.

    Attributes:
        residuals_m: how far each control point comes to lie from where it should.
    """

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    residuals_m: tuple[float, ...] = ()

    def place(self, pixel: Point) -> Point:
        """Where a spot of the picture lies."""
        x, y = pixel
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def pixel(self, place: Point) -> Point:
        """The spot of the picture that lies there."""
        area = self.a * self.e - self.b * self.d
        east, north = place[0] - self.c, place[1] - self.f
        return (self.e * east - self.b * north) / area, (self.a * north - self.d * east) / area

    @property
    def metres_per_pixel(self) -> float:
        """The picture's scale."""
        return math.sqrt(abs(self.a * self.e - self.b * self.d))

    @property
    def rms_m(self) -> float:
        """The control points' mean error."""
        count = len(self.residuals_m)
        return math.sqrt(sum(one * one for one in self.residuals_m) / count) if count else 0.0


def fit(controls: Sequence[Control]) -> Fit:
    """The map of a picture by its control points.

    Raises:
        BadFit: see there.
    """
    if not LEAST <= len(controls) <= MOST:
        raise BadFit("too_few" if len(controls) < LEAST else "too_many")
    if _spread([one.pixel for one in controls]) < _LEAST_SPREAD_PX or not _spread(
        [one.place for one in controls]
    ):
        raise BadFit("same_spot")
    found = _similarity(controls) if len(controls) < AFFINE_FROM else _affine(controls)
    if not _METRES_PER_PIXEL[0] <= found.metres_per_pixel <= _METRES_PER_PIXEL[1]:
        raise BadFit("scale")
    apart = tuple(math.dist(found.place(one.pixel), one.place) for one in controls)
    return Fit(found.a, found.b, found.c, found.d, found.e, found.f, apart)


def _spread(points: Sequence[Point]) -> float:
    return max(math.dist(points[0], one) for one in points)


def _mean(points: Sequence[Point]) -> Point:
    return sum(one[0] for one in points) / len(points), sum(one[1] for one in points) / len(points)


def _similarity(controls: Sequence[Control]) -> Fit:
    """Turned and stretched alike everywhere; as complex numbers, the picture's y pointing up."""
    pixels = [complex(one.pixel[0], -one.pixel[1]) for one in controls]
    places = [complex(*one.place) for one in controls]
    middle, goal = sum(pixels) / len(pixels), sum(places) / len(places)
    over = sum((q - goal) * (p - middle).conjugate() for p, q in zip(pixels, places, strict=True))
    turn = over / sum(abs(p - middle) ** 2 for p in pixels)
    move = goal - turn * middle
    return Fit(turn.real, turn.imag, move.real, turn.imag, -turn.real, move.imag)


def _affine(controls: Sequence[Control]) -> Fit:
    middle = _mean([one.pixel for one in controls])
    goal = _mean([one.place for one in controls])
    xs = [one.pixel[0] - middle[0] for one in controls]
    ys = [one.pixel[1] - middle[1] for one in controls]
    xx, yy = sum(x * x for x in xs), sum(y * y for y in ys)
    xy = sum(x * y for x, y in zip(xs, ys, strict=True))
    area = xx * yy - xy * xy
    if area <= _THINNEST * ((xx + yy) / 2) ** 2:
        raise BadFit("in_line")
    rows = []
    for axis in (0, 1):
        towards = [one.place[axis] - goal[axis] for one in controls]
        tx = sum(t * x for t, x in zip(towards, xs, strict=True))
        ty = sum(t * y for t, y in zip(towards, ys, strict=True))
        first, second = (tx * yy - ty * xy) / area, (ty * xx - tx * xy) / area
        rows.append((first, second, goal[axis] - first * middle[0] - second * middle[1]))
    return Fit(*rows[0], *rows[1])
