"""What readers of map files share: positions gathered by kind, and brought from a projection into degrees."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from db.domain.geo import Box, Point
from db.domain.geo_gauss import Zone, to_degrees
from db.domain.map_layer import BadLayer, LayerKind, ReadLayer, Shape, simplify

MOST_POSITIONS = 300_000
_MOST_NAME = 60
_COARSE_FROM = 2_000
_COARSE_DEGREES, _COARSE_METRES = 0.000_005, 0.5
_NAMES = (
    "name",
    "名称",
    "mc",
    "标准名称",
    "小区名称",
    "社区名称",
    "道路名称",
    "路名",
    "xqmc",
    "sqmc",
    "dlmc",
    "title",
    "label",
)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file was found to hold.

    Attributes:
        projected: what its metres were in before they were brought into degrees; ``""`` when it held degrees.
        is_official: the file itself says that it is in CGCS2000 or WGS-84.
    """

    layers: tuple[ReadLayer, ...]
    projected: str = ""
    is_official: bool = False


@dataclass
class Gathering:
    """Shapes of one file while it is read.

    Attributes:
        name: of the file.
        zone: what its metres are in; None for degrees.
    """

    name: str
    zone: Zone | None = None
    skipped: int = 0
    _found: dict[LayerKind, list[Shape]] = field(default_factory=dict)
    _count: int = 0

    def add(self, kind: LayerKind, name: str, parts: Sequence[Sequence[Point]]) -> None:
        """Take a shape.

        Raises:
            BadLayer: ``too_many``, there are more positions than a map of an office can have.
        """
        tolerance = _COARSE_METRES if self.zone else _COARSE_DEGREES
        kept = tuple(
            simplify(part, tolerance, 4) if len(part) > _COARSE_FROM else tuple(part)
            for part in parts
            if part
        )
        if not kept:
            self.skipped += 1
            return
        self._count += sum(len(part) for part in kept)
        if self._count > MOST_POSITIONS:
            raise BadLayer("too_many", self.name, f"{MOST_POSITIONS:,}")
        self._found.setdefault(kind, []).append(Shape(name[:_MOST_NAME], kept))

    def done(self, projected: str = "", *, is_official: bool = False) -> ReadFile:
        """Everything, in degrees.

        Raises:
            BadLayer: ``empty``, or ``projected`` when the numbers are no degrees and nothing says what else.
        """
        if not self._found:
            raise BadLayer("empty", self.name)
        layers = [ReadLayer(kind, tuple(shapes), 0) for kind, shapes in self._found.items()]
        layers[0] = replace(layers[0], skipped=self.skipped)
        if self.zone is not None:
            layers = [_unprojected(one, self.zone) for one in layers]
        for one in layers:
            _refuse_metres(one.box, self.name)
        return ReadFile(tuple(layers), projected, is_official)


def position(numbers: object, where: Callable[[], tuple[str, str]]) -> Point:
    """A pair of finite numbers; a height behind them is passed over.

    Args:
        numbers: as read.
        where: tells the file and the feature, should the numbers be none.

    Raises:
        BadLayer: ``bad_position``.
    """
    if isinstance(numbers, list | tuple) and len(numbers) >= 2:
        x, y = numbers[0], numbers[1]
        if _is_number(x) and _is_number(y) and math.isfinite(x) and math.isfinite(y):
            return float(x), float(y)
    raise BadLayer("bad_position", *where())


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def label_of(properties: object) -> str:
    """What a feature is called: the field that is named so, else the first text."""
    if not isinstance(properties, dict):
        return ""
    texts = {str(key).casefold(): value for key, value in properties.items() if isinstance(value, str)}
    for key in _NAMES:
        if texts.get(key, "").strip():
            return _one_line(texts[key])
    return next((_one_line(one) for one in texts.values() if one.strip()), "")


def _one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _unprojected(layer: ReadLayer, zone: Zone) -> ReadLayer:
    shapes = tuple(
        Shape(one.name, tuple(tuple(to_degrees(place, zone) for place in part) for part in one.parts))
        for one in layer.shapes
    )
    return replace(layer, shapes=shapes)


def _refuse_metres(box: Box | None, name: str) -> None:
    if box is not None and (
        max(abs(box.west), abs(box.east)) > 180 or max(abs(box.south), abs(box.north)) > 180
    ):
        raise BadLayer("projected", name, f"{box.west:.1f}, {box.south:.1f}")
