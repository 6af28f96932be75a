"""Finding names by any part of them: their characters, their pinyin without tones, its initials, or all of it mixed.

All names stand in one text, each character behind its syllable, and a query becomes one pattern over that text: a letter
begins the next syllable or goes on in the one it stands in, anything else is the character itself. So ``hubinnanlu``,
``hbnl``, ``hubnl`` and ``湖bnl`` all lead to 湖滨南路, and a few thousand names are looked through in a millisecond.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, takewhile

_READING, _CHARACTER = "\x01", "\x02"
"""What stands before a syllable and before the character it belongs to; no name holds either."""

_TONES = dict.fromkeys(map(ord, "\u0304\u0301\u030c\u0300"))
_SYLLABLE = re.compile(r"(?:[zcs]h|[b-df-hj-np-tw-z])?[aeiouüê]+(?:(?:ng|n|r)(?![aeiouüê]))?|[a-z]|[0-9]+")
_NUMERALS = {
    **{"零": "ling", "〇": "ling", "一": "yi", "二": "er", "三": "san", "四": "si", "五": "wu", "六": "liu"},
    **{"七": "qi", "八": "ba", "九": "jiu", "十": "shi", "百": "bai", "千": "qian", "两": "liang"},
}
_DIGITS, _HAN_FIGURES = "0123456789", "〇一二三四五六七八九"
_FIGURES = str.maketrans(_HAN_FIGURES, _DIGITS)
"""A figure in a query also means the numeral, and the other way round: 会展南2里."""

_LETTERS = {"u": "[uü]", "v": "[vü]"}
"""ü is typed as v or as u."""

_SKIP = rf"[^{_READING}{_CHARACTER}\n]*"
_BETWEEN = {
    "": "",
    "letter": f"{_SKIP}{_CHARACTER}.{_READING}{_SKIP}",
    "character": f"{_READING}{_SKIP}",
}
"""What lies between what was met last and the next character itself."""

_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyzü")


class Fit(StrEnum):
    """What of a name a query met."""

    TEXT = "text"  # its characters
    PINYIN = "pinyin"
    INITIALS = "initials"


class Goal(StrEnum):
    """What a hit leads to."""

    NODE = "node"
    PLACE = "place"
    DIVISION = "division"


@dataclass(frozen=True, slots=True)
class Named:
    """A name that leads somewhere.

    Attributes:
        goal: to what.
        key: id of the place, code of the unit.
        name: as it is written.
        second: why it is not the standard name (``former``, ``common`` …); ``""`` for the standard one.
        readings: one syllable for each character, in small letters without tones; ``""`` for one without a reading.
    """

    goal: Goal
    key: int
    name: str
    second: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """A name that a query met.

    Attributes:
        named: the name.
        fit: by which of its faces.
        inside: the query is no beginning of the name.
    """

    named: Named
    fit: Fit
    inside: bool


def plain_letters(text: str) -> str:
    """Small letters without tone marks; ü stays ü."""
    bare = unicodedata.normalize("NFD", text.lower()).translate(_TONES)
    return unicodedata.normalize("NFC", bare)


def readings_of(name: str, spelled: str) -> tuple[str, ...] | None:
    """The syllables of a name's characters, out of its spelling: ``Húbīn Nánlù`` -> hu bin nan lu.

    A spelling shows with an apostrophe where a syllable begins without a consonant, so that it divides in one way only;
    counting words in it may be figures. None when it does not fit the name.
    """
    found: list[str] = []
    for syllable in _SYLLABLE.findall(plain_letters(spelled)):
        rest = name[len(found) :]
        if not syllable.isdigit():
            found.append(syllable)
        elif rest.startswith(syllable):
            found += syllable
        else:
            found += [_NUMERALS[char] for char in takewhile(_NUMERALS.__contains__, rest)]
    return tuple(found) if len(found) == len(name) else None


class _Lines:
    """Lines of one text, and which of them a place in it belongs to."""

    def __init__(self, lines: list[str]) -> None:
        self.text = "".join(f"\n{line}" for line in lines) + "\n"
        self._ends = list(accumulate(len(line) + 1 for line in lines))

    def number(self, at: int) -> int:
        return bisect_right(self._ends, at)


class NameBook:
    """Names, to be found by any part of them: standard names before others, short ones before long ones."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._names = sorted(names, key=lambda one: (one.second != "", len(one.name), one.name, one.key))
        folded = ["".join(map(_folded, one.name)) for one in self._names]
        self._plain = _Lines([name.translate(_FIGURES) for name in folded])
        self._read = _Lines(
            [
                "".join(
                    f"{_READING}{reading}{_CHARACTER}{char}"
                    for char, reading in zip(name, one.readings, strict=True)
                )
                for name, one in zip(folded, self._names, strict=True)
            ]
        )

    def find(self, query: str, most: int) -> list[Met]:
        """The names that the query is a part of, the best first, each goal once.

        Args:
            query: small letters and characters, without blanks.
            most: how many at most; what begins with the query comes before what holds it.
        """
        found: dict[tuple[Goal, int], Met] = {}
        if not query:
            return []
        spoken = not _ALPHABET.isdisjoint(query)
        lines = self._read if spoken else self._plain
        pattern = _pattern(query) if spoken else re.escape(query.translate(_FIGURES))
        first = f"\n{_READING}{_SKIP}" if pattern.startswith(_CHARACTER) else "\n"
        for lead in (first, ""):
            for match in re.finditer(lead + pattern, lines.text):
                if len(found) >= most:
                    break
                named = self._names[lines.number(match.start())]
                if query.isdigit() and query not in named.name:
                    continue  # a bare number is one of a house
                fit = _fit(query, match[0].count(_READING), named.name) if spoken else Fit.TEXT
                found.setdefault((named.goal, named.key), Met(named, fit, not lead))
        return sorted(
            found.values(), key=lambda met: (met.inside, met.named.second != "", met.fit is not Fit.TEXT)
        )


def _folded(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).upper()
    return plain if len(plain) == 1 else char


def _fit(query: str, units: int, name: str) -> Fit:
    if query.upper() in name.upper():
        return Fit.TEXT
    return Fit.INITIALS if units == len(query) else Fit.PINYIN


def _pattern(query: str) -> str:
    """The query as a pattern over the text of names; ``""`` when it says nothing."""
    parts: list[str] = []
    behind = ""
    for char in query:
        if char in _ALPHABET:
            letter = _LETTERS.get(char, char)
            begun = f"{_READING}{letter}"
            parts.append(f"(?:{letter}|{_SKIP}{_CHARACTER}.{begun})" if behind == "letter" else begun)
            behind = "letter"
        else:
            parts.append(_BETWEEN[behind] + _CHARACTER + _alike(char))
            behind = "character"
    return "".join(parts)


def _alike(char: str) -> str:
    figure = char.translate(_FIGURES)
    return f"[{figure}{_HAN_FIGURES[int(figure)]}]" if figure in _DIGITS else re.escape(char)
