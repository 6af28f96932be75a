"""The short way for addresses whose number and parts stand together behind one name.

Such a text is cut at its first digit. How the parts behind the cut are read depends on what kinds stand in front of it and
on the shape of the parts, not on the numbers in them: so each shape is read once by the careful rules, and its plan says
where in any text of this shape the elements stand and how their values are put together.
"""

import re
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from db.domain.reading.model import KINDS, Draft, Element, Lexicon, Piece, Reading, Span
from db.domain.reading.names import read_names
from db.domain.reading.parts import take_part
from db.domain.reading.text import Normal
from db.domain.reading.units import UNIT_TEXT, digits
from db.domain.reading.words import CHINESE_DIGITS, DISTRICTS, OLD_DISTRICTS

PLAIN = re.compile(
    r"(?P<front>[\u4e00-\u9fa5]{2,40}+)(?=[0-9])"
    r"(?P<parts>(?:[0-9]{1,6}(?![0-9])|[A-Z\u4e00-\u9fa5〇#、,~/\-]){1,40}+)"
)
"""Every text that might go the short way."""

_NAME = re.compile(rf"[^0-9A-Z号楼层幢栋座塔室房梯单元位口店面铺商之第{CHINESE_DIGITS}#,~至到/\-]")
_UNSURE = re.compile(
    "|".join(["[路街道里巷弄社村镇乡组]|福建省|厦门市", *(f"{name}区" for name in DISTRICTS), *OLD_DISTRICTS])
)
_NINE = "一二三四五六七八九"
_ALIKE = str.maketrans("012345678" + _NINE, "9" * 9 + "三" * 9)
_NO_NAMES = Lexicon()
_SLOW = re.compile(r"(?<![0-9])0|[-~至到/]")
_ODD = re.compile(
    rf"[A-Z{CHINESE_DIGITS}][-~至到/]|[-~至到/][A-Z{CHINESE_DIGITS}]|[0-9][-~至到/]-?[0-9]+[-~至到/]"
)
_PAIR = re.compile(r"([0-9]+)[-~至到/]-?([0-9]+)")
_ZEROS = re.compile(r"(?<![0-9])0+")
_NUMBER = re.compile(rf"[0-9]+|[{CHINESE_DIGITS}]+")
_BEFORE_PARTS = frozenset(("road", "village", "community", "compound", "rest"))
_BEHIND_FRONT = frozenset(("number", "compound", "building", "stair", "floor", "room", "rest"))
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_START = attrgetter("start")
_new = tuple.__new__  # half the time of calling the class, which is most of what a plan takes


class Front(NamedTuple):
    """What stands in front of the parts.

    Attributes:
        kinds: of its pieces, in the order in which they were read.
        near: those of them that count for numbered parts.
        upper: elements down to the road.
        compound: the compound, if any.
        rest: notes, if any.
        remainder: stretches outside every element.
    """

    kinds: tuple[str, ...]
    near: tuple[str, ...]
    upper: tuple[Element, ...]
    compound: tuple[Element, ...]
    rest: tuple[Element, ...]
    remainder: tuple[Span, ...]

    @staticmethod
    def of(pieces: list[Piece], reading: Reading) -> "Front":
        """The front that was read as these pieces."""
        elements = reading.elements
        return Front(
            tuple([one.kind for one in pieces]),
            tuple([one.kind for one in pieces if one.kind in _BEFORE_PARTS or one is pieces[-1]]),
            tuple([one for one in elements if one.kind not in ("compound", "rest")]),
            tuple([one for one in elements if one.kind == "compound"]),
            tuple([one for one in elements if one.kind == "rest"]),
            reading.remainder,
        )


class Part(NamedTuple):
    """One element behind the cut; places count from there.

    Attributes:
        kind: of the element.
        start: where it is written.
        end: where that ends.
        form: its value with ``%s`` for each number; None when it is one number in digits.
        numbers: where the numbers of its value are written.
    """

    kind: str
    start: int
    end: int
    form: str | None
    numbers: tuple[Span, ...]


class Plan(NamedTuple):
    """How parts of one shape are read.

    Attributes:
        number: the door number, if any.
        inside: building, stair, floor, room and notes, in the order of ``KINDS``.
        gaps: stretches outside every element.
    """

    number: tuple[Part, ...]
    inside: tuple[Part, ...]
    gaps: tuple[Span, ...]


def shape_of(parts: str) -> str | None:
    """The parts with like digits for unlike ones; None when more than their lengths and their order may count.

    Leading zeros stay zeros. The first number of a rising pair (81-95) is written in ones, all others in nines.
    """
    shape = parts.translate(_ALIKE)
    if _SLOW.search(parts) is None:
        return shape
    if _ODD.search(parts):
        return None
    for pair in _PAIR.finditer(parts):
        if int(pair[2]) > int(pair[1]):
            shape = shape[: pair.start()] + "1" * len(pair[1]) + shape[pair.end(1) :]
    for zeros in _ZEROS.finditer(parts):
        shape = shape[: zeros.start()] + zeros[0] + shape[zeros.end() :]
    return shape


def is_whole(front: str) -> bool:
    """Whether no part begins in a front; 地下 and 第 would swallow the digit behind."""
    end = len(front)
    near = max(0, end - 4)
    starts = [UNIT_TEXT.search(front + "9号")]
    starts += [UNIT_TEXT.search(front + parts, near) for parts in ("9层", "9", "9A")]
    return all(found is not None and found.start() == end for found in starts)


@lru_cache(maxsize=16_384)
def first_part(shape: str) -> str | None:
    """The class word of the first part, empty without one; None when no part stands there."""
    found = UNIT_TEXT.match(shape)
    return None if found is None or found["door"] is not None else found["cls"] or ""


def plan_for(front: Front, last: str, shape: str, lexicon: Lexicon) -> Plan | None:
    """The plan of parts behind a front; None when more than their shape may count.

    Args:
        front: what stands before.
        last: the character in front of the first part.
        shape: of the parts.
        lexicon: names known from a register.
    """
    if _NAME.search(shape) is None:
        return plan_of(front.near, last, shape, _NO_NAMES)
    return plan_of(front.kinds, last, shape, lexicon)


@lru_cache(maxsize=65_536)
def plan_of(kinds: tuple[str, ...], last: str, shape: str, lexicon: Lexicon) -> Plan | None:
    """The plan of a shape behind elements of these kinds."""
    if _UNSURE.search(shape) or Normal(shape).text != shape:
        return None
    cut = len(kinds)
    draft = Draft("口" * (cut - 1) + last + shape, lexicon)
    for at, kind in enumerate(kinds):
        draft.add(kind, at, at + 1, kind)
    front = [Piece(kind, at, at + 1, kind) for at, kind in enumerate(kinds)]
    if not _take_parts(draft, cut) or draft.pieces[:cut] != front:
        return None
    pieces = draft.pieces[cut:]
    taken = [one.kind for one in pieces]
    if len(set(taken)) < len(taken) or not _BEHIND_FRONT.difference(kinds).issuperset(taken):
        return None
    pieces.sort(key=_START)
    numbers = [found.span() for found in _NUMBER.finditer(shape)]
    parts = []
    for piece in pieces:
        part = _part(piece, shape, cut, numbers)
        if part is None:
            return None
        parts.append(part)
    gaps = _gaps(parts, len(shape))
    parts.sort(key=lambda part: _RANK[part.kind])
    behind = 1 if "number" in taken else 0
    return Plan(tuple(parts[:behind]), tuple(parts[behind:]), gaps)


def _take_parts(draft: Draft, cut: int) -> bool:
    """Read the parts of a shape by the careful rules; False when more than their shape may count."""
    at = cut
    for found in UNIT_TEXT.finditer(draft.text):
        if found.start() < cut or found["door"] is not None:
            return False
        if found.start() > at:
            read_names(draft, at, found.start(), ahead_of(found))
        known = len(draft.pieces)
        if not take_part(draft, found) or len(draft.pieces) == known:
            return False  # a part that goes on a list depends on the values
        at = found.end()
    if at < len(draft.text):
        read_names(draft, at, len(draft.text), "")
    return True


def ahead_of(found: re.Match[str]) -> str:
    """What a numbered part is to the name in front of it."""
    return "door" if found["cls"] in ("号", "#") or found["door"] is not None else "part"


def _part(piece: Piece, shape: str, cut: int, numbers: list[Span]) -> Part | None:
    """A piece as a part; None when its value has other numbers than are written in it."""
    start, end, value = piece.start - cut, piece.end - cut, piece.value
    written = tuple([span for span in numbers if start < span[1] and span[0] < end])
    spelled = [found.span() for found in _NUMBER.finditer(value)]
    if len(spelled) != len(written) or (written and piece.kind == "rest"):
        return None  # a part one too many is a note only beside another value
    form, at = "", 0
    for one, two in zip(written, spelled, strict=True):
        if digits(shape[one[0] : one[1]]) != value[two[0] : two[1]]:
            return None
        form += value[at : two[0]] + "%s"
        at = two[1]
    form += value[at:]
    plain = form == "%s" and shape[written[0][0]].isascii()
    return Part(piece.kind, start, end, None if plain else form, written)


def _gaps(parts: list[Part], end: int) -> tuple[Span, ...]:
    gaps, at = [], 0
    for part in parts:
        if part.start > at:
            gaps.append((at, part.start))
        at = part.end
    if at < end:
        gaps.append((at, end))
    return tuple(gaps)


def filled(text: str, parts: str, front: Front, plan: Plan) -> Reading:
    """The reading of a text by its front and the plan of its parts.

    Args:
        text: as it was given.
        parts: its end, in normal spelling.
        front: what stands before.
        plan: of the shape of the parts.
    """
    cut = len(text) - len(parts)
    elements = [*front.upper]
    for group, behind in ((plan.number, front.compound), (plan.inside, front.rest)):
        for kind, start, end, form, numbers in group:
            if form is None:
                ((first, last),) = numbers
                value = parts[first:last]
            else:
                value = form % tuple([_in_digits(parts[first:last]) for first, last in numbers])
            elements.append(_new(Element, (kind, value, ((cut + start, cut + end),))))
        elements += behind
    remainder = front.remainder
    if plan.gaps:
        remainder += tuple([(cut + start, cut + end) for start, end in plan.gaps])
    return Reading(text, tuple(elements), remainder)


@lru_cache(maxsize=4_096)
def _in_digits(number: str) -> str:
    return number if number.isascii() else digits(number)
