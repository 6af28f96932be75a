"""Under which keys an address is filed in a list, and under which others may be: above, below, or nearly the same.

A key holds what two writings of an address share; a name is a place's name as it is folded for comparing.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from db.domain.matching.compare import districts_of
from db.domain.matching.inner import own_floor
from db.domain.matching.key import Parts
from db.domain.matching.names import Names
from db.domain.matching.units import fold_community

_DIGITS = re.compile(r"[0-9]{1,9}")
_WIDEST = 100
"""A range of more numbers is looked for by its first alone."""

_PART_OF_PLACE = re.compile(
    r"(?<=..)(?:[0-9]+组|(?:[一二三四五六七八九十A-Z]{1,3}(?:期|区|组团)|[东西南北中](?:区|苑))+)$"
)


class Slot(NamedTuple):
    """Where an address is filed.

    Attributes:
        place: the naming place, else the lowest unit of administration.
        number: the door number.
        building: its identifier.
        stair: its identifier.
        inner: the room, or the floor where there is no room.
    """

    place: str
    number: str = ""
    building: str = ""
    stair: str = ""
    inner: str = ""


class Share(NamedTuple):
    """What candidates share: building and stair may be left out, a number be written in another style."""

    place: str
    number: str
    inner: str


def slot_of(parts: Parts, names: Names) -> Slot | None:
    """The slot of an address; None when it tells neither a place nor a unit of a city."""
    place = parts.place or next(_units(parts, names), ("", ""))[1]
    if not place:
        return None
    inner = parts.room or (f"{parts.floor}F" if parts.floor else "")
    return Slot(place, parts.number, parts.building, parts.stair, inner)


def above(parts: Parts, slot: Slot, names: Names) -> Iterator[tuple[str, Slot]]:
    """The slots in which an address lies, from the nearest, each with a name for its level."""
    place, number, building, stair, inner = slot
    floor = (parts.floor or own_floor(parts.room)) if parts.room else ""
    if floor:
        yield "floor", slot._replace(inner=f"{floor}F")
    if inner:
        yield "stair", slot._replace(inner="")
    if stair:
        yield "building", Slot(place, number, building)
    if building:
        yield "number", Slot(place, number)
    if number:
        yield "place", Slot(place)
    for level, name in _around(parts):
        if name != place:
            yield level, Slot(name)
    for level, name in _units(parts, names):
        if name != place:
            yield level, Slot(name)


def _around(parts: Parts) -> Iterator[tuple[str, str]]:
    """Places that hold an address besides the one it is named by."""
    stem = _PART_OF_PLACE.sub("", parts.place)
    if stem != parts.place:
        yield "stem", stem
    if parts.compound and parts.compound != parts.place:
        yield "compound", parts.compound
        yield "phase", _PART_OF_PLACE.sub("", parts.compound)
    if parts.village and parts.village != parts.place:
        yield "village", parts.village


def _units(parts: Parts, names: Names) -> Iterator[tuple[str, str]]:
    """Units of administration that hold an address, the lowest first; abolished ones by their heirs."""
    if parts.community:
        yield "community", f"{fold_community(parts.community)}社区"
    if parts.town:
        yield "town", min(names.towns(parts.town))
    for number, district in enumerate(sorted(districts_of(parts, names))):
        yield f"district {number}", district


def other_names(parts: Parts) -> tuple[str, ...]:
    """Names by which another office may file an address: the compound for the road, the village for the community,
    and either for a part of it.
    """
    names = [_PART_OF_PLACE.sub("", parts.place), parts.village, parts.compound]
    if parts.place.endswith("社区"):
        names.append(parts.place.removesuffix("社区"))
    return tuple([name for name in dict.fromkeys(names) if name and name != parts.place])


def shares(slot: Slot, place: str) -> list[Share]:
    """What candidates in a place share with a slot: a leading number and a leading room or floor."""
    return [Share(place, *pair) for pair in product(_leading(slot.number), _leading(slot.inner))]


def may_be_one(one: Slot, other: Slot) -> bool:
    """Whether two slots share a leading number, unless it is left out, and a leading room or floor."""
    if one.number and other.number and not _meet(one.number, other.number):
        return False
    return _meet(one.inner, other.inner)


def _meet(one: str, other: str) -> bool:
    return one == other or not set(_leading(one)).isdisjoint(_leading(other))


def _leading(value: str) -> list[str]:
    """The numbers that an identifier begins with: 12 for 12-1, each of a list, each inside a short range."""
    if not value or value.isdigit():
        return [value]
    found: dict[str, None] = {}
    for part in value.split(","):
        ends = [one[0] for one in map(_DIGITS.search, part.split("~")) if one]
        if len(ends) == 2 and 0 <= int(ends[1]) - int(ends[0]) <= _WIDEST:
            found |= dict.fromkeys(map(str, range(int(ends[0]), int(ends[1]) + 1)))
        else:
            found[ends[0] if ends else part] = None
    return list(found)
