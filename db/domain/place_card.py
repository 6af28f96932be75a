"""The card of a place name: which facts it bears, what may be written on it, and two people writing at once."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from db.domain.alias import BadPlace
from db.domain.clock import parse_date
from db.domain.place import MAX_NAME, PlaceKind, name_text

CITY_SCOPE = "350200"
MAX_PINYIN = 120
MAX_FACT = 200
MAX_MEANING = 1_000
AUTO = "auto"
"""Source of a spelling that the program made; one that a person gave names the person."""
_BY = "by:"

_NAME = re.compile(r"[0-9A-Za-z·\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SPELLING = re.compile(r"[A-Za-z0-9' \-]+")
_MARKS = frozenset("\u0304\u0301\u030c\u0300\u0308")


class Direction(StrEnum):
    """Which way a street is numbered; the empty text leaves it to the district's rules (N03, N04c)."""

    EAST_TO_WEST = "E2W"
    WEST_TO_EAST = "W2E"
    SOUTH_TO_NORTH = "S2N"
    NORTH_TO_SOUTH = "N2S"
    INWARD = "inward"  # a dead end, from its mouth


@dataclass(frozen=True, slots=True)
class Facts:
    """What a clerk writes on the card, the name itself aside.

    Attributes:
        kind: a ``PlaceKind``.
        pinyin: the spelling; ``""`` lets the program spell.
        extent_from: where it begins, in words.
        extent_to: where it ends.
        direction: a ``Direction`` or ``""``.
        rule_set: key of the numbering rules, ``""`` the district's own.
        meaning: what the name says and where it is from.
        approval_doc: the paper by which it was named.
        named_on: the day of that paper, or ``""``.
    """

    kind: str
    pinyin: str = ""
    extent_from: str = ""
    extent_to: str = ""
    direction: str = ""
    rule_set: str = ""
    meaning: str = ""
    approval_doc: str = ""
    named_on: str = ""

    def differing(self, other: "Facts") -> tuple[str, ...]:
        """Names of the fields in which another card says something else."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name) != getattr(other, one.name))


@dataclass(frozen=True, slots=True)
class Meeting:
    """What becomes of a card when two people wrote on it.

    Attributes:
        facts: what both wrote, ours where both wrote on the same line.
        clashing: the lines on which both wrote, and not the same.
    """

    facts: Facts
    clashing: tuple[str, ...]


def meet(shown: Facts, ours: Facts, theirs: Facts) -> Meeting:
    """Lay our card over one that somebody saved meanwhile.

    Args:
        shown: what stood there when we began.
        ours: what we wrote.
        theirs: what stands there now.
    """
    mine, others = set(ours.differing(shown)), set(theirs.differing(shown))
    merged = replace(theirs, **{name: getattr(ours, name) for name in mine})
    both = mine & others & set(ours.differing(theirs))
    return Meeting(merged, tuple(one.name for one in fields(Facts) if one.name in both))


def scope_of(kind: PlaceKind, home_district: str) -> str:
    """The unit within which a name is given once: streets and lanes in the city, all others in their district."""
    return CITY_SCOPE if kind in (PlaceKind.STREET, PlaceKind.LANE) else home_district


def checked_name(text: str) -> str:
    """A name as it is kept.

    Raises:
        BadPlace: ``name_empty``, ``name_long``, ``name_characters`` or ``name_no_han``.
    """
    name = name_text(unicodedata.normalize("NFC", text))
    if not name:
        raise BadPlace("name_empty")
    if len(name) > MAX_NAME:
        raise BadPlace("name_long", name)
    if not _NAME.fullmatch(name):
        bad = next(char for char in name if not _NAME.fullmatch(char))
        raise BadPlace("name_characters", bad if bad.isprintable() else f"U+{ord(bad):04X}")
    if len(_HAN.findall(name)) < 2:
        raise BadPlace("name_no_han", name)
    return name


def checked_facts(facts: Facts, rule_sets: Iterable[str], today: str) -> Facts:
    """The facts as they are kept: one line each, without outer blanks.

    Raises:
        BadPlace: ``unknown_kind``, ``unknown_direction``, ``unknown_rule_set``, ``fact_long``, ``fact_characters``,
            ``pinyin_characters``, ``pinyin_long``, ``bad_day`` or ``day_to_come``.
    """
    plain = {one.name: _one_line(one.name, getattr(facts, one.name)) for one in fields(facts)}
    found = Facts(**plain)
    if found.kind not in set(PlaceKind):
        raise BadPlace("unknown_kind", found.kind)
    if found.direction and found.direction not in set(Direction):
        raise BadPlace("unknown_direction", found.direction)
    if found.rule_set and found.rule_set not in set(rule_sets):
        raise BadPlace("unknown_rule_set", found.rule_set)
    named_on = checked_day(found.named_on) if found.named_on else ""
    if named_on > today:
        raise BadPlace("day_to_come", named_on)
    return replace(found, pinyin=checked_pinyin(found.pinyin), named_on=named_on)


def _one_line(name: str, text: str) -> str:
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if len(line) > (MAX_MEANING if name == "meaning" else MAX_FACT):
        raise BadPlace("fact_long", line[:20])
    if not all(char.isprintable() for char in line):
        raise BadPlace("fact_characters", repr(next(char for char in line if not char.isprintable())))
    return line


def checked_pinyin(text: str) -> str:
    """A spelling as it is kept: Latin letters with tone marks, figures, blanks, apostrophes and hyphens.

    Raises:
        BadPlace: ``pinyin_characters`` or ``pinyin_long``.
    """
    line = " ".join(unicodedata.normalize("NFC", text.replace("\u2019", "'")).split())
    bare = "".join(char for char in unicodedata.normalize("NFD", line) if char not in _MARKS)
    if line and not _SPELLING.fullmatch(bare):
        raise BadPlace("pinyin_characters", line)
    if len(line) > MAX_PINYIN:
        raise BadPlace("pinyin_long", line)
    return line


def checked_day(text: str) -> str:
    """A day as it is kept, from any of its usual writings.

    Raises:
        BadPlace: ``bad_day``.
    """
    try:
        return parse_date(text)
    except ValueError as error:
        raise BadPlace("bad_day", text) from error


def checked_days(since: str, until: str, today: str) -> tuple[str, str]:
    """From which day until which other a name was in force; it ended at the latest today.

    Raises:
        BadPlace: ``bad_day``, ``days_backwards`` or ``day_to_come``.
    """
    first, last = checked_day(since), checked_day(until)
    if last <= first:
        raise BadPlace("days_backwards", f"{first} – {last}")
    if last > today:
        raise BadPlace("day_to_come", last)
    return first, last


def written_by(login: str) -> str:
    """The source of a spelling that a person gave."""
    return _BY + login


def writer_of(source: str) -> str:
    """Login of the person who gave a spelling, ``""`` when the program made it."""
    return source.removeprefix(_BY) if source.startswith(_BY) else ""
