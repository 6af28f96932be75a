"""Reads one written address: normal text, upper levels, then names and numbered parts in turn."""

import re
from functools import lru_cache
from operator import attrgetter

from db.domain.reading import units
from db.domain.reading.marked import MARKED, read_marked
from db.domain.reading.model import KINDS, Draft, Element, Lexicon, Piece, Reading, Span
from db.domain.reading.names import read_names
from db.domain.reading.parts import take_part
from db.domain.reading.plain import PLAIN, Front, ahead_of, filled, first_part, is_whole, plan_for, shape_of
from db.domain.reading.text import Normal
from db.domain.reading.upper import read_upper, upper_behind

_NO_NAMES = Lexicon()
_LONG = 60
"""Longer heads come once and would only fill the memory."""

_DOOR_WORDS = ("号", "#")
_SHOP_WORDS = ("店面", "商铺", "店铺")
_ROAD_ENDS = "路街道里巷弄社村"
_JOINED_BY = {"rest": ",", "compound": "/", "village": ""}
_MOST_MET = 65_536
_met: set[str] = set()
_START = attrgetter("start")


def read_address(text: str, lexicon: Lexicon = _NO_NAMES) -> Reading:
    """Read a written address; takes time in proportion to the text and refuses nothing.

    Args:
        text: any text, as somebody wrote it.
        lexicon: names known from a register.
    """
    found = PLAIN.fullmatch(text)
    if found is not None and _again(found["front"]):
        return _read_plain(text, found, lexicon, once=False) or read_carefully(text, lexicon)
    return _read_marked(text, lexicon) or read_carefully(text, lexicon)


def _read_marked(text: str, lexicon: Lexicon) -> Reading | None:
    """Read plain words with marked elements behind them, or None when nothing is marked."""
    found = MARKED.fullmatch(text) if text.endswith("〗") else None
    marked = read_marked(text, *found.span("marked")) if found else None
    if found is None or marked is None:
        return None
    plain = read_address(found["plain"], lexicon)
    kinds = {one.kind for one in plain.elements}
    if not kinds.isdisjoint([one.kind for one in marked]):
        return None
    elements = sorted([*plain.elements, *marked], key=lambda one: KINDS.index(one.kind))
    between = [(one.spans[0][0] - 1, one.spans[0][0]) for one in marked]
    return Reading(text, tuple(elements), (*plain.remainder, *between, (len(text) - 1, len(text))))


def read_plain(text: str, lexicon: Lexicon = _NO_NAMES) -> Reading | None:
    """Read the commonest forms the short way, or None when the text is written in any other."""
    found = PLAIN.fullmatch(text)
    return None if found is None else _read_plain(text, found, lexicon, once=True)


def _again(part: str) -> bool:
    """Whether this part of a text was met before; the short way is the longer one for what comes only once."""
    if part in _met:
        return True
    if len(_met) >= _MOST_MET:
        _met.clear()
    _met.add(part)
    return False


def _read_plain(text: str, found: re.Match[str], lexicon: Lexicon, *, once: bool) -> Reading | None:
    """Read a text by a plan, which is made even for a shape that comes once, if wanted."""
    name, parts = found.groups()
    parts = parts.replace("、", ",")
    shape = shape_of(parts)
    if shape is None or not (once or _again(shape)):
        return None
    word = first_part(shape)
    front = None if word is None else _front(name, "door" if word in _DOOR_WORDS else "part", lexicon)
    plan = None if front is None else plan_for(front, name[-1], shape, lexicon)
    return None if front is None or plan is None else filled(text, parts, front, plan)


@lru_cache(maxsize=65_536)
def _front(text: str, ahead: str, lexicon: Lexicon) -> Front | None:
    """What stands in front of the parts; None when more than its kinds may count for them."""
    normal = Normal(text)
    if normal.text != text or text.endswith(_SHOP_WORDS) or not is_whole(text):
        return None
    pieces = [Piece(*one) for one in _head(text, ahead, lexicon)]
    if not pieces or pieces[-1].end != len(text):
        return None
    return Front.of(pieces, _reading(text, normal, pieces))


def read_carefully(text: str, lexicon: Lexicon = _NO_NAMES) -> Reading:
    """Read a written address the long way, whatever its form."""
    normal = Normal(text)
    draft = Draft(normal.text, lexicon)
    _read_parts(draft)
    return _reading(text, normal, draft.pieces)


def _read_parts(draft: Draft) -> None:
    """Names and numbered parts, from left to right."""
    at = 0
    for found in units.UNIT_TEXT.finditer(draft.text):
        start = found.start()
        if start > at or not at:
            if found["door"] is not None and (not start or draft.text[start - 1] not in _ROAD_ENDS):
                continue
            _read_between(draft, at, start, ahead_of(found))
            at = start
        if take_part(draft, found):
            at = found.end()
    if at < len(draft.text):
        _read_between(draft, at, len(draft.text), "")


def _read_between(draft: Draft, at: int, end: int, ahead: str) -> None:
    if at:
        _read_behind(draft, at, end, ahead)
        return
    head = _head if end <= _LONG else _head.__wrapped__
    for kind, start, stop, value in head(draft.text[:end], ahead, draft.lexicon):
        draft.add(kind, start, stop, value)


def _read_behind(draft: Draft, at: int, end: int, ahead: str) -> None:
    """Names behind the upper levels, or before them where they are written last or in a bracket."""
    begins = upper_behind(draft, at, end)
    if begins >= 0:
        if begins > at:
            read_names(draft, at, begins, "")
        at = read_upper(draft, begins)
    if at < end:
        read_names(draft, at, end, ahead)


@lru_cache(maxsize=65_536)  # the doors of a street share what stands in front of their numbers
def _head(text: str, ahead: str, lexicon: Lexicon) -> tuple[tuple[str, int, int, str], ...]:
    """What stands in front of the first numbered part: upper levels and names."""
    draft = Draft(text, lexicon)
    at = read_upper(draft)
    if at < len(text):
        _read_behind(draft, at, len(text), ahead)
    return tuple([(one.kind, one.start, one.end, one.value) for one in draft.pieces])


def _reading(text: str, normal: Normal, pieces: list[Piece]) -> Reading:
    elements: dict[str, Element] = {}
    repeated: dict[str, list[Element]] = {}
    remainder: list[Span] = []
    at, same = 0, normal.same
    for piece in sorted(pieces, key=_START):
        kind, start, end = piece.kind, piece.start, piece.end
        spans = ((start, end),) if same else normal.spans(start, end)
        for start, end in spans:
            if start > at:
                remainder.append((at, start))
            at = end
        element = Element(kind, piece.value, spans)
        if kind in elements:
            repeated.setdefault(kind, [elements[kind]]).append(element)
        else:
            elements[kind] = element
    if at < len(text):
        remainder.append((at, len(text)))
    for kind, several in repeated.items():
        values = [one.value for one in several]
        joined = _JOINED_BY[kind].join(values) if kind in _JOINED_BY else values[0]
        elements[kind] = Element(kind, joined, tuple([span for one in several for span in one.spans]))
    ordered = [elements[kind] for kind in KINDS if kind in elements]
    return Reading(text, tuple(ordered), tuple(remainder))
