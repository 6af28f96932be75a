"""Readings as the register knows them: under which key a text is kept, and a person's correction as a reading."""

import re
from collections.abc import Mapping

from db.domain.errors import BadAddress
from db.domain.reading.model import KINDS, Element, Reading, Span
from db.domain.reading.text import Normal

MAX_TEXT = 500
"""Longer texts are no address; PostgreSQL indexes no key of more than some 2,700 bytes."""

_UNKEPT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_CLASS_WORD = {
    "number": re.compile("[号#]$"),
    "building": re.compile("(?:号楼|#楼|[幢栋座#])$"),
    "stair": re.compile("(?:号梯|梯位|梯口|梯|单元)$"),
    "floor": re.compile("[层楼]$"),
    "room": re.compile("[室房]$"),
}


def text_key(text: str) -> str:
    """What two spellings of a text have in common that differ in width, case and blanks only."""
    return Normal(text).text


def keepable(text: str) -> str:
    """The key of a text about which something is to be kept.

    Raises:
        BadAddress: it says nothing, is too long, or holds what no database keeps.
    """
    key = text_key(text)
    if not key:
        raise BadAddress(field="text", text=text[:60], why="no_text")
    if len(text) > MAX_TEXT:
        raise BadAddress(field="text", text=text[:60], why="text_too_long")
    if _UNKEPT.search(text):
        raise BadAddress(field="text", text=_UNKEPT.sub("\ufffd", text)[:60], why="control_character")
    return key


def normal_values(elements: Mapping[str, str]) -> dict[str, str]:
    """A person's values as a reading has them, in the order of ``KINDS``; empty ones are left out.

    Raises:
        BadAddress: an element that does not exist, or none at all.
    """
    for kind, value in elements.items():
        if kind not in KINDS:
            raise BadAddress(field=kind, text=value, why="unknown_element")
        if _UNKEPT.search(value) or len(value) > MAX_TEXT:
            raise BadAddress(field=kind, text=_UNKEPT.sub("\ufffd", value)[:60], why="unreadable")
    found = {kind: _plain(kind, text_key(elements.get(kind, ""))) for kind in KINDS}
    kept = {kind: value for kind, value in found.items() if value}
    if not kept:
        raise BadAddress(field="elements", text="", why="no_level")
    return kept


def _plain(kind: str, value: str) -> str:
    word = _CLASS_WORD.get(kind)
    return (word.sub("", value) or value) if word else value


def corrected(read: Reading, values: Mapping[str, str]) -> Reading:
    """The reading a person corrected to: what he left as it was keeps its place, the rest stands where it is written.

    An element that is written nowhere in the text, as when a slip was put right, has no place.
    """
    before = {one.kind: one for one in read.elements}
    taken: list[Span] = []
    elements: dict[str, Element] = {}
    for kind, value in values.items():
        kept = before.get(kind)
        if kept is not None and kept.value == value:
            elements[kind] = kept
            taken += kept.spans
    normal = Normal(read.text)
    for kind, value in values.items():
        if kind not in elements:
            spans = _written(normal, value, taken)
            elements[kind] = Element(kind, value, spans)
            taken += spans
    ordered = tuple(elements[kind] for kind in KINDS if kind in elements)
    return Reading(read.text, ordered, _between(sorted(taken), len(read.text)))


def _written(normal: Normal, value: str, taken: list[Span]) -> tuple[Span, ...]:
    """Where a value stands in the text on characters that no other element has."""
    at = normal.text.find(value)
    while at >= 0:
        spans = normal.spans(at, at + len(value))
        if not any(
            start < end_taken and start_taken < end
            for start, end in spans
            for start_taken, end_taken in taken
        ):
            return spans
        at = normal.text.find(value, at + 1)
    return ()


def _between(taken: list[Span], length: int) -> tuple[Span, ...]:
    gaps, at = [], 0
    for start, end in taken:
        if start > at:
            gaps.append((at, start))
        at = end
    return (*gaps, (at, length)) if at < length else tuple(gaps)
