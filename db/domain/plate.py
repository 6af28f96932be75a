"""Plates (门牌): their classes, what is written on them and the templates they are made from.

A template is data with a source and a status (law 9): sizes in millimetres, zones as fractions of the graphic area.
Knows no font, no PDF and no table. Sources of the shipped figures stand in the template file beside each class.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Literal, get_args

from db.domain.errors import BadFile
from db.domain.plate_json import JsonReader


class PlateClass(StrEnum):
    """What kind of plate: 大门牌, 中门牌, 小门牌, 楼牌, 梯位牌, 室牌."""

    LARGE_DOOR = "large_door"
    MEDIUM_DOOR = "medium_door"
    SMALL_DOOR = "small_door"
    BUILDING = "building"
    STAIR = "stair"
    ROOM = "room"


Role = Literal["name", "pinyin", "number", "postcode", "address", "building", "stair", "room"]
Weight = Literal["regular", "bold"]
Align = Literal["left", "center"]
Status = Literal["verified", "default-unverified"]

QUIET_MODULES = 4
_DARK = re.compile("1+")
MIN_MODULE_MM = 0.5
# Viewers built on Poppler leave out text above 1,440 points (508 mm).
MAX_EM_MM = 505


@dataclass(frozen=True, slots=True)
class PlateText:
    """What a plate says; a class uses the fields its template has zones for.

    Attributes:
        name: the street, lane, compound or village (地名).
        pinyin: its romanisation, in composed characters.
        number: the house number as printed, ``12-1号``.
        postcode: six digits, empty where the district has none printed.
        address: the small line over a stair or a room, without the administrative part.
        building: the building's number, ``3``.
        stair: ``2梯``.
        room: ``1204室``.
    """

    name: str = ""
    pinyin: str = ""
    number: str = ""
    postcode: str = ""
    address: str = ""
    building: str = ""
    stair: str = ""
    room: str = ""

    def of(self, role: Role) -> str:
        """The text of one role."""
        text: str = getattr(self, role)
        return text


@dataclass(frozen=True, slots=True)
class QrMatrix:
    """A finished symbol without its quiet zone.

    Attributes:
        payload: what it encodes, byte for byte in UTF-8.
        level: error correction, ``L``, ``M``, ``Q`` or ``H``.
        mask: the mask pattern, 0 to 7.
        rows: one integer per row; the highest bit is the leftmost module, 1 is dark.
    """

    payload: str
    level: str
    mask: int
    rows: tuple[int, ...]

    @property
    def size(self) -> int:
        """Modules per side."""
        return len(self.rows)

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Yield horizontal dark runs as (row, first column, length)."""
        size = len(self.rows)
        for y, row in enumerate(self.rows):
            for run in _DARK.finditer(f"{row:0{size}b}"):
                yield y, run.start(), run.end() - run.start()


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in mm; x to the right, y downwards."""

    x: float
    y: float
    w: float
    h: float

    def meets(self, other: "Rect") -> bool:
        """Whether the two share any area (a thousandth of a millimetre is rounding)."""
        return (
            self.x + self.w - other.x > 1e-3
            and other.x + other.w - self.x > 1e-3
            and self.y + self.h - other.y > 1e-3
            and other.y + other.h - self.y > 1e-3
        )

    def holds(self, other: "Rect") -> bool:
        """Whether the other lies inside, edges included."""
        return (
            other.x >= self.x - 1e-3
            and other.y >= self.y - 1e-3
            and other.x + other.w <= self.x + self.w + 1e-3
            and other.y + other.h <= self.y + self.h + 1e-3
        )


@dataclass(frozen=True, slots=True)
class Zone:
    """Where one role's text goes.

    Attributes:
        role: which text.
        box: fractions of the graphic area.
        weight: font weight.
        min_mm: smallest em size; text that needs less is refused.
        max_mm: largest em size.
        colour: ``#RRGGBB``.
        align: across the zone.
        required: an empty text refuses the plate.
        dominant: the biggest thing on the plate; no other text grows taller than it.
        fill: share of the zone's height that the text may take.
        han_scale: size of Chinese characters beside the digits (号 is smaller than 12); 1 for plain text.
        spacing: widest gap between characters in em; shrinks to none before the text does.
        condense: narrowest horizontal scale of the characters; 1 forbids it.
    """

    role: Role
    box: Rect
    weight: Weight
    min_mm: float
    max_mm: float
    colour: str
    align: Align = "center"
    required: bool = True
    dominant: bool = False
    fill: float = 0.8
    han_scale: float = 1.0
    spacing: float = 0.0
    condense: float = 1.0


@dataclass(frozen=True, slots=True)
class Panel:
    """A coloured rectangle under the text, in fractions of the graphic area."""

    box: Rect
    colour: str


@dataclass(frozen=True, slots=True)
class PlateTemplate:
    """How one class of plate is made.

    Attributes:
        plate_class: the class.
        version: of this template; every plate remembers it.
        standard_ref: where the figures come from.
        status: ``verified`` by the office, or a shipped default that is not.
        width_mm: of the graphic area.
        height_mm: of the graphic area.
        border_mm: the rim around it (外沿) on each side.
        radius_mm: of the outer corners.
        frame_mm: width of the line that frames the graphic area, 0 for none; it lies in the rim.
        ground: colour of the plate.
        frame: colour of the frame line.
        panels: coloured parts of the ground.
        zones: where the texts go.
        qr: box of the QR symbol, quiet zone included, in mm from the graphic area's corner.
        qr_level: error correction.
    """

    plate_class: PlateClass
    version: str
    standard_ref: str
    status: Status
    width_mm: float
    height_mm: float
    border_mm: float
    radius_mm: float
    frame_mm: float
    ground: str
    frame: str
    panels: tuple[Panel, ...]
    zones: tuple[Zone, ...]
    qr: Rect
    qr_level: str

    @property
    def outer_mm(self) -> tuple[float, float]:
        """Width and height of the whole plate, rim included."""
        return self.width_mm + 2 * self.border_mm, self.height_mm + 2 * self.border_mm

    def in_mm(self, fractions: Rect) -> Rect:
        """Turn fractions of the graphic area into mm from the plate's outer corner."""
        return Rect(
            self.border_mm + fractions.x * self.width_mm,
            self.border_mm + fractions.y * self.height_mm,
            fractions.w * self.width_mm,
            fractions.h * self.height_mm,
        )

    @property
    def qr_mm(self) -> Rect:
        """The QR box in mm from the plate's outer corner."""
        return Rect(self.border_mm + self.qr.x, self.border_mm + self.qr.y, self.qr.w, self.qr.h)


def _colour(reader: JsonReader, name: str, colours: Mapping[str, str]) -> str:
    value: str = reader.choice(name, tuple(colours))
    return colours[value]


def _zone(reader: JsonReader, colours: Mapping[str, str]) -> Zone:
    zone = Zone(
        role=reader.choice("role", get_args(Role)),
        box=Rect(*reader.rect("box", 1.0)),
        weight=reader.choice("weight", get_args(Weight), "bold"),
        min_mm=reader.number("min_mm", 0.5, MAX_EM_MM),
        max_mm=reader.number("max_mm", 0.5, MAX_EM_MM),
        colour=_colour(reader, "colour", colours),
        align=reader.choice("align", get_args(Align), "center"),
        required=reader.flag("required", True),
        dominant=reader.flag("dominant", False),
        fill=reader.number("fill", 0.1, 1.0, 0.8),
        han_scale=reader.number("han_scale", 0.1, 1.0, 1.0),
        spacing=reader.number("spacing", 0.0, 3.0, 0.0),
        condense=reader.number("condense", 0.2, 1.0, 1.0),
    )
    if zone.min_mm > zone.max_mm:
        raise reader.bad("min_mm", "larger_than_max", zone.min_mm)
    reader.done()
    return zone


def _panel(reader: JsonReader, colours: Mapping[str, str]) -> Panel:
    panel = Panel(Rect(*reader.rect("box", 1.0)), _colour(reader, "colour", colours))
    reader.done()
    return panel


def _template(
    reader: JsonReader, plate_class: PlateClass, version: str, colours: Mapping[str, str]
) -> PlateTemplate:
    template = PlateTemplate(
        plate_class=plate_class,
        version=f"{plate_class}/{version}",
        standard_ref=reader.text("standard_ref"),
        status=reader.choice("status", get_args(Status)),
        width_mm=reader.number("width_mm", 20, 5000),
        height_mm=reader.number("height_mm", 20, 5000),
        border_mm=reader.number("border_mm", 0, 100),
        radius_mm=reader.number("radius_mm", 0, 200),
        frame_mm=reader.number("frame_mm", 0, 50),
        ground=_colour(reader, "ground", colours),
        frame=_colour(reader, "frame", colours),
        panels=tuple(_panel(r, colours) for r in reader.each("panels")),
        zones=tuple(_zone(r, colours) for r in reader.each("zones")),
        qr=Rect(*reader.rect("qr_mm", 5000)),
        qr_level=reader.choice("qr_level", ("L", "M", "Q", "H"), "Q"),
    )
    reader.done()
    _check_geometry(template, reader)
    return template


def _check_geometry(template: PlateTemplate, reader: JsonReader) -> None:
    graphic = template.in_mm(Rect(0, 0, 1, 1))
    if template.qr.w != template.qr.h:
        raise reader.bad("qr_mm", "not_square")
    if template.frame_mm > template.border_mm:
        raise reader.bad("frame_mm", "wider_than_border", template.frame_mm)
    if sum(zone.dominant for zone in template.zones) != 1:
        raise reader.bad("zones", "not_one_dominant")
    places = [("qr_mm", template.qr_mm)]
    places += [(f"zones[{i}].box", template.in_mm(zone.box)) for i, zone in enumerate(template.zones)]
    for name, place in places:
        if not graphic.holds(place):
            raise reader.bad(name, "outside_graphic_area")
    for (name, one), (other, two) in combinations(places, 2):
        if one.meets(two):
            raise reader.bad(other, "overlaps", name)
    roles = [zone.role for zone in template.zones]
    if len(set(roles)) != len(roles):
        raise reader.bad("zones", "role_twice")


def templates_from_json(text: str, source: str = "plates.json") -> dict[PlateClass, PlateTemplate]:
    """Read and check a template file.

    Args:
        text: the file's content.
        source: the file's name, for complaints.

    Raises:
        BadFile: not JSON, a field missing, unknown or out of range, or zones that overlap; ``column`` is the path.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise BadFile(source, "not_json", detail=str(error)) from error
    file = JsonReader(data, "", source)
    version = file.text("version")
    listed = JsonReader(file.take("colours"), "colours", source)
    colours = {name: str(value) for name, value in listed.data.items()}
    for name, value in colours.items():
        if len(value) != 7 or value[0] != "#" or not set(value[1:]) <= set("0123456789ABCDEF"):
            raise listed.bad(name, "not_a_colour", value)
    classes = JsonReader(file.take("classes"), "classes", source)
    file.done()
    templates = {}
    for name, item in classes.data.items():
        if name not in list(PlateClass):
            raise classes.bad(name, "unknown_class")
        reader = JsonReader(item, f"classes.{name}", source)
        templates[PlateClass(name)] = _template(reader, PlateClass(name), version, colours)
    return templates
