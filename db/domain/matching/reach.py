"""Under which keys an address is filed in a list, and under which others may be: above, below, or nearly the same.

A key holds what two writings of an address share; a name is a place's name as it is folded for comparing.
"""

import re
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from db.domain.matching.inner import own_floor
from db.domain.matching.key import Parts
from db.domain.matching.names import Names
from db.domain.matching.units import fold_community, fold_town

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


Share = tuple[str, str, str]
"""What candidates share: place, leading number, leading room or floor; building and stair may be left out."""


def slot_of(parts: Parts, names: Names) -> Slot | None:
    """The slot of an address; None when it tells neither a place nor a unit of a city."""
    place = parts.place
    if not place:
        units = _units(names, parts.community, parts.town, parts.district)
        if not units:
            return None
        place = units[0][1].place
    inner = parts.room or (f"{parts.floor}F" if parts.floor else "")
    return Slot(place, parts.number, parts.building, parts.stair, inner)


def above(parts: Parts, slot: Slot, names: Names) -> list[tuple[str, Slot]]:
    """The slots in which an address lies, from the nearest, each with a name for its level."""
    return inside(parts, slot) + units_of(parts, names)


def inside(parts: Parts, slot: Slot) -> list[tuple[str, Slot]]:
    """The slots in which an address lies, up to its place and what holds that by name."""
    place, number, building, stair, inner = slot
    found: list[tuple[str, Slot]] = []
    if inner:
        floor = (parts.floor or own_floor(parts.room)) if parts.room else ""
        if floor:
            found.append(("floor", Slot(place, number, building, stair, f"{floor}F")))
        found.append(("stair", Slot(place, number, building, stair)))
    if stair:
        found.append(("building", Slot(place, number, building)))
    if building:
        found.append(("number", Slot(place, number)))
    if number:
        found.append(("place", Slot(place)))
    found += _wider(place, parts.compound, parts.village)
    return found


def units_of(parts: Parts, names: Names) -> list[tuple[str, Slot]]:
    """The units of administration in which an address lies, from the lowest; not the one it is filed under itself."""
    units = _units(names, parts.community, parts.town, parts.district)
    return [*(units if parts.place else units[1:])]


@lru_cache(maxsize=65_536)
def _wider(place: str, compound: str, village: str) -> tuple[tuple[str, Slot], ...]:
    """Places that hold an address besides the one it is named by."""
    found = (
        ("stem", stem_of(place)),
        ("compound", compound),
        ("phase", stem_of(compound)),
        ("village", village),
    )
    return tuple([(level, Slot(name)) for level, name in found if name and name != place])


@lru_cache(maxsize=65_536)
def _units(names: Names, community: str, town: str, district: str) -> tuple[tuple[str, Slot], ...]:
    """Units of administration that hold an address, the lowest first; abolished ones by their heirs."""
    found = [("community", f"{fold_community(community)}社区")] if community else []
    if town:
        found.append(("town", min(names.towns(town))))
    districts = names.districts(district) if district else names.units.get(fold_town(town), ())
    found += [(f"district {number}", name) for number, name in enumerate(sorted(districts))]
    return tuple([(level, Slot(name)) for level, name in found])


@lru_cache(maxsize=65_536)
def stem_of(place: str) -> str:
    """A place without the part of it that its name ends in: 高林 of 高林14组, 恒丰花园 of 恒丰花园二期."""
    return _PART_OF_PLACE.sub("", place)


@lru_cache(maxsize=65_536)
def other_names(place: str, village: str, compound: str) -> tuple[str, ...]:
    """Names by which another office may file an address.

    The compound for the road, the village for the community, and the whole for a part of it.
    """
    names = (stem_of(place), village, compound, place.removesuffix("社区"))
    return tuple([name for name in dict.fromkeys(names) if name and name != place])


def shares(place: str, number: str, inner: str) -> list[Share]:
    """What candidates in a place share with a number and a room or floor."""
    if (not number or number.isdigit()) and (not inner or inner.isdigit()):
        return [(place, number, inner)]
    return [(place, *pair) for pair in product(_leading(number), _leading(inner))]


def may_be_one(one: Slot, other: Slot) -> bool:
    """Whether two slots share a leading room or floor, and a leading number.

    A number left out in one is made up for by a room, floor or building in both; a street and all its doors are no
    candidates for one another.
    """
    if not _meet(one.inner, other.inner):
        return False
    if one.number == other.number or (one.number and other.number):
        return _meet(one.number, other.number)
    return bool(one.inner or (one.building and one.building == other.building))


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
