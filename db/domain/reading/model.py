"""What a reading yields: elements with their places in the text, and the characters that say nothing."""

from collections.abc import Iterable, KeysView
from dataclasses import dataclass, field
from typing import NamedTuple

KINDS = (
    *("province", "city", "district", "town", "community", "village", "road", "number"),
    *("compound", "building", "stair", "floor", "room", "rest"),
)
"""Every kind of element, from the province down; ``rest`` holds notes and directions."""

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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names known from a register; a reading works without them and is surer with them.

    Attributes:
        districts: full names besides Xiamen's own, such as 芗城区.
        towns: full names of 镇 and 街道.
        roads: full names of roads and lanes.
        villages: names of hamlets.
    """

    districts: frozenset[str] = field(default_factory=frozenset)
    towns: frozenset[str] = field(default_factory=frozenset)
    roads: frozenset[str] = field(default_factory=frozenset)
    villages: frozenset[str] = field(default_factory=frozenset)

    @staticmethod
    def of(
        districts: Iterable[str] = (),
        towns: Iterable[str] = (),
        roads: Iterable[str] = (),
        villages: Iterable[str] = (),
    ) -> "Lexicon":
        """A lexicon of any collections of names."""
        return Lexicon(frozenset(districts), frozenset(towns), frozenset(roads), frozenset(villages))


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
