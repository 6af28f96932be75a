"""Readings as the register knows them: its names, the key under which a text is kept, a person's corrections."""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

from sqlalchemy import Connection

from db.domain.division import Succession, Unit, Units
from db.domain.errors import BadAddress
from db.domain.han import syllables
from db.domain.matching.names import Names
from db.domain.place import PlaceKind
from db.domain.reading.model import KINDS, Element, Lexicon, Reading, Span
from db.domain.reading.reader import read_address
from db.domain.reading.text import Normal
from db.services.units import load_units
from db.store import matching as register
from db.store.matching import Decision, KnownPlaces

MAX_TEXT = 500
"""Longer texts are no address; PostgreSQL indexes no key of more than some 2,700 bytes."""

_DISTRICT, _TOWN, _COMMUNITY = 3, 4, 5
_REST = "000000"
_UNKEPT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_CLASS_WORD = {
    "number": re.compile("[号#]$"),
    "building": re.compile("(?:号楼|#楼|[幢栋座#])$"),
    "stair": re.compile("(?:号梯|梯位|梯口|梯|单元)$"),
    "floor": re.compile("[层楼]$"),
    "room": re.compile("[室房]$"),
}


def text_key(text: str) -> str:
    """What two spellings of a text have in common that differ in width, case and blanks only."""
    return Normal(text).text


def keepable(text: str) -> str:
    """The key of a text about which something is to be kept.

    Raises:
        BadAddress: it says nothing, is too long, or holds what no database keeps.
    """
    key = text_key(text)
    if not key:
        raise BadAddress(field="text", text=text[:60], why="no_text")
    if len(text) > MAX_TEXT:
        raise BadAddress(field="text", text=text[:60], why="text_too_long")
    if _UNKEPT.search(text):
        raise BadAddress(field="text", text=_UNKEPT.sub("\ufffd", text)[:60], why="control_character")
    return key


def normal_values(elements: Mapping[str, str]) -> dict[str, str]:
    """A person's values as a reading has them, in the order of ``KINDS``; empty ones are left out.

    Raises:
        BadAddress: an element that does not exist, or none at all.
    """
    for kind, value in elements.items():
        if kind not in KINDS:
            raise BadAddress(field=kind, text=value, why="unknown_element")
        if _UNKEPT.search(value) or len(value) > MAX_TEXT:
            raise BadAddress(field=kind, text=_UNKEPT.sub("\ufffd", value)[:60], why="unreadable")
    found = {kind: _plain(kind, text_key(elements.get(kind, ""))) for kind in KINDS}
    kept = {kind: value for kind, value in found.items() if value}
    if not kept:
        raise BadAddress(field="elements", text="", why="no_level")
    return kept


def _plain(kind: str, value: str) -> str:
    word = _CLASS_WORD.get(kind)
    return (word.sub("", value) or value) if word else value


def corrected(read: Reading, values: Mapping[str, str]) -> Reading:
    """The reading a person corrected to: what he left as it was keeps its place, the rest stands where it is written.

    An element that is written nowhere in the text, as when a slip was put right, has no place.
    """
    before = {one.kind: one for one in read.elements}
    taken: list[Span] = []
    elements: dict[str, Element] = {}
    for kind, value in values.items():
        kept = before.get(kind)
        if kept is not None and kept.value == value:
            elements[kind] = kept
            taken += kept.spans
    normal = Normal(read.text)
    for kind, value in values.items():
        if kind not in elements:
            spans = _written(normal, value, taken)
            elements[kind] = Element(kind, value, spans)
            taken += spans
    ordered = tuple(elements[kind] for kind in KINDS if kind in elements)
    return Reading(read.text, ordered, _between(sorted(taken), len(read.text)))


def _written(normal: Normal, value: str, taken: list[Span]) -> tuple[Span, ...]:
    """Where a value stands in the text on characters that no other element has."""
    at = normal.text.find(value)
    while at >= 0:
        spans = normal.spans(at, at + len(value))
        if not any(
            start < end_taken and start_taken < end
            for start, end in spans
            for start_taken, end_taken in taken
        ):
            return spans
        at = normal.text.find(value, at + 1)
    return ()


def _between(taken: list[Span], length: int) -> tuple[Span, ...]:
    gaps, at = [], 0
    for start, end in taken:
        if start > at:
            gaps.append((at, start))
        at = end
    return (*gaps, (at, length)) if at < length else tuple(gaps)


class Writings:
    """How texts are read, and what was decided about them, as long as one transaction runs.

    Decisions are taken one by one by people, so all that stand are learnt at once when the first text is asked for.
    """

    def __init__(self, conn: Connection) -> None:
        """Nothing is loaded yet."""
        self._conn = conn

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon_of(self._conn)

    @cached_property
    def _decided(self) -> dict[tuple[str, str], Decision]:
        return register.all_standing(self._conn)

    def read(self, text: str) -> Reading:
        """The reading of a text; of one a person corrected, his, with nothing left over."""
        reading = read_address(text, self._lexicon)
        said = self._decided.get(("reading", text_key(text)))
        return corrected(reading, said.elements)._replace(remainder=()) if said else reading

    def match(self, text: str) -> Decision | None:
        """What a person said the text means, None when nobody did."""
        return self._decided.get(("match", text_key(text)))


def lexicon_of(conn: Connection) -> Lexicon:
    """Where the register's names begin and end, and of what kind they are."""
    return _lexicon(load_units(conn).every, register.known_places(conn))


def names_of(conn: Connection, on: str) -> Names:
    """What the register knows of names on a day: where they lie, which stand for others, which unit became which."""
    units = load_units(conn)
    return _names(units.every, units.successions, register.known_places(conn), on)


# Built once for the same rows: a reader remembers the streets it has read with a lexicon.
@lru_cache(maxsize=4)
def _lexicon(units: tuple[Unit, ...], known: KnownPlaces) -> Lexicon:
    of_kind: dict[str, set[str]] = {kind.value: set() for kind in PlaceKind}
    for kind, name, _home, _scope in known.places:
        of_kind[kind].add(text_key(name))
    for alias, _name, kind in known.aliases:
        of_kind[kind].add(text_key(alias))
    level = {
        number: [unit.name for unit in units if unit.level == number]
        for number in (_DISTRICT, _TOWN, _COMMUNITY)
    }
    return Lexicon.of(
        districts=level[_DISTRICT],
        towns=level[_TOWN],
        communities=level[_COMMUNITY],
        roads=of_kind[PlaceKind.STREET] | of_kind[PlaceKind.LANE],
        villages=of_kind[PlaceKind.VILLAGE],
        compounds=of_kind[PlaceKind.COMPOUND] | of_kind[PlaceKind.YARD],
    )


@lru_cache(maxsize=4)
def _names(units: tuple[Unit, ...], steps: tuple[Succession, ...], known: KnownPlaces, on: str) -> Names:
    every = Units(units, steps)
    name = {unit.code: unit.name for unit in units}
    gone = [unit for unit in units if unit.level in (_DISTRICT, _TOWN) and not unit.stands(on)]
    return Names.of(
        # A road unique in the whole city may run into the next district.
        [
            (text_key(one), name.get(home + _REST, "") if home == scope else "")
            for _kind, one, home, scope in known.places
        ],
        towns=[(unit.name, name.get(unit.parent_code, "")) for unit in units if unit.level == _TOWN],
        communities=[
            (unit.name, name.get(unit.parent_code, "")) for unit in units if unit.level == _COMMUNITY
        ],
        aliases={text_key(alias): text_key(standard) for alias, standard, _kind in known.aliases},
        heirs={unit.name: [heir.name for heir in every.heirs(unit, on)] for unit in gone},
        syllables=syllables,
    )
