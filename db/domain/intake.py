"""From the cells of one delivered record to the address it means: place name, levels, administrative units as written.

Pure reading: nothing is looked up here, nothing guessed. An address written in one cell is read element by element and
taken only when every character of it is accounted for. A record that cannot be read raises ``Refused`` with the rule
that refuses it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from db.domain.address import CITY, NodeKind, Own, check_chain, read_own, split_text
from db.domain.division import unit_stem
from db.domain.errors import BadAddress, BadNumber
from db.domain.importing import Field
from db.domain.number import parse_range
from db.domain.place import MAX_NAME, name_text
from db.domain.reading.model import Element, Reading
from db.domain.reading.reader import read_address

PROBLEM_OF_RULE = {"duplicate_row": "重", "missing_number": "漏"}
"""Which of 重错漏 a refused row is; every rule not named here is 错."""

_UNITS = (Field.DISTRICT, Field.SUBDISTRICT, Field.COMMUNITY)
UNIT_ELEMENTS = {Field.DISTRICT: "district", Field.SUBDISTRICT: "town", Field.COMMUNITY: "community"}
"""Column of an administrative unit -> the element that names it in a written address."""

_PROVINCE = "福建省"
_SIDES = {"左": "left", "右": "right"}
_LEVELS = (
    (Field.NUMBER, NodeKind.DOOR),
    (Field.BUILDING, NodeKind.BUILDING),
    (Field.STAIR, NodeKind.STAIR),
    (Field.ROOM, NodeKind.ROOM),
)


class Refused(Exception):
    """A record is not taken: ``rule`` says why, ``field`` where; never leaves the import service."""

    def __init__(self, rule: str, field: str = "", text: str = "", recovered: str = "") -> None:
        super().__init__(rule, field, text)
        self.rule = rule
        self.field = field
        self.text = text
        self.recovered = recovered


@dataclass(frozen=True, slots=True)
class Target:
    """The address a record means.

    Attributes:
        place_field: ``street``, ``compound`` or ``village``: which column named the place.
        place_name: the name as written, blanks removed.
        chain: levels below the place, outermost first.
        district, subdistrict, community: units as written, ``""`` when not given.
        floor: the floor stated beside a room, else the one its number tells, None when neither does.
        floor_stated: whether the record itself says the floor.
        side: ``left``, ``right`` or ``""``.
        written_whole: the record gives its address in one cell only.
    """

    place_field: str
    place_name: str
    chain: tuple[Own, ...]
    district: str
    subdistrict: str
    community: str
    floor: int | None
    floor_stated: bool
    side: str
    written_whole: bool = False


def problem_of(rule: str) -> str:
    """重, 错 or 漏 for the rule that refused a row."""
    return PROBLEM_OF_RULE.get(rule, "错")


def only_written(cells: Mapping[str, str]) -> str:
    """The address in one cell when the record gives no columns for it, else ``""``."""
    columns = (Field.STREET, Field.COMPOUND, Field.VILLAGE, Field.NUMBER)
    return "" if any(field in cells for field in columns) else cells.get(Field.ADDRESS, "")


def read_target(cells: Mapping[str, str], read: Callable[[str], Reading] = read_address) -> Target:
    """Read one record's cells (by ``Field`` value).

    Args:
        cells: the cells that hold something.
        read: how an address in one cell is read, with whatever names and corrections the register has.

    Raises:
        Refused: a level is missing or unreadable, or stands under a level it cannot stand under.
    """
    whole = only_written(cells)
    if whole:
        cells = _split(cells, read(whole))
    place_field, name = _place(cells)
    chain = _chain(cells, place_field)
    if not whole:
        _refuse_other_levels(cells.get(Field.ADDRESS, ""), chain)
    return Target(
        place_field,
        name_text(name),
        chain,
        name_text(cells.get(Field.DISTRICT, "")),
        name_text(cells.get(Field.SUBDISTRICT, "")),
        name_text(cells.get(Field.COMMUNITY, "")),
        _floor(cells, chain),
        Field.FLOOR in cells,
        _SIDES.get(cells.get(Field.SIDE, "")[:1], ""),
        bool(whole),
    )


def _refuse_other_levels(written: str, chain: tuple[Own, ...]) -> None:
    """Where a row gives its address in columns and in full, neither may silently win over the other's numbers."""
    parts = split_text(written) if written else None
    for field, kind in _LEVELS:
        text = parts.get(field, "") if parts else ""
        own = next((one for one in chain if one.kind is kind), None)
        if text and own is not None and _own(kind, text) != own:
            raise Refused("address_differs", field, own.text, text)


def _split(cells: Mapping[str, str], reading: Reading) -> Mapping[str, str]:
    """The cells with what an address in one cell says; only what it says for certain and in full."""
    elements = {one.kind: one for one in reading.elements}
    if elements.keys().isdisjoint(("number", "building")):
        raise Refused("unreadable_address", Field.ADDRESS, reading.text)
    _refuse_meaning_left_over(reading, elements)
    _refuse_elsewhere(elements)
    named = _named_place(reading, elements)
    for field, level in (*_LEVELS, (Field.FLOOR, NodeKind.FLOOR)):
        if (element := elements.get(_ELEMENT[level])) is not None:
            named[field.value] = _level(reading, element, field)
    for field, name in UNIT_ELEMENTS.items():
        unit = elements.get(name)
        column = name_text(cells.get(field, ""))
        if unit and column and unit_stem(unit.value) != unit_stem(column):
            raise Refused("units_disagree", field, column, unit.value)
        if unit:
            named[field.value] = unit.value
    return {**cells, **named}


_ELEMENT = {
    NodeKind.DOOR: "number",
    NodeKind.BUILDING: "building",
    NodeKind.STAIR: "stair",
    NodeKind.FLOOR: "floor",
    NodeKind.ROOM: "room",
}
_SAYS_NOTHING = re.compile(r"[\W_内第]+|市辖区|中国")
_SHOP = re.compile("[店铺]")


def _refuse_meaning_left_over(reading: Reading, elements: Mapping[str, Element]) -> None:
    """Notes, directions and words between the elements may change what is meant, so they are not dropped."""
    if "rest" in elements:
        raise Refused("note_in_address", Field.ADDRESS, elements["rest"].value)
    for start, end in reading.remainder:
        between = _SAYS_NOTHING.sub("", reading.text[start:end])
        if between:
            raise Refused("note_in_address", Field.ADDRESS, between)


def _refuse_elsewhere(elements: Mapping[str, Element]) -> None:
    for kind, ours in (("province", _PROVINCE), ("city", CITY)):
        if kind in elements and elements[kind].value != ours:
            raise Refused("other_city", Field.ADDRESS, elements[kind].value)


def _named_place(reading: Reading, elements: Mapping[str, Element]) -> dict[str, str]:
    """The naming place: a road, else a hamlet, else a compound; beside a road a compound is only its building's name."""
    kind = next((kind for kind in ("road", "village", "compound") if kind in elements), "")
    if not kind or "/" in elements[kind].value:
        raise Refused("unreadable_address", Field.ADDRESS, reading.text)
    if kind == "village" and "compound" in elements:
        raise Refused("several_places", Field.ADDRESS, elements["compound"].value)
    field = Field.COMPOUND if kind == "compound" and "number" not in elements else Field.STREET
    return {field.value: _as_written(reading, elements[kind])}


def _as_written(reading: Reading, element: Element) -> str:
    """A name with the small letters it was written with."""
    written = name_text("".join(reading.text[start:end] for start, end in element.spans))
    return written if written.upper() == element.value else element.value


def _level(reading: Reading, element: Element, field: Field) -> str:
    if "~" in element.value or "," in element.value:
        raise Refused("range_needs_preview", field, element.value)
    written = "".join(reading.text[start:end] for start, end in element.spans)
    if field is Field.ROOM and _SHOP.search(written):
        raise Refused("bad_room", field, written)  # no level of the standard address is a shop
    return element.value


def _place(cells: Mapping[str, str]) -> tuple[str, str]:
    for field in (Field.STREET, Field.VILLAGE, Field.COMPOUND):
        if field in cells:
            if len(cells[field]) > MAX_NAME:
                raise Refused("name_too_long", field, cells[field][:MAX_NAME])
            return field.value, cells[field]
    raise Refused("missing_place", Field.STREET)


def _chain(cells: Mapping[str, str], place_field: str) -> tuple[Own, ...]:
    chain = tuple(_own(kind, cells[field]) for field, kind in _LEVELS if field in cells)
    if Field.FLOOR in cells and Field.ROOM not in cells and chain:
        chain = (*chain, _own(NodeKind.FLOOR, cells[Field.FLOOR]))
    if Field.NUMBER not in cells and not (place_field == Field.COMPOUND and Field.BUILDING in cells):
        raise Refused("missing_number", Field.NUMBER)
    try:
        check_chain(chain)
    except BadAddress as error:
        raise Refused("wrong_parent", error.field, error.text) from error
    return chain


_RULES = {
    NodeKind.DOOR: "bad_number",
    NodeKind.BUILDING: "bad_building",
    NodeKind.STAIR: "bad_stair",
    NodeKind.FLOOR: "bad_floor",
    NodeKind.ROOM: "bad_room",
}
_FIELDS = {kind: field for field, kind in _LEVELS} | {NodeKind.FLOOR: Field.FLOOR}


@lru_cache(maxsize=50_000)
def _own(kind: NodeKind, text: str) -> Own:
    try:
        if kind is NodeKind.DOOR and parse_range(text) is not None:
            raise Refused("range_needs_preview", Field.NUMBER, text)
        return read_own(kind, text)
    except (BadNumber, BadAddress) as error:
        raise Refused(_RULES[kind], _FIELDS[kind], text) from error


def _floor(cells: Mapping[str, str], chain: tuple[Own, ...]) -> int | None:
    """The stated floor; a room without one takes it from its number, when its form says it (N13)."""
    if Field.FLOOR in cells:
        return int(_own(NodeKind.FLOOR, cells[Field.FLOOR]).ident)
    room = chain[-1].ident if chain[-1].kind is NodeKind.ROOM else ""
    plain = re.fullmatch(r"(-?[0-9]{1,2})[0-9]{2}", room)
    return int(plain[1]) if plain else None
