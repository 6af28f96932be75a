"""What lies on the map, brought into metres and into Qt's shapes once, so that drawing it again costs little."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainterPath, QPolygonF, QTransform

from db.domain.geo import PLANE, Datum, Point, convert
from db.domain.geo_fit import Control, Fit, fit
from db.domain.map_layer import LayerKind, Shape
from db.services.sketch import Seen
from db.store.sketch import Layer, MapPoint
from desktop.sketch.frame import Frame
from desktop.sketch.tones import Aspect

_MOST_HALVED = 5
_AROUND_M = 50.0


@dataclass(slots=True)
class Drawn:
    """A layer ready to be drawn.

    Attributes:
        dots: of a layer of points.
        outline: of lines and areas.
        labels: names and where they stand.
        picture: of a site plan, and how it lies.
        shown: whether its eye is open.
        added_by: who added it, by name.
    """

    layer: Layer
    dots: QPolygonF = field(default_factory=QPolygonF)
    outline: QPainterPath = field(default_factory=QPainterPath)
    labels: list[tuple[Point, str]] = field(default_factory=list)
    picture: QImage | None = None
    smaller: dict[int, QImage] = field(default_factory=dict)
    lies: QTransform = field(default_factory=QTransform)
    metres_per_pixel: float = 1.0
    shown: bool = True
    added_by: str = ""

    def room(self) -> QRectF:
        """Where it lies, in metres of the plane; empty when nothing is on it."""
        found = self.outline.boundingRect()
        if (
            not self.dots.isEmpty()
        ):  # with some room: a single point has none, and would be lost beside others
            dots = self.dots.boundingRect()
            found = found.united(dots.adjusted(-_AROUND_M, -_AROUND_M, _AROUND_M, _AROUND_M))
        if self.picture is not None:
            found = found.united(self.lies.mapRect(QRectF(self.picture.rect())))
        return found

    def picture_for(self, times: float) -> tuple[QImage, int] | None:
        """The picture for a scale of so many screen pixels to one of its own, and how often it was halved.

        Drawn much smaller than it is, thin lines would vanish between the pixels.
        """
        if self.picture is None:
            return None
        halved = max(0, min(_MOST_HALVED, int(-math.log2(max(times, 1e-6)))))
        if halved not in self.smaller:
            size = self.picture.size() / 2**halved
            smooth = Qt.TransformationMode.SmoothTransformation
            self.smaller[halved] = self.picture.scaled(size, mode=smooth) if halved else self.picture
        return self.smaller[halved], halved


class Scene:
    """Points, numbers and layers.

    Attributes:
        places: metres of each point, in their order.
        cells: metres and number of what is too near to be drawn one by one.
        layers: from below upwards.
    """

    def __init__(self) -> None:
        self.points: tuple[MapPoint, ...] = ()
        self.places: list[Point] = []
        self.cells: list[tuple[Point, int]] = []
        self.layers: list[Drawn] = []
        self.total = 0
        self._by_code: dict[Aspect, dict[str, list[Point]]] = {}

    def put(self, seen: Seen) -> None:
        """Take what lies in view."""
        self.points = seen.points
        self.places = [PLANE.metres((one.lng, one.lat)) for one in seen.points]
        self.cells = [(PLANE.metres((one.lng, one.lat)), one.count) for one in seen.cells]
        self.total = seen.total
        self._by_code.clear()

    def by_code(self, aspect: Aspect) -> dict[str, list[Point]]:
        """Places by the code that colours them."""
        if aspect not in self._by_code:
            found: dict[str, list[Point]] = {}
            for one, place in zip(self.points, self.places, strict=True):
                found.setdefault(_code(one, aspect), []).append(place)
            self._by_code[aspect] = found
        return self._by_code[aspect]

    def counts(self, aspect: Aspect, frame: Frame) -> list[tuple[str, int]]:
        """How many points of each code are in view, most first."""
        seen = zip(self.points, self.places, strict=True)
        return Counter(_code(one, aspect) for one, place in seen if frame.holds(place)).most_common()

    def number(self, frame: Frame) -> int:
        """How many addresses are in view; where they stand as numbers, those whose middle is."""
        if self.cells:
            return sum(count for place, count in self.cells if frame.holds(place))
        return sum(frame.holds(place) for place in self.places)

    def at(self, place: Point, reach: float) -> MapPoint | None:
        """The point nearest to a place, no further than ``reach`` metres."""
        best, found = reach, None
        for one, where in zip(self.points, self.places, strict=True):
            apart = math.dist(where, place)
            if apart <= best:
                best, found = apart, one
        return found

    def towards(self, place: Point, step: tuple[int, int]) -> MapPoint | None:
        """The next point in a direction: east is ``(1, 0)``, north ``(0, 1)``."""
        best, found = math.inf, None
        for one, where in zip(self.points, self.places, strict=True):
            east, north = where[0] - place[0], where[1] - place[1]
            ahead = east * step[0] + north * step[1]
            aside = abs(east * step[1]) + abs(north * step[0])
            if ahead > 0.01 and aside <= 2 * ahead and ahead + 2 * aside < best:
                best, found = ahead + 2 * aside, one
        return found

    def place_of(self, node_id: int) -> Point | None:
        """Metres of an address that is among the points."""
        for one, place in zip(self.points, self.places, strict=True):
            if one.id == node_id:
                return place
        return None

    def layer(self, layer_id: int) -> Drawn | None:
        """A layer by its id."""
        return next((one for one in self.layers if one.layer.id == layer_id), None)


def _code(one: MapPoint, aspect: Aspect) -> str:
    return one.legal if aspect is Aspect.LEGAL else one.position


def drawn(layer: Layer, shapes: Sequence[Shape], shown: Datum) -> Drawn:
    """A layer of a file in metres, its numbers brought into the datum that is shown."""
    made = Drawn(layer)
    for shape in shapes:
        parts = [[QPointF(*_place(one, layer.datum, shown)) for one in part] for part in shape.parts if part]
        if not parts:
            continue
        if layer.kind is LayerKind.POINTS:
            for one in (one for part in parts for one in part):
                made.dots.append(one)
        else:
            _trace(made.outline, parts, closed=layer.kind is LayerKind.AREAS)
        if shape.name:
            made.labels.append((_middle(parts[0], layer.kind), shape.name))
    return made


def _trace(path: QPainterPath, parts: Iterable[Sequence[QPointF]], *, closed: bool) -> None:
    for part in parts:
        path.addPolygon(QPolygonF(part))
        if closed:
            path.closeSubpath()


def _middle(part: Sequence[QPointF], kind: LayerKind) -> Point:
    if kind is LayerKind.AREAS:
        centre = QPolygonF(part).boundingRect().center()
        return centre.x(), centre.y()
    one = part[len(part) // 2]
    return one.x(), one.y()


def _place(point: Point, given: Datum, shown: Datum) -> Point:
    return PLANE.metres(convert(point, given, shown))


def plan_fit(controls: Sequence[Control], given: Datum, shown: Datum) -> Fit:
    """How a site plan lies on the plane.

    Raises:
        BadFit: its control points lay it nowhere.
    """
    return fit([Control(one.pixel, _place(one.place, given, shown)) for one in controls])


def laid(layer: Layer, picture: QImage, shown: Datum) -> Drawn:
    """A site plan as it lies.

    Raises:
        BadFit: its control points lay it nowhere.
    """
    found = plan_fit(layer.controls, layer.datum, shown)
    lies = QTransform(found.a, found.d, found.b, found.e, found.c, found.f)
    return Drawn(layer, picture=picture, lies=lies, metres_per_pixel=found.metres_per_pixel)
