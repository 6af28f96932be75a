"""Readings of Chinese characters: the only place that knows pypinyin, loaded when first asked."""

import re
import unicodedata
from functools import lru_cache

_TONE_MARKS = frozenset("\u0304\u0301\u030c\u0300")
_RUN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|.", re.DOTALL)


@lru_cache(maxsize=65_536)
def syllables(name: str) -> tuple[str, ...]:
    """One reading with its tone mark for each character, read in the context of the whole name.

    What has no reading (letters, digits, characters unknown to the dictionary) stands for itself. A neutral tone is
    replaced by the character's own tone, since plates never show a neutral one.
    """
    return tuple(syllable for run in _RUN.findall(name) for syllable in _read_run(run))


def _read_run(run: str) -> list[str]:
    from pypinyin import Style, pinyin  # 0.1 s and 20 MB: only when a reading is wanted

    if len(run) == 1 and ord(run) < 0x3000:
        return [run]
    read = [found[0] for found in pinyin(run, style=Style.TONE)]
    if len(read) != len(run):  # characters without a reading come back in one piece
        read = [found[0] for char in run for found in pinyin(char, style=Style.TONE)]
    for at, char in enumerate(run):
        if not _has_tone(read[at]):
            every = pinyin(char, style=Style.TONE, heteronym=True)[0]
            read[at] = next((syllable for syllable in every if _has_tone(syllable)), read[at])
    return read


def _has_tone(syllable: str) -> bool:
    return not _TONE_MARKS.isdisjoint(unicodedata.normalize("NFD", syllable))
