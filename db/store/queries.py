"""Reads of the address tree: levels, children, rows; SQL in, values out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from sys import intern
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    String,
    case,
    exists,
    func,
    literal_column,
    select,
    text,
    tuple_,
)

from db.schema.address import addr_code, division, node, node_version, payload, place, place_community
from db.schema.work import plate, problem
from db.store.sets import among
from db.store.tree import FOREVER, chunks

UNCOUNTED = -1


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """An administrative unit with the addresses that lie in it.

    Attributes:
        nodes: how many there are, ``UNCOUNTED`` when there are some.
        ended: how many lie there that are addresses no more.
    """

    code: str
    name: str
    parent_code: str
    level: int
    hidden: bool
    nodes: int
    ended: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies there, not even what is no address any more."""
        return not (self.nodes or self.ended)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place name with the number of its nodes in the community asked for, and of those that are addresses no more."""

    id: int
    name: str
    kind: str
    state: str
    pinyin: str
    child_count: int
    ended: int = 0


class ChildId(NamedTuple):
    """A child in street order with the number of its own, and of those that are addresses no more."""

    id: int
    child_count: int
    ended: int = 0


@dataclass(frozen=True, slots=True)
class NodeRow:
    """What a tree or a table shows of a node; values of axes are the codes of ``db.domain.state``.

    Attributes:
        child_count: of all that was ever put under it.
        lng, lat: where it lies, as its datum has it; None while nobody marked it.
        ended: how many of its children are addresses no more.
    """

    id: int
    district_code: str
    kind: str
    parent_id: int
    place_id: int
    area_district: str
    area_subdistrict: str
    area_community: str
    own_text: str
    full_text: str
    side: str
    floor: int | None
    legal: str
    code_state: str
    existence: str
    position: str
    child_count: int
    valid_from: str
    row_version: int
    lng: float | None = None
    lat: float | None = None
    datum: str = ""
    ended: int = 0


@dataclass(frozen=True, slots=True)
class PlateRow:
    """A plate of a node."""

    id: int
    plate_class: str
    position: str
    ordinal: int
    state: str


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """An open problem of a node."""

    id: int
    problem: str
    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What a node was between two legal dates."""

    valid_from: str
    valid_to: str
    own_text: str
    legal: str
    existence: str


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""What no text of a store holds, and what a driver refuses even to ask for."""

_child = node.alias("child")
_ENDED: ColumnElement[int] = case(
    (
        node.c.child_count > 0,
        select(func.count()).where(_child.c.parent_id == node.c.id, ~_child.c.is_live).scalar_subquery(),
    ),
    else_=0,
).label("ended")
_NODE_COLUMNS = [node.c[name] for name in NodeRow.__dataclass_fields__ if name != "ended"] + [_ENDED]

_OWN_TEXTS = frozenset({"own_text", "full_text"})
_WORDS = frozenset(
    at
    for at, column in enumerate(_NODE_COLUMNS)
    if isinstance(column.type, String) and not column.nullable and column.name not in _OWN_TEXTS
)
"""Columns of codes and days, of which a list of thousands holds few: each is kept once, not once a row."""


def divisions(conn: Connection) -> tuple[DivisionRow, ...]:
    """All current units, in code order, with the addresses that live there."""
    in_communities: Executable = select(node.c.area_community, func.count()).group_by(node.c.area_community)
    if conn.dialect.name == "postgresql":
        in_communities = text("SELECT code, nodes FROM zp.community_counts()")
    # What lives is counted as all there are without those that live no more: both are read from an index alone. The
    # column itself would have the second read from the index of the first, row by row.
    community = node.c.area_community.op("||")(literal_column("''"))
    gone = select(community, func.count()).where(~node.c.is_live).group_by(community)
    rows = [(str(code), int(n), 0) for code, n in conn.execute(in_communities)]
    return _units(conn, [*rows, *((str(code), -int(n), int(n)) for code, n in conn.execute(gone))])


def named_divisions(conn: Connection) -> tuple[DivisionRow, ...]:
    """All current units in code order with ``UNCOUNTED`` in place of any number of nodes but nought."""
    lies_in = exists().where(node.c.area_community == division.c.code)
    query = select(division.c.code).where(division.c.valid_to == FOREVER, lies_in)
    found = _units(conn, [(code, 1, 0) for code in conn.execute(query).scalars()])
    return tuple(replace(one, nodes=UNCOUNTED) if one.nodes else one for one in found)


def _units(conn: Connection, in_communities: Iterable[tuple[str, int, int]]) -> tuple[DivisionRow, ...]:
    """Every current unit with what lies in the communities below it: code, living, ended."""
    query = select(division).where(division.c.valid_to == FOREVER).order_by(division.c.code)
    found = conn.execute(query).all()
    parents = {row.code: row.parent_code for row in found}
    counts: dict[str, tuple[int, int]] = {}
    for code, n, gone in in_communities:
        while code:
            living, ended = counts.get(code, (0, 0))
            counts[code] = living + n, ended + gone
            code = parents.get(code, "")
    return tuple(
        DivisionRow(r.code, r.name, r.parent_code, r.level, bool(r.hidden), *counts.get(r.code, (0, 0)))
        for r in found
    )


def places_in(conn: Connection, community: str) -> tuple[PlaceRow, ...]:
    """Place names with nodes in a community, by name."""
    query = (
        select(
            place.c.id,
            place.c.name,
            place.c.kind,
            place.c.state,
            place.c.pinyin,
            place_community.c.child_count,
        )
        .join(place_community, place_community.c.place_id == place.c.id)
        .where(place_community.c.community_code == community)
        .order_by(place.c.name)
    )
    here = select(place_community.c.place_id).where(place_community.c.community_code == community)
    doors = (node.c.parent_id.in_(here), node.c.area_community == community, ~node.c.is_live)
    gone = select(node.c.parent_id, func.count()).where(*doors).group_by(node.c.parent_id)
    ended = {row[0]: row[1] for row in conn.execute(gone)}
    return tuple(PlaceRow(*row, ended.get(row[0], 0)) for row in conn.execute(query))


def child_ids(conn: Connection, parent: int, community: str = "") -> tuple[ChildId, ...]:
    """Children of a place or node in street order; of a place only those in the community, when one is given."""
    query = select(node.c.id, node.c.child_count, _ENDED).where(*_below(parent, community))
    found = conn.execute(query.order_by(node.c.sort_key, node.c.id)).all()
    return tuple(map(ChildId._make, found))  # fetched one by one they take a third longer


def children_near(
    conn: Connection, parent: int, community: str, wanted: int, most: int
) -> tuple[ChildId, ...]:
    """As ``child_ids``, but no more than so many before one of the children and so many from it on."""
    key = select(node.c.sort_key).where(node.c.id == wanted).scalar_subquery()
    place_in_order, here = tuple_(node.c.sort_key, node.c.id), tuple_(key, wanted)
    query = select(node.c.id, node.c.child_count, _ENDED).where(*_below(parent, community)).limit(most)
    before = query.where(place_in_order < here).order_by(node.c.sort_key.desc(), node.c.id.desc())
    after = query.where(place_in_order >= here).order_by(node.c.sort_key, node.c.id)
    return tuple(map(ChildId._make, [*reversed(conn.execute(before).all()), *conn.execute(after)]))


def usual_below(conn: Connection, parent: int, community: str = "") -> str:
    """The kind that most of what hangs below a place or node is of; ``""`` when nothing does."""
    query = select(node.c.kind).where(*_below(parent, community), node.c.is_live).group_by(node.c.kind)
    return conn.execute(query.order_by(func.count().desc()).limit(1)).scalar() or ""


def _below(parent: int, community: str) -> list[ColumnElement[bool]]:
    conditions = [node.c.parent_id == parent]
    return [*conditions, node.c.area_community == community] if community else conditions


def node_rows(conn: Connection, ids: Iterable[int]) -> dict[int, NodeRow]:
    """Rows by id; unknown ids are absent."""
    found: dict[int, NodeRow] = {}
    for portion in chunks(ids):
        for row in conn.execute(select(*_NODE_COLUMNS).where(among(conn, node.c.id, portion))).all():
            cells: list[Any] = [intern(cell) if at in _WORDS else cell for at, cell in enumerate(row)]
            found[row[0]] = NodeRow(*cells)
    return found


def codes_of(conn: Connection, node_id: int) -> tuple[str, str]:
    """Police code and live payload of a node, ``""`` where there is none."""
    code = conn.execute(select(addr_code.c.code).where(addr_code.c.node_id == node_id)).scalar()
    live = conn.execute(
        select(payload.c.payload).where(payload.c.node_id == node_id, payload.c.state == "live")
    ).scalar()
    return code or "", live or ""


def plates_of(conn: Connection, node_id: int) -> tuple[PlateRow, ...]:
    """All plates a node ever had."""
    columns = (plate.c.id, plate.c["class"], plate.c.position, plate.c.ordinal, plate.c.state)
    query = select(*columns).where(plate.c.node_id == node_id).order_by(plate.c.id)
    return tuple(PlateRow(*row) for row in conn.execute(query))


def problems_of(conn: Connection, node_id: int) -> tuple[ProblemRow, ...]:
    """Open problems of a node."""
    columns = (problem.c.id, problem.c.problem, problem.c.rule, problem.c.detail)
    query = select(*columns).where(problem.c.node_id == node_id, problem.c.state != "closed")
    return tuple(ProblemRow(*row) for row in conn.execute(query.order_by(problem.c.id)))


def versions_of(conn: Connection, district: str, node_id: int) -> tuple[VersionRow, ...]:
    """A node's versions, oldest first."""
    v = node_version.c
    columns = (v.valid_from, v.valid_to, v.own_text, v.legal, v.existence)
    query = select(*columns).where(v.district_code == district, v.node_id == node_id).order_by(v.valid_from)
    return tuple(VersionRow(*row) for row in conn.execute(query))


def by_any_code(conn: Connection, code: str) -> int | None:
    """The node a police code, a payload or our own id means; None when none does."""
    if _UNSTORABLE.search(code):
        return None
    found = conn.execute(select(addr_code.c.node_id).where(addr_code.c.code == code)).scalar()
    if found is None:
        found = conn.execute(select(payload.c.node_id).where(payload.c.payload == code)).scalar()
    if found is None and code.isascii() and code.isdigit() and int(code) < 1 << 63:
        found = conn.execute(select(node.c.id).where(node.c.id == int(code))).scalar()
    return found
