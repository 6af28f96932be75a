"""Numbered parts in their surroundings: which of them is the door number, the building, the stair, the room."""

import re

from db.domain.reading import units
from db.domain.reading.compact import take_compact
from db.domain.reading.known import in_a_name
from db.domain.reading.model import Draft, Piece
from db.domain.reading.units import BARE, BLOCK, BUILDING, FLOOR, NUMBER, ROOM, SHOP, STAIR, UNIT

_BASEMENT = re.compile(r"-?B([1-9])")
_STOREY = re.compile(r"((?:[1-9][0-9]?~)?[1-9][0-9]?)F")
_STAIR_UNIT = re.compile(r"[1-9][0-9]?|[A-Z]")
_PLACE_CHARS = tuple("厂院库馆门码")
_PLACE_BEHIND = re.compile(r"厂区|[院库馆](?!内)|门(?!口)|码头")
_ROOMS_IN_FRONT = re.compile(r"(?:[0-9]{3,4}[A-Z]?,)+(?![0-9]{3})")
_ROOM_BEHIND = re.compile(r"之[0-9]{3}")
_AT_THE_END = ("", ",", "(", ")", "之")
_SHOP_WORDS = ("店面", "商铺", "店铺")
_INSIDE = frozenset((BUILDING, STAIR, FLOOR, ROOM))
_WORKS = "works"


def take_part(draft: Draft, found: re.Match[str]) -> bool:
    """Give a numbered part its kind; False when it belongs to a name after all."""
    start, end = found.span()
    if (draft.lexicon.figured or draft.text[end : end + 1] in _PLACE_CHARS) and _is_name(draft, found):
        return False
    if found["ids"] is not None and found["door"] is None:
        _take_classed(draft, found)
    elif found["note"]:
        draft.add("rest", start + 1, end - 1)
    elif found["base"]:
        _add(draft, FLOOR, start, end, _depth(found["depth"] or found["deep"]))
    elif found["storey"]:
        _add(draft, FLOOR, start, end, found["storey"][:-1])
    elif found["works"]:
        _add(draft, BUILDING, start, end, found["works"])
    elif found["place"]:
        _add(draft, _place_kind(draft, found["side"]), start, end, found["place"])
    elif found["lone"]:
        return _take_lone(draft, found)
    else:
        if not _on_a_road(draft, start):
            return False
        _add(draft, NUMBER, start, end, units.value_of(found["ids"]))
    return True


def _is_name(draft: Draft, found: re.Match[str]) -> bool:
    """Whether 2号 belongs to a name as in 2号馆 or 一号厂区; right behind a road it is the door all the same."""
    if draft.lexicon.figured and in_a_name(draft, found.start(), found.end()):
        return True
    numbered = _PLACE_BEHIND.match(draft.text, found.end()) is not None and found["cls"] == "号"
    return numbered and not _on_a_road(draft, found.start())


def _place_kind(draft: Draft, side: str) -> str:
    """西梯 is a stair, 北座 a building, or a room behind a floor."""
    if FLOOR in draft.seen and side in ("座", "单元"):
        return ROOM
    return STAIR if side[0] in "梯单" else BUILDING


def _depth(written: str | None) -> str:
    if written is None:
        return "-1"
    value = units.value_of(written.replace("负", ""))
    return ",".join([f"-{part}" for part in value.replace("~", ",~").split(",")]).replace(",-~", "~-")


def _take_lone(draft: Draft, found: re.Match[str]) -> bool:
    """之二 apart from its number belongs to what stands in front of it."""
    before = draft.pieces[-1] if draft.pieces else None
    if before is not None and before.kind == "rest" and draft.text[before.start : before.end] in _SHOP_WORDS:
        return _take_behind_shop(draft, found)
    if before is None or before.kind not in (NUMBER, *_INSIDE) or found.start() - before.end > 1:
        return False
    if before.kind == NUMBER and "之" in before.value and _ROOM_BEHIND.match(found[0]):
        _add(draft, ROOM, found.start(), found.end(), units.digits(found["lone"][1:]))
        return True
    before.value = units.zhi_of(found["lone"], before.value)
    before.end = found.end()
    return True


def _take_behind_shop(draft: Draft, found: re.Match[str]) -> bool:
    """一楼店面之五: the suffix belongs to the floor, 店面 between them is a note."""
    owner = draft.pieces[-2] if len(draft.pieces) > 1 else None
    if owner is None or owner.kind not in (NUMBER, *_INSIDE) or found.start() > draft.pieces[-1].end:
        return False
    owner.value = units.zhi_of(found["lone"], owner.value)
    draft.add(owner.kind, found.start(), found.end(), owner.value)
    return True


def _on_a_road(draft: Draft, start: int) -> bool:
    before = draft.pieces[-1] if draft.pieces else None
    return (
        NUMBER not in draft.seen
        and before is not None
        and before.kind in ("road", "village", "community")
        and before.end == start
    )


def _take_classed(draft: Draft, found: re.Match[str]) -> None:
    ids, more, lead, after = found.group("ids", "more", "lead", "end")
    word = found["cls"] or found["bcls"]
    kind = units.class_of(word) if word else BARE
    value = units.value_of(ids)
    zhi = found["zhi"] or found["bzhi"]
    start, end = found.span()
    if not (zhi or ids.isalnum()) and _take_apart(draft, found, kind):
        return
    chosen = _joined(draft, start, kind) or _choose(draft, found, kind, value)
    if chosen == "rest":
        draft.add("rest", start, end)
        return
    if chosen == ROOM and start > 1 and draft.text[start - 2 : start] in _SHOP_WORDS:
        start = _from_shop_word(draft, start)
    if chosen == FLOOR and not value.isdigit():
        value = _floor_value(value)
    if more:
        value += more
    if zhi and chosen == BUILDING and _ROOM_BEHIND.match(zhi):
        at = found.start("zhi" if found["zhi"] else "bzhi")
        _add(draft, BUILDING, start, at, value)
        _add(draft, ROOM, at, end, units.value_of(zhi[1:]))
        return
    if zhi:
        value = units.zhi_of(zhi, value)
    if lead and lead in ("临", "临时") and chosen == NUMBER:
        value = "临" + value
    if chosen in (NUMBER, FLOOR) and (kind in (SHOP, _WORKS) or (after or "").endswith("店面")):
        _add_with_rest(draft, found, chosen, value)
    else:
        _add(draft, chosen, start, end, value)


def _take_apart(draft: Draft, found: re.Match[str], kind: str) -> bool:
    """Several elements written as one list: 4-1-302, or 401、402、五层 with rooms in front of a floor."""
    ids, start = found["ids"], found.start()
    if kind in (BARE, ROOM, UNIT, NUMBER):
        return ("-" in ids or "/" in ids) and take_compact(draft, found, _on_a_road(draft, start))
    rooms = _ROOMS_IN_FRONT.match(ids) if kind == FLOOR else None
    if rooms is None:
        return False
    _add(draft, ROOM, start, start + rooms.end() - 1, units.value_of(rooms[0][:-1]))
    _add(draft, FLOOR, start + rooms.end(), found.end(), units.value_of(ids[rooms.end() :]))
    return True


def _add_with_rest(draft: Draft, found: re.Match[str], kind: str, value: str) -> None:
    """4号店面 as the only number: the door is 4, 店面 is a note; so it is behind a floor."""
    start = found.start()
    group = next(name for name in ("bcls", "end", "cls") if found[name] and found[name].lstrip("号#"))
    note = found[group].lstrip("号#")
    at = found.end(group) - len(note)
    _add(draft, kind, start, at, value)
    draft.add("rest", at, at + len(note))
    if at + len(note) < found.end():  # 之二 behind it was read into the number
        draft.add(kind, at + len(note), found.end(), value)


def _floor_value(value: str) -> str:
    parts = []
    for part in value.split(","):
        basement = _BASEMENT.fullmatch(part)
        storey = _STOREY.fullmatch(part)
        parts.append(f"-{basement[1]}" if basement else storey[1] if storey else part)
    return ",".join(parts)


def _joined(draft: Draft, start: int, kind: str) -> str | None:
    """The kind of a part that goes on a list: 一楼、二楼 or 301室、302室."""
    before = draft.pieces[-1] if draft.pieces else None
    if before is None or draft.text[before.end : start] not in (",", "-", "~", "至", "到", "和", "及", "/"):
        return None
    wanted = {FLOOR: FLOOR, ROOM: ROOM, SHOP: ROOM, STAIR: STAIR, BUILDING: BUILDING, NUMBER: NUMBER}
    if before.kind in (NUMBER, *_INSIDE) and wanted.get(kind) == before.kind:
        return before.kind
    if kind in (UNIT, BARE) and before.kind == ROOM:
        return ROOM
    if kind == SHOP and before.kind == BUILDING and draft.text[before.end - 1] in "号#":
        del draft.latest[BUILDING]  # 8#、9#店面: the class word behind the last tells what the first was
        before.kind = ROOM
        draft.latest[ROOM] = before
        return ROOM
    return None


def _choose(draft: Draft, found: re.Match[str], kind: str, value: str) -> str:
    seen = draft.latest
    if kind in (STAIR, ROOM):
        return kind
    if kind == BUILDING:
        return BUILDING
    if kind == FLOOR:
        return (
            BUILDING if value.isalnum() and value[0].isalpha() and not _BASEMENT.fullmatch(value) else FLOOR
        )
    if kind == BLOCK:
        return ROOM if FLOOR in seen or (BUILDING in seen and len(value) > 2) else BUILDING
    if kind == UNIT:
        return STAIR if FLOOR not in seen and ROOM not in seen and _is_stair(value) else ROOM
    if kind in (SHOP, _WORKS):
        return _choose_shop(draft, kind)
    if kind == BARE:
        return _choose_bare(draft, found, value)
    return _choose_number(draft, found, value)


def _is_stair(value: str) -> bool:
    return all(_STAIR_UNIT.fullmatch(part) for part in value.replace("~", ",").split(","))


def _choose_shop(draft: Draft, kind: str) -> str:
    """店面 and 厂房 with the only number of the address stand at that door."""
    only = not draft.seen & {NUMBER, *_INSIDE}
    if kind == _WORKS:
        before = draft.pieces[-1].kind if draft.pieces else ""
        return NUMBER if only and before in ("road", "village") else BUILDING
    return NUMBER if only else ROOM


def _choose_bare(draft: Draft, found: re.Match[str], value: str) -> str:
    if _on_a_road(draft, found.start()):
        return NUMBER
    if value.isdigit():
        return ROOM
    if _STOREY.fullmatch(value) and not draft.seen & {FLOOR, ROOM}:
        return FLOOR
    if _BASEMENT.fullmatch(value) and FLOOR not in draft.seen and found.end() < len(draft.text):
        return FLOOR
    return ROOM


def _choose_number(draft: Draft, found: re.Match[str], value: str) -> str:
    """N号: the door, a second one the building, behind a building, stair or floor the room."""
    seen = draft.seen
    text = draft.text
    shop_before = text[max(0, found.start() - 2) : found.start()] in _SHOP_WORDS
    if NUMBER not in seen:
        if not seen & _INSIDE:
            return ROOM if shop_before and "road" not in seen and "compound" in seen else NUMBER
        more = units.UNIT_TEXT.search(text, found.end(), found.end() + 24)
        if (
            seen & _INSIDE == {BUILDING}
            and more is not None
            and value[0].isdigit()
            and (more["cls"] or "") == "室"
        ):
            return NUMBER
        return ROOM
    if _beside(draft, found.start()):
        return "rest"
    if seen & _INSIDE or shop_before or not value[0].isdigit():
        return ROOM
    if found["end"]:
        return ROOM
    compound = draft.latest.get("compound")
    if len(value) > 2 and value.isdigit() and text[found.end() : found.end() + 1] in _AT_THE_END:
        return ROOM
    between = compound is not None and compound.start >= draft.latest[NUMBER].end
    return BUILDING if between or found.end() < len(text) else ROOM


def _beside(draft: Draft, start: int) -> bool:
    """Whether a number stands on a second road, which was set aside as a note."""
    before = draft.pieces[-1] if draft.pieces else None
    return (
        before is not None
        and before.kind == "rest"
        and before.end == start
        and before.end - before.start > 1
        and draft.text[start - 1] in "路街里巷道"
    )


def _from_shop_word(draft: Draft, start: int) -> int:
    """Where a room begins that has its class word in front, as 店面8号 has; it is no note then."""
    word = start - 2
    before = draft.pieces[-1] if draft.pieces else None
    if before is not None and before.kind == "rest" and (before.start, before.end) == (word, start):
        draft.pieces.pop()
        return word
    return start if before is not None and before.end > word else word


def _add(draft: Draft, kind: str, start: int, end: int, value: str) -> None:
    """Take a part; one that goes on a list joins it, one written again counts once, one too many is a note."""
    before = draft.latest.get(kind)
    if before is None or before.value == value:
        piece = draft.latest[kind] = Piece(kind, start, end, value)
        draft.pieces.append(piece)
        return
    between = draft.text[before.end : start]
    if before is draft.pieces[-1] and between in (",", "和", "及"):
        before.value += "," + value
        before.end = end
    elif before is draft.pieces[-1] and between in ("-", "~", "至", "到"):
        before.value += "~" + value
        before.end = end
    else:
        draft.add("rest", start, end)
