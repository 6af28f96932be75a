"""Are two written addresses one? Numbers, buildings, stairs and rooms are exact; names may slip within a bound.

Looks at the parts of two readings level by level and knows no list: what is near enough to be asked is found elsewhere.
"""

import re

from db.domain.matching.compound import phase_left_out
from db.domain.matching.findings import LEVELS, Findings, Reason, apart
from db.domain.matching.inner import compare_inner, conclude
from db.domain.matching.key import Parts, parts_of
from db.domain.matching.model import Comparison, Rung, Verdict
from db.domain.matching.names import Alike, Names
from db.domain.matching.units import fold_community, fold_town
from db.domain.reading.model import Reading

_AREAS = ("province", "city", "district", "town", "community", "village", "road", "compound")
_KINDS = ("road", "village", "compound", "community")
_OF_A_VILLAGE = re.compile(r"[0-9]+组|(?:工业|开发|生活)区|(?:综合|办公|宿舍|写字|教学)大?楼|.*场")
"""Places that tell nothing without their village, which has its own 3组 and 工业区; a farm holds villages itself."""
_IDENTICAL = Comparison(Verdict.SAME, Rung.TEXT, Reason.IDENTICAL)


def compare(one: Reading, other: Reading, names: Names) -> Comparison:
    """How two addresses stand to each other: same, contains, candidate or none."""
    return compare_parts(parts_of(one.values), parts_of(other.values), names)


def compare_parts(one: Parts, other: Parts, names: Names) -> Comparison:
    """As ``compare``, for readings whose parts were taken before."""
    if one == other:
        return _IDENTICAL if any(one) else apart(Reason.NOTHING_READ, "")
    found = Findings()
    return (
        _units(one, other, names, found)
        or _areas(one, other, names, found)
        or _places(one, other, names, found)
        or compare_inner(one, other, names, found)
        or conclude(one, other, found)
    )


def _units(one: Parts, other: Parts, names: Names, found: Findings) -> Comparison | None:
    """Province, city, district, town and community: one of the two may leave them out."""
    for level in ("province", "city"):
        ours, theirs = getattr(one, level), getattr(other, level)
        if ours and theirs and ours != theirs:
            return apart(Reason.UNIT_DIFFERS, level)
    return (
        _districts(one, other, names, found)
        or (None if one.town == other.town else _towns(one, other, names, found))
        or (None if one.community == other.community else _communities(one, other, names, found))
    )


def _districts(one: Parts, other: Parts, names: Names, found: Findings) -> Comparison | None:
    if one.district == other.district and one.district:
        found.located = True
        return None
    ours, theirs = districts_of(one, names), districts_of(other, names)
    if ours and theirs and not ours & theirs:
        return apart(Reason.UNIT_DIFFERS, "district")
    found.located = bool(ours and theirs)
    if one.district and other.district:
        found.notes.append((Reason.RENAMED_UNIT, "district"))
        return None
    if one.district != other.district:
        found.notes.append((Reason.UPPER_LEFT_OUT, "district"))
    name = one.place.removesuffix("社区")
    one_sided = bool(ours) != bool(theirs) and one.place == other.place
    if one_sided and len(names.known.get(name, ())) > 1:
        found.doubts.append((Reason.NAME_IN_TWO_PLACES, "district"))
    return None


def districts_of(parts: Parts, names: Names) -> frozenset[str]:
    """Today's districts that an address may lie in by its district, else by its town; empty when it tells none."""
    if parts.district:
        return names.districts(parts.district)
    return names.units.get(fold_town(parts.town), frozenset()) if parts.town else frozenset()


def _towns(one: Parts, other: Parts, names: Names, found: Findings) -> Comparison | None:
    if not one.town or not other.town:
        found.notes.append((Reason.UPPER_LEFT_OUT, "town"))
        return None
    if names.towns(one.town) & names.towns(other.town):
        found.notes.append((Reason.RENAMED_UNIT, "town"))
        return None
    alike = names.alike(fold_town(one.town), fold_town(other.town))
    if alike in (Alike.ALIAS, Alike.SLIP):
        found.notes.append((Reason.NAME_SLIP, "town"))
        return None
    if alike in (Alike.CLOSE, Alike.TWIN, Alike.NEAR):
        found.doubts.append((Reason.NAME_NEAR, "town"))
        return None
    return apart(Reason.UNIT_DIFFERS, "town")


def _communities(one: Parts, other: Parts, names: Names, found: Findings) -> Comparison | None:
    if not one.community or not other.community:
        if one.place == other.place and _OF_A_VILLAGE.fullmatch(one.place):
            found.doubts.append((Reason.LEVEL_LEFT_OUT, "community"))
        found.notes.append((Reason.UPPER_LEFT_OUT, "community"))
        return None
    ours, theirs = fold_community(one.community), fold_community(other.community)
    if ours == theirs:
        if one.community in names.communities and other.community in names.communities:
            found.doubts.append((Reason.NAME_IN_TWO_PLACES, "community"))
        else:
            found.notes.append((Reason.RENAMED_UNIT, "community"))
        return None
    alike = names.alike(ours, theirs)
    if alike in (Alike.ALIAS, Alike.SLIP, Alike.TWIN):
        found.notes.append((Reason.NAME_SLIP, "community"))
        found.twin = "community" if alike is Alike.TWIN else found.twin
        return None
    if alike is Alike.OTHER and not (one.road and other.road):
        return apart(Reason.UNIT_DIFFERS, "community")
    # A street crosses communities, and their bounds move.
    found.doubts.append((Reason.UNIT_DIFFERS, "community"))
    return None


def _areas(one: Parts, other: Parts, names: Names, found: Findings) -> Comparison | None:
    """Whether one of the two is only an area in which the other lies, or says nothing of where it lies."""
    if one.place and other.place and one.number and other.number:
        return None
    for deeper, area, whole in ((2, one, other), (1, other, one)):
        last = _last_area(area)
        below = _below(whole, last) if last and _lies_in(area, last, whole, names) else ""
        if below:
            return found.contains(deeper, below)
    if bool(one.place) == bool(other.place) and (one.place or _lowest(one) == _lowest(other)):
        return None
    return apart(Reason.UPPER_UNKNOWN, _lowest(other if one.place else one))


def _last_area(parts: Parts) -> str:
    """The lowest level of an address without numbered parts; ``""`` when it has any."""
    if parts.number or parts.building or parts.stair or parts.floor or parts.room or parts.side:
        return ""
    return _lowest(parts)


def _lowest(parts: Parts) -> str:
    return next((level for level in reversed(_AREAS) if getattr(parts, level)), "")


def _below(parts: Parts, area: str) -> str:
    """The first level of an address below an area, ``""`` when there is none."""
    lower = _AREAS[_AREAS.index(area) + 1 :] + LEVELS
    below = next((level for level in lower if getattr(parts, level, "")), "")
    return "rest" if below == "side" else below


def _lies_in(area: Parts, last: str, whole: Parts, names: Names) -> bool:
    """Whether the whole address says that it lies in an area; that no unit differs was seen before."""
    if last in ("province", "city"):
        return True
    if last == "district":
        return bool(districts_of(whole, names))
    if last in ("town", "community"):
        return bool(getattr(whole, last))
    if last == "village" and whole.road:
        return names.alike(area.village, whole.village) <= Alike.SLIP
    if last == "compound" and whole.road and not area.road and not area.village:
        return any(
            around == area.compound or phase_left_out(around, area.compound) == 1
            for around in (whole.zone, whole.compound)
        )
    return False


def _places(one: Parts, other: Parts, names: Names, found: Findings) -> Comparison | None:
    """The naming place: equal, an alias, or a slip."""
    if one.place == other.place:
        if one.village != other.village and one.road:
            _villages(one, other, names, found)
        return None
    ours, theirs = _kind(one), _kind(other)
    if ours != theirs:
        return _two_kinds(one, other, found)
    alike = names.alike(one.place, other.place)
    if alike is Alike.CLOSE and not (found.located and _at_home(one, other, names)):
        alike = Alike.NEAR
    if alike <= Alike.TWIN:
        found.notes.append((Reason.ALIAS if alike is Alike.ALIAS else Reason.NAME_SLIP, ours))
        found.twin = ours if alike is Alike.TWIN else found.twin
        return None
    for level, deeper in (
        ("group", _group_left_out(one.place, other.place)),
        ("part", phase_left_out(one.place, other.place)),
    ):
        if deeper:
            found.only(level, in_first=deeper == 1)
            return None
    if alike is Alike.OTHER:
        return apart(Reason.PLACE_DIFFERS, ours)
    found.doubts.append((Reason.NAME_NEAR, ours))
    return None


def _at_home(one: Parts, other: Parts, names: Names) -> bool:
    """Whether both lie in the district of the known name."""
    homes = names.homes(one.place, other.place)
    return bool(homes & districts_of(one, names) & districts_of(other, names))


def _kind(parts: Parts) -> str:
    return next((kind for kind in _KINDS if getattr(parts, kind)), "")


def _group_left_out(one: str, other: str) -> int:
    """1 when the first names a group of the second (高林14组, 高林), 2 the other way, else 0."""
    if one.startswith(other) and one.endswith("组") and one[len(other) : -1].isdigit():
        return 1
    return 2 if other.startswith(one) and other.endswith("组") and other[len(one) : -1].isdigit() else 0


def _villages(one: Parts, other: Parts, names: Names, found: Findings) -> None:
    """Villages above the same road."""
    if not one.village or not other.village:
        if one.number:
            found.notes.append((Reason.UPPER_LEFT_OUT, "village"))
        else:
            found.only("group", in_first=bool(one.village))
    elif names.alike(one.village, other.village) <= Alike.SLIP:
        found.notes.append((Reason.NAME_SLIP, "village"))
    else:
        found.doubts.append((Reason.UNIT_DIFFERS, "village"))


def _two_kinds(one: Parts, other: Parts, found: Findings) -> Comparison | None:
    """A road in one, only the compound or village in the other; a village in one, its community in the other."""
    stems = {
        fold_community(parts.community) if parts.place.endswith("社区") else parts.village
        for parts in (one, other)
    }
    if (one.compound and one.compound == other.compound) or (one.village and one.village == other.village):
        found.doubts.append((Reason.PLACE_LEFT_OUT, "road"))
    elif len(stems) == 1 and "" not in stems:
        found.doubts.append((Reason.PLACE_LEFT_OUT, "village"))
    else:
        return apart(Reason.PLACE_DIFFERS, min(_kind(one), _kind(other), key=_KINDS.index))
    return None
