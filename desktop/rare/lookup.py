"""What is asked for and what is told of a character found; knows no window."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.domain.private_use import char_of, code_of
from desktop.files.fonts import FALLBACK, FontBook
from desktop.rare.han_book import Han, HanBook

LIMIT = 400
"""Characters offered at once; who gets so many adds a part."""

_LATIN = re.compile("[a-zü:\u00c0-\u024f]+[0-5]?", re.I)
_PARTS = re.compile(r"(?P<parts>[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)(?P<strokes>[0-9]{1,2})?")
_BLANK = re.compile(r"[\s+\uff0b\u3001,\uff0c]+")


class Way(StrEnum):
    """How a request was understood."""

    NOTHING = "nothing"
    CODE = "code"
    READING = "reading"
    PARTS = "parts"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Found:
    """Characters for a request, best first; ``total`` counts those beyond the limit too."""

    way: Way
    chars: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the panel tells of a character.

    Attributes:
        code: ``U+87F3``.
        radical: its radical, and how many strokes it has besides.
        coded: the smallest national set that has it: ``GB 2312``, ``GBK`` or ``GB 18030``.
        face: the font that prints it, ``""`` when none does.
        examples: Fujian place names with it, out of ``names``.
    """

    han: Han
    code: str
    radical: str
    strokes: int
    coded: str
    face: str
    names: int
    examples: tuple[str, ...]

    @property
    def thin(self) -> bool:
        """Whether it is printed in the fallback's Song face, beside Hei characters."""
        return self.face == FALLBACK


def find(book: HanBook, text: str, recent: Sequence[str] = ()) -> Found:
    """The characters that a request means: a code, a reading, parts (with further strokes), or a character itself.

    An empty request offers the ones used lately and the local ones.
    """
    asked = _BLANK.sub("", unicodedata.normalize("NFKC", text)) if text.isascii() else _BLANK.sub("", text)
    if not asked:
        return _found(Way.NOTHING, [*recent, *book.local])
    char = char_of(asked)
    if char and (not asked.isalpha() or not book.by_reading(asked)):
        return _found(Way.CODE, [char])
    if _LATIN.fullmatch(asked):
        return _found(Way.READING, book.by_reading(asked))
    parts = _PARTS.fullmatch(asked)
    if parts is None:
        return Found(Way.UNREAD, (), 0)
    strokes = int(parts["strokes"]) if parts["strokes"] else None
    itself = [parts["parts"]] if len(parts["parts"]) == 1 and strokes is None else []
    return _found(Way.PARTS, [*itself, *book.by_parts(parts["parts"], strokes)])


def _found(way: Way, chars: Sequence[str]) -> Found:
    each = tuple(dict.fromkeys(chars))
    return Found(way, each[:LIMIT], len(each))


def facts(book: HanBook, fonts: FontBook, char: str) -> Facts:
    """Everything told of a character."""
    han = book.han(char)
    number, _, strokes = (han.radicals[0] if han.radicals else "").partition(".")
    local = book.local.get(char)
    return Facts(
        han,
        code_of(char),
        unicodedata.normalize("NFKC", chr(0x2F00 + int(number) - 1)) if number else "",
        int(strokes or 0),
        next(
            (name for name, codec in (("GB 2312", "gb2312"), ("GBK", "gbk")) if _in(char, codec)), "GB 18030"
        ),
        "" if fonts.missing(char, "regular") else fonts.face(char, "regular"),
        local.names if local else 0,
        local.examples if local else (),
    )


def _in(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
