"""Reads one written address: normal text, upper levels, then names and numbered parts in turn."""

from db.domain.reading import units
from db.domain.reading.model import KINDS, Draft, Element, Lexicon, Piece, Reading, Span
from db.domain.reading.names import read_names
from db.domain.reading.parts import take_part
from db.domain.reading.text import Normal
from db.domain.reading.upper import read_upper

_NO_NAMES = Lexicon()
_JOINED_BY = {"rest": ",", "compound": "/", "village": ""}
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


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
    by_kind: dict[str, list[Piece]] = {}
    for piece in pieces:
        by_kind.setdefault(piece.kind, []).append(piece)
    elements = []
    covered: list[Span] = []
    for kind in sorted(by_kind, key=_ORDER.__getitem__):
        same = by_kind[kind]
        spans = [span for one in same for span in normal.span(one.start, one.end)]
        covered += spans
        elements.append(Element(kind, _value(kind, same), tuple(spans)))
    return Reading(text, tuple(elements), _gaps(len(text), sorted(covered)))


def _value(kind: str, pieces: list[Piece]) -> str:
    if len(pieces) == 1 or kind not in _JOINED_BY:
        return pieces[0].value
    return _JOINED_BY[kind].join([one.value for one in pieces])


def _gaps(length: int, covered: list[Span]) -> tuple[Span, ...]:
    gaps: list[Span] = []
    at = 0
    for start, end in covered:
        if start > at:
            gaps.append((at, start))
        at = end
    if at < length:
        gaps.append((at, length))
    return tuple(gaps)
