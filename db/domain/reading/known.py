"""Names that the register knows, found in a stretch of text: the longest wins, a slip of one character counts."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from db.domain.reading.model import Draft

_LANE = r"[东西南北中上下]?[一二三四五六七八九十]{0,2}(?:大道|路|里|街(?!道)|巷(?!镇)|道)"
_GOES_ON = re.compile(rf"{_LANE}|[社村桥]|口(?!岸)|委会|[东西]社")
_OFFICE = {
    "town": re.compile(r"办事处|办(?!公)"),
    "community": re.compile(r"居民委员会|居委会|村民委员会|民委员会|村委会|委会"),
}
_NOTE_AHEAD = re.compile(r"对面|旁|附近|门口|内|[东西南北]侧")
_CLASS_ENDS = frozenset("路里街道巷弄镇乡村区社")
_CUTS = ("", *_CLASS_ENDS)
_JOINTS = "与和第内"
_SURE = 4
"""A compound's name of so many characters is known wherever it stands."""

_SLIP_LENGTHS = (7, 6, 5, 4, 3)
_SOUNDS = {
    "道": "到倒导稻",
    "街": "接阶节",
    "社": "设舍射",
    "区": "趋曲驱",
    "路": "陆录鹿露",
    "里": "理李礼",
    "镇": "真振震",
}
"""Characters that are typed for those of class words; any other may begin a longer name."""

_CLASS_WORDS = re.compile(r"(?:街道|社区|大道|镇|路|街|里)$")


class Known(NamedTuple):
    """A known name in a text.

    Attributes:
        kind: its kind.
        start: where it begins.
        end: where it ends, with the word for its office.
        name: as the register has it, or as it was written with a slip.
    """

    kind: str
    start: int
    end: int
    name: str


def known_names(draft: Draft, first: int, last: int) -> Iterator[Known]:
    """The known names of a stretch, from left to right."""
    done = at = first
    while at < last - 1:
        found = _name_at(draft, done, at, last) or (_slip_at(draft, at, last) if at == done else None)
        if found is None:
            at += 1
            continue
        yield found
        done = at = found.end


def in_a_name(draft: Draft, start: int, end: int) -> bool:
    """Whether what looks like a numbered part belongs to a known name, as in 1949公园."""
    lexicon = draft.lexicon
    for at in range(max(0, start - max(map(len, lexicon.figured))), start + 1):
        for name in lexicon.names_at(draft.text, at, len(draft.text)):
            stop = at + len(name)
            if name in lexicon.figured and stop > start and (stop > end or at < start):
                return True
    return False


def _name_at(draft: Draft, done: int, at: int, last: int) -> Known | None:
    before = draft.text[max(done, at - 2) : at]
    if before and before[-1] not in _JOINTS and before[-1] not in _CLASS_ENDS and before[:-1] in _CUTS:
        return None  # one character would be left over
    for name in draft.lexicon.names_at(draft.text, at, last):
        kind = draft.lexicon.kinds[name]
        end = at + len(name)
        office = _OFFICE[kind].match(draft.text, end, last) if kind in _OFFICE else None
        if office is not None:
            end = office.end()
        if _stands(draft, kind, at, end, last):
            return Known(kind, at, end, name)
    return None


def _stands(draft: Draft, kind: str, start: int, end: int, last: int) -> bool:
    """Whether a known name ends where it seems to, and no longer name goes on."""
    text = draft.text
    if end == last:
        return True
    if _GOES_ON.match(text, end, last):
        return False
    if text[end - 1] in _CLASS_ENDS or (kind == "compound" and end - start >= _SURE):
        return True
    return bool(_NOTE_AHEAD.match(text, end, last)) or any(draft.lexicon.names_at(text, end, last))


def _slip_at(draft: Draft, at: int, last: int) -> Known | None:
    """A name whose class word has one wrong character, where the register has just one name like it.

    A slip in the rest of a name needs no help: its class word tells its kind.
    """
    for length in _SLIP_LENGTHS:
        end = at + length
        if end > last:
            continue
        written = draft.text[at:end]
        near = draft.lexicon.near(written)
        if len(near) != 1:
            continue
        kind = draft.lexicon.kind_of(near[0])
        if _slipped(written, near[0]) and (kind != "road" or end == last):
            return Known(kind, at, end, written)
    return None


def _slipped(written: str, known: str) -> bool:
    """Whether the names differ in a character of the class word that is written for another of like sound."""
    at = next(place for place, char in enumerate(known) if written[place] != char)
    word = _CLASS_WORDS.search(known)
    return word is not None and word.start() <= at and written[at] in _SOUNDS.get(known[at], "")
