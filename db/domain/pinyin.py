"""Spelling of place names in pinyin (P1 to P10): word division, capitals, apostrophes, ordinals and overrides.

Source: 中国地名汉语拼音字母拼写规则(汉语地名部分), (84)中地字第17号, 1984-12-25. Readings come in from outside; local
ones (厦 xià, 曾 zēng) from a table of overrides that ships with the program and that each office extends.
"""

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from io import StringIO

from db.domain.errors import BadFile
from db.domain.number import from_numeral
from db.domain.place import PlaceKind, guess_kind, split_name, toneless

_COLUMNS = ("text", "reading", "confidence", "note")
# A unit's name may carry two class words, each a word of its own: 鸿山/社区/居委会.
_OUTER_WORDS = frozenset({"居委会", "居民委员会", "村委会", "村民委员会"})
_INNER_WORDS = ("社区", "街道", "村")
_LONG_MODIFIERS = ("商业", "国际", "工业", "科技", "海景", "商务", "文化", "体育", "现代", "中央")


class Confidence(StrEnum):
    """How far a reading may be trusted; the last two ask for the bureau's word."""

    CERTAIN = "certain"
    PRESS = "press"  # a newspaper quotes experts
    VERIFY = "verify"  # local usage, no written source
    UNRESOLVED = "unresolved"  # sources disagree


@dataclass(frozen=True, slots=True)
class Override:
    """A reading that the dictionary gets wrong.

    Attributes:
        text: one character (anywhere), a word (where it occurs) or a whole name.
        reading: one syllable for each character; a whole name may be given as spelled: ``Gǎngzǐhòu Lù``.
        confidence: see ``Confidence``.
        note: where the reading is from.
    """

    text: str
    reading: str
    confidence: Confidence = Confidence.CERTAIN
    note: str = ""

    @property
    def syllables(self) -> tuple[str, ...]:
        """The reading by character, empty when it is a spelling of a whole name."""
        found = tuple(self.reading.split())
        return found if len(found) == len(self.text) and self.reading == self.reading.lower() else ()


@dataclass(frozen=True)
class Overrides:
    """Overrides by text; the longest that fits a place in the name wins."""

    entries: tuple[Override, ...] = ()
    _by_text: dict[str, Override] = field(init=False, repr=False, compare=False)
    _longest: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_text", {entry.text: entry for entry in self.entries})
        object.__setattr__(self, "_longest", max((len(entry.text) for entry in self.entries), default=0))

    def whole(self, name: str) -> Override | None:
        """The override that spells this very name out, if any."""
        found = self._by_text.get(name)
        return found if found is not None and not found.syllables else None

    def apply(self, name: str, syllables: Sequence[str]) -> tuple[list[str], list[Override]]:
        """The syllables with overrides in place, and the overrides that took part."""
        read, used = list(syllables), []
        at = 0
        while at < len(name):
            for length in range(min(self._longest, len(name) - at), 0, -1):
                entry = self._by_text.get(name[at : at + length])
                if entry is not None and entry.syllables:
                    read[at : at + length] = entry.syllables
                    used.append(entry)
                    at += length
                    break
            else:
                at += 1
        return read, used


def overrides_from_csv(text: str, file: str = "pinyin_overrides.csv") -> Overrides:
    """Read a table of overrides.

    Raises:
        BadFile: a column is missing, a text is doubled, a confidence is unknown or a reading has the wrong length.
    """
    reader = csv.DictReader(StringIO(text))
    missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise BadFile(file=file, why="missing_column", row=1, column=missing[0])
    entries: dict[str, Override] = {}
    for row_no, row in enumerate(reader, start=2):
        word, reading = (row["text"] or "").strip(), (row["reading"] or "").strip()
        if not word or word in entries:
            raise BadFile(file=file, why="doubled_row" if word else "empty_cell", row=row_no, column="text")
        if row["confidence"] not in set(Confidence):
            raise BadFile(
                file=file,
                why="unknown_value",
                row=row_no,
                column="confidence",
                detail=row["confidence"] or "",
            )
        entry = Override(word, reading, Confidence(row["confidence"]), row["note"] or "")
        if not reading or (not entry.syllables and reading == reading.lower()):
            raise BadFile(file=file, why="reading_length", row=row_no, column="reading", detail=reading)
        entries[word] = entry
    return Overrides(tuple(entries.values()))


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name in pinyin.

    Attributes:
        text: the segments with blanks between: ``Húbīn Nánlù``.
        segments: the written words.
        unread: characters without a reading; such a spelling must not be printed.
        doubtful: overrides in it that wait for the bureau's word.
    """

    text: str
    segments: tuple[str, ...]
    unread: tuple[str, ...] = ()
    doubtful: tuple[Override, ...] = ()


def letters(spelling: str) -> str:
    """A spelling as one types it: small letters without tone marks, blanks and apostrophes, ü as v."""
    plain = toneless(spelling.lower()).replace("ü", "v")
    return "".join(char for char in plain if char.isascii() and char.isalnum())


def initials(syllables: Iterable[str]) -> str:
    """The first letters of syllables: hú bīn nán lù → ``hbnl``; figures stand whole."""
    return "".join(one if one.isdecimal() else letters(one)[:1] for one in syllables)


_NO_OVERRIDES = Overrides()


def spell(
    name: str,
    syllables: Sequence[str],
    overrides: Overrides = _NO_OVERRIDES,
    kind: PlaceKind | None = None,
) -> Spelling:
    """Spell a place name.

    Args:
        name: the name in characters.
        syllables: one reading for each of its characters (see ``db.domain.han``).
        overrides: readings that win over those.
        kind: what the name names; guessed when not given. A village is written in one word (P3).

    Raises:
        ValueError: there is not one syllable for each character.
    """
    if len(syllables) != len(name):
        raise ValueError(f"{len(syllables)} syllables for {len(name)} characters")
    whole = overrides.whole(name)
    if whole is not None:
        words = tuple(whole.reading.split())
        return Spelling(whole.reading, words, doubtful=_doubtful([whole]))
    read, used = overrides.apply(name, syllables)
    segments: list[str] = []
    at = 0
    for word, ordinal in _words(name, kind or guess_kind(name)):
        if ordinal:
            segments.append(str(from_numeral(word)))  # P7
        else:
            segments += _written(word, read[at : at + len(word)])
        at += len(word)
    unread = tuple(
        char for char, syllable in zip(name, read, strict=True) if char == syllable and _is_han(char)
    )
    return Spelling(" ".join(segments), tuple(segments), unread, _doubtful(used))


def _is_han(char: str) -> bool:
    return char == "〇" or (ord(char) >= 0x3400 and unicodedata.category(char) == "Lo")


def _doubtful(used: Iterable[Override]) -> tuple[Override, ...]:
    asking = (Confidence.VERIFY, Confidence.UNRESOLVED)
    return tuple(dict.fromkeys(entry for entry in used if entry.confidence in asking))


def _words(name: str, kind: PlaceKind | None) -> list[tuple[str, bool]]:
    """The name cut into written words; True marks an ordinal."""
    parts = split_name(name)
    if kind is PlaceKind.VILLAGE or not parts.word:
        return [(name, False)]  # P3
    head = [parts.proper]
    if parts.word in _OUTER_WORDS and parts.proper.endswith(_INNER_WORDS):
        inner = split_name(parts.proper)
        head = [parts.proper[: -len(inner.word)], inner.word]
    elif len(parts.proper) >= 4 and parts.proper.endswith(_LONG_MODIFIERS):
        head = [parts.proper[:-2], parts.proper[-2:]]  # P2
    joined = [parts.modifier, parts.word] if parts.ordinal else [parts.modifier + parts.word]
    words = [(word, False) for word in (*head, *joined) if word]
    if parts.ordinal:
        words.insert(-1, (parts.ordinal, True))
    return words


def _written(word: str, read: Sequence[str]) -> list[str]:
    """A word in letters (P8, P9); digits and Latin letters in it stand as they are, signs only divide."""
    found: list[str] = []
    joins = ""  # "han" or "latin": what the last segment may be continued with
    for char, syllable in zip(word, read, strict=True):
        if not _is_han(char):
            if not char.isalnum():
                joins = ""
            elif joins == "latin":
                found[-1] += char
            else:
                found.append(char)
                joins = "latin"
        elif joins == "han":
            found[-1] += ("'" if toneless(syllable)[0] in "aeo" else "") + syllable
        else:
            found.append(syllable[0].upper() + syllable[1:])
            joins = "han"
    return found
