"""Reads of the place names: their cards, other names, what hangs on them, who wrote last; SQL in, values out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from db.domain.alias import Alias
from db.domain.division import FOREVER
from db.domain.errors import NotFound
from db.domain.place_card import Facts
from db.domain.plan import Act
from db.schema.address import (
    addr_code,
    division,
    node,
    number_slot,
    place,
    place_alias,
    place_community,
)
from db.schema.system import catalogue
from db.schema.work import planned_change, plate
from db.store import changes, journal_read
from db.store.changes import PlannedRow
from db.store.journal_read import Wanted

NUMBERING = "numbering"
_HELD = ("reserved", "leased", "pending", "live")
_NOT_MOUNTED = ("to_make", "listed", "in_production", "received", "to_mount", "remake")


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A name with its card, as kept."""

    id: int
    name: str
    kind: str
    state: str
    scope_code: str
    home_district: str
    pinyin: str
    pinyin_source: str
    extent_from: str
    extent_to: str
    direction: str
    rule_set: str
    meaning: str
    approval_doc: str
    named_on: str
    valid_from: str
    row_version: int

    @property
    def facts(self) -> Facts:
        """What a clerk may write on it."""
        return Facts(**{name: getattr(self, name) for name in Facts.__slots__})


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a name, as far as the account sees.

    Attributes:
        by_legal: how many addresses are in each state of the legal axis.
        live: how many of them hold their key.
        codes: how many have a code of the police.
        plates: how many plates were ordered and are not void.
        mounted: how many of those hang on walls.
    """

    by_legal: Mapping[str, int]
    live: int
    codes: int
    plates: int
    mounted: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many living addresses stand under a name.

    Attributes:
        doors: numbers and buildings directly under it.
        addresses: all of them.
    """

    doors: int = 0
    addresses: int = 0


@dataclass(frozen=True, slots=True)
class LastWord:
    """The newest entry of the journal about a card; ``at`` as stored."""

    login: str
    name: str
    at: str
    verb: str
    reason: str


_COLUMNS = tuple(place.c[name] for name in PlaceRecord.__slots__)
_ALIAS = tuple(place_alias.c[name] for name in Alias.__slots__)


def records(conn: Connection) -> tuple[PlaceRecord, ...]:
    """Every name of the directory, other districts' too, in the order of the names."""
    query = select(*_COLUMNS).where(place.c.valid_to == FOREVER).order_by(place.c.name, place.c.id)
    return tuple(PlaceRecord(*row) for row in conn.execute(query))


def record(conn: Connection, place_id: int, *, lock: bool = False) -> PlaceRecord:
    """One name; nobody else changes it or what hangs on it until the end when it is to be locked.

    Raises:
        NotFound: no such name.
    """
    query = select(*_COLUMNS).where(place.c.id == place_id, place.c.valid_to == FOREVER)
    row = conn.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound("place", str(place_id))
    return PlaceRecord(*row)


def aliases(conn: Connection, place_id: int = 0) -> dict[int, tuple[Alias, ...]]:
    """Other names by place, withdrawn ones too, the oldest first; of one place when it is named."""
    query = select(place_alias.c.place_id, *_ALIAS).order_by(place_alias.c.valid_from, place_alias.c.alias)
    found: defaultdict[int, list[Alias]] = defaultdict(list)
    for row in conn.execute(query.where(place_alias.c.place_id == place_id) if place_id else query):
        found[row[0]].append(Alias(*row[1:]))
    return {key: tuple(names) for key, names in found.items()}


def holders(conn: Connection, name: str) -> tuple[PlaceRecord, ...]:
    """The places of this very name, whatever their state."""
    query = select(*_COLUMNS).where(place.c.name == name).order_by(place.c.id)
    return tuple(PlaceRecord(*row) for row in conn.execute(query))


def doors(conn: Connection) -> dict[int, dict[str, int]]:
    """How many numbers or buildings ever came directly under each name, by community."""
    query = select(
        place_community.c.place_id, place_community.c.community_code, place_community.c.child_count
    )
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for place_id, community, count in conn.execute(query.order_by(place_community.c.community_code)):
        if count:
            found[place_id][community] = count
    return dict(found)


def unit_names(conn: Connection) -> dict[str, str]:
    """Names of the units by code; of those that stand no more, too."""
    query = select(division.c.code, division.c.name).order_by(division.c.valid_to)
    return {row.code: row.name for row in conn.execute(query)}


def living_doors(conn: Connection, place_id: int) -> dict[str, int]:
    """How many living numbers or buildings stand directly under a name, by community; without those where none does."""
    column = node.c.area_community
    query = select(column, func.count()).where(node.c.parent_id == place_id, ~node.c.is_live)
    ended = dict(tuple(row) for row in conn.execute(query.group_by(column)))
    living = {code: n - ended.get(code, 0) for code, n in doors(conn).get(place_id, {}).items()}
    return {code: n for code, n in living.items() if n > 0}


def counts(conn: Connection) -> dict[int, Counts]:
    """What stands under each name; reads the whole register."""
    doors_of = {one: sum(within.values()) for one, within in doors(conn).items()}
    addresses: defaultdict[int, int] = defaultdict(int)
    # Without the state, one index answers; what is dead is taken off again.
    every = select(node.c.area_community, node.c.place_id, func.count())
    for _community, place_id, count in conn.execute(every.group_by(node.c.area_community, node.c.place_id)):
        addresses[place_id] += count
    directly = func.sum(case((node.c.parent_id == node.c.place_id, 1), else_=0))
    dead = select(node.c.place_id, func.count(), directly).where(~node.c.is_live)
    for place_id, count, ended in conn.execute(dead.group_by(node.c.place_id)):
        addresses[place_id] -= count
        doors_of[place_id] = doors_of.get(place_id, 0) - int(ended)
    return {one: Counts(doors_of.get(one, 0), n) for one, n in addresses.items()}


def hanging(conn: Connection, place_id: int) -> Hanging:
    """What hangs on a name."""
    here = under(conn, place_id)
    states = select(node.c.legal, node.c.is_live, func.count()).where(here)
    rows = conn.execute(states.group_by(node.c.legal, node.c.is_live)).all()
    codes = select(func.count()).select_from(node).join(addr_code, addr_code.c.node_id == node.c.id)
    plates = (
        select(plate.c.state, func.count())
        .select_from(node)
        .join(plate, plate.c.node_id == node.c.id)
        .where(here, plate.c.state != "void")
        .group_by(plate.c.state)
    )
    by_state = {state: count for state, count in conn.execute(plates)}
    return Hanging(
        {legal: count for legal, _live, count in rows},
        sum(count for _legal, live, count in rows if live),
        conn.execute(codes.where(here)).scalar_one(),
        sum(by_state.values()),
        sum(count for state, count in by_state.items() if state not in _NOT_MOUNTED),
    )


def living_under(conn: Connection, place_id: int) -> dict[str, int]:
    """How many living addresses stand under a name, by community."""
    column = node.c.area_community
    query = select(column, func.count()).where(under(conn, place_id), node.c.is_live).group_by(column)
    return {community: int(count) for community, count in conn.execute(query)}


def under(conn: Connection, place_id: int) -> ColumnElement[bool]:
    """The condition that an address stands under a name.

    SQLite has no index that begins with the name; the one by community is entered once for each of them.
    """
    if conn.dialect.name == "sqlite":
        return and_(node.c.area_community.in_(select(division.c.code)), node.c.place_id == place_id)
    return node.c.place_id == place_id


def is_borne(conn: Connection, place_id: int) -> bool:
    """Whether anything stands or is promised under a name; numbers beyond the account's area are seen, too."""
    live = select(node.c.id).where(under(conn, place_id), node.c.is_live).limit(1)
    held = select(number_slot.c.number).where(
        number_slot.c.naming_id == place_id, number_slot.c.status.in_(_HELD)
    )
    return conn.execute(live).first() is not None or conn.execute(held.limit(1)).first() is not None


def last_word(conn: Connection, place_id: int) -> LastWord | None:
    """Who wrote last on a card; None when nobody did since the store was made."""
    keys = (("place", str(place_id)),)
    found = journal_read.entries(conn, Wanted(keys=keys), 0, 1)
    if not found:
        return None
    entry = found[0]
    names = journal_read.people(conn)
    return LastWord(entry.actor, names.get(entry.actor, entry.actor), entry.at, entry.verb, entry.reason)


def open_rename(conn: Connection, place_id: int) -> PlannedRow | None:
    """The rename of a place that waits for its decision or its day; None when nobody wants one."""
    waiting = changes.planned(conn, planned_change.c.state.in_((changes.PROPOSED, changes.DUE)))
    mine = (one for one in waiting if one.plan.act is Act.RENAME_PLACE and one.plan.place_id == place_id)
    return next(mine, None)


def by_hand(conn: Connection, place_id: int, alias: str) -> bool:
    """Whether another name was entered as such, and did not come about by a rename."""
    wanted = Wanted(keys=(("place_alias", f"{place_id}|{alias}"),))
    return any(entry.verb == "place.alias" for entry in journal_read.entries(conn, wanted, 0, 1))


def rule_sets(conn: Connection) -> tuple[str, ...]:
    """Keys of the numbering rules that a name may be numbered by beside the district's own."""
    query = select(catalogue.c.key).where(
        catalogue.c.kind == "rule", catalogue.c.key.startswith(f"{NUMBERING}-")
    )
    return tuple(sorted(set(conn.execute(query).scalars())))
