"""Comparing the estates, zones and named buildings beside a road or village.

At a door number a building's name may be left out, and so may the zone that the road runs through; a phase, a wing or
a block that the name tells may not.
"""

import re

from db.domain.matching.findings import Findings, Reason, apart
from db.domain.matching.key import Parts
from db.domain.matching.model import Comparison
from db.domain.matching.names import Alike, Names
from db.domain.place import NUMERALS

_PHASE = re.compile(r"(?:[一二三四五六七八九十A-Z]{1,3}(?:期|区|组团)|[东西南北中](?:区|苑))+")
_ENDING_PHASE = re.compile(rf"{_PHASE.pattern}$")
_WING = re.compile(
    r"(?:综合|科技|办公|宿舍|写字|商务|生产|研发|培训|实验|教学|行政|服务|后勤|联合)大?楼$"
    r"|(?:厂房|停车场|仓库|食堂|宿舍|市场|商场|酒店|宾馆)$"
)
_COUNTS = re.compile(rf"[0-9A-Z{NUMERALS}]")


def compare_compounds(one: Parts, other: Parts, names: Names, found: Findings) -> Comparison | None:
    """Add to the findings what differs in the compounds; that the numbers are the same was seen before."""
    if one.compound == other.compound:
        return None
    if one.number and other.number and not bears_numbers(one) and not bears_numbers(other):
        return _zones(one.zone, other.zone, found) or _named(one, other, names, found)
    ours = "" if bears_numbers(one) else one.compound
    theirs = "" if bears_numbers(other) else other.compound
    if ours and theirs:
        return _two(ours, theirs, names, found)
    if ours or theirs:
        found.only("compound", in_first=bool(ours))
    return None


def bears_numbers(parts: Parts) -> bool:
    """Whether the compound itself is the naming place."""
    return parts.compound == parts.place


def phase_left_out(one: str, other: str) -> int:
    """1 when the first names a phase or part of the second (恒丰花园二期, 恒丰花园), 2 the other way, else 0."""
    if one.startswith(other) and _PHASE.fullmatch(one, len(other)):
        return 1
    return 2 if other.startswith(one) and _PHASE.fullmatch(other, len(one)) else 0


def _zones(one: str, other: str, found: Findings) -> Comparison | None:
    """Two phases of one zone are two places; two zones with one road and number are for a person."""
    if one == other:
        return None
    if one in other or other in one:
        found.notes.append((Reason.COMPOUND_LEFT_OUT, "compound"))
        return None
    if _ENDING_PHASE.sub("", one) == _ENDING_PHASE.sub("", other):
        return apart(Reason.IDENTIFIER_DIFFERS, "compound")
    found.doubts.append((Reason.COMPOUND_DIFFERS, "compound"))
    return None


def _named(one: Parts, other: Parts, names: Names, found: Findings) -> Comparison | None:
    ours, theirs = one.named, other.named
    if ours == theirs:
        return None
    if not ours or not theirs:
        _one_named(ours or theirs, found, in_first=bool(ours), alone=not _inside(one) and not _inside(other))
        return None
    if not phase_left_out(ours, theirs) and (ours in theirs or theirs in ours):
        longer, shorter = (ours, theirs) if len(ours) > len(theirs) else (theirs, ours)
        # 集美大学 and its 诚毅学院 each count their own buildings.
        own_buildings = longer.startswith(shorter) and bool(one.building)
        if own_buildings or _COUNTS.search(longer.replace(shorter, "", 1)):
            found.doubts.append((Reason.COMPOUND_DIFFERS, "compound"))
        elif longer.startswith(shorter) and _WING.search(longer):
            found.only("phase", in_first=longer == ours)
        else:
            found.notes.append((Reason.COMPOUND_LEFT_OUT, "compound"))
        return None
    return _two(ours, theirs, names, found)


def _inside(parts: Parts) -> bool:
    return bool(parts.building or parts.stair or parts.floor or parts.room)


def _one_named(name: str, found: Findings, *, in_first: bool, alone: bool) -> None:
    """Only one names the building; alone, that is all that is written behind the number."""
    if alone:
        found.only("compound", in_first=in_first)
    elif _ENDING_PHASE.search(name) or _WING.search(name):
        found.only("phase", in_first=in_first)
    else:
        found.notes.append((Reason.COMPOUND_LEFT_OUT, "compound"))


def _two(one: str, other: str, names: Names, found: Findings) -> Comparison | None:
    phase_missing = phase_left_out(one, other)
    if phase_missing:
        found.only("phase", in_first=phase_missing == 1)
        return None
    alike = names.alike(one, other)
    if alike <= Alike.TWIN:
        found.notes.append((Reason.ALIAS if alike is Alike.ALIAS else Reason.NAME_SLIP, "compound"))
        found.twin = "compound" if alike >= Alike.CLOSE else found.twin
        return None
    if _ENDING_PHASE.sub("", one) == _ENDING_PHASE.sub("", other):
        return apart(Reason.IDENTIFIER_DIFFERS, "compound")
    found.doubts.append((Reason.COMPOUND_DIFFERS, "compound"))
    return None
