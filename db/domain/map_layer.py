"""Layers of the office's own map: what may be kept of a file, how it is made small enough, how it is read back.

A layer's body is GeoJSON of the plainest kind (longitude, latitude in its datum, six decimals: a tenth of a metre) and
never changes; a newer file is a new layer. A site plan has its picture among the attachments and control points here.
"""

import json
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from db.domain.errors import DomainError
from db.domain.geo import Box, Point
from db.domain.geo_fit import Control

LONGEST_NAME = 60
LARGEST_BODY = 4 << 20
_DECIMALS = 6
_STEPS_DEGREES = (0.0, 0.000005, 0.00001, 0.00002, 0.00005, 0.0001, 0.0002)
"""How coarse lines may become so that a body is small enough: from nothing to twenty metres."""


@dataclass(eq=False)
class BadLayer(DomainError):
    """A layer cannot be kept, or its file cannot be read.

    Attributes:
        why: a code.
        name: of the layer or the file.
        detail: which feature, field or text.
    """

    why: str
    name: str = ""
    detail: str = ""


class LayerKind(StrEnum):
    """What a layer is made of."""

    POINTS = "points"
    LINES = "lines"
    AREAS = "areas"
    BACKDROP = "backdrop"


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing on a layer.

    Attributes:
        name: written beside it.
        parts: points; or lines, or rings of areas, each a run of positions.
    """

    name: str
    parts: tuple[tuple[Point, ...], ...]

    @property
    def size(self) -> int:
        """How many positions it has."""
        return sum(len(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class ReadLayer:
    """What a file was found to hold of one kind.

    Attributes:
        skipped: features without any position, which are not part of it.
    """

    kind: LayerKind
    shapes: tuple[Shape, ...]
    skipped: int = 0

    @property
    def box(self) -> Box | None:
        """Where it lies."""
        return Box.around(one for shape in self.shapes for part in shape.parts for one in part)


def checked_name(text: str) -> str:
    """A layer's name as it is kept.

    Raises:
        BadLayer: ``name_empty``, ``name_long`` or ``name_characters``.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not name:
        raise BadLayer("name_empty")
    if len(name) > LONGEST_NAME:
        raise BadLayer("name_long", name[:LONGEST_NAME])
    if not all(letter.isprintable() for letter in name):
        raise BadLayer("name_characters", repr(name))
    return name


# -- the body ------------------------------------------------------------------------------------------------------------

_GEOMETRY = {LayerKind.POINTS: "MultiPoint", LayerKind.LINES: "MultiLineString", LayerKind.AREAS: "Polygon"}


def body_of(name: str, kind: LayerKind, shapes: Sequence[Shape]) -> str:
    """Shapes as they are kept, lines no finer than fits.

    Raises:
        BadLayer: ``empty``, or ``too_large`` even when they are as coarse as they may become.
    """
    if not shapes:
        raise BadLayer("empty", name)
    for tolerance in _STEPS_DEGREES:
        coarse = [_simplified(one, kind, tolerance) for one in shapes] if tolerance else shapes
        if sum(one.size for one in coarse) * len("[118.123456,24.123456],") > LARGEST_BODY:
            continue
        body = _written(kind, coarse)
        if len(body.encode()) <= LARGEST_BODY:
            return body
    raise BadLayer("too_large", name, str(sum(one.size for one in shapes)))


def _written(kind: LayerKind, shapes: Sequence[Shape]) -> str:
    features = [
        {
            "type": "Feature",
            "properties": {"name": one.name},
            "geometry": {"type": _GEOMETRY[kind], "coordinates": _coordinates(kind, one)},
        }
        for one in shapes
    ]
    said = {"type": "FeatureCollection", "features": features}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _coordinates(kind: LayerKind, shape: Shape) -> list[object]:
    parts = [[[round(x, _DECIMALS), round(y, _DECIMALS)] for x, y in part] for part in shape.parts]
    return [one for part in parts for one in part] if kind is LayerKind.POINTS else list(parts)


def shapes_of(kind: LayerKind, body: str) -> tuple[Shape, ...]:
    """Shapes as they were kept; what another program's body has beyond them is passed over."""
    try:
        features = json.loads(body)["features"]
        return tuple(_shape(kind, one) for one in features)
    except (ValueError, KeyError, TypeError, IndexError):
        return ()


def _shape(kind: LayerKind, feature: dict[str, dict[str, object]]) -> Shape:
    listed = feature["geometry"]["coordinates"]
    parts: list[list[list[float]]] = [listed] if kind is LayerKind.POINTS else listed  # type: ignore[list-item,assignment]
    found = tuple(tuple((float(one[0]), float(one[1])) for one in part) for part in parts)
    return Shape(str(feature["properties"].get("name", "")), found)


def _simplified(shape: Shape, kind: LayerKind, tolerance: float) -> Shape:
    if kind is LayerKind.POINTS:
        return shape
    least = 4 if kind is LayerKind.AREAS else 2
    parts = tuple(simplify(part, tolerance, least) for part in shape.parts)
    return Shape(shape.name, parts)


def simplify(line: Sequence[Point], tolerance: float, least: int = 2) -> tuple[Point, ...]:
    """A line without the positions that lie within a tolerance of the line through the others.

    Both ends stay. Of a ring whose ``least`` is not reached everything stays.
    """
    if len(line) <= least:
        return tuple(line)
    kept = {0, len(line) - 1}
    if line[0] == line[-1]:
        kept.add(max(range(len(line)), key=lambda n: math.dist(line[0], line[n])))
    ends = sorted(kept)
    open_ones = list(pairwise(ends))
    while open_ones:
        first, last = open_ones.pop()
        far, worst = _farthest(line, first, last)
        if far > tolerance:
            kept.add(worst)
            open_ones += [(first, worst), (worst, last)]
    return tuple(line[n] for n in sorted(kept)) if len(kept) >= least else tuple(line)


def _farthest(line: Sequence[Point], first: int, last: int) -> tuple[float, int]:
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    far, worst = 0.0, first
    for n in range(first + 1, last):
        px, py = line[n][0] - ax, line[n][1] - ay
        along = min(1.0, max(0.0, (px * dx + py * dy) / square)) if square else 0.0
        apart = math.hypot(px - along * dx, py - along * dy)
        if apart > far:
            far, worst = apart, n
    return far, worst


# -- control points ------------------------------------------------------------------------------------------------------


def controls_text(controls: Sequence[Control]) -> str:
    """Control points as kept: pixel x, y and degrees of the layer's datum."""
    return json.dumps([[*one.pixel, *one.place] for one in controls], separators=(",", ":"), allow_nan=False)


def controls_of(text: str) -> tuple[Control, ...]:
    """Control points as they were kept, places in degrees of the layer's datum; none when they cannot be read."""
    try:
        rows = [[float(one) for one in row] for row in json.loads(text)]
        return tuple(Control((x, y), (lng, lat)) for x, y, lng, lat in rows)
    except (ValueError, TypeError):
        return ()
