"""The standard address below its place name: levels, allowed parents, spelling, keys and order.

市 → 区 → {路/里/小区/自然村} → 门牌号 → 楼栋 → 梯位 → (层) → 室, with skips. 镇街 and 社区 are no part of the text: a street
crosses communities, and an administrative move must not change what stands on a plate.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from db.domain.errors import BadAddress
from db.domain.number import HouseNumber, parse_number

CITY = "厦门市"


class NodeKind(StrEnum):
    """Levels of a node; the order is the order in the text."""

    DOOR = "door"  # 门牌号
    BUILDING = "building"  # 楼栋
    STAIR = "stair"  # 梯位
    FLOOR = "floor"  # 层
    ROOM = "room"  # 室


ORDER: tuple[NodeKind, ...] = tuple(NodeKind)

ALLOWED_PARENTS: dict[NodeKind, frozenset[NodeKind | None]] = {
    NodeKind.DOOR: frozenset({None}),
    NodeKind.BUILDING: frozenset({None, NodeKind.DOOR}),
    NodeKind.STAIR: frozenset({None, NodeKind.DOOR, NodeKind.BUILDING}),
    NodeKind.FLOOR: frozenset({NodeKind.DOOR, NodeKind.BUILDING, NodeKind.STAIR}),
    NodeKind.ROOM: frozenset({NodeKind.DOOR, NodeKind.BUILDING, NodeKind.STAIR, NodeKind.FLOOR}),
}
"""Kind -> kinds it may hang under; None is the place name itself (a compound without a gate number)."""

BEARING = frozenset(kind for above in ALLOWED_PARENTS.values() for kind in above if kind is not None)
"""Kinds below which something may hang: nobody need look below eleven thousand rooms."""

CLASS_WORD = {NodeKind.BUILDING: "幢", NodeKind.STAIR: "梯", NodeKind.FLOOR: "层", NodeKind.ROOM: "室"}
ABSENT = "-"
"""How an absent level is written in keys: NULL would defeat a unique index."""

_BUILDING = re.compile(r"([A-Z]?[0-9]{1,4}[A-Z]?|[A-Z]|[主裙东南西北])(?:号楼|#楼|#|幢|栋|座|楼)?")
_STAIR = re.compile(r"([0-9]{1,2}|[A-Z])(?:号梯|梯位|梯口|梯|单元)?")
_FLOOR = re.compile(r"(?:第)?(-?[0-9]{1,3}|B[0-9])(?:层|楼|F)?")
_ROOM = re.compile(r"(-?[A-Z]{0,2}[0-9]{1,4}[A-Z]?(?:-[0-9]{1,2})?)(?:室|房|号|单元)?")
_FORMS = {
    NodeKind.BUILDING: _BUILDING,
    NodeKind.STAIR: _STAIR,
    NodeKind.FLOOR: _FLOOR,
    NodeKind.ROOM: _ROOM,
}


@dataclass(frozen=True, slots=True)
class Own:
    """A node's own part of the address.

    Attributes:
        kind: the level.
        ident: identifier without class word (``3``, ``A``, ``501``); for a door its number's key.
        number: the house number, doors only.
        rank: the level's place in the text, 0 for a door.
        text: the part as it stands in the full text.
        sort_key: text whose order is the order on the street or in the house.
    """

    kind: NodeKind
    ident: str
    number: HouseNumber | None = None
    rank: int = field(init=False, compare=False, repr=False)
    text: str = field(init=False, compare=False, repr=False)
    sort_key: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        rank = ORDER.index(self.kind)
        text = str(self.number) if self.number is not None else self.ident + CLASS_WORD[self.kind]
        for name, value in (("rank", rank), ("text", text), ("sort_key", _sort_key(self, rank))):
            object.__setattr__(self, name, value)


def _sort_key(own: Own, rank: int) -> str:
    if own.number is not None:
        main, temporary, zhi, dash = own.number.sort_key()
        return f"{rank}{main:06d}{int(temporary)}{zhi:04d}{dash:04d}"
    digits = re.search(r"[0-9]+", own.ident)
    below = "0" if own.ident.startswith(("-", "B")) and own.kind is not NodeKind.BUILDING else "1"
    return f"{rank}{below}{int(digits[0]) if digits else 0:06d}{own.ident}"


def door(number: HouseNumber) -> Own:
    """The own part of a door."""
    return Own(NodeKind.DOOR, number.key, number)


def read_own(kind: NodeKind, text: str) -> Own:
    """Read one level as offices write it: ``3号楼``, ``2单元``, ``501房``, ``12-1号``.

    Raises:
        BadNumber: a door's number cannot be read.
        BadAddress: another level cannot be read; ``field`` is the kind.
    """
    if kind is NodeKind.DOOR:
        return door(parse_number(text))
    clean = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()
    found = _FORMS[kind].fullmatch(clean)
    if found is None or not found[1].strip("-0"):  # a nought stands for "none" and names nothing
        raise BadAddress(field=kind.value, text=text, why="unreadable")
    ident = found[1]
    if kind is NodeKind.FLOOR and ident.startswith("B"):
        ident = "-" + ident[1:]
    if kind in (NodeKind.BUILDING, NodeKind.STAIR, NodeKind.FLOOR):
        ident = re.sub(r"^(-?)0+(?=[0-9])", r"\1", ident)
    return Own(kind, ident)


def check_chain(chain: tuple[Own, ...]) -> None:
    """Refuse a chain of levels (outermost first) that the hierarchy does not allow.

    Raises:
        BadAddress: empty, or a level under a parent it cannot have.
    """
    if not chain:
        raise BadAddress(field="number", text="", why="no_level")
    above: NodeKind | None = None
    for own in chain:
        if above not in ALLOWED_PARENTS[own.kind]:
            raise BadAddress(field=own.kind.value, text=own.text, why="wrong_parent")
        above = own.kind


def live_key(place_id: int, chain: tuple[Own, ...]) -> str:
    """The key under which one live address exists; absent levels are written ``-``.

    The naming parent starts it, never the 社区: a street crosses communities.
    """
    by_kind = {own.kind: own.ident for own in chain}
    return "|".join([str(place_id), *(by_kind.get(kind, ABSENT) for kind in ORDER)])


def extend_key(parent_key: str, own: Own) -> str:
    """The key of a child, from its parent's key."""
    parts = parent_key.split("|")
    parts[1 + own.rank] = own.ident
    return "|".join(parts)


def place_key(place_id: int) -> str:
    """The key all levels of which are absent: where chains begin."""
    return live_key(place_id, ())


def full_text(district: str, place: str, chain: tuple[Own, ...]) -> str:
    """The standard address: 厦门市思明区湖滨南路81号3幢2梯501室 (N23: parent's text + own part)."""
    return CITY + district + place + "".join(own.text for own in chain)


def below_district(text: str, district: str) -> str:
    """A plainly written address from its place name on, whether or not it begins with province, city and district."""
    return text.removeprefix("福建省").removeprefix(CITY).removeprefix(district)


_WRITTEN = re.compile(
    r"(?:福建省)?(?:厦门市)?(?P<district>[^市区县]{2}[区县])?"
    r"(?P<subdistrict>[^市区县街镇0-9]{2,4}(?:街道办事处|街道办|街道|镇))?"
    r"(?P<community>[^市区县街0-9]{2,10}?(?:社区居(?:民委员|委)会|社区|[居村](?:民委员|委)会))?(?P<place>.+?)"
    r"(?P<number>临?[0-9]{1,6}(?:-[0-9]{1,4})?号(?:之[0-9一二三四五六七八九十]{1,3}|-[0-9]{1,4})?)"
    r"(?P<building>[A-Z0-9]{1,5}(?:幢|栋|座|号楼|#楼))?(?P<stair>[A-Z0-9]{1,2}(?:梯位|梯|单元))?"
    r"(?P<room>-?[A-Z0-9]{2,6}(?:室|房))?",
    re.IGNORECASE,
)


def split_text(text: str) -> dict[str, str] | None:
    """Split a plainly written address into units, place and levels; None when it is not plain.

    镇街 and 社区 are no part of a standard address, but offices write them in.
    """
    clean = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = _WRITTEN.fullmatch(clean)
    return {name: part for name, part in found.groupdict().items() if part} if found else None
