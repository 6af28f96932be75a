"""Province, city and district: the levels in front, written in full, bare, twice or not at all."""

import re

from db.domain.reading.model import Draft
from db.domain.reading.words import AREAS, DISTRICTS, OLD_DISTRICTS

_BARE = "|".join(DISTRICTS)
_FULL = "|".join([*(f"{name}区" for name in DISTRICTS), *OLD_DISTRICTS])
_LANE_TAIL = r"(?:大道|路|里|街(?!道)|巷(?!镇)|道)"
_LEVEL = re.compile(
    r"(?P<state>市辖区|中国(?!\(|[一-龥]{2,6}(?:银行|公司)))"
    r"|(?P<province>(?:[一-龥]{2,3}省|[一-龥]{2,6}自治区|福建(?=厦门)))"
    r"|(?P<city>厦门市|厦门(?=火炬高新|现代物流|市)|厦门(?!市)(?=" + _BARE + r")|[一-龥]{2,3}市(?![场政区]))"
    r"|(?P<district>(?:" + _FULL + r")(?!划|域))"
    rf"|(?P<bare>{_BARE})"
)
_OWN_LEVEL = re.compile(
    rf"(?!街道|镇(?!海路|邦路)|乡)区?(?:(?:{'|'.join(AREAS)})(?!{_LANE_TAIL}?$)[一-龥]"
    r"|(?!工业|生活|产业|商务|商贸|投资|科技|创业|大学(?!路)|保税|出口|物流|高新|台商|新城|[东西南北中上下]?[一二三四五六七八九十]?"
    rf"{_LANE_TAIL})[一-龥]{{2,7}}?(?:街道|镇|社区|村(?!{_LANE_TAIL})|社|{_LANE_TAIL}))"
)
_ESTATE = re.compile(
    r"(?!工业|创业|国际|商业|商务|人民|文化|体育|行政|科技|贸易|大学|中心)[^\W0-9A-Z路街道镇乡村社里巷]{2,6}?"
    r"(?:花园|家园|嘉园|佳园|苑|新村|山庄|小区|公寓|豪庭|华庭|大厦|广场|别墅)"
)
"""What is named by itself, so that a bare district in front of it is a level: 厦门湖里信达大厦, not 湖里创业大厦."""

_NEAR_DISTRICT = re.compile(
    r"(?P<district>(?:"
    + "|".join(f"[一-龥]{name[1]}|{name[0]}[一-龥]" for name in DISTRICTS)
    + r")区)(?!划|域)"
)
_START_BARE = re.compile(
    r"(?P<province>福建)|(?P<city>厦门)(?!大(?!同|嶝|生里|[学元中]路)|[学国港航]|宾馆|酒店|机场|火车站|银行|海关)"
)
_OTHER_DISTRICT = re.compile(r"(?P<district>[一-龥]{2,3}[区县])")
_BRACKETED = re.compile(rf"\((?=(?:福建省|厦门市|{_FULL}))")
_BEHIND = re.compile(rf"[ ,(]*(?=(?:福建省)?(?:厦门市)?(?:{_FULL})?[ )]*\Z)(?=[福厦思湖集海同翔开鼓杏郊])")
_SEPARATORS = " ,-/>_|·"


def upper_behind(draft: Draft, at: int, end: int) -> int:
    """Where upper levels begin in a stretch behind a name or a number, -1 when none do.

    兴业大厦(思明区东浦路15号) begins anew in its bracket; 东浦路15号厦门市思明区 ends with them.
    """
    if {"district", "city"} & draft.seen:
        return -1
    found = (
        _BEHIND.match(draft.text, at, end)
        if "number" in draft.seen
        else _BRACKETED.search(draft.text, at, end)
    )
    return found.end() if found else -1


def read_upper(draft: Draft, at: int = 0) -> int:
    """Take the upper levels from a place on; returns where the rest of the text begins."""
    text = draft.text
    while at < len(text):
        if text[at] in _SEPARATORS:
            at += 1
            continue
        found = _LEVEL.match(text, at) or (_START_BARE.match(text, at) if _free(draft) else None)
        if found is None and _elsewhere(draft):
            found = _OTHER_DISTRICT.match(text, at)
        if found is None and "district" not in draft.seen and "city" in draft.seen:
            found = _NEAR_DISTRICT.match(text, at)
        if found is None:
            return _lexicon_district(draft, at)
        end = _take(draft, found)
        if end == at:
            return at
        at = end
    return at


def _elsewhere(draft: Draft) -> bool:
    city = draft.latest.get("city")
    return city is not None and city.value != "厦门市" and "district" not in draft.seen


def _free(draft: Draft) -> bool:
    return "city" not in draft.seen and "district" not in draft.seen


def _lexicon_district(draft: Draft, at: int) -> int:
    for length in (3, 4, 2, 5):
        name = draft.text[at : at + length]
        if name in draft.lexicon.districts and "district" not in draft.seen:
            draft.add("district", at, at + length)
            return at + length
    return at


def _take(draft: Draft, found: re.Match[str]) -> int:
    kind, start, end = found.lastgroup or "", found.start(), found.end()
    written = found[0]
    if kind == "state":
        return end
    if kind == "bare":
        return _take_bare(draft, found)
    if kind == "province":
        value = written if len(written) > 2 else written + "省"
    elif kind == "city":
        value = written if written.endswith("市") else written + "市"
    else:
        value = written
    known = draft.latest.get(kind)
    if known is not None and known.value != value:
        if kind != "district":
            return start
        kind = "rest"
    draft.add(kind, start, end, value)
    return end


def _knows_only_rest(draft: Draft, start: int, end: int) -> bool:
    """Whether the register knows a name that begins behind the bare one, and none that begins with it."""
    lexicon, last = draft.lexicon, len(draft.text)
    return any(lexicon.names_at(draft.text, end, last)) and not any(lexicon.names_at(draft.text, start, last))


def _take_bare(draft: Draft, found: re.Match[str]) -> int:
    """A bare district name is a level of its own only in front of a name that stands by itself."""
    start, end = found.span()
    value = found[0] + "区"
    known = draft.latest.get("district")
    if known is not None and known.value != value:
        return start
    estate = known is None and "city" in draft.seen and _ESTATE.match(draft.text, end)
    if not (estate or _OWN_LEVEL.match(draft.text, end) or _knows_only_rest(draft, start, end)):
        return start
    draft.add("district", start, end, value)
    return end
