"""What a reading yields: elements with their places in the text, and the characters that say nothing."""

import re
from collections.abc import Iterable, Iterator, KeysView, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from db.domain.reading.units import UNIT_TEXT
from db.domain.reading.words import AREAS, NOT_ROADS, QUARTERS

KINDS = (
    *("province", "city", "district", "town", "community", "village", "road", "number"),
    *("compound", "building", "stair", "floor", "room", "rest"),
)
"""Every kind of element, from the province down; ``rest`` holds notes and directions."""

SLIPPING = ("district", "town", "community", "road")
"""Kinds whose names are still known with one wrong character."""

_IN_FRONT = re.compile(rf"(?:^(?:{'|'.join(AREAS + QUARTERS)})|[园区期城村社镇路里苑场])$")
_ZONE_ROAD = re.compile(
    r"社区(?=..+[路街里道]$)|(?:园区|工业区|集中区|园[一二三]期|新城|村"
    rf"|^(?:{'|'.join(AREAS + QUARTERS)}))(?=[^东西南北中上下大新].+[路街里道]$)"
)
_NO_ROADS = ("村", "社", "组", "镇")
_TAIL = re.compile(r"(社区|村)(?:村)?(?:居民委员会|居委会|民委员会|委会)$")

Span = tuple[int, int]
"""Start and end of a stretch of the text as it was given."""


class Element(NamedTuple):
    """One element of an address.

    Attributes:
        kind: one of ``KINDS``.
        value: its normal spelling.
        spans: where it stands; several when it is written in pieces or twice.
    """

    kind: str
    value: str
    spans: tuple[Span, ...]


class Reading(NamedTuple):
    """A written address and what was read in it.

    Attributes:
        text: as it was given.
        elements: in the order of ``KINDS``, each kind at most once.
        remainder: the stretches outside every element, such as commas and quotes. Spans and remainder
            together cover each character exactly once.
    """

    text: str
    elements: tuple[Element, ...]
    remainder: tuple[Span, ...]

    @property
    def values(self) -> dict[str, str]:
        """Value by kind."""
        return {one.kind: one.value for one in self.elements}


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Names known from a register; a reading works without them and is surer with them.

    It is compared and hashed by identity, so that readings can be kept by it at no cost. Build it once with
    ``of`` and hand the same one to every call.

    Attributes:
        kinds: the kind of each name but the districts'.
        lengths: how long the names are that begin with two given characters, longest first.
        districts: full names besides Xiamen's own, such as 芗城区.
        gaps: the names of ``SLIPPING`` kinds that are left when one character of them is left out.
        figured: names that hold a numbered part, such as 1949公园.
        known_kinds: the kinds of which there are names.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    lengths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    districts: frozenset[str] = field(default_factory=frozenset)
    gaps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    figured: frozenset[str] = field(default_factory=frozenset)
    known_kinds: frozenset[str] = field(default_factory=frozenset)

    @staticmethod
    def of(
        *,
        districts: Iterable[str] = (),
        towns: Iterable[str] = (),
        roads: Iterable[str] = (),
        communities: Iterable[str] = (),
        villages: Iterable[str] = (),
        compounds: Iterable[str] = (),
    ) -> "Lexicon":
        """A lexicon of any collections of names; names of one character say too little and are left out.

        Args:
            districts: full names of districts and counties.
            towns: full names of 镇 and 街道.
            roads: full names of roads and lanes.
            communities: names of 社区 and 村, also as 社区居委会 or 村委会.
            villages: names of hamlets.
            compounds: names of estates, zones, buildings and institutions, and their other names.
        """
        given = {
            "town": towns,
            "road": _whole_roads(frozenset(roads)),
            "community": [_TAIL.sub(r"\1", name) for name in communities],
            "village": villages,
            "compound": compounds,
        }
        named = [(name.strip().upper(), kind) for kind, names in given.items() for name in names]
        kinds = {name: kind for name, kind in reversed(named) if len(name) > 1}
        known = frozenset(districts)
        return Lexicon(
            kinds=kinds,
            lengths=_lengths(kinds),
            districts=known,
            gaps=_gaps([*known, *(name for name, kind in kinds.items() if kind in SLIPPING)]),
            figured=frozenset(name for name in kinds if UNIT_TEXT.search(name)),
            known_kinds=frozenset([*kinds.values(), *(["district"] if known else [])]),
        )

    def names_at(self, text: str, start: int, end: int) -> Iterator[str]:
        """The known names that begin at a place and end before another, the longest first."""
        for length in self.lengths.get(text[start : start + 2], ()):
            if start + length <= end and (name := text[start : start + length]) in self.kinds:
                yield name

    def kind_of(self, name: str) -> str:
        """The kind of a known name, or nothing."""
        return "district" if name in self.districts else self.kinds.get(name, "")

    def near(self, name: str) -> tuple[str, ...]:
        """The known names of ``SLIPPING`` kinds with just one other character in the place of one."""
        if not self.gaps:
            return ()
        return tuple(
            sorted({known for gap in gaps_of(name) for known in self.gaps.get(gap, ()) if known != name})
        )


def _whole_roads(names: frozenset[str]) -> Iterator[str]:
    """The names that are no road with a zone, a village, a quarter or another road in front of it."""
    for name in names:
        if len(name) < 3 or name.endswith(NOT_ROADS + _NO_ROADS) or _ZONE_ROAD.search(name):
            continue
        if not any(name[at:] in names and _IN_FRONT.search(name, 0, at) for at in range(2, len(name) - 2)):
            yield name


def gaps_of(name: str) -> list[str]:
    """A name with each of its characters left out in turn, the gap marked."""
    return [f"{name[:at]}_{name[at + 1 :]}" for at in range(len(name))]


def _gaps(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        for gap in gaps_of(name) if len(name) > 2 else ():
            found[gap] = (*found.get(gap, ()), name)
    return found


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[:2], set()).add(len(name))
    return {head: tuple(sorted(lengths, reverse=True)) for head, lengths in found.items()}


@dataclass(slots=True)
class Piece:
    """A stretch of the normal text that was given a kind; several may make one element."""

    kind: str
    start: int
    end: int
    value: str


@dataclass(slots=True)
class Draft:
    """A reading under way.

    Attributes:
        text: the normal text.
        lexicon: known names.
        pieces: read so far, in the order of the text.
        latest: the latest piece of each kind.
    """

    text: str
    lexicon: Lexicon
    pieces: list[Piece] = field(default_factory=list)
    latest: dict[str, Piece] = field(default_factory=dict)

    def add(self, kind: str, start: int, end: int, value: str = "") -> None:
        """Take a stretch for an element; without a value it is taken as written."""
        piece = Piece(kind, start, end, value or self.text[start:end])
        self.pieces.append(piece)
        self.latest[kind] = piece

    @property
    def seen(self) -> KeysView[str]:
        """The kinds read so far."""
        return self.latest.keys()
