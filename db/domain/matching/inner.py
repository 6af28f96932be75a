"""Comparing what lies inside the naming place: number, named building, building, stair, floor, room, side."""

import re
from functools import lru_cache

from db.domain.matching.compound import bears_numbers, compare_compounds
from db.domain.matching.findings import LEVELS, Findings, Reason, apart, element_of
from db.domain.matching.key import Parts
from db.domain.matching.model import Comparison
from db.domain.matching.names import Names

_OWN_FLOOR = re.compile(r"([1-9][0-9]?)[0-9]{2}[A-Z]?(?:[之-].*)?|([1-9][0-9]?)[A-Z]")
_SUFFIX = re.compile(r"[之-]")
_EXACT = ("number", "building", "stair", "room")
_OPEN = ("group", "part", "number")
_WRITTEN = tuple(level for level in LEVELS if level not in ("group", "part", "phase"))


def compare_inner(one: Parts, other: Parts, names: Names, found: Findings) -> Comparison | None:
    """Add what differs inside the place to the findings; a comparison when the two are surely apart."""
    if one[_FIRST_INNER:_LAST_INNER] == other[_FIRST_INNER:_LAST_INNER] and one.compound == other.compound:
        return None
    for level in _EXACT:
        ours, theirs = getattr(one, level), getattr(other, level)
        if ours == theirs:
            continue
        if not ours or not theirs:
            found.only(level, in_first=bool(ours))
            continue
        doubt = _open_difference(level, ours, theirs)
        if doubt is None:
            return apart(Reason.IDENTIFIER_DIFFERS, level)
        found.doubts.append((doubt, level))
    if one.side != other.side:
        if one.side and other.side:
            return apart(Reason.SIDE_DIFFERS, "rest")
        found.only("side", in_first=bool(one.side))
    if one.beside != other.beside:
        found.doubts.append((Reason.BESIDE, "rest"))
    if one.note and other.note and one.note != other.note:
        found.doubts.append((Reason.NOTE_DIFFERS, "rest"))
    return _floors(one, other, found) or compare_compounds(one, other, names, found)


_FIRST_INNER, _LAST_INNER = Parts._fields.index("number"), Parts._fields.index("place")


def conclude(one: Parts, other: Parts, found: Findings) -> Comparison:
    """The verdict on two addresses with the same naming place."""
    ours, theirs = found.ahead
    if found.twin and (ours or theirs or not found.located or not _anchored(one, found.twin)):
        found.doubts.append((Reason.NAME_NEAR, found.twin))
    if ours and theirs:
        first = min(ours + theirs)
        if LEVELS[first] in _OPEN:
            found.doubts.append((Reason.LEVEL_LEFT_OUT, element_of(first)))
            return found.open()
        return apart(Reason.LEVEL_DIFFERS, element_of(first))
    if not ours and not theirs:
        return found.same()
    first = min(ours or theirs)
    if first > _deepest(other if ours else one):
        return found.contains(1 if ours else 2, element_of(first))
    found.doubts.append((Reason.LEVEL_LEFT_OUT, element_of(first)))
    return found.open()


def _anchored(parts: Parts, twin: str) -> bool:
    """Whether enough is the same below a name that only sounds the same."""
    if twin == "compound" and not parts.number:
        return sum(map(bool, (parts.building, parts.stair, parts.floor, parts.room))) > 1
    return bool(parts.number or parts.room)


def _deepest(parts: Parts) -> int:
    """The lowest level inside the place that an address has, -1 for none."""
    for level in reversed(_WRITTEN):
        if level == "compound" and (bears_numbers(parts) or (parts.number and not parts.named)):
            continue
        if getattr(parts, level):
            return LEVELS.index(level)
    return -1


def _open_difference(level: str, one: str, other: str) -> Reason | None:
    """Why two differing identifiers may still mean one thing; None when they are surely two."""
    if one.replace("之", "-") == other.replace("之", "-"):
        return Reason.NUMBER_STYLE
    if _inside(one, other) or _inside(other, one):
        return Reason.INSIDE_RANGE
    if level == "room":
        ours, theirs = _SUFFIX.split(one, maxsplit=1), _SUFFIX.split(other, maxsplit=1)
        if ours[0] == theirs[0] and len(ours) != len(theirs):
            return Reason.SUB_ROOM
    return None


def _inside(one: str, whole: str) -> bool:
    """Whether a number is one of a list or inside a range."""
    if "," not in whole and "~" not in whole:
        return False
    if one in whole.split(","):
        return True
    if not one.isdigit():
        return False
    ends = [part.split("~") for part in whole.split(",") if "~" in part]
    return any(
        low.isdigit() and high.isdigit() and int(low) <= int(one) <= int(high)
        for low, high in (pair for pair in ends if len(pair) == 2)
    )


@lru_cache(maxsize=65_536)
def own_floor(room: str) -> str:
    """The floor that a room's number tells: 11 of 1103, 33 of 33D; ``""`` when it tells none."""
    found = _OWN_FLOOR.fullmatch(room)
    return (found[1] or found[2]) if found else ""


def _floors(one: Parts, other: Parts, found: Findings) -> Comparison | None:
    if one.floor == other.floor:
        return None
    if one.floor and other.floor:
        doubt = _open_difference("floor", one.floor, other.floor)
        if doubt is None:
            return apart(Reason.IDENTIFIER_DIFFERS, "floor")
        found.doubts.append((doubt, "floor"))
        return None
    with_floor, without = (one, other) if one.floor else (other, one)
    if not without.room:
        found.only("floor", in_first=bool(one.floor))
        return None
    own = own_floor(without.room)
    if with_floor.room:
        if own == with_floor.floor:
            found.notes.append((Reason.FLOOR_LEFT_OUT, "floor"))
        else:
            found.doubts.append((Reason.FLOOR_CONTRADICTS if own else Reason.FLOOR_LEFT_OUT, "floor"))
        return None
    if own and own != with_floor.floor:
        return apart(Reason.FLOOR_CONTRADICTS, "floor")
    if not own:
        found.only("floor", in_first=bool(one.floor))
    return None
