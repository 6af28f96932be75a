"""Parts run together behind the door number: ``4-1-302`` is building, stair and room, ``4-302`` building and room."""

import re

from db.domain.reading.model import Draft
from db.domain.reading.units import BUILDING, FLOOR, NUMBER, ROOM, STAIR, digits, value_of

_PIECE = re.compile(r"[^-/]+")
_DOOR = r"[0-9]{1,5}"
_BLOCK = r"(?:[A-Z]?[0-9]{1,3}|[A-Z])"
_STEP = r"(?:[0-9]{1,2}|[A-Z])"
_FLAT = r"[0-9]{3,4}[A-Z]?"
_WHOLE = re.compile(rf"{_DOOR}-{_BLOCK}-{_STEP}-{_FLAT}")
_TRIPLE = re.compile(rf"{_BLOCK}-{_STEP}-{_FLAT}")
_STOREY = re.compile(r"(?P<floor>B[1-9]|[1-9][0-9]?)F-(?P<room>[0-9A-Z].*)")
_PAIR = re.compile(rf"[0-9]{{1,2}}-(?:{_FLAT}|[0-9]{{2}}[A-Z]|[0-9][A-EG-Z])")
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
    start = found.start("ids")
    if _take_storey(draft, found["ids"], start):
        draft.pieces[-1].end = found.end()
        return True
    kinds = _kinds("-".join(values), draft, on_a_road)
    if found["cls"] in ("号", "#") and (NUMBER in draft.seen or kinds != (BUILDING, ROOM)):
        return False  # 12-301号 behind an estate alone; anywhere else it is one number
    for kind, part, value in zip(kinds, parts, values, strict=bool(kinds)):
        draft.add(kind, start + part.start(), start + part.end(), value)
    if kinds:
        draft.pieces[-1].end = found.end()
    return bool(kinds)


def _take_storey(draft: Draft, ids: str, start: int) -> bool:
    """3F-18 is a floor and what stands on it."""
    found = _STOREY.fullmatch(ids)
    if found is None or draft.seen & {STAIR, FLOOR, ROOM} or not draft.seen & {NUMBER, "compound", BUILDING}:
        return False
    draft.add(FLOOR, start, start + found.end("floor") + 1, found["floor"].replace("B", "-"))
    draft.add(ROOM, start + found.start("room"), start + found.end(), value_of(found["room"]))
    return True


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
    if BUILDING in seen:
        return (STAIR, ROOM) if _STEP_PAIR.fullmatch(text) else ()
    return (BUILDING, ROOM) if _PAIR.fullmatch(text) else ()
