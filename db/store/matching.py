"""What matching asks of the register: decisions about texts, and addresses by id, by code and by text, in sets."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from db.domain.place import NameState
from db.schema.address import addr_code, node, place, place_alias
from db.schema.work import text_decision
from db.store.aliases import leading
from db.store.sets import among
from db.store.tree import FOREVER


class Found(NamedTuple):
    """An address as matching needs it.

    Attributes:
        community: where it lies today.
        key: its live key, whose first part is the naming place.
    """

    node_id: int
    full_text: str
    kind: str
    legal: str
    live: bool
    community: str
    key: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word about a text: how it is read, or which address it means (None: none of ours).

    Attributes:
        kind: ``reading`` or ``match``.
        node_text: how the address read when it was decided.
        standing: ``current``, ``replaced`` or ``withdrawn``.
    """

    id: int
    kind: str
    text_key: str
    text: str
    elements: Mapping[str, str]
    node_id: int | None
    node_text: str
    reason: str
    decided_by: str
    decided_at: str
    standing: str


_SOME, _FIRST = 200, 12
"""Addresses inside a place that are looked at, and those directly under one that are shown."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


Bounds = tuple[str, str, str]
"""Home district, how a live key begins, and its last part: a room, ``-`` for no room, empty for any."""


class KnownPlaces(NamedTuple):
    """Standard names and what else leads to them.

    Attributes:
        places: kind, name, home district and the unit in which the name is unique.
        aliases: alias, standard name and its kind.
    """

    places: tuple[tuple[str, str, str, str], ...]
    aliases: tuple[tuple[str, str, str], ...]


_NODE = (
    *(node.c.id, node.c.full_text, node.c.kind, node.c.legal),
    *(node.c.is_live, node.c.area_community, node.c.live_key),
)
_DECISION = (
    *("id", "kind", "text_key", "text", "elements", "node_id", "node_text"),
    *("reason", "decided_by", "decided_at", "standing"),
)


def decisions(conn: Connection, keys: Iterable[str]) -> list[Decision]:
    """Every decision about the texts with these keys, of any standing, the newest first."""
    return _decisions(conn, among(conn, text_decision.c.text_key, _storable(keys)))


def standing(conn: Connection, keys: Iterable[str]) -> dict[tuple[str, str], Decision]:
    """Kind and key -> the decision that stands."""
    return {(one.kind, one.text_key): one for one in decisions(conn, keys) if one.standing == "current"}


def all_standing(conn: Connection) -> dict[tuple[str, str], Decision]:
    """As ``standing``, for every text anybody decided about."""
    return {(one.kind, one.text_key): one for one in _decisions(conn, text_decision.c.standing == "current")}


def by_id(conn: Connection, ids: Iterable[int]) -> dict[int, Found]:
    """Addresses by id, live or not."""
    return {one.node_id: one for one in _nodes(conn, among(conn, node.c.id, ids))}


def by_text(conn: Connection, texts: Iterable[str]) -> dict[str, list[Found]]:
    """Live addresses by their full text."""
    found: dict[str, list[Found]] = {}
    for one in _nodes(conn, among(conn, node.c.full_text, _storable(texts)) & node.c.is_live):
        found.setdefault(one.full_text, []).append(one)
    return found


def by_code(conn: Connection, codes: Iterable[str]) -> dict[str, int]:
    """The police's code -> id of the address that has it."""
    query = select(addr_code.c.code, addr_code.c.node_id).where(
        among(conn, addr_code.c.code, _storable(codes))
    )
    return {row[0]: row[1] for row in conn.execute(query)}


def known_places(conn: Connection) -> KnownPlaces:
    """Standard names with their aliases; one that waits for approval may be misspelt and is none."""
    columns = (place.c.id, place.c.kind, place.c.name, place.c.scope_code, place.c.home_district)
    lasting = place.c.state.in_([NameState.APPROVED.value, NameState.RETIRED.value])
    rows = conn.execute(select(*columns).where(lasting).order_by(place.c.id)).all()
    standard = {row.id: row for row in rows}
    aliases = (
        select(place_alias.c.alias, place_alias.c.place_id)
        .where(leading())
        .order_by(place_alias.c.alias, place_alias.c.place_id)
    )
    return KnownPlaces(
        tuple((row.kind, row.name, row.home_district, row.scope_code) for row in rows),
        tuple(
            (alias, standard[place_id].name, standard[place_id].kind)
            for alias, place_id in conn.execute(aliases)
            if place_id in standard
        ),
    )


def current_places(conn: Connection) -> tuple[tuple[int, str, str], ...]:
    """Id, home district and every name that leads to it, of each place under which addresses may stand."""
    stands = place.c.valid_to == FOREVER
    own = select(place.c.id, place.c.home_district, place.c.name).where(stands)
    other = select(place.c.id, place.c.home_district, place_alias.c.alias)
    other = other.join(place_alias, place_alias.c.place_id == place.c.id).where(stands, leading())
    return tuple((row[0], row[1], row[2]) for row in conn.execute(own.union(other).order_by("id", "name")))


def under(conn: Connection, wanted: Iterable[Bounds]) -> list[Found]:
    """Live addresses by how their keys begin and end, in the order of their ids; one may come more than once."""
    bounds = [
        (home, stem, stem[:-1] + chr(ord(stem[-1]) + 1), f"|{last}" if last else "")
        for home, stem, last in sorted(set(wanted))
    ]
    if not bounds:
        return []
    rows = conn.exec_driver_sql(
        *(_sqlite_under(bounds) if conn.dialect.name == "sqlite" else _postgres_under(bounds))
    )
    return [Found._make(row) for row in rows]


_COLUMNS = ", ".join(f"node.{column.name}" for column in _NODE)
_WITHIN = "node.district_code = given.home AND node.live_key >= given.low AND node.live_key < given.high"


def _sqlite_under(bounds: Sequence[tuple[str, ...]]) -> tuple[str, tuple[Any, ...]]:
    """CROSS JOIN keeps the few bounds outside, each one range of the index on live keys."""
    sql = (
        f"SELECT {_COLUMNS} FROM (SELECT value ->> 0 AS home, value ->> 1 AS low, value ->> 2 AS high, "
        f"value ->> 3 AS tail FROM json_each(?)) AS given CROSS JOIN node WHERE {_WITHIN} AND node.is_live = 1 "
        "AND (given.tail = '' OR substr(node.live_key, -length(given.tail)) = given.tail) ORDER BY node.id"
    )
    return sql, (json.dumps(bounds, ensure_ascii=False),)


def _postgres_under(bounds: Sequence[tuple[str, ...]]) -> tuple[str, tuple[Any, ...]]:
    """OFFSET 0 keeps the bounds outside; joined freely, every address of the district is held against each bound."""
    sql = (
        "SELECT node.* FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) AS given (home, low, high, tail) "
        f"CROSS JOIN LATERAL (SELECT {_COLUMNS} FROM node WHERE {_WITHIN} AND node.is_live "
        "AND (given.tail = '' OR right(node.live_key, length(given.tail)) = given.tail) OFFSET 0) AS node "
        "ORDER BY node.id"
    )
    return sql, tuple([bound[n] for bound in bounds] for n in range(4))


def some_inside(conn: Connection, place_id: int, home: str, kind: str, ident: str) -> list[Found]:
    """Some live addresses of a place: those of a kind with an identifier anywhere inside, or those directly under it.

    Args:
        conn: the connection.
        place_id: the place.
        home: its home district.
        kind: level of the addresses, ``""`` for those directly under the place.
        ident: their identifier.
    """
    inside = (node.c.district_code == home) & node.c.is_live
    if kind:
        stem = f"{place_id}|"
        inside &= (node.c.live_key >= stem) & (node.c.live_key < stem[:-1] + "}")
        inside &= (node.c.kind == kind) & (node.c.ident == ident)
    else:
        inside &= node.c.parent_id == place_id
    query = select(*_NODE).where(inside).order_by(node.c.sort_key, node.c.id)
    return [Found._make(row) for row in conn.execute(query.limit(_SOME if kind else _FIRST))]


def _decisions(conn: Connection, where: ColumnElement[bool]) -> list[Decision]:
    query = select(*(text_decision.c[name] for name in _DECISION))
    found = []
    for row in conn.execute(query.where(where).order_by(text_decision.c.id.desc())):
        values: dict[str, Any] = row._asdict()
        values["elements"] = json.loads(values["elements"] or "{}")
        found.append(Decision(**values))
    return found


def _storable(texts: Iterable[str]) -> set[str]:
    """The texts that a database could hold; PostgreSQL refuses even to be asked for another."""
    return {text for text in texts if not _UNSTORABLE.search(text)}


def _nodes(conn: Connection, where: ColumnElement[bool]) -> list[Found]:
    return [Found._make(row) for row in conn.execute(select(*_NODE).where(where).order_by(node.c.id))]
