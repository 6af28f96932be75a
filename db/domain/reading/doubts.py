"""Where a reading could be otherwise, with the other reading and the reason: for a person who looks at one address."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from db.domain.reading.model import SLIPPING, Element, Lexicon, Reading, Span
from db.domain.reading.text import Normal
from db.domain.reading.words import DISTRICTS

_NO_NAMES = Lexicon()
_SUCCESSORS = {
    "开元区": ("思明区",),
    "鼓浪屿区": ("思明区",),
    "杏林区": ("海沧区", "集美区"),
    "同安县": ("同安区", "翔安区"),
    "郊区": ("集美区",),
}
"""What an abolished district's ground belongs to now."""

_OWN_DISTRICTS = Lexicon.of(districts=[f"{name}区" for name in DISTRICTS])
_SHORT_UNIT = re.compile(r"[0-9]{1,2}|[A-Z]")
_DOOR = re.compile(r"第?[0-9A-Z一二三四五六七八九十百零〇-]+[号#]")
_DASHED = re.compile(r"([0-9]+)~([0-9]+)")
_FLAT = re.compile(r"([1-9][0-9]?)[0-9]{2}[A-Z]?")
_VILLAGE_ENDS = ("社", "村", "组", "落", "里", "厝")
_MOST = 3
"""So many known names are offered for one that was written with a slip."""


class Doubt(NamedTuple):
    """Where a reading could be otherwise.

    Attributes:
        kind: the kind of the element as it was read.
        value: its value.
        spans: where it stands.
        reason: why it could be otherwise, as a code.
        other_kind: what it would be instead; empty when nothing better is known.
        other_value: the value it would have.
    """

    kind: str
    value: str
    spans: tuple[Span, ...]
    reason: str
    other_kind: str
    other_value: str


def doubts(reading: Reading, lexicon: Lexicon = _NO_NAMES) -> tuple[Doubt, ...]:
    """Every doubt about a reading, in the order of its elements.

    Args:
        reading: what was read.
        lexicon: the names against which names are held; none are doubted without it but the districts'.
    """
    return tuple(
        [doubt for one in reading.elements for find in _FINDERS for doubt in find(reading, one, lexicon)]
    )


def _doubt(one: Element, reason: str, kind: str = "", value: str = "") -> Doubt:
    return Doubt(one.kind, one.value, one.spans, reason, kind, value)


def _written(reading: Reading, one: Element) -> str:
    return Normal("".join([reading.text[start:end] for start, end in one.spans])).text


def _unit(reading: Reading, one: Element, _: Lexicon) -> Iterator[Doubt]:
    """12单元 may be a stair or a room."""
    if one.kind not in ("stair", "room") or "单元" not in _written(reading, one):
        return
    if _SHORT_UNIT.fullmatch(one.value):
        other = "room" if one.kind == "stair" else "stair"
        if other not in reading.values:
            yield _doubt(one, "room_or_stair", other, one.value.lstrip("0") or one.value)


def _door(reading: Reading, one: Element, _: Lexicon) -> Iterator[Doubt]:
    """N号 may number the door, a building or a room; which of them is told by what stands around it."""
    values = reading.values
    if one.kind == "number" and "building" not in values and "compound" in values and "road" not in values:
        yield _doubt(one, "number_or_building", "building", one.value)
    if one.kind not in ("building", "room") or not _DOOR.fullmatch(_written(reading, one)):
        return
    if one.kind == "building" and "number" in values:
        yield _doubt(one, "number_or_building", "room", one.value)
    elif one.kind == "room" and "number" not in values:
        yield _doubt(one, "number_or_room", "number", one.value)


def _range(reading: Reading, one: Element, _: Lexicon) -> Iterator[Doubt]:
    """12-15号 may be 12 to 15 or the fifteenth suffix of 12."""
    found = _DASHED.fullmatch(one.value) if one.kind in ("number", "room", "floor") else None
    if found is not None and "-" in _written(reading, one):
        yield _doubt(one, "range_or_suffix", one.kind, f"{found[1]}-{found[2]}")


def _storey(reading: Reading, one: Element, _: Lexicon) -> Iterator[Doubt]:
    """3层501室: the room's number tells another floor."""
    flat = _FLAT.fullmatch(reading.values.get("room", "")) if one.kind == "floor" else None
    if flat is not None and one.value.isdigit() and flat[1] != one.value:
        yield _doubt(one, "floor_disagrees_room", "floor", flat[1])


def _abolished(_reading: Reading, one: Element, _lexicon: Lexicon) -> Iterator[Doubt]:
    if one.kind == "district":
        for name in _SUCCESSORS.get(one.value, ()):
            yield _doubt(one, "district_abolished", "district", name)


def _name(_: Reading, one: Element, lexicon: Lexicon) -> Iterator[Doubt]:
    """A name that the register does not know, or knows with one other character."""
    if one.kind not in SLIPPING or lexicon.kind_of(one.value) == one.kind or one.value in _SUCCESSORS:
        return
    if one.kind == "district" and _OWN_DISTRICTS.kind_of(one.value):
        return
    near = [name for name in lexicon.near(one.value) if lexicon.kind_of(name) == one.kind]
    if one.kind == "district":
        near += [name for name in _OWN_DISTRICTS.near(one.value) if name not in near]
    for name in near[:_MOST]:
        yield _doubt(one, "slip", one.kind, name)
    if not near and one.kind in lexicon.known_kinds:
        yield _doubt(one, "unknown_name")


def _hamlet(_: Reading, one: Element, lexicon: Lexicon) -> Iterator[Doubt]:
    """A name without a class word in front of a number may be a hamlet's or an estate's."""
    if one.kind == "village" and not one.value.endswith(_VILLAGE_ENDS) and not lexicon.kind_of(one.value):
        yield _doubt(one, "village_or_compound", "compound", one.value)


_FINDERS: tuple[Callable[[Reading, Element, Lexicon], Iterator[Doubt]], ...] = (
    *(_abolished, _name, _hamlet, _door, _range, _unit, _storey),
)
REASONS = (
    *("district_abolished", "slip", "unknown_name", "village_or_compound"),
    *("number_or_building", "number_or_room", "range_or_suffix", "room_or_stair", "floor_disagrees_room"),
)
"""Every reason, so that the screens have words for each."""
