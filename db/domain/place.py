"""Place names (地名): what kind a name is, how it is put together, and which names one could mistake for it.

Two names that differ in a numeral, a direction or a class word (一里 and 二里, 东路 and 西路, 路 and 街) are two places,
however alike they look. Knows nothing of the register; readings come in as a function, since they cost a library.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

NUMERALS = "零〇一二三四五六七八九十百千两"
_DIRECTIONS = "东西南北中前后左右上下"
_SIZES = "大小新老旧横直斜"  # may stand between a direction and the class word: 南小街, 西大道
_DISTINCTIVE = frozenset(NUMERALS + _DIRECTIONS + _SIZES + "内外")


MAX_NAME = 60
"""Characters of a place name; the longest standard name has some fifteen, and no plate has room for more."""


class PlaceKind(StrEnum):
    """Kinds of naming parents, after the police's element codes 41 to 44."""

    STREET = "street"  # 路 / 街 / 道
    LANE = "lane"  # 巷 / 弄 / 里; 里 is a street-level name in Xiamen
    COMPOUND = "compound"  # 小区 / 花园 …
    YARD = "yard"  # 单位院 / 住宅院
    VILLAGE = "village"  # 自然村 / 社


class NameState(StrEnum):
    """Where a name stands; only an approved one may bear new numbers (N02)."""

    DRAFT = "draft"  # 拟用
    PENDING = "pending"  # 待批准
    APPROVED = "approved"  # 标准地名
    RETIRED = "retired"  # 已销名, kept for old addresses


NAME_MOVES: dict[NameState, frozenset[NameState]] = {
    NameState.DRAFT: frozenset({NameState.PENDING}),
    NameState.PENDING: frozenset({NameState.APPROVED, NameState.DRAFT}),
    NameState.APPROVED: frozenset({NameState.RETIRED}),
    NameState.RETIRED: frozenset({NameState.APPROVED}),
}

_CLASS_WORDS: dict[PlaceKind, tuple[str, ...]] = {
    PlaceKind.STREET: ("大道", "大街", "干道", "公路", "路", "街", "道"),
    PlaceKind.LANE: ("胡同", "巷", "弄", "里"),
    PlaceKind.COMPOUND: (
        *("住宅小区", "小区", "花园", "花苑", "家园", "新村", "公寓", "山庄", "别墅", "广场", "大厦", "商城"),
        *("产业园", "工业园", "工业区", "软件园", "豪庭", "公馆", "新城", "中心", "庭院"),
        *("苑", "园", "城", "湾", "府", "阁", "轩", "庭", "邸", "居"),
    ),
    PlaceKind.YARD: ("家属院", "大院", "宿舍", "校区", "营区", "院"),
    PlaceKind.VILLAGE: ("自然村", "村", "社"),
}
# Units of administration and phases are no naming parents, though their names end like one (街道, 社区).
_OTHER_WORDS = (
    *(
        "街道办事处",
        "街道",
        "居民委员会",
        "居委会",
        "村民委员会",
        "村委会",
        "社区",
        "开发区",
        "保税港区",
        "保税区",
    ),
    *("林场", "农场", "镇", "乡", "区", "县", "市", "省", "期"),
)
_KIND_OF = {word: kind for kind, words in _CLASS_WORDS.items() for word in words}
_ALL_WORDS = sorted({*_KIND_OF, *_OTHER_WORDS}, key=len, reverse=True)
_KIND_OF["马路"] = PlaceKind.STREET  # a class word only after an ordinal: 二马路, but 跑马/路
_ORDINAL = re.compile(rf"[0-9]+$|[{NUMERALS}]+$")
_MODIFIER = re.compile(rf"[{_DIRECTIONS}]?[{_SIZES}]*$")
_NUMERAL_WORDS = ("统一", "合一", "如一", "双十")  # a numeral that ends a word counts nothing

# Characters that eye or keyboard mistakes for one another, as far as Xiamen's names use them.
_LOOKALIKES = (
    *(
        "浦埔铺圃",
        "垄垅龙",
        "员筼贠",
        "安垵鞍桉",
        "风凤夙",
        "未末",
        "士土",
        "己已巳",
        "日曰目",
        "人入",
        "大太犬",
        "天夫",
    ),
    *(
        "干千于",
        "王玉主",
        "田由甲申",
        "午牛",
        "乌鸟",
        "井并",
        "侯候",
        "崎畸琦",
        "枋坊仿",
        "滨宾槟",
        "莲连涟",
        "岳丘",
    ),
    *(
        "禾木未",
        "仙汕",
        "塘搪糖",
        "坪评平",
        "厝错",
        "岩岸",
        "湖胡糊",
        "翔祥详",
        "梧悟语",
        "吕侣",
        "洪供",
        "海悔梅",
    ),
    *(
        "沧苍沦",
        "嵩高蒿",
        "坂板版扳",
        "孙荪",
        "钟钢",
        "宅宇",
        "阵陈",
        "鹭鹜",
        "灌罐",
        "圩圬",
        "堂常",
        "嘉喜",
        "榜傍",
    ),
    *(
        "埭棣",
        "兜兆",
        "厦夏",
        "曾会",
        "县具",
        "杏否",
        "阳阴",
        "马鸟",
        "白百自",
        "古右石",
        "屿与",
        "官宫管",
        "墩敦",
    ),
)
_SHAPES: dict[str, set[int]] = defaultdict(set)
for _group_no, _group in enumerate(_LOOKALIKES):
    for _char in _group:
        _SHAPES[_char].add(_group_no)


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart; the four parts joined give the name.

    Attributes:
        proper: the proper part (专名), ``""`` for 南路 or 二马路.
        modifier: one-syllable words that belong to the class word: 南 of 湖滨南路.
        ordinal: a counting numeral as written: 二 of 会展南二里; never 五一 of 五一路.
        word: the class word (通名), ``""`` when the name has none.
    """

    proper: str
    modifier: str = ""
    ordinal: str = ""
    word: str = ""


def split_name(name: str) -> NameParts:
    """Take a name apart into proper part, modifier, ordinal and class word."""
    word = next((word for word in _ALL_WORDS if name.endswith(word) and name != word), "")
    if not word:
        return NameParts(name)
    if word == "路" and name.endswith("马路") and _ORDINAL.search(name[:-2]):
        word = "马路"
    head = name[: -len(word)]
    ordinal = _ordinal_of(head)
    head = head.removesuffix(ordinal)
    found = _MODIFIER.search(head)
    for start in range(found.start() if found else len(head), len(head)):
        # 禾东路 and 大中路 are two-syllable names: a modifier never leaves a single syllable behind.
        if start >= 2 or len(head) == 1:
            return NameParts(head[:start], head[start:], ordinal, word)
    return NameParts(head, "", ordinal, word)


def _ordinal_of(head: str) -> str:
    found = _ORDINAL.search(head)
    if found is None or head.endswith(_NUMERAL_WORDS):
        return ""
    text = found[0]
    counts = text.isascii() or len(text) == 1 or any(char in text for char in "十百千")
    return text if counts else ""


def guess_kind(name: str) -> PlaceKind | None:
    """The kind a name's class word tells; None when it tells none, as for 鼓浪屿 or 鸿山社区."""
    return _KIND_OF.get(split_name(name).word)


class NearReason(StrEnum):
    """Why one name could be a slip for another, the surest first."""

    SAME_SOUND = "same_sound"  # 同音: 湖滨难路 for 湖滨南路
    SIMILAR_SOUND = "similar_sound"  # 同音异调
    SIMILAR_SHAPE = "similar_shape"  # 同形: 枋湖路 and 坊湖路
    EXTRA_CHARACTER = "extra_character"  # the name has one more
    MISSING_CHARACTER = "missing_character"  # the name has one less
    ONE_CHARACTER = "one_character"  # another character in a long name


@dataclass(frozen=True, slots=True)
class NearName:
    """A name close to the one asked for."""

    name: str
    reason: NearReason


class NameIndex:
    """Names to compare others with; built once, each question costs a few look-ups.

    Attributes:
        names: the names as given, without duplicates.
    """

    def __init__(self, names: Iterable[str], syllables: Callable[[str], Sequence[str]]) -> None:
        """Index the names.

        Args:
            names: standard names, best those of approved places only.
            syllables: gives one reading with tone marks for each character of a name.
        """
        self.names = frozenset(names)
        self._syllables = syllables
        self._with_hole: defaultdict[str, list[str]] = defaultdict(list)
        self._shortened: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self.names):
            if len(name) >= 3:
                for at in range(len(name)):
                    self._with_hole[f"{name[:at]}\0{name[at + 1 :]}"].append(name)
                for shorter in {name[:at] + name[at + 1 :] for at in range(len(name))}:
                    self._shortened[shorter].append(name)

    def near(self, name: str) -> tuple[NearName, ...]:
        """Names exactly one slip away, the surest reason first; the name itself is never among them."""
        if len(name) < 3:
            return ()
        found = [
            NearName(other, reason)
            for at in range(len(name))
            for other in self._with_hole.get(f"{name[:at]}\0{name[at + 1 :]}", ())
            if other != name and (reason := self._substitution(name, other, at)) is not None
        ]
        shorter = {name[:at] + name[at + 1 :] for at in range(len(name))}
        found += [
            NearName(other, NearReason.EXTRA_CHARACTER)
            for other in shorter & self.names
            if len(other) >= 3 and _only_proper_differs(name, other)
        ]
        found += [
            NearName(other, NearReason.MISSING_CHARACTER)
            for other in self._shortened.get(name, ())
            if _only_proper_differs(other, name)
        ]
        order = list(NearReason)
        return tuple(sorted(found, key=lambda match: (order.index(match.reason), match.name)))

    def _substitution(self, name: str, other: str, at: int) -> NearReason | None:
        here, there = name[at], other[at]
        distinctive = (here in _DISTINCTIVE) + (there in _DISTINCTIVE)
        if distinctive == 2 or (at == len(name) - 1 and here in _KIND_OF and there in _KIND_OF):
            return None
        ours, theirs = self._syllables(name)[at], self._syllables(other)[at]
        if ours == theirs:
            return NearReason.SAME_SOUND
        if toneless(ours) == toneless(theirs):
            return NearReason.SIMILAR_SOUND
        if look_alike(here, there):
            return NearReason.SIMILAR_SHAPE
        # 金湖路 and 金桥路 share as much as most roads do; only a long name is known by the rest of it.
        proper = split_name(other).proper
        long_enough = len(proper) >= 3 and at < len(proper) and not distinctive
        return NearReason.ONE_CHARACTER if long_enough else None


def _only_proper_differs(longer: str, shorter: str) -> bool:
    """Whether one plain character of the proper part was left out, and two still remain."""
    long_parts, short_parts = split_name(longer), split_name(shorter)
    left_out = [char for char in long_parts.proper if char in _DISTINCTIVE]
    kept = [char for char in short_parts.proper if char in _DISTINCTIVE]
    return (
        (long_parts.modifier, long_parts.ordinal, long_parts.word)
        == (short_parts.modifier, short_parts.ordinal, short_parts.word)
        and left_out == kept
        and len(short_parts.proper) >= 2
    )


@lru_cache(maxsize=10_000)
def name_text(text: str) -> str:
    """A name as kept: half-width letters and figures, no blanks; small letters stay."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def look_alike(one: str, other: str) -> bool:
    """Whether two characters are the same, or easily mistaken for one another by eye or keyboard."""
    return one == other or not _SHAPES.get(one, set()).isdisjoint(_SHAPES.get(other, ()))


def toneless(syllable: str) -> str:
    """A syllable without its tone mark; ü stays apart from u."""
    plain = unicodedata.normalize("NFD", syllable.lower())
    return unicodedata.normalize(
        "NFC", "".join(char for char in plain if char not in "\u0304\u0301\u030c\u0300")
    )
