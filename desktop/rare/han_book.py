"""Every character of the shipped fonts by its parts, its reading and its code; knows no window.

The table (``resources/names/han_parts.tsv.gz``) is read once, in the background: 88,000 lines.
"""

import csv
import gzip
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock

from desktop.paths import resource

_DEPTH = 4
"""How many times a part may lie within a part; 𪚥 needs no more."""

_MANY = 3_000


@dataclass(frozen=True, slots=True)
class Han:
    """What is known of one character.

    Attributes:
        radicals: ``142.12``: radical number and further strokes, of every place it is filed under.
        standard: one of the 8,105 of the general standard list.
        readings: in pinyin with tone marks, the usual one first.
        kin: its simplified and traditional forms.
        ways: ways to take it apart, each the parts in order.
        guessed: the ways are inferred from how the parts are read, and may be wrong.
    """

    char: str
    radicals: tuple[str, ...] = ()
    standard: bool = False
    readings: tuple[str, ...] = ()
    kin: str = ""
    ways: tuple[str, ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Local:
    """A character of Fujian place names: how many names have it, and some of them."""

    char: str
    names: int
    examples: tuple[str, ...]


class HanBook:
    """The table in memory, with what is needed to search it.

    Attributes:
        local: the characters of Fujian place names, most used first.
    """

    def __init__(self, lines: Iterable[str], local: Iterable[Local] = ()) -> None:
        self.local = {one.char: one for one in local}
        self._lines: dict[str, str] = {}
        self._holding: dict[str, list[str]] = defaultdict(list)
        self._sounding: dict[str, list[str]] = defaultdict(list)
        self._forms: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            if line[:1] not in ("", "#"):
                self._take(line)

    def _take(self, line: str) -> None:
        char, radicals, _, readings, _, ways = (line.split("\t") + [""] * 5)[:6]
        self._lines[char] = line
        for part in dict.fromkeys(ways.lstrip("?").replace(" ", "")):
            self._holding[part].append(char)
        for reading in dict.fromkeys(map(plain_reading, readings.split())):
            self._sounding[reading].append(char)
        for radical in radicals.split(","):
            if radical.endswith(".0"):
                self._forms[radical].append(char)

    def __len__(self) -> int:
        return len(self._lines)

    def han(self, char: str) -> Han:
        """What is known of a character; nothing but itself when it is not in the table."""
        cells = (self._lines.get(char, char).split("\t") + [""] * 5)[:6]
        ways = cells[5].lstrip("?").split()
        return Han(
            char,
            radicals=tuple(cells[1].split(",")) if cells[1] else (),
            standard=bool(cells[2]),
            readings=tuple(cells[3].split()),
            kin=cells[4],
            ways=tuple(ways),
            guessed=cells[5].startswith("?"),
        )

    def by_reading(self, reading: str) -> list[str]:
        """Characters read so; tone marks and tone figures are not asked for. Local ones first, then standard ones."""
        return sorted(self._sounding.get(plain_reading(reading), ()), key=self._rank)

    def by_parts(self, parts: str, strokes: int | None = None) -> list[str]:
        """Characters that hold all the parts at some depth, those made of just these parts first.

        Simplified and traditional forms and the forms of one radical count as the same part.

        Args:
            parts: the parts, in any order.
            strokes: strokes besides the radical that the character must have.
        """
        asked = [self._alike(part) for part in parts]
        if not asked:
            return []
        both = set.intersection(*(self._all_holding(forms, _DEPTH) for forms in asked))
        if len(both) > _MANY:  # 一 and 口 are in nearly everything: nobody looks for them deep within
            both = set.intersection(*(self._all_holding(forms, 1) for forms in asked))
        if strokes is not None:
            both = {char for char in both if self._strokes(char) == strokes}
        return sorted(both, key=lambda char: (self._fit(char, asked), *self._rank(char)))

    def _alike(self, part: str) -> frozenset[str]:
        han = self.han(part)
        forms = {part, *han.kin}
        for radical in han.radicals:
            if radical.endswith(".0"):
                forms.update(self._forms[radical])
        return frozenset(forms)

    def _all_holding(self, forms: frozenset[str], depth: int) -> set[str]:
        found: set[str] = set()
        layer: Iterable[str] = forms
        for _ in range(depth):
            layer = {char for part in layer for char in self._holding.get(part, ())} - found
            found |= layer
        return found

    def _fit(self, char: str, asked: list[frozenset[str]]) -> int:
        """0: just these parts; 1: these and others; 2: deeper within; 1 more where the parts are inferred."""
        han = self.han(char)
        best = 4
        for way in han.ways:
            left = list(way)
            for forms in asked:
                hit = next((part for part in left if part in forms), None)
                if hit is None:
                    break
                left.remove(hit)
            else:
                best = min(best, 2 if left else 0)
        return best + han.guessed

    def _strokes(self, char: str) -> int:
        radicals = self.han(char).radicals
        return int(radicals[0].split(".")[1]) if radicals else -1

    def _rank(self, char: str) -> tuple[bool, bool, int]:
        return (char not in self.local, "\t*" not in self._lines[char], ord(char))


@cache
def plain_reading(reading: str) -> str:
    """A syllable without its tone: ``xún`` and ``xun2`` are ``xun``, ``lǜ`` and ``lv`` are ``lü``."""
    bare = "".join(
        one for one in unicodedata.normalize("NFD", reading.lower()) if one not in "\u0304\u0301\u030c\u0300"
    )
    return unicodedata.normalize("NFC", bare.rstrip("012345")).replace("u:", "ü").replace("v", "ü")


def load_local() -> list[Local]:
    """The shipped list of characters of Fujian place names."""
    lines = resource("names", "rare_chars.csv").read_text(encoding="utf-8").split("\n")
    rows: Iterable[Mapping[str, str]] = csv.DictReader(lines)
    return [
        Local(row["char"], int(row["names"]), tuple(one for one in row["examples"].split(" | ") if one))
        for row in rows
    ]


def han_book() -> HanBook:
    """The shipped table, read on first use, by one thread (a second or less; not for the window's own)."""
    with _READING:
        return _read()


_READING = Lock()


@cache
def _read() -> HanBook:
    with gzip.open(resource("names", "han_parts.tsv.gz"), "rt", encoding="utf-8") as stream:
        return HanBook(stream.read().split("\n"), load_local())
