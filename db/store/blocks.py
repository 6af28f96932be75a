"""Reads below one address or place: what a block may meet there, and what a building's table shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, exists, select

from db.domain.address import BEARING, NodeKind, full_text, place_key
from db.domain.block_check import DEAD_NUMBERS, Known
from db.domain.errors import NotFound
from db.domain.inspection import FormState
from db.domain.numbering import NumberingRules, free_again_on
from db.domain.state import Legal
from db.schema.address import node, node_version, place
from db.schema.work import inspection_answer, inspection_form, plate
from db.store.applications import community_area
from db.store.sets import among
from db.store.tree import FOREVER, Area

_DEAD = frozenset(state.value for state in DEAD_NUMBERS)


@dataclass(frozen=True, slots=True)
class Ground:
    """The address or place that a block hangs under.

    Attributes:
        kind: None for a place.
        legal: the legal state of an address, the name state of a place.
        area: where what hangs under it lies.
    """

    id: int
    kind: NodeKind | None
    place_id: int
    place_home: str
    own_text: str
    full_text: str
    key: str
    legal: str
    area: Area


@dataclass(frozen=True, slots=True)
class RoomRow:
    """What a building's table shows of an address."""

    id: int
    kind: str
    parent_id: int
    own_text: str
    ident: str
    floor: int | None
    legal: str
    code_state: str
    existence: str
    position: str
    row_version: int


_ROOM_COLUMNS = [node.c[name] for name in RoomRow.__dataclass_fields__]


def node_ground(conn: Connection, node_id: int) -> Ground:
    """An address that something shall hang under.

    Raises:
        NotFound: no such address.
    """
    columns = (
        *(node.c.id, node.c.kind, node.c.place_id, place.c.home_district, node.c.own_text, node.c.full_text),
        *(
            node.c.live_key,
            node.c.legal,
            node.c.area_district,
            node.c.area_subdistrict,
            node.c.area_community,
        ),
    )
    query = select(*columns).join(place, place.c.id == node.c.place_id).where(node.c.id == node_id)
    row = conn.execute(query).one_or_none()
    if row is None:
        raise NotFound("node", str(node_id))
    return Ground(row[0], NodeKind(row[1]), *row[2:8], Area(*row[8:]))


def lock_place(conn: Connection, place_id: int) -> None:
    """Keep other desks from numbering a place until the transaction ends."""
    conn.execute(select(place.c.id).where(place.c.id == place_id).with_for_update())


def place_ground(conn: Connection, place_id: int, community: str) -> tuple[Ground, str]:
    """A place name that something shall hang under in one of its communities, and what kind of name it is.

    Raises:
        NotFound: no such place, or no such community today.
    """
    query = select(place.c.name, place.c.state, place.c.home_district, place.c.kind)
    row = conn.execute(query.where(place.c.id == place_id)).one_or_none()
    if row is None:
        raise NotFound("place", str(place_id))
    area, district = community_area(conn, community)
    texts = (row.name, full_text(district, row.name, ()), place_key(place_id))
    return Ground(place_id, None, place_id, row.home_district, *texts, row.state, area), str(row.kind)


def _below(
    conn: Connection, root: int, columns: Sequence[Any], kinds: Sequence[NodeKind] = tuple(NodeKind)
) -> Iterator[Any]:
    """Everything of some kinds below an address or place, level by level; the columns have id and kind."""
    above: Sequence[int] = [root]
    while above:
        query = select(*columns).where(among(conn, node.c.parent_id, above), node.c.kind.in_(kinds))
        rows = conn.execute(query.order_by(node.c.sort_key, node.c.id)).all()
        yield from rows
        above = [row.id for row in rows if row.kind in BEARING]


_KNOWN = (
    *(node.c.id, node.c.kind, node.c.live_key, node.c.full_text),
    node.c.legal,
    node.c.area_community,
)


def known_below(conn: Connection, root: int, rules: NumberingRules) -> list[Known]:
    """Everything below an address or place, dead addresses with the day their number is free again."""
    rows = list(_below(conn, root, _KNOWN))
    dead = _ended_on(conn, [row[0] for row in rows if row[4] in _DEAD])
    return [_known(row, _free_on(rules, dead.get(row.id))) for row in rows]


def resting(conn: Connection, parent: int, keys: Iterable[str], rules: NumberingRules) -> list[Known]:
    """Dead addresses right below an address or place that bore one of the keys, as ``known_below`` gives them."""
    mine = (node.c.parent_id == parent, node.c.legal.in_(_DEAD), among(conn, node.c.live_key, keys))
    rows = conn.execute(select(*_KNOWN).where(*mine).order_by(node.c.id)).all()
    dead = _ended_on(conn, [row.id for row in rows])
    return [_known(row, _free_on(rules, dead.get(row.id))) for row in rows]


def _known(row: Any, free_on: date | None) -> Known:
    return Known(row.id, row.kind, row.live_key, row.full_text, row.legal, row.area_community, free_on)


def _free_on(rules: NumberingRules, ended_on: str | None) -> date | None:
    return free_again_on(rules, date.fromisoformat(ended_on)) if ended_on else None


def _ended_on(conn: Connection, ids: Sequence[int]) -> dict[int, str]:
    if not ids:
        return {}
    query = select(node_version.c.node_id, node_version.c.valid_from).where(
        among(conn, node_version.c.node_id, ids),
        node_version.c.valid_to == FOREVER,
        node_version.c.legal.in_(_DEAD),
    )
    return {row[0]: row[1] for row in conn.execute(query)}


def rows_below(conn: Connection, root: int) -> list[RoomRow]:
    """Stairs, floors and rooms of a building in order of their levels, then as they stand in the house.

    Buildings below a door are houses of their own.
    """
    inside = (NodeKind.STAIR, NodeKind.FLOOR, NodeKind.ROOM)
    return [RoomRow(*row) for row in _below(conn, root, _ROOM_COLUMNS, inside)]


def room_row(conn: Connection, node_id: int) -> RoomRow:
    """An address as a building's table shows it."""
    return RoomRow(*conn.execute(select(*_ROOM_COLUMNS).where(node.c.id == node_id)).one())


def house_of(conn: Connection, node_id: int) -> RoomRow:
    """The building an address lies in, or the outermost one above it that is no building; itself when it is one.

    Raises:
        NotFound: no such address.
    """
    own = conn.execute(select(*_ROOM_COLUMNS).where(node.c.id == node_id)).one_or_none()
    if own is None:
        raise NotFound("node", str(node_id))
    while own.kind not in (NodeKind.BUILDING, NodeKind.DOOR):
        above = conn.execute(select(*_ROOM_COLUMNS).where(node.c.id == own.parent_id)).one_or_none()
        if above is None:
            break
        own = above
    return RoomRow(*own)


def buildings_of(conn: Connection, above: int, community: str) -> list[RoomRow]:
    """Buildings right below an address or a place, in one community when it is given."""
    query = select(*_ROOM_COLUMNS).where(
        node.c.parent_id == above, node.c.kind == NodeKind.BUILDING.value, node.c.legal != Legal.VOID.value
    )
    if community:
        query = query.where(node.c.area_community == community)
    return [RoomRow(*row) for row in conn.execute(query.order_by(node.c.sort_key, node.c.id))]


def is_house(conn: Connection, node_id: int) -> bool:
    """Whether an address has stairs, floors or rooms right below it."""
    query = select(node.c.id).where(node.c.parent_id == node_id, node.c.kind != NodeKind.BUILDING.value)
    return conn.execute(query.limit(1)).first() is not None


def plate_states(conn: Connection, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """States of the plates of addresses, void ones left out; addresses without a plate are absent."""
    found: dict[int, tuple[str, ...]] = {}
    query = select(plate.c.node_id, plate.c.state).where(
        among(conn, plate.c.node_id, ids), plate.c.state != "void"
    )
    for row in conn.execute(query.order_by(plate.c.node_id, plate.c.id)):
        found[row.node_id] = (*found.get(row.node_id, ()), row.state)
    return found


def inspection_states(conn: Connection, ids: Iterable[int]) -> dict[int, str]:
    """How the newest inspection form of each address stands; addresses never drawn are absent.

    ``failed`` for a filled form with an answer that says so, else ``passed``; ``issued`` and ``conflict`` as the form.
    """
    fails = exists().where(
        inspection_answer.c.form_id == inspection_form.c.id,
        inspection_answer.c.standing == "current",
        inspection_answer.c.value == "fail",
    )
    query = (
        select(inspection_form.c.node_id, inspection_form.c.state, fails.label("fails"))
        .where(among(conn, inspection_form.c.node_id, ids))
        .order_by(inspection_form.c.id)
    )
    found: dict[int, str] = {}
    for row in conn.execute(query):
        outcome = "failed" if row.fails else "passed"
        found[row.node_id] = outcome if row.state == FormState.FILLED else row.state
    return found
