"""Numbered parts of an address (12号, 3幢, 2梯, 5层, 301、302室): how they are written and their normal values."""

import re
from functools import lru_cache

from db.domain.errors import BadNumber
from db.domain.number import from_numeral
from db.domain.reading.words import CHINESE_DIGITS

NUMBER, BUILDING, STAIR, UNIT, FLOOR, ROOM, SHOP, BLOCK, BARE = (
    *("number", "building", "stair", "unit", "floor", "room", "shop", "block", "bare"),
)
"""Classes of units by their class word; 单元 (unit), 座 (block) and the last wait for their surroundings."""

CLASSES = (
    (
        BUILDING,
        (
            "号楼",
            "#楼",
            "号幢",
            "号栋",
            "#幢",
            "#栋",
            "号塔",
            "塔楼",
            "幢楼",
            "栋楼",
            "号座",
            "幢",
            "栋",
            "塔",
        ),
    ),
    ("works", ("号厂房", "#厂房", "号车间", "#车间", "厂房", "车间")),
    (STAIR, ("号梯位", "#梯位", "号梯口", "号梯", "#梯", "梯位", "梯口", "号单元", "#单元", "梯")),
    (
        SHOP,
        (
            "号店面",
            "#店面",
            "号店铺",
            "号商铺",
            "号铺面",
            "号摊位",
            "号店",
            "号铺",
            "店面",
            "店铺",
            "商铺",
            "店",
        ),
    ),
    (ROOM, ("号房", "#房", "号室", "#室", "室", "房")),
    (UNIT, ("单元",)),
    (FLOOR, ("层楼", "层", "楼")),
    (BLOCK, ("座",)),
    (NUMBER, ("号", "#")),
)
_CLASS_OF = {word: name for name, words in CLASSES for word in words}

_CN = f"[{CHINESE_DIGITS}]"
_ID = rf"(?>[A-Z]{{0,3}}[0-9]{{1,6}}[A-Z]{{0,2}}[0-9]{{0,3}}|[A-Z]{{1,2}}(?![A-Z])|{_CN}{{1,7}})"
_JOIN = rf"(?:(?:--?|[~至到/]){_ID})"
_LIST = rf"{_ID}{_JOIN}{{0,3}}(?:[,和及]第?{_ID}{_JOIN}{{0,3}}){{0,40}}+"
_WORDS = "|".join(sorted(_CLASS_OF, key=len, reverse=True))
_NINE = "[一二三四五六七八九]"
_ZHI = rf"之(?:(?:十{_NINE}?|{_NINE}十{_NINE}?|{_NINE}|[壹贰叁])(?![层楼])|[0-9]{{1,4}}(?![0-9层楼])|[A-Z](?![0-9A-Z]))"
_ZHI_MORE = rf"(?:十{_NINE}?|{_NINE}十{_NINE}?|{_NINE}|[0-9]{{1,2}}|(?<=[0-9]{{3}}[~至到-])[0-9]{{3}})"
_ZHIS = (
    rf"{_ZHI}(?:[~至到-]之?{_ZHI_MORE}(?![0-9A-Z{CHINESE_DIGITS}室单层楼房]))?"
    rf"(?:,(?:{_ZHI}|{_ZHI_MORE}(?![0-9A-Z{CHINESE_DIGITS}\-号#室单层楼房幢栋座梯之])))*"
)
_AFTER_BARE = r"(?=$|[,()~\- 之第]|[东西南北]{1,2}[侧面边]|旁|对面|附近|隔壁|店面)"
_AFTER_ROAD = r"(?<=[路街道里巷弄社村])"
_NO_NAME = r"(?![0-9A-Z期区组路街里巷村社县年米班]|公里)"

UNIT_TEXT = re.compile(
    rf"(?=[0-9A-Z{CHINESE_DIGITS}第临附地负\-东西南北前后主裙副塔甲乙丙丁戊己庚辛厂(之])(?:"
    r"(?P<note>\((?:原|旧|近|注|即|自编|现为|靠近|单|双)[^()]{0,60}\))"
    rf"|(?P<base>(?:负|地下室?|(?<![0-9A-Z之层])(?<!{_CN}楼)(?<![0-9]楼)-)第?(?P<depth>{_ID}(?:[-~至,]负?{_ID}){{0,3}})(?:层楼|层|楼|F)|地下室|(?<![0-9A-Z之楼层])-(?P<deep>[1-9])F(?![0-9A-Z]))"
    rf"|厂房(?P<works>[A-Z](?![A-Z0-9区栋幢座楼单])|[0-9]{{1,2}}(?![0-9号#幢栋座层楼室单]))"
    r"|(?P<storey>[1-9][0-9]?F)(?=[0-9]{2,4}[A-Z]?(?![0-9A-Z]))"
    r"|(?P<place>[主裙附副]|(?<=[0-9号园厦场心城苑内期)(,区市村庄院馆店寓楼层座幢栋里])"
    r"(?:[东西南北前后]{1,2}[主裙附副]?|塔|[甲乙丙丁戊己庚辛]))"
    r"(?P<side>塔楼|楼(?![上下])|座|塔|幢|栋|梯位?|单元)"
    rf"|(?P<lead>第|临时?|附)?(?P<ids>{_LIST})(?:"
    rf"(?P<cls>{_WORDS})(?!(?<=[房店楼])[山产员]|(?<=店)(?:社|村|里|路)|(?<=[房店])地)(?P<more>-(?![1-9]F(?![0-9A-Z]))[0-9A-Z]{{1,2}}(?![-0-9A-Z层楼单号室]))?"
    rf"(?P<zhi>{_ZHIS})?(?P<end>号店面|店面|室|号)?"
    rf"|(?P<bzhi>{_ZHIS})(?P<bcls>{_WORDS})?"
    rf"|(?:(?<![{CHINESE_DIGITS}])|(?<={_CN}{{3}})(?=$|[,()]))(?P<bare>{_AFTER_BARE}|{_NO_NAME}(?<=[0-9A-Z])(?=[{CHINESE_DIGITS}第临主裙]))"
    rf"|{_NO_NAME}(?<=[0-9])(?P<door>)"
    r")"
    rf"|(?P<lone>{_ZHI})(?!#|号|幢|栋|座)(?:室|房|单元)?"
    r")"
)
"""One numbered part anywhere in a normal text; ``door`` is a bare number in front of a name."""

_PART = re.compile(r"--?|[~至到/]")
_SPLIT = re.compile(r"[,和及]第?")
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟两", "一二三四五六七八九十百千二")
_CHINESE_RUN = re.compile(f"{_CN}+")
_LETTERED = re.compile(r"((?:[0-9]*[A-Z]+)?)([0-9]+)([A-Z]*)")


def class_of(word: str) -> str:
    """The class of a class word."""
    return _CLASS_OF[word]


@lru_cache(maxsize=8192)  # lists repeat the same numerals
def arabic(text: str) -> str:
    """Chinese numerals in Arabic digits; what is no proper numeral stays."""
    try:
        return str(from_numeral(text.translate(_CAPITALS)))
    except BadNumber:
        return text


def digits(text: str) -> str:
    """A text with its Chinese numerals in Arabic digits; digit by digit ones keep their zeros."""
    return _CHINESE_RUN.sub(lambda found: _spelled(found[0]), text)


def _spelled(text: str) -> str:
    plain = text.translate(_CAPITALS).replace("〇", "零")
    if len(plain) > 1 and not set(plain) & set("十百千"):
        return "".join(str("零一二三四五六七八九".index(char)) for char in plain)
    return arabic(text)


@lru_cache(maxsize=65_536)  # room and door numbers repeat in every building
def value_of(ids: str) -> str:
    """The normal value of a list of identifiers: ``12``, ``12-1``, ``160~178``, ``126,128``."""
    if ids.isascii() and (ids.isdigit() or ids.isalnum()):
        return ids
    return ",".join([_one(part) for part in _SPLIT.split(ids) if part])


def _one(text: str) -> str:
    parts = [digits(part) for part in _PART.split(text)]
    if len(parts) != 2:
        return "-".join(parts)
    joint = "~" if ("-" not in text and "/" not in text) or _rises(*parts) else "-"
    return joint.join(parts)


def _rises(first: str, last: str) -> bool:
    """Whether a dash between two identifiers means "to": the second is larger and of the same make."""
    if first.isdigit() and last.isdigit():
        return int(last) > int(first)
    if len(first) == len(last) == 1 and (first + last).isalpha():
        return last > first
    one, two = _LETTERED.fullmatch(first), _LETTERED.fullmatch(last)
    if one is None or two is None or one[3]:
        return False
    same = one[1] == two[1] or (not two[1] and len(one[2]) == len(two[2]) > 1)
    return same and int(two[2]) > int(one[2])


def zhi_of(text: str, base: str) -> str:
    """``之二`` after a value: ``12之2``; a list of them repeats the value, a range does not."""
    return ",".join([f"{base}之{_one(part.replace('之', ''))}" for part in text.split(",")])
