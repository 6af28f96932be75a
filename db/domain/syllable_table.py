"""pypinyin's two tables, read without pypinyin: as one sorted text each they take 4 MB, as its dictionaries 50.

The program is open all day, and most days ask for the readings of a few hundred names.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from sys import intern

_CHARACTER = re.compile(r'"(\d+)"\s*:\s*"([^"]+)"')
_PHRASE = re.compile(r'"([^"]+)"\s*:|\[\s*"([^"]+)"')  # its name, or the first reading of its next character


class _Lines:
    """Lines of a key and its words, found by the key."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        ordered = sorted(lines)
        self._starts, self._first_lines, heads = array("I"), array("I"), list[str]()
        at = 0
        for number, (key, words) in enumerate(ordered):
            if not heads or heads[-1] != key[0]:
                heads.append(key[0])
                self._first_lines.append(number)
            self._starts.append(at)
            at += len(key) + len(words) + 1
        self._starts.append(at)
        self._first_lines.append(len(ordered))
        self._heads = "".join(heads)
        self._text = "".join(f"{key} {words}" for key, words in ordered)

    def _line(self, number: int) -> str:
        return self._text[self._starts[number] : self._starts[number + 1]]

    def find(self, key: str) -> tuple[str, bool]:
        """The words of a key, empty when there is none; and whether a key begins with it."""
        head = bisect_left(self._heads, key[0])
        if self._heads[head : head + 1] != key[0]:
            return "", False
        first, end = self._first_lines[head], self._first_lines[head + 1]
        number = bisect_left(range(end), key, first, key=lambda at: self._line(at).partition(" ")[0])
        if number == end:
            return "", False
        found, _, words = self._line(number).partition(" ")
        return words if found == key else "", found.startswith(key)


class SyllableTable:
    """Readings of characters and of phrases."""

    def __init__(self, characters: Iterable[tuple[str, str]], phrases: Iterable[tuple[str, str]]) -> None:
        """Keep the tables.

        Args:
            characters: with their readings, the usual one first, commas between.
            phrases: with one syllable for each character, spaces between.
        """
        self._characters, self._phrases = _Lines(characters), _Lines(phrases)

    def every(self, char: str) -> list[str]:
        """The readings of a character, the usual one first; itself when it has none."""
        words, _ = self._characters.find(char)
        return [intern(word) for word in words.split(",")] if words else [char]

    def read(self, run: str) -> list[str]:
        """One reading for each character of a run: the longest phrases first, from the left, as pypinyin divides it."""
        found: list[str] = []
        while run:
            length, words = self._longest(run)
            if words:
                found += map(intern, words.split(" "))
            else:
                found += [self.every(char)[0] for char in run[:length]]
            run = run[length:]
        return found

    def _longest(self, run: str) -> tuple[int, str]:
        """How many characters to read next, and their syllables if they are a phrase.

        What only begins a longer phrase is read character by character to its end, since pypinyin reads it so.
        """
        best = (0, "")
        for length in range(1, len(run) + 1):
            words, begins = self._phrases.find(run[:length])
            if not begins:
                return best if best[0] else (1, "")
            if words:
                best = (length, words)
        return best if best[0] else (len(run), "")


@lru_cache(maxsize=1)
def syllable_table() -> SyllableTable:
    """The tables of the installed pypinyin.

    Raises:
        ModuleNotFoundError: pypinyin is not installed.
    """
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pypinyin")
    folder = Path(spec.origin).parent
    characters = (folder / "pinyin_dict.json").read_text(encoding="utf-8")
    phrases = (folder / "phrases_dict.json").read_text(encoding="utf-8")
    return SyllableTable(
        ((chr(int(one[1])), one[2]) for one in _CHARACTER.finditer(characters)), _phrases(phrases)
    )


def _phrases(text: str) -> Iterator[tuple[str, str]]:
    """Phrases with their syllables. Read as the object that it is, the text would fill 35 MB for a moment."""
    phrase, read = "", list[str]()
    for found in _PHRASE.finditer(text):
        name, syllable = found.groups()
        if syllable:
            read.append(syllable)
            continue
        if phrase:
            yield phrase, " ".join(read)
        phrase, read = name, []
    yield phrase, " ".join(read)
