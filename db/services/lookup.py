"""Looks written addresses up in the register: code, decision, canonical text, alias, structure, candidates.

Only what the texts could mean is loaded: the addresses of their door numbers under the places their names lead to.
Names of places are compared loosely, each once; numbers are keys.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from sqlalchemy import Connection

from db.domain.address import ABSENT, NodeKind
from db.domain.matching.compare import compare_parts
from db.domain.matching.findings import Reason
from db.domain.matching.key import Parts, parts_of
from db.domain.matching.ladder import MOST, SEVERAL, Ladder
from db.domain.matching.model import Match, Rung, Verdict
from db.domain.matching.names import Names
from db.domain.matching.near import NearNames
from db.domain.matching.reach import slot_of, stem_of
from db.domain.matching.units import fold_community, fold_compound, fold_road, fold_village
from db.domain.reading.model import Lexicon, Reading
from db.domain.reading.reader import read_address
from db.services.readings import corrected, lexicon_of, names_of, text_key
from db.store import matching as register
from db.store.matching import Bounds, Decision, Found

RETIRED = "address_retired"
UNREAD = "text_unread"
OUTDATED = "decision_outdated"
DECIDED = "decided"
DISAGREE = "code_and_text_differ"
_MOST_NUMBERS = 20
_NOT_SOUGHT = Match(Verdict.NONE, Rung.NOTHING, "unknown")
_LEADING = re.compile(r"临?[0-9]+")

_Block = tuple[int, str, str]
"""A place with a leading door number, with ``-`` and a building, or with a level and its identifier."""


class Answer(NamedTuple):
    """What the register has for a text.

    Attributes:
        corrected: the reading is a person's correction.
    """

    match: Match
    reading: Reading
    corrected: bool


class _Asked(NamedTuple):
    text: str
    key: str
    code: str
    reading: Reading
    parts: Parts
    corrected: bool


class Places:
    """The register's places by folded name, and the names near another; built once for the same rows."""

    def __init__(self, rows: tuple[tuple[int, str, str], ...], names: Names) -> None:
        """Look in these places.

        Args:
            rows: id, home district and name, of standard names and of aliases.
            names: says how near two names are.
        """
        self._by_name: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
        for place_id, home, name in rows:
            for folded in _folded(text_key(name)):
                self._by_name[folded].add((place_id, home))
        self._names = names

    def meant(self, parts: Parts) -> set[tuple[int, str]]:
        """Id and home district of every place that the names in an address lead to, surely or perhaps."""
        named = {parts.road, parts.village, parts.compound} - {""}
        wanted = named | {stem_of(name) for name in named}
        if not named and parts.community:
            wanted = {fold_community(parts.community), parts.community}
        return {
            one
            for name in wanted
            for near in (name, *self._index.near(name))
            for one in self._by_name.get(near, ())
        }

    @cached_property
    def _index(self) -> NearNames:
        """Built when the first name is asked for: how thousands of names sound takes a moment."""
        index = NearNames(self._names)
        for known in self._by_name:
            index.add(known)
        return index


@lru_cache(maxsize=2)
def _places(rows: tuple[tuple[int, str, str], ...], names: Names) -> Places:
    return Places(rows, names)


def _folded(name: str) -> set[str]:
    return {fold_road(name), fold_village(name), fold_compound(name)}


class Words(NamedTuple):
    """What the register's names say; it serves for a whole list."""

    lexicon: Lexicon
    names: Names
    places: Places


def words_of(conn: Connection, on: str) -> Words:
    """The register's names on a day."""
    names = names_of(conn, on)
    return Words(lexicon_of(conn), names, _places(register.current_places(conn), names))


class Lookup:
    """The register in one snapshot.

    Attributes:
        nodes: every address met in the last question, by id.
    """

    def __init__(self, conn: Connection, words: Words) -> None:
        """Look in the register with its names."""
        self._conn = conn
        self._lexicon, self._names, self._places = words
        self.nodes: dict[int, Found] = {}
        self._parts_of: dict[int, Parts] = {}

    def find(self, texts: Sequence[tuple[str, str]]) -> list[Answer]:
        """What the register has for each text with its code (``""`` for none)."""
        self.nodes, self._parts_of = {}, {}
        decided = register.standing(self._conn, {text_key(text) for text, _code in texts})
        asked = [self._read(text, code, decided) for text, code in texts]
        said = {key: one for (kind, key), one in decided.items() if kind == "match"}
        coded = register.by_code(self._conn, {code for _text, code in texts} - {""})
        ids = {*coded.values(), *(one.node_id for one in said.values() if one.node_id is not None)}
        self.nodes |= register.by_id(self._conn, ids)
        found = self._by_text(asked, said)
        answers = []
        for one, match in zip(asked, found, strict=True):
            if one.key in said:
                match = self._decided(said[one.key], match)
            if one.code in coded:
                match = self._with_code(one, self.nodes[coded[one.code]], match)
            answers.append(Answer(match, one.reading, one.corrected))
        return answers

    def _read(self, text: str, code: str, decided: dict[tuple[str, str], Decision]) -> _Asked:
        key = text_key(text)
        reading = read_address(text, self._lexicon)
        said = decided.get(("reading", key))
        if said is not None:
            reading = corrected(reading, said.elements)
        return _Asked(text, key, code, reading, parts_of(reading.values), said is not None)

    def _by_text(self, asked: Sequence[_Asked], said: Mapping[str, Decision]) -> list[Match]:
        """What the texts say by themselves; nothing is sought for one that a person gave an address."""
        texts = {text for one in asked if not one.corrected for text in (one.text, one.key)}
        exact = register.by_text(self._conn, texts)
        self.nodes |= {found.node_id: found for same in exact.values() for found in same}
        rest = []
        for one in asked:
            given = one.key in said and said[one.key].node_id is not None
            if not given and not self._own(one, exact):
                rest.append(one)
        found = self._climb_all(rest, deeper=False)
        shallow = [one for one in rest if not (one.parts.room or _answers(found[one.key]))]
        found |= self._climb_all(shallow, deeper=True)
        return [
            _identical(same) if (same := self._own(one, exact)) else found.get(one.key, _NOT_SOUGHT)
            for one in asked
        ]

    def _own(self, one: _Asked, exact: Mapping[str, list[Found]]) -> list[Found]:
        """The addresses that read just like the text, unless a person said it is to be read otherwise."""
        return [] if one.corrected else exact.get(one.text) or exact.get(one.key) or []

    def _climb_all(self, asked: Sequence[_Asked], *, deeper: bool) -> dict[str, Match]:
        """Key of each text -> what was found for it.

        Args:
            asked: the texts.
            deeper: look at rooms too for a text that has none; nearly always what it means itself is there.
        """
        near = _Nearby(self._conn, self._places, asked, deeper=deeper)
        self.nodes |= near.nodes
        return {one.key: self._climb(one.parts, near.of(one.parts)) for one in asked}

    def _climb(self, parts: Parts, near: Sequence[Found]) -> Match:
        """The entries weighed: those with the same room and those above."""
        ladder = Ladder(parts, slot_of(parts, self._names), self._names)
        for at, found in enumerate(near):
            _place, _door, building, stair, _floor, _room = found.key.split("|")
            if _may_be(building, parts.building) and _may_be(stair, parts.stair):
                self._weigh(ladder, parts, at, found)
        return ladder.match([found.node_id for found in near])

    def _weigh(self, ladder: Ladder, parts: Parts, at: int, found: Found) -> None:
        other = self._parts(found)
        ladder.weigh(at, other, compare_parts(parts, other, self._names))

    def _parts(self, found: Found) -> Parts:
        known = self._parts_of.get(found.node_id)
        if known is None:
            known = parts_of(read_address(found.full_text, self._lexicon).values)
            self._parts_of[found.node_id] = known
        return known

    def _decided(self, said: Decision, found: Match) -> Match:
        """A person's word comes before the text, unless the register has moved on since."""
        if said.node_id is None:
            if found.verdict is Verdict.SAME:  # the address came into the register since
                return Match(Verdict.CANDIDATE, Rung.DECISION, OUTDATED, ids=found.ids)
            return Match(Verdict.NONE, Rung.DECISION, DECIDED)
        meant = self.nodes[said.node_id]
        if not meant.live or meant.full_text != said.node_text:
            return Match(Verdict.CANDIDATE, Rung.DECISION, OUTDATED, ids=(said.node_id,))
        return Match(Verdict.SAME, Rung.DECISION, DECIDED, ids=(said.node_id,))

    def _with_code(self, one: _Asked, coded: Found, match: Match) -> Match:
        """The code speaks first, yet never silently against the text or a person's word."""
        ids = tuple(dict.fromkeys((coded.node_id, *match.ids)))[:MOST]
        if match.verdict is Verdict.SAME or match.rung is Rung.DECISION:
            agree = match.verdict is Verdict.SAME and match.ids == (coded.node_id,)
            return (
                match._replace(rung=Rung.CODE)
                if agree
                else Match(Verdict.CONFLICT, Rung.CODE, DISAGREE, ids=ids)
            )
        if not coded.live:
            return Match(Verdict.CANDIDATE, Rung.CODE, RETIRED, ids=ids)
        if not one.key:
            return Match(Verdict.SAME, Rung.CODE, Reason.IDENTICAL, ids=ids)
        said = compare_parts(one.parts, self._parts(coded), self._names)
        if said.verdict is Verdict.SAME:
            return Match(Verdict.SAME, Rung.CODE, said.reason, said.element, (coded.node_id,))
        if said.verdict is Verdict.NONE and any(one.parts):
            return Match(Verdict.CONFLICT, Rung.CODE, DISAGREE, said.element, ids)
        return Match(Verdict.CANDIDATE, Rung.CODE, DISAGREE if any(one.parts) else UNREAD, said.element, ids)


def _answers(match: Match) -> bool:
    """Whether what a text means, or what stands above it, was found."""
    return match.verdict is Verdict.SAME or match.deeper == 1 or match.reason == SEVERAL


def _identical(same: Sequence[Found]) -> Match:
    ids = tuple(one.node_id for one in same[:MOST])
    if len(same) > 1:
        return Match(Verdict.CANDIDATE, Rung.TEXT, SEVERAL, ids=ids)
    return Match(Verdict.SAME, Rung.TEXT, Reason.IDENTICAL, ids=ids)


class _Nearby:
    """The addresses that some texts could mean, loaded together.

    Attributes:
        nodes: by id.
    """

    def __init__(self, conn: Connection, places: Places, asked: Sequence[_Asked], *, deeper: bool) -> None:
        self._places = places
        self._deeper = deeper
        self._blocks: defaultdict[_Block, list[Found]] = defaultdict(list)
        wanted: set[Bounds] = set()
        inside: set[tuple[int, str, str, str]] = set()
        for one in asked:
            for place_id, home in places.meant(one.parts):
                ends = self._ends(one.parts) or ("",)
                wanted |= {(home, f"{place_id}|{stem}", end) for stem in _stems(one.parts) for end in ends}
                if not one.parts.number:
                    inside.add((place_id, home, *_deepest(one.parts)))
        for found in register.under(conn, wanted):
            place, door, building, *_ = found.key.split("|")
            self._blocks[_block(int(place), door, building)].append(found)
        for place_id, home, kind, ident in sorted(inside):
            self._blocks[place_id, kind, ident] = register.some_inside(conn, place_id, home, kind, ident)
        self.nodes = {found.node_id: found for block in self._blocks.values() for found in block}

    def of(self, parts: Parts) -> list[Found]:
        """The addresses that one text could mean, in the order of their ids."""
        wanted: set[_Block] = set()
        for place_id, _home in self._places.meant(parts):
            wanted |= {(place_id, number, "") for number in _numbers(parts.number)}
            if parts.building:
                wanted.add((place_id, ABSENT, parts.building))
            if not parts.number:
                wanted.add((place_id, *_deepest(parts)))
        found = {one.node_id: one for block in wanted for one in self._blocks.get(block, ())}
        ends = self._ends(parts)
        every = [found[node_id] for node_id in sorted(found)]
        return [one for one in every if one.key.rpartition("|")[2] in ends] if ends else every

    def _ends(self, parts: Parts) -> tuple[str, ...]:
        """How the keys end that are looked at; empty when any will do."""
        return () if self._deeper else (ABSENT, *_rooms(parts.room))


def _block(place_id: int, door: str, building: str) -> _Block:
    return (place_id, ABSENT, building) if door == ABSENT else (place_id, _leading(door), "")


def _deepest(parts: Parts) -> tuple[str, str]:
    """Level and identifier by which an address without a number is sought inside its place; empty for the place."""
    if parts.room:
        return NodeKind.ROOM.value, parts.room
    return (NodeKind.BUILDING.value, parts.building) if parts.building else ("", "")


def _stems(parts: Parts) -> Iterator[str]:
    for number in _numbers(parts.number):
        yield from (f"{number}|", f"{number}-", f"{number}之")
    if parts.building:
        yield f"{ABSENT}|{parts.building}|"


def _rooms(room: str) -> list[str]:
    """A room, or those in a list or a short range, with the noughts in front that a register may have kept."""
    rooms = _numbers(room) if "~" in room or "," in room else [room] if room else []
    return [f"{noughts}{one}" for one in rooms for noughts in ("", "0", "00")[: max(1, 4 - len(one))]]


def _numbers(number: str) -> list[str]:
    """The leading door numbers in a number, a list or a range."""
    found: list[str] = []
    for part in number.split(","):
        low, _, high = part.partition("~")
        if low.isdecimal() and high.isdecimal():
            found += map(str, range(int(low), min(int(high), int(low) + _MOST_NUMBERS) + 1))
        elif low:
            found.append(_leading(low))
    return found[:_MOST_NUMBERS]


@lru_cache(maxsize=16_384)
def _leading(number: str) -> str:
    found = _LEADING.match(number)
    return (found[0].lstrip("0") or "0") if found else number


def _may_be(kept: str, asked: str) -> bool:
    """Whether a level of the register and one of a text can belong to one address, or to one above the other."""
    return kept in (ABSENT, asked) or not asked or _leading(kept) == _leading(asked) or not asked.isalnum()
