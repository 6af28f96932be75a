"""What libraries know of Chinese characters: readings out of pypinyin's tables, traditional forms out of OpenCC's.

Each is loaded when first asked.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from db.domain.syllable_table import syllable_table

_TONE_MARKS = frozenset("\u0304\u0301\u030c\u0300")
_RUN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|.", re.DOTALL)
_HANZI = ((0x3400, 0xA000), (0xF900, 0xFB00))

_STANDARD = "昇陞祕脩氾扞"
"""Variants that the table of 2013 (通用规范汉字表) gave back to names; outside GB 2312."""

_LAST_OF_FONTS = "\uffff"  # characters beyond are in few fonts


@lru_cache(maxsize=16_384)
def syllables(name: str) -> tuple[str, ...]:
    """One reading with its tone mark for each character, read in the context of the whole name.

    What has no reading (letters, digits, characters unknown to the dictionary) stands for itself. A neutral tone is
    replaced by the character's own tone, since plates never show a neutral one.
    """
    return tuple(syllable for run in _RUN.findall(name) for syllable in _read_run(run))


def simplified(text: str) -> str:
    """A text with its traditional characters in simplified ones, each in its place.

    What is standard today stays as it is, even where it is a traditional form of another character (乾, 於, 昇): names
    keep them. So does a character whose simplified form no ordinary font shows (蟳).
    """
    return text if _surely_simplified()(text) else text.translate(_traditional())


@lru_cache(maxsize=1)
def _surely_simplified() -> Callable[[str], re.Match[str] | None]:
    return re.compile(f"[\\x00-\u33ff\uff00-\uffef{_gb2312()}]*").fullmatch


@lru_cache(maxsize=1)
def _gb2312() -> str:
    """The characters of GB 2312, which are simplified, save the one that slipped in."""
    codes = bytes([byte for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) for byte in (row, cell)])
    return codes.decode("gb2312", "ignore").replace("後", "")


@lru_cache(maxsize=1)
def _traditional() -> dict[int, str]:
    """Simplified character by the code of its traditional one."""
    from opencc import OpenCC  # 0.1 s and 10 MB: only when a text holds a character that may be traditional

    kept = frozenset(_gb2312() + _STANDARD)
    hanzi = "\n".join([char for codes in _HANZI for char in map(chr, range(*codes)) if char not in kept])
    converted = OpenCC("t2s").convert(hanzi)
    return {ord(old): new for old, new in zip(hanzi, converted, strict=True) if old != new <= _LAST_OF_FONTS}


def _read_run(run: str) -> list[str]:
    if len(run) == 1 and ord(run) < 0x3000:
        return [run]
    table = syllable_table()  # 0.4 s: only when a reading is wanted
    read = table.read(run)
    for at, char in enumerate(run):
        if not _has_tone(read[at]):
            read[at] = next((syllable for syllable in table.every(char) if _has_tone(syllable)), read[at])
    return read


def _has_tone(syllable: str) -> bool:
    return not _TONE_MARKS.isdisjoint(unicodedata.normalize("NFD", syllable))
