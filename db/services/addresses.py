"""Looking at the address tree: what the 地址库 room and the command line ask."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.domain.access import Actor
from db.domain.errors import NotFound
from db.domain.state import Legal
from db.schema.address import division, node, place, place_community
from db.store import detail, queries
from db.store.detail import Coming, Kin, Linked, Whence
from db.store.queries import ChildId, DivisionRow, NodeRow, PlaceRow, PlateRow, ProblemRow, VersionRow
from db.store.store import Store
from db.store.tree import FOREVER


@dataclass(frozen=True, slots=True)
class NodeDetail:
    """Everything known of one address.

    Attributes:
        stand_ins: the addresses that one which ended lives on in.
        coming: changes asked for, or decided for a day to come; the earliest first.
    """

    row: NodeRow
    place: str
    place_kind: str
    pinyin: str
    district: str
    subdistrict: str
    community: str
    code: str
    payload: str
    plates: tuple[PlateRow, ...]
    problems: tuple[ProblemRow, ...]
    versions: tuple[VersionRow, ...]
    whence: Whence
    linked: Linked
    stand_ins: tuple[Kin, ...]
    coming: tuple[Coming, ...]


@dataclass(frozen=True, slots=True)
class TreeStep:
    """One step from the city down: ``kind`` is ``division``, ``place`` or ``node``; ``key`` its code or id."""

    kind: str
    key: str
    text: str


def divisions(store: Store) -> tuple[DivisionRow, ...]:
    """All current administrative units with their node counts."""
    with store.read() as conn:
        return queries.divisions(conn)


def named_divisions(store: Store) -> tuple[DivisionRow, ...]:
    """All current administrative units, counted no further than whether addresses lie in them.

    Nothing on a server: what an account may see there is counted by the server itself, and at once.
    """
    if store.engine.dialect.name != "sqlite":
        return ()
    with store.read() as conn:
        return queries.named_divisions(conn)


def places_in(store: Store, community_code: str) -> tuple[PlaceRow, ...]:
    """Place names with addresses in a community."""
    with store.read() as conn:
        return queries.places_in(conn, community_code)


def child_ids(store: Store, parent_id: int, community_code: str = "") -> tuple[ChildId, ...]:
    """Ids of the children of a place (in one community) or of a node, in street order."""
    with store.read() as conn:
        return queries.child_ids(conn, parent_id, community_code)


def children_near(
    store: Store, parent_id: int, community_code: str, wanted: int, most: int
) -> tuple[ChildId, ...]:
    """As ``child_ids``, but no more than so many before one of the children and so many from it on."""
    with store.read() as conn:
        return queries.children_near(conn, parent_id, community_code, wanted, most)


def usual_below(store: Store, parent_id: int, community_code: str = "") -> str:
    """The kind that most of what hangs below a place (in one community) or a node is of; ``""`` when nothing does."""
    with store.read() as conn:
        return queries.usual_below(conn, parent_id, community_code)


def node_rows(store: Store, ids: Iterable[int]) -> dict[int, NodeRow]:
    """Rows by id."""
    with store.read() as conn:
        return queries.node_rows(conn, ids)


def node_detail(store: Store, node_id: int, actor: Actor | None = None) -> NodeDetail:
    """Everything known of a node; persons are counted for an ``actor`` who may know of them.

    Raises:
        NotFound: no such node.
    """
    with store.read() as conn:
        row = _one(conn, node_id)
        named = conn.execute(
            select(place.c.name, place.c.kind, place.c.pinyin).where(place.c.id == row.place_id)
        ).one()
        code, payload = queries.codes_of(conn, node_id)
        units = _names(conn, (row.area_district, row.area_subdistrict, row.area_community))
        return NodeDetail(
            row=row,
            place=named.name,
            place_kind=named.kind,
            pinyin=named.pinyin,
            district=units[0],
            subdistrict=units[1],
            community=units[2],
            code=code,
            payload=payload,
            plates=queries.plates_of(conn, node_id),
            problems=queries.problems_of(conn, node_id),
            versions=queries.versions_of(conn, row.district_code, node_id),
            whence=detail.whence(conn, node_id),
            linked=detail.linked(conn, actor, node_id),
            stand_ins=detail.stand_ins(conn, row),
            coming=detail.coming(conn, row),
        )


def node_by_code(store: Store, code: str) -> int:
    """The node a police code, a payload or our own id means.

    Raises:
        NotFound: none of them.
    """
    with store.read() as conn:
        found = queries.by_any_code(conn, code)
    if found is None:
        raise NotFound("address", code)
    return found


def path_to(store: Store, node_id: int) -> tuple[TreeStep, ...]:
    """Steps from the district down to the node, for opening the tree.

    Raises:
        NotFound: no such node.
    """
    with store.read() as conn:
        row = _one(conn, node_id)
        chain = [row]
        while chain[0].parent_id != chain[0].place_id:
            chain.insert(0, _one(conn, chain[0].parent_id))
        codes = (row.area_district, row.area_subdistrict, row.area_community)
        steps = [TreeStep("division", c, n) for c, n in zip(codes, _names(conn, codes), strict=True)]
        name = conn.execute(select(place.c.name).where(place.c.id == row.place_id)).scalar_one()
        steps.append(TreeStep("place", str(row.place_id), name))
        return (*steps, *(TreeStep("node", str(step.id), step.own_text) for step in chain))


def _one(conn: Connection, node_id: int) -> NodeRow:
    row = queries.node_rows(conn, [node_id]).get(node_id)
    if row is None:
        raise NotFound("node", str(node_id))
    return row


def _names(conn: Connection, codes: tuple[str, str, str]) -> tuple[str, str, str]:
    query = select(division.c.code, division.c.name).where(
        division.c.code.in_(codes), division.c.valid_to == FOREVER
    )
    names = {row.code: row.name for row in conn.execute(query)}
    return (names.get(codes[0], codes[0]), names.get(codes[1], codes[1]), names.get(codes[2], codes[2]))


def ids_by_community(store: Store, legal: Legal) -> dict[str, tuple[int, ...]]:
    """Nodes in a legal state, by community, in order of birth."""
    found: dict[str, list[int]] = {}
    with store.read() as conn:
        query = select(node.c.area_community, node.c.id).where(node.c.legal == legal.value)
        for row in conn.execute(query.order_by(node.c.area_community, node.c.id)):
            found.setdefault(row.area_community, []).append(row.id)
    return {community: tuple(ids) for community, ids in found.items()}


def communities_of(store: Store, place_id: int) -> tuple[str, ...]:
    """Communities in which a place has addresses, the fullest first."""
    with store.read() as conn:
        query = select(place_community.c.community_code).where(place_community.c.place_id == place_id)
        ordered = query.order_by(place_community.c.child_count.desc(), place_community.c.community_code)
        return tuple(conn.execute(ordered).scalars())
