"""Parts run together behind the door number: ``4-1-302`` is building, stair and room, ``4-302`` building and room."""

import re

from db.domain.reading.model import Draft
from db.domain.reading.units import BUILDING, FLOOR, NUMBER, ROOM, STAIR, digits

_PIECE = re.compile(r"[^-/]+")
_DOOR = r"[0-9]{1,5}"
_BLOCK = r"(?:[A-Z]?[0-9]{1,3}|[A-Z])"
_STEP = r"(?:[0-9]{1,2}|[A-Z])"
_FLAT = r"[0-9]{3,4}[A-Z]?"
_WHOLE = re.compile(rf"{_DOOR}-{_BLOCK}-{_STEP}-{_FLAT}")
_TRIPLE = re.compile(rf"{_BLOCK}-{_STEP}-{_FLAT}")
_STOREY_PAIR = re.compile(r"[1-9][0-9]?F-[0-9A-Z]+")
_PAIR = re.compile(rf"[0-9]{{1,2}}-{_FLAT}")
_STEP_PAIR = re.compile(rf"{_STEP}-{_FLAT}")
_INSIDE = frozenset((BUILDING, STAIR, FLOOR, ROOM))


def take_compact(draft: Draft, found: re.Match[str], on_a_road: bool) -> bool:
    """Take a compact group apart; False when it is one identifier.

    Args:
        draft: the reading under way.
        found: the numbered part.
        on_a_road: it stands right behind a road or village and no door number was read.
    """
    parts = list(_PIECE.finditer(found["ids"]))
    values = [digits(one[0]) for one in parts]
    kinds = _kinds("-".join(values), draft, on_a_road)
    start = found.start("ids")
    for kind, part, value in zip(kinds, parts, values, strict=bool(kinds)):
        draft.add(
            kind, start + part.start(), start + part.end(), value.rstrip("F") if kind == FLOOR else value
        )
    if kinds:
        draft.pieces[-1].end = found.end()
    return bool(kinds)


def _kinds(text: str, draft: Draft, on_a_road: bool) -> tuple[str, ...]:
    """What the members of a group are, or nothing."""
    seen = draft.seen
    if on_a_road:
        return (NUMBER, BUILDING, STAIR, ROOM) if _WHOLE.fullmatch(text) else ()
    if not seen & {NUMBER, "compound", BUILDING}:
        return ()
    if not seen & _INSIDE and _TRIPLE.fullmatch(text):
        return (BUILDING, STAIR, ROOM)
    if seen & {STAIR, FLOOR, ROOM}:
        return ()
    if _STOREY_PAIR.fullmatch(text):
        return (FLOOR, ROOM)
    if BUILDING in seen:
        return (STAIR, ROOM) if _STEP_PAIR.fullmatch(text) else ()
    return (BUILDING, ROOM) if _PAIR.fullmatch(text) else ()
