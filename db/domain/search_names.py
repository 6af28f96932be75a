"""Finding names by any part of them: their characters, their pinyin without tones, its initials, or all of it mixed.

A query is read from some character of a name on: a letter begins the next syllable or goes on in the one it stands in,
anything else is the character itself. So ``hubinnanlu``, ``hbnl``, ``hubnl`` and ``湖bnl`` all lead to 湖滨南路. The
first signs of a query lead to the few names that are then read to its end.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

_TONES = dict.fromkeys(map(ord, "\u0304\u0301\u030c\u0300"))
_SYLLABLE = re.compile(r"(?:[zcs]h|[b-df-hj-np-tw-z])?[aeiouüê]+(?:(?:ng|n|r)(?![aeiouüê]))?|[a-z]|[0-9]+")
_NUMERALS = {
    **{"零": "ling", "〇": "ling", "一": "yi", "二": "er", "三": "san", "四": "si", "五": "wu", "六": "liu"},
    **{"七": "qi", "八": "ba", "九": "jiu", "十": "shi", "百": "bai", "千": "qian", "两": "liang"},
}
_SAME = str.maketrans("〇一二三四五六七八九üv", "0123456789uu")
"""A figure in a query also means the numeral, and the other way round (会展南2里); ü is typed as v or as u."""

_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz")


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


class NameBook:
    """Names, to be found by any part of them: standard names before others, short ones before long ones."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._names = sorted(names, key=lambda one: (one.second != "", len(one.name), one.name, one.key))
        self._faces = [tuple(_face(one)) for one in self._names]
        self._at: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._in: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for line, face in enumerate(self._faces):
            for unit in range(len(face)):
                place = (line, unit, _third(face, unit))
                for key in _keys(face, unit):
                    (self._in if unit else self._at)[key].append(place)

    def find(self, query: str, most: int) -> list[Met]:
        """The names that the query is a part of, the best first, each goal once.

        Args:
            query: small letters and characters, without blanks.
            most: how many at most; what begins with the query comes before what holds it.
        """
        said = query.translate(_SAME)
        found: dict[tuple[Goal, int], Met] = {}
        for places in (self._at, self._in):
            for line, unit, third in places.get(said[:2], ()):
                if len(found) >= most:
                    break
                if said[2:3] not in third:
                    continue
                named = self._names[line]
                end = _read(self._faces[line], unit, said)
                if end is None or (query.isdigit() and query not in named.name):
                    continue  # a bare number is one of a house
                met = Met(named, _fit(query, end - unit, named.name), inside=unit > 0)
                found.setdefault((named.goal, named.key), met)
        return sorted(
            found.values(), key=lambda met: (met.inside, met.named.second != "", met.fit is not Fit.TEXT)
        )


def _face(one: Named) -> Iterator[tuple[str, str]]:
    """Each character as it is compared, with its syllable."""
    for char, reading in zip(one.name, one.readings, strict=True):
        plain = unicodedata.normalize("NFKC", char).lower()
        yield (plain if len(plain) == 1 else char).translate(_SAME), reading.translate(_SAME)


def _keys(face: tuple[tuple[str, str], ...], unit: int) -> Iterable[str]:
    """What a query may begin with that is read from a character on: one sign, or two."""
    char, reading = face[unit]
    begun = reading[:1]
    keys = [char, begun, reading[:2]]
    if unit + 1 < len(face):
        after, spoken = face[unit + 1][0], face[unit + 1][1][:1]
        keys += (char + after, char + spoken, begun + after, begun + spoken)
    return dict.fromkeys(keys)


def _third(face: tuple[tuple[str, str], ...], unit: int) -> str:
    """Every sign that may come third in such a query."""
    signs = face[unit][1][2:3]
    for char, reading in face[unit + 1 : unit + 2]:
        signs += char + reading[:2]
    for char, reading in face[unit + 2 : unit + 3]:
        signs += char + reading[:1]
    return signs


def _read(face: tuple[tuple[str, str], ...], unit: int, query: str) -> int | None:
    """Behind which character a query ends that is read from one on; None when it cannot be read so."""
    reached, whole = [0], len(query)
    for here in range(unit, len(face)):
        char, reading = face[here]
        after = [at + 1 for at in reached if query.startswith(char, at)]
        for at in reached:
            for sign in reading:
                if at == whole or query[at] != sign:
                    break
                at += 1
                after.append(at)
        if whole in after:
            return here + 1
        if not after:
            return None
        reached = after
    return None


def _fit(query: str, units: int, name: str) -> Fit:
    if _ALPHABET.isdisjoint(query) or query in name.lower():
        return Fit.TEXT
    return Fit.INITIALS if units == len(query) else Fit.PINYIN
