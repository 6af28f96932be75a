"""Comparing what lies inside the naming place: number, named building, building, stair, floor, room, side."""

import re
from functools import lru_cache

from db.domain.matching.findings import LEVELS, Findings, Reason, apart, element_of
from db.domain.matching.key import Parts
from db.domain.matching.model import Comparison
from db.domain.matching.names import Alike, Names

_OWN_FLOOR = re.compile(r"([1-9][0-9]?)[0-9]{2}[A-Z]?(?:[之-].*)?|([1-9][0-9]?)[A-Z]")
_PHASE = re.compile(r"(?:[一二三四五六七八九十A-Z]{1,3}(?:期|区|组团)|[东西南北中](?:区|苑))+")
_ENDING_PHASE = re.compile(rf"{_PHASE.pattern}$")
_ZONE = re.compile("软件园|工业|产业|科技|创业|高新|开发区|保税|物流|自由贸易")  # roads run through a zone
_SUFFIX = re.compile(r"[之-]")
_EXACT = ("number", "building", "stair", "room")
_WRITTEN = tuple(level for level in LEVELS if level not in ("group", "phase"))


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
    return _floors(one, other, found) or _compounds(one, other, names, found)


_FIRST_INNER, _LAST_INNER = Parts._fields.index("number"), Parts._fields.index("place")


def conclude(one: Parts, other: Parts, found: Findings) -> Comparison:
    """The verdict on two addresses with the same naming place."""
    ours, theirs = found.ahead
    if found.twin and (ours or theirs or not (one.number or one.room)):
        found.doubts.append((Reason.NAME_NEAR, found.twin))
    if ours and theirs:
        first = min(ours + theirs)
        if LEVELS[first] in ("group", "number"):
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


def _deepest(parts: Parts) -> int:
    """The lowest level inside the place that an address has, -1 for none."""
    for level in reversed(_WRITTEN):
        if getattr(parts, level) and not (level == "compound" and parts.compound == parts.place):
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


def _compounds(one: Parts, other: Parts, names: Names, found: Findings) -> Comparison | None:
    """A named building or estate beside a road or village; that the numbers are the same was seen before."""
    ours = "" if one.compound == one.place else one.compound
    theirs = "" if other.compound == other.place else other.compound
    if ours == theirs:
        return None
    numbered = bool(one.number and other.number)
    if not ours or not theirs:
        _one_compound(ours or theirs, found, in_first=bool(ours), numbered=numbered)
        return None
    phase_missing = phase_left_out(ours, theirs)
    if phase_missing:
        found.only("phase", in_first=phase_missing == 1)
        return None
    alike = names.alike(ours, theirs)
    if alike is Alike.OTHER and numbered and (ours in theirs or theirs in ours):
        found.notes.append((Reason.COMPOUND_LEFT_OUT, "compound"))
    elif alike <= Alike.TWIN:
        found.notes.append((Reason.ALIAS if alike is Alike.ALIAS else Reason.NAME_SLIP, "compound"))
        found.twin = "compound" if alike is Alike.TWIN else found.twin
    elif _ENDING_PHASE.sub("", ours) == _ENDING_PHASE.sub("", theirs):
        return apart(Reason.IDENTIFIER_DIFFERS, "compound")
    else:
        found.doubts.append((Reason.COMPOUND_DIFFERS, "compound"))
    return None


def _one_compound(name: str, found: Findings, *, in_first: bool, numbered: bool) -> None:
    """Beside a number the name may be left out, unless it tells which phase of the number's ground is meant."""
    if not numbered:
        found.only("compound", in_first=in_first)
        return
    found.notes.append((Reason.COMPOUND_LEFT_OUT, "compound"))
    if _ENDING_PHASE.search(name) and not _ZONE.search(name):
        found.only("phase", in_first=in_first)


def phase_left_out(one: str, other: str) -> int:
    """1 when the first names a phase or part of the second (恒丰花园二期, 恒丰花园), 2 the other way, else 0."""
    if one.startswith(other) and _PHASE.fullmatch(one, len(other)):
        return 1
    return 2 if other.startswith(one) and _PHASE.fullmatch(other, len(one)) else 0
