"""The names one can search for, kept ready beside the store and read anew when any transaction may have changed them."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select, text

from db.domain.alias import AliasKind
from db.domain.han import syllables
from db.domain.pinyin import Overrides, overrides_from_csv
from db.domain.place import NameIndex
from db.domain.search_names import Goal, NameBook, Named, plain_letters, readings_of
from db.schema.address import division, place, place_alias
from db.store import rules
from db.store.aliases import leading
from db.store.asking import asked
from db.store.tree import FOREVER
from db.store.units import former_names

_UNIT_LEVELS = (3, 4, 5)
_BELOW_DISTRICT = 10**6
"""Codes of districts end in six noughts."""

_SEQ = "SELECT seq FROM journal_head"


class Goods(NamedTuple):
    """What a hit shows of a place or a unit."""

    name: str
    kind: str
    state: str


class _Row(NamedTuple):
    """One name as the store has it; equal rows mean that nothing changed."""

    goal: Goal
    key: int
    name: str
    second: str
    spelled: str
    goods: Goods


@dataclass
class Names:
    """All names of one snapshot.

    Attributes:
        book: finds them.
        goods: what to show of each goal.
        districts: their names, which may stand before an address.
    """

    book: NameBook
    goods: dict[tuple[Goal, int], Goods]
    districts: tuple[str, ...]

    @cached_property
    def odd_ends(self) -> tuple[str, ...]:
        """Names that end as an address below them may begin, so that nobody sees where one passes into the other."""
        names = (goods.name.upper() for (goal, _key), goods in self.goods.items() if goal is Goal.PLACE)
        return tuple(name for name in names if name[-1:].isascii())

    @cached_property
    def places(self) -> dict[str, int]:
        """Standard name of a place -> its id."""
        return {goods.name: key for (goal, key), goods in self.goods.items() if goal is Goal.PLACE}

    @cached_property
    def near(self) -> NameIndex:
        """The same names, for slips."""
        return NameIndex(self.places, syllables)


@dataclass
class _Kept:
    seq: int
    rows: tuple[_Row, ...]
    readings: str
    names: Names


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
_turn = threading.Lock()


def names_of(conn: Connection) -> Names:
    """The names as the connection's snapshot has them.

    Every write adds to the journal, so that its head tells whether there is anything to read again.
    """
    if conn.dialect.name == "postgresql":
        seq = int(asked(conn, _SEQ, {})[0][0])
    else:
        seq = int(conn.execute(text(_SEQ)).scalar_one())
    with _turn:
        kept = _kept.get(conn.engine)
    if kept is not None and kept.seq == seq:
        return kept.names
    rows, readings = tuple(_rows(conn)), rules.newest(conn, "pinyin", "overrides") or ""
    if kept is not None and (kept.rows, kept.readings) == (rows, readings):
        names = kept.names
    else:
        names = _made(rows, overrides_from_csv(readings) if readings else Overrides())
    with _turn:
        _kept[conn.engine] = _Kept(seq, rows, readings, names)
    return names


def _rows(conn: Connection) -> Iterator[_Row]:
    columns = (place.c.id, place.c.name, place.c.pinyin, place.c.kind, place.c.state)
    goods = {}
    for key, name, spelled, kind, state in conn.execute(select(*columns).order_by(place.c.id)):
        goods[key] = Goods(name, kind, state)
        yield _Row(Goal.PLACE, key, name, "", spelled, goods[key])
    aliases = select(place_alias.c.place_id, place_alias.c.alias, place_alias.c.kind)
    for key, alias, kind in conn.execute(
        aliases.where(leading()).order_by(place_alias.c.place_id, place_alias.c.alias)
    ):
        if key in goods:
            yield _Row(Goal.PLACE, key, alias, kind, "", goods[key])
    current = (division.c.valid_to == FOREVER, division.c.level.in_(_UNIT_LEVELS), ~division.c.hidden)
    units = select(division.c.code, division.c.name).where(*current)
    for code, name in conn.execute(units.order_by(division.c.code)):
        yield _Row(Goal.DIVISION, int(code), name, "", "", Goods(name, Goal.DIVISION.value, ""))
    for name, code, heir in former_names(conn):
        yield _Row(Goal.DIVISION, int(code), name, AliasKind.FORMER, "", Goods(heir, Goal.DIVISION.value, ""))


def _made(rows: tuple[_Row, ...], overrides: Overrides) -> Names:
    named = [
        Named(row.goal, row.key, row.name, row.second, _readings(row.name, row.spelled, overrides))
        for row in rows
    ]
    districts = [row.name for row in rows if row.goal is Goal.DIVISION and not row.key % _BELOW_DISTRICT]
    return Names(NameBook(named), {(row.goal, row.key): row.goods for row in rows}, tuple(districts))


def _readings(name: str, spelled: str, overrides: Overrides) -> tuple[str, ...]:
    """Syllables by character: the office's spelling where it has one, else the dictionary's with the office's words."""
    found = readings_of(name, spelled)
    if found is None:
        read, _used = overrides.apply(name, syllables(name))
        found = tuple(plain_letters(one) for one in read)
    return found
