"""From the cells of one delivered record to the address it means: place name, levels, administrative units as written.

Pure reading: nothing is looked up here, nothing guessed. A record that cannot be read raises ``Refused`` with the rule
that refuses it.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from db.domain.address import NodeKind, Own, check_chain, read_own, split_text
from db.domain.division import unit_stem
from db.domain.errors import BadAddress, BadNumber
from db.domain.importing import Field
from db.domain.number import parse_range

PROBLEM_OF_RULE = {"duplicate_row": "重", "missing_number": "漏"}
"""Which of 重错漏 a refused row is; every rule not named here is 错."""

MAX_NAME = 60
"""Characters of a place name; the longest standard name has some fifteen, and no plate has room for more."""

_UNITS = (Field.DISTRICT, Field.SUBDISTRICT, Field.COMMUNITY)
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


def problem_of(rule: str) -> str:
    """重, 错 or 漏 for the rule that refused a row."""
    return PROBLEM_OF_RULE.get(rule, "错")


def read_target(cells: Mapping[str, str]) -> Target:
    """Read one record's cells (by ``Field`` value).

    Raises:
        Refused: a level is missing or unreadable, or stands under a level it cannot stand under.
    """
    written = cells.get(Field.ADDRESS, "")
    if written and not _has_parts(cells):
        cells, written = _split(cells), ""
    place_field, name = _place(cells)
    chain = _chain(cells, place_field)
    _refuse_other_levels(written, chain)
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
    )


def _refuse_other_levels(written: str, chain: tuple[Own, ...]) -> None:
    """Where a row gives its address in columns and in full, neither may silently win over the other's numbers."""
    parts = split_text(written) if written else None
    for field, kind in _LEVELS:
        text = parts.get(field, "") if parts else ""
        own = next((one for one in chain if one.kind is kind), None)
        if text and own is not None and _own(kind, text) != own:
            raise Refused("address_differs", field, own.text, text)


def _has_parts(cells: Mapping[str, str]) -> bool:
    return any(field in cells for field in (Field.STREET, Field.COMPOUND, Field.VILLAGE, Field.NUMBER))


def _split(cells: Mapping[str, str]) -> Mapping[str, str]:
    parts = split_text(cells[Field.ADDRESS])
    if parts is None:
        raise Refused("unreadable_address", Field.ADDRESS, cells[Field.ADDRESS])
    named: dict[str, str] = {Field.STREET.value: parts["place"]}
    named.update({str(field): parts[field] for field, _ in _LEVELS if field in parts})
    for field in _UNITS:
        written, column = parts.get(field.value, ""), name_text(cells.get(field, ""))
        if written and column and unit_stem(written) != unit_stem(column):
            raise Refused("units_disagree", field, column, written)
        if written:
            named[field.value] = written
    return {**cells, **named}


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


@lru_cache(maxsize=10_000)
def name_text(text: str) -> str:
    """A name as kept: half-width letters and figures, no blanks; small letters stay."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _floor(cells: Mapping[str, str], chain: tuple[Own, ...]) -> int | None:
    """The stated floor; a room without one takes it from its number, when its form says it (N13)."""
    if Field.FLOOR in cells:
        return int(_own(NodeKind.FLOOR, cells[Field.FLOOR]).ident)
    room = chain[-1].ident if chain[-1].kind is NodeKind.ROOM else ""
    plain = re.fullmatch(r"(-?[0-9]{1,2})[0-9]{2}", room)
    return int(plain[1]) if plain else None
