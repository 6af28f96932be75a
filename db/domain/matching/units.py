"""One spelling for names that differ only in how they are written: class words, digits, brackets, filler.

Knows the words of addresses and Xiamen's abolished districts; knows no register and no reading.
"""

import re
from functools import lru_cache

from db.domain.number import to_chinese

FORMER_DISTRICTS: dict[str, tuple[str, ...]] = {
    "开元区": ("思明区",),
    "鼓浪屿区": ("思明区",),
    "杏林区": ("集美区", "海沧区"),
    "同安县": ("同安区", "翔安区"),
    "郊区": ("集美区", "湖里区"),
}
"""Abolished districts and today's that hold their ground (reforms of 1987, 1997 and 2003)."""

_VARIANTS = (
    *(("员当", "筼筜"), ("贠当", "筼筜"), ("云当", "筼筜"), ("筼当", "筼筜"), ("员筜", "筼筜")),
    *(("曾厝安", "曾厝垵"), ("曾厝庵", "曾厝垵"), ("马垄", "马垅"), ("𫊻窟", "蟳窟")),
)
"""Spellings for want of the rare character; each names no other place of the city."""

_COUNT = re.compile(r"(?<![0-9])[1-9][0-9]?(?![0-9])")
_TOWN_WORDS = ("街道办事处", "街道办", "街道", "镇", "乡", "街")
_COMMUNITY_WORDS = (
    *("社区居民委员会", "社区居委会", "社区", "居民委员会", "居委会"),
    *("村村民委员会", "村民委员会", "村村委会", "村委会", "村"),
)
_HAMLET_WORDS = ("自然村", "角落", "社")
_PEOPLES = ("畲族", "回族", "民族")
_MARKS = str.maketrans("", "", "/()第·.-")


@lru_cache(maxsize=16_384)
def fold_road(name: str) -> str:
    """A road's or lane's name with counting digits spelled out: 会展南2里 is 会展南二里."""
    return _spell_digits(_usual(name))


@lru_cache(maxsize=16_384)
def fold_compound(name: str) -> str:
    """A compound's name without marks and 第, its digits spelled out: 软件园(2期) is 软件园二期."""
    return _spell_digits(_usual(name.translate(_MARKS)))


@lru_cache(maxsize=16_384)
def fold_village(name: str) -> str:
    """A hamlet's name without its class word: 马垅社 is 马垅, 殿前社6组 is 殿前6组; 前社 stays whole."""
    group = _group_of(name)
    stem = _usual(name.removesuffix(group))
    for word in _HAMLET_WORDS:
        if stem.endswith(word) and len(stem) - len(word) >= 2:
            stem = stem.removesuffix(word)
            break
    return stem + group


def _group_of(name: str) -> str:
    found = re.search(r"[0-9]+组$", name)
    return found[0] if found else ""


@lru_cache(maxsize=4096)
def fold_community(name: str) -> str:
    """A community's stem: 高林居委会, 高林社区 and 高林村 are 高林."""
    for word in _COMMUNITY_WORDS:
        if name.endswith(word) and len(name) - len(word) >= 2:
            name = name.removesuffix(word)
            break
    for people in _PEOPLES:
        if len(name) - len(people) >= 2:
            name = name.removesuffix(people)
    return _usual(name)


@lru_cache(maxsize=4096)
def fold_town(name: str) -> str:
    """A town's stem: 西柯镇 and 西柯街道 are 西柯."""
    for word in _TOWN_WORDS:
        if name.endswith(word) and len(name) - len(word) >= 2:
            return _usual(name.removesuffix(word))
    return _usual(name)


def full_community(name: str) -> str:
    """A community's stem and class: 高林居委会 is 高林社区, 渐美村委会 is 渐美村; ``""`` stays."""
    if not name:
        return ""
    rural = name.endswith(("村", "村委会", "村民委员会"))
    return fold_community(name) + ("村" if rural else "社区")


def _usual(name: str) -> str:
    for written, usual in _VARIANTS:
        if written in name:
            return name.replace(written, usual)
    return name


def _spell_digits(name: str) -> str:
    if name.isalpha():
        return name
    return _COUNT.sub(lambda found: to_chinese(int(found[0])), name)
