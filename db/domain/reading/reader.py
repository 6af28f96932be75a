"""Reads one written address: normal text, upper levels, then names and numbered parts in turn."""

from operator import attrgetter

from db.domain.reading import units
from db.domain.reading.model import KINDS, Draft, Element, Lexicon, Piece, Reading, Span
from db.domain.reading.names import read_names
from db.domain.reading.parts import take_part
from db.domain.reading.text import Normal
from db.domain.reading.upper import read_upper

_NO_NAMES = Lexicon()
_JOINED_BY = {"rest": ",", "compound": "/", "village": ""}
_START = attrgetter("start")


def read_address(text: str, lexicon: Lexicon = _NO_NAMES) -> Reading:
    """Read a written address; takes time in proportion to the text and refuses nothing.

    Args:
        text: any text, as somebody wrote it.
        lexicon: names known from a register.
    """
    normal = Normal(text)
    draft = Draft(normal.text, lexicon)
    _read_lower(draft, read_upper(draft))
    return _reading(text, normal, draft.pieces)


def _read_lower(draft: Draft, at: int) -> None:
    """Names and numbered parts, from left to right."""
    for found in units.UNIT_TEXT.finditer(draft.text, at):
        if found.start() > at:
            if found["door"] is not None and not _road_ends(draft, found.start()):
                continue
            ahead = "door" if found["cls"] in ("号", "#") or found["door"] is not None else "part"
            if found["cls"] is None and found["bare"] is not None and found["ids"].isdigit():
                ahead = "part"
            read_names(draft, at, found.start(), ahead)
            at = found.start()
        if take_part(draft, found):
            at = found.end()
    if at < len(draft.text):
        read_names(draft, at, len(draft.text), "")


def _road_ends(draft: Draft, at: int) -> bool:
    return draft.text[at - 1] in "路街道里巷弄社村"


def _reading(text: str, normal: Normal, pieces: list[Piece]) -> Reading:
    elements: dict[str, Element] = {}
    remainder: list[Span] = []
    at = 0
    for piece in sorted(pieces, key=_START):
        spans = normal.spans(piece.start, piece.end)
        for start, end in spans:
            if start > at:
                remainder.append((at, start))
            at = end
        kind, value = piece.kind, piece.value
        before = elements.get(kind)
        if before is not None:
            spans = before.spans + spans
            value = f"{before.value}{_JOINED_BY[kind]}{value}" if kind in _JOINED_BY else before.value
        elements[kind] = Element(kind, value, spans)
    if at < len(text):
        remainder.append((at, len(text)))
    ordered = [elements[kind] for kind in KINDS if kind in elements]
    return Reading(text, tuple(ordered), tuple(remainder))
