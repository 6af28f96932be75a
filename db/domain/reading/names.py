"""Names between the numbered parts: town, community, village, road, compound, and words of place."""

import re

from db.domain.reading.known import Known, known_names
from db.domain.reading.model import Draft
from db.domain.reading.units import digits
from db.domain.reading.words import AREAS, CHINESE_DIGITS, COMPOUNDS, NOT_ROADS, QUARTERS, REST, ROADS


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_NUM = f"(?:[0-9]{{1,3}}|[{CHINESE_DIGITS}]{{1,3}})"
_LANE_FOLLOWS = (
    r"(?:[东西南北中上下]?[一二三四五六七八九十]{0,2}(?:大道|路(?![口边旁])|里|街(?!道)|巷(?!镇)|道))"
)
_FIRST = "".join(sorted({word[0] for word in REST + COMPOUNDS + ROADS}))
_SUFFIX = re.compile(
    rf"(?=[{_FIRST}{CHINESE_DIGITS}0-9.A-Z第铁东西南北中前后左右街镇乡社村居自角])(?:"
    rf"(?P<rest>{_any(REST)}|[0-9.]{{1,6}}公里处?|铁路[旁边]|(?<![一-龥]{{2}})公路[旁边]|(?<=[村社])路边|(?:[东西南北中前后左右]|[东西][南北])(?:侧|面|边|部|段|角)(?!路|街|里|社|工业|商|新|小区|公))"
    rf"|(?P<phase>第?(?:{_NUM}|[A-Z][0-9]{{0,2}})(?:期|区|组团|地块)(?!{_LANE_FOLLOWS})|[东西南北中](?:区|苑)(?!{_LANE_FOLLOWS}))"
    rf"|(?P<comp>{_any(COMPOUNDS)})(?!{_LANE_FOLLOWS}|村|社区(?!会所|服务|中心|医|卫生))"
    rf"|(?P<town>街道办事处|街道办|街道|镇(?!政府|社区|海路|邦路|[一二三四五六七八九十]+里)|乡(?!村|社区))"
    rf"|(?P<comm>社区居民委员会|社区居委会|社区(?!会所|服务|中心|医|卫生)|村村民委员会|村村委会|村民委员会|村委会|居委会|村(?!{_LANE_FOLLOWS}|口|委|社(?!坛|头|边|尾)|民|村(?![口中边里委民部内])|[0-9])|村(?=[0-9]))"
    rf"|(?P<group>第?{_NUM}(?:村民)?小?组(?!团))"
    rf"|(?P<vill>自然村|角落|(?<![公商旅报行版讯联作])社(?![区会保村]|{_LANE_FOLLOWS}))"
    rf"|(?P<road>{_any(ROADS)})(?!{_LANE_FOLLOWS}|[口社桥尾村]|(?<=里)(?:工业|小区|社区)|东社|西社|山大|委会))"
)
_STRETCH = re.compile(r"[^(), \-~:/*+>_|]+")
_AREA = re.compile(_any(AREAS))
_QUARTER = re.compile(_any(AREAS + QUARTERS))
_ROAD_AHEAD = re.compile(r"[一-龥]{1,2}[路街]")
_TOWN_OF_HOUSES = re.compile(r"(?!同安|集美|海沧|翔安)[一-龥]{2,3}城(?![东西南北中内外])[一-龥]{2}[里路街]")
_INSTITUTION = re.compile(r"[一-龥]{2,}[厂区部所站院馆库处楼厦店场校局]")
_THIN = re.compile(r"[社头尾第]?[东西南北中上下前后内外]{0,2}区?[一二三四五六七八九十]{0,2}")
_NUMBERED_VILLAGE = re.compile(rf"[{CHINESE_DIGITS}新业]")
_SIDE = re.compile(r"[东西南北中前后左右上下]{1,2}|[A-Z]区|[东西南北中]{1,2}区|[A-Z]")
_SIDES = re.compile(r"[东西南北中前后左右]{1,2}[侧面边部段角片]|[A-Z东西南北]区")
_GLUED = re.compile(
    r"福建|厦门|翔安|同安|湖里|思明|集美|海沧|保税港?区|[0-9一二三四五六七八九十]期|[A-Z东西南北]区"
)
_NOTE = re.compile(r"公司|厂房|原|旧|仓库|院内|自编|车间")
_PARTS = frozenset(("building", "stair", "floor", "room"))
_NUMBERED = _PARTS | {"number"}
_NAMED = tuple(word for word in COMPOUNDS if len(word) > 1)
_FILLER = "内第之的与和及至等·."
_GENERAL = ("园", "城", "庄", "阁", "苑", "邸")
_TOWN_STEM = 5
_HAMLET = 3
_BEHIND_VILLAGES = frozenset(("road", "number", "compound"))
_UPPER = frozenset(("province", "city", "district"))
_COMMUNITY_STEM = 7
_DOOR_AHEAD = "door"


def read_names(draft: Draft, start: int, end: int, ahead: str) -> None:
    """Read the names in a stretch between two numbered parts.

    Args:
        draft: the reading under way.
        start: first character of the stretch.
        end: end of the stretch.
        ahead: ``door`` when a door number follows, ``part`` for any other numbered part, empty at the end.
    """
    for found in _STRETCH.finditer(draft.text, start, end):
        first, last = found.span()
        bracketed = first > 0 and draft.text[first - 1] == "("
        if bracketed and _glue(draft, first, last):
            continue
        if bracketed and _NOTE.search(draft.text, first, last):
            draft.add("rest", first, last)
            continue
        _read_stretch(draft, first, last, ahead if last == end else "")


def _glue(draft: Draft, first: int, last: int) -> bool:
    """Take a bracket that belongs to the name around it: 软件园(二期), 火炬高新区(翔安)产业区."""
    before = draft.pieces[-1] if draft.pieces else None
    if before is None or before.kind != "compound" or before.end != first - 1:
        return False
    if not _GLUED.fullmatch(draft.text, first, last):
        return False
    before.end = last + (draft.text[last : last + 1] == ")")
    before.value = draft.text[before.start : before.end]
    return True


def _read_stretch(draft: Draft, first: int, last: int, ahead: str) -> None:
    at = first
    if last - at == 1 and draft.text[at] in _FILLER:
        return
    if draft.text[at] == "内" and not _NUMBERED.isdisjoint(draft.latest):
        at += 1
    if not _PARTS.isdisjoint(draft.latest) and _after_parts(draft, at, last):
        return
    for known in known_names(draft, at, last) if draft.lexicon.kinds else ():
        if known.start > at:
            _read_in_front(draft, at, known)
        _take_known(draft, known)
        at = known.end
    at = _read_by_suffix(draft, at, last)
    if at < last:
        _read_leftover(draft, at, last, ahead)


def _read_by_suffix(draft: Draft, at: int, last: int) -> int:
    """Read names by their class words; returns where the last of them ends."""
    for found in _SUFFIX.finditer(draft.text, at, last):
        if found.start() >= at:
            at = _TAKE[found.lastgroup or ""](draft, at, found)
    return at


def _read_in_front(draft: Draft, at: int, known: Known) -> None:
    """Read what stands in front of a known name: an area, or a village in front of its road."""
    at = _read_by_suffix(draft, at, known.start)
    if at == known.start:
        return
    area = known.kind != "village" and _QUARTER.fullmatch(draft.text, at, known.start)
    if area or known.kind in ("town", "community"):
        draft.add("rest", at, known.start)
    elif known.kind in ("road", "village") and known.start - at > 1 and not draft.seen & _BEHIND_VILLAGES:
        draft.add("village", at, known.start)
    else:
        _read_leftover(draft, at, known.start, "")


def _take_known(draft: Draft, known: Known) -> None:
    kind, start, end, name = known
    if kind == "town":
        _add_town(draft, start, end, name)
    elif kind == "community":
        _add_community(draft, start, end, name)
    elif kind == "road":
        _add_road(draft, start, end)
    elif kind == "village":
        draft.add("village", start, end)
    else:
        _add_compound(draft, start, end)


def _after_parts(draft: Draft, first: int, last: int) -> bool:
    """Behind a building, floor or room only a named building or a village is a name; all else is a note."""
    text = draft.text[first:last]
    named = text.endswith(_NAMED)
    if named and len(text) > 3 and "compound" not in draft.seen:
        return False
    if not draft.seen & {"road", "village", "number", "compound"} and "room" not in draft.seen:
        return False
    if text.endswith(("里", "路", "社")) and not draft.seen & {"road", "village"}:
        return False
    at = first
    for side in _SIDES.finditer(draft.text, first, last):
        if side.start() > at:
            draft.add("rest", at, side.start())
        draft.add("rest", side.start(), side.end())
        at = side.end()
    if at < last:
        draft.add("rest", at, last)
    return True


def _take_rest(draft: Draft, at: int, found: re.Match[str]) -> int:
    if found.start() > at:
        _read_leftover(draft, at, found.start(), "")
    draft.add("rest", found.start(), found.end())
    return found.end()


def _take_phase(draft: Draft, at: int, found: re.Match[str]) -> int:
    before = draft.pieces[-1] if draft.pieces else None
    if found.start() == at and not (before and before.kind == "compound" and before.end == at):
        if found[0].endswith(("组团", "期", "地块")):
            draft.add("compound", at, found.end())
        else:
            draft.add("rest", at, found.end())
        return found.end()
    _add_compound(draft, at, found.end())
    return found.end()


def _take_compound(draft: Draft, at: int, found: re.Match[str]) -> int:
    if found[0] in _GENERAL and found.start() - at < 1:
        return at
    if found[0] == "城" and found.end() < found.endpos and not _TOWN_OF_HOUSES.match(draft.text, at):
        return at
    if (
        found[0] in _GENERAL
        and draft.text[at : found.start()] in AREAS
        and _ROAD_AHEAD.match(draft.text, found.end())
    ):
        return at  # 杏林苑亭路
    hamlet = found[0] == "庄" and found.end() == found.endpos and found.end() - at <= _HAMLET
    if hamlet and (_touches(draft, "town", at) or _touches(draft, "community", at)):
        return at
    _add_compound(draft, at, found.end())
    return found.end()


def _add_compound(draft: Draft, start: int, end: int) -> None:
    before = draft.pieces[-1] if draft.pieces else None
    if before is not None and before.kind == "compound" and before.end == start:
        before.end = end
        before.value = draft.text[before.start : end]
    else:
        draft.add("compound", start, end)


def _touches(draft: Draft, kind: str, at: int) -> bool:
    """Whether the latest piece is of a kind and ends where a name begins."""
    return bool(draft.pieces) and draft.pieces[-1].kind == kind and draft.pieces[-1].end == at


def _take_town(draft: Draft, at: int, found: re.Match[str]) -> int:
    stem = found.start() - at
    if not 1 <= stem <= _TOWN_STEM:
        return at
    name = draft.text[at : found.start()]
    value = name + ("街道" if found[0].startswith("街道") else found[0])
    _add_town(draft, at, found.end(), value)
    return found.end()


def _add_town(draft: Draft, start: int, end: int, value: str) -> None:
    known = draft.latest.get("town")
    if known is not None and known.value != value:
        draft.add("rest", start, end)
    else:
        draft.add("town", start, end, value)


def _take_community(draft: Draft, at: int, found: re.Match[str]) -> int:
    word, stem = found[0], found.start() - at
    if stem < 1 or (
        word == "村" and _NUMBERED_VILLAGE.fullmatch(draft.text, found.start() - 1, found.start())
    ):
        if stem:
            _add_compound(draft, at, found.end())
            return found.end()
        return at
    if stem == 1 and draft.text[at] in "东西南北中" and _touches(draft, "compound", at):
        _add_compound(draft, at, found.end())
        return found.end()
    if stem > _COMMUNITY_STEM or (found.end() < found.endpos and draft.text[at : found.end()] in AREAS):
        return at
    at = _set_area_aside(draft, at, found.start())
    full = "社区" if word.startswith("社区") else "村" if word.startswith("村") else word
    _add_community(draft, at, found.end(), draft.text[at : found.start()] + full)
    return found.end()


def _add_community(draft: Draft, start: int, end: int, value: str) -> None:
    known = draft.latest.get("community")
    if known is None or known.value == value:
        draft.add("community", start, end, value)
    else:
        draft.add("village" if draft.text[end - 1] == "村" else "rest", start, end)


def _take_group(draft: Draft, at: int, found: re.Match[str]) -> int:
    if found.start() > at:
        draft.add("village", at, found.start())
    value = digits(found[0].removeprefix("第").replace("村民", "").replace("小组", "组"))
    draft.add("village", found.start(), found.end(), value)
    return found.end()


def _take_village(draft: Draft, at: int, found: re.Match[str]) -> int:
    if found.start() == at and "village" not in draft.seen:
        return at
    draft.add("village", at, found.end())
    return found.end()


def _take_road(draft: Draft, at: int, found: re.Match[str]) -> int:
    text, end = draft.text, found.end()
    stem = found.start() - at
    tail = text[found.start() - 1 : end]
    if stem < (2 if found[0] == "里" else 1):
        return at
    highway = tail == "公路" and stem > 2 and text[found.start() - 2] != "速"
    if tail in NOT_ROADS and not highway and not (tail == "马巷" and end == found.endpos):
        return at
    if draft.text[at] == "与" and draft.pieces and draft.pieces[-1].end == at:
        at += 1
    _add_road(draft, _set_area_aside(draft, at, found.start(), _QUARTER), end)
    return end


def _add_road(draft: Draft, start: int, end: int) -> None:
    before = draft.latest.get("road")
    if before is not None and "number" in draft.seen:
        draft.add("rest", start, end)
        return
    if before is not None and before.value != draft.text[start:end]:
        before.kind = "rest"  # the number stands on the road beside it
    draft.add("road", start, end)


def _set_area_aside(draft: Draft, at: int, stem_end: int, areas: re.Pattern[str] = _AREA) -> int:
    """Take a bare area name in front of a name that stands without it."""
    area = areas.match(draft.text, at, stem_end)
    if area is None or stem_end - area.end() < 2 or _THIN.fullmatch(draft.text, area.end(), stem_end):
        return at
    draft.add("rest", at, area.end())
    return area.end()


def _read_leftover(draft: Draft, first: int, last: int, ahead: str) -> None:
    """Read a name without a class word by what stands around it."""
    text = draft.text
    if text[last - 1] in "内第之" and last - first > 1:
        last -= 1
    if last - first == 1 and (text[first] in _FILLER or not text[first].isalnum()):
        return
    if _SIDE.fullmatch(text, first, last):
        draft.add("rest", first, last)
        return
    if not ahead and _stands_alone(draft, first, last):
        name = _set_area_aside(draft, first, last)
        draft.add("village" if last - name <= _HAMLET else "compound", name, last)
    elif _is_hamlet(draft, first, last, ahead):
        draft.add("village", first, last)
    elif last - first < 2 or not any("\u4e00" <= char <= "\U0003ffff" for char in text[first:last]):
        draft.add("rest", first, last)
    else:
        _add_compound(draft, first, last)


def _stands_alone(draft: Draft, first: int, last: int) -> bool:
    """Whether a short name ends the text and nothing but a district stands in front of it."""
    if (
        last - first > 2 * _HAMLET
        or draft.text[last:] not in ("", "内")
        or "(" in draft.text[first - 1 : first]
    ):
        return False
    if _AREA.fullmatch(draft.text, first, last) or _INSTITUTION.fullmatch(draft.text, first, last):
        return False
    return "district" in draft.seen and draft.seen <= _UPPER


def _is_hamlet(draft: Draft, first: int, last: int, ahead: str) -> bool:
    """Whether a name without a class word is a hamlet's: in front of a door number, or behind a village's level."""
    before = draft.pieces[-1].kind if draft.pieces else ""
    if ahead == _DOOR_AHEAD:
        named = _INSTITUTION.fullmatch(draft.text, first, last) and (
            before == "village" or draft.text[last - 1] in "楼厦"
        )
        return "number" not in draft.seen and before not in ("road", "compound") and not named
    if ahead or draft.text[first - 1] == "(" or draft.seen & {"road", "compound", "number"}:
        return False
    return before in ("town", "community", "village") and not _INSTITUTION.fullmatch(draft.text, first, last)


_TAKE = {
    "rest": _take_rest,
    "phase": _take_phase,
    "comp": _take_compound,
    "town": _take_town,
    "comm": _take_community,
    "group": _take_group,
    "vill": _take_village,
    "road": _take_road,
}
