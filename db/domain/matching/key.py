"""The parts of a reading that a comparison looks at, in one spelling, and the key that joins lists.

The key leaves out what the rules let an address leave out (upper levels, a building's name beside a number, the floor
beside a room), so two addresses that are the same by the rules have one key, but for slips and aliases in the name of
the place. Numbers, buildings, stairs and rooms stand in it as they are. What has one key is still to be compared.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from db.domain.matching.units import (
    fold_community,
    fold_compound,
    fold_road,
    fold_town,
    fold_village,
    full_community,
)
from db.domain.reading.units import digits

_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_BESIDE = frozenset(["旁", "旁边", "对面", "附近", "隔壁", "前面", "后面", "交叉口", "路口", "村口"])
_PART = re.compile(
    r"[东西南北中前后左右]{1,2}[侧面边部段角片]?|[A-Z东西南北中]{1,2}区|[后前侧边]门|楼上|底层|底楼|夹层|顶层|车位.*|展厅.*"
)
_SIDE_WORD = re.compile(r"(?<=[东西南北中前后左右])[侧面边部段角片]$")
_NUMBERED = re.compile("^(?!原|旧|近|靠近).*[0-9A-Z]")
_ZONE = re.compile(
    r"(?:软件|工业|产业|科技|创业|物流|火炬)园区?(?:[一二三四五六七八九十A-Z]{1,3}[期区])*$"
    r"|(?:工业|开发|高新|产业|保税|保税港|物流园|集中|投资|试验|片|园)区(?:[一二三四五六七八九十A-Z]{1,3}[期区])*$"
)
_CLASS_WORDS = str.maketrans("栋座楼#", "幢幢层号")
_ROOM_WORD = re.compile("(?<=[0-9A-Z])(?:室|房|单元|号)$")
_NO_COMPOUND = _NO_NOTES = ("", "", "")


class Key(NamedTuple):
    """What two writings of one address share.

    Attributes:
        place: folded name of the naming place; without one, of the lowest unit of administration.
        number: the door number; without one, the compound.
        building: its identifier.
        stair: its identifier.
        inner: the room, or the floor where there is no room.
    """

    place: str
    number: str
    building: str
    stair: str
    inner: str


class Parts(NamedTuple):
    """A reading, ready to be compared: one spelling for each element, ``""`` where it has none.

    Attributes:
        community: its stem and class.
        zone: the zones among the compounds (软件园二期, 新阳工业区); roads run through them.
        named: the other compounds: estates and named buildings.
        place: the naming place's folded name: road, else village, else compound, else community.
        side: a side or zone inside the last element, from the notes: 西侧, A区.
        beside: the address only lies beside what it names (对面, 旁).
        note: all other notes.
    """

    province: str
    city: str
    district: str
    town: str
    community: str
    village: str
    road: str
    compound: str
    number: str
    building: str
    stair: str
    floor: str
    room: str
    side: str
    beside: str
    note: str
    zone: str
    named: str
    place: str

    @property
    def key(self) -> Key:
        """The key of these parts."""
        compound = "" if self.compound == self.place else self.compound
        return Key(
            self.place or fold_town(self.town) or self.district or self.city or self.province,
            self.number or compound,
            self.building,
            self.stair,
            self.room or (f"{self.floor}F" if self.floor else ""),
        )


def key_of(values: Mapping[str, str]) -> Key:
    """The key of a reading's values (``Reading.values``)."""
    return parts_of(values).key


def parts_of(values: Mapping[str, str]) -> Parts:
    """The parts of a reading's values (``Reading.values``)."""
    get = values.get
    road, village, community = get("road", ""), get("village", ""), get("community", "")
    road, village = road and fold_road(road), village and fold_village(village)
    written, rest = get("compound"), get("rest")
    compound, zone, named = _compounds(written) if written else _NO_COMPOUND
    side, beside, note = _notes(rest) if rest else _NO_NOTES
    number, building, stair = get("number", ""), get("building", ""), get("stair", "")
    floor, room = get("floor", ""), get("room", "")
    return Parts(
        get("province", ""),
        get("city", ""),
        get("district", ""),
        get("town", ""),
        community and full_community(community),
        village,
        road,
        compound,
        number and plain_id(number),
        building and plain_id(building),
        stair and plain_id(stair),
        floor and plain_id(floor),
        room and plain_id(room),
        side,
        beside,
        note,
        zone,
        named,
        road or village or compound or (community and f"{fold_community(community)}社区"),
    )


def plain_id(value: str) -> str:
    """An identifier without leading zeros, a list in order: ``08`` is ``8``, ``128,126`` is ``126,128``."""
    if value.isdigit() and not value.startswith("0"):
        return value
    return _plain_id(value)


@lru_cache(maxsize=16_384)
def _plain_id(value: str) -> str:
    plain = _LEADING_ZEROS.sub("", value)
    return ",".join(sorted(set(plain.split(",")))) if "," in plain else plain


@lru_cache(maxsize=16_384)
def _compounds(written: str) -> tuple[str, str, str]:
    """All compounds in one, the zones among them, and the others."""
    pieces = [fold_compound(piece) for piece in written.split("/")]
    zones = [piece for piece in pieces if _ZONE.search(piece)]
    return "".join(pieces), "".join(zones), "".join([piece for piece in pieces if piece not in zones])


@lru_cache(maxsize=4096)
def _notes(rest: str) -> tuple[str, str, str]:
    sides: set[str] = set()
    beside: set[str] = set()
    notes: set[str] = set()
    for piece in rest.split(","):
        if piece in _BESIDE:
            beside.add(piece)
        elif _PART.fullmatch(piece):
            sides.add(_SIDE_WORD.sub("", piece))
        else:
            plain = digits(piece).translate(_CLASS_WORDS)
            (sides if _NUMBERED.search(plain) else notes).add(_ROOM_WORD.sub("", plain))
    return ",".join(sorted(sides)), ",".join(sorted(beside)), ",".join(sorted(notes))
