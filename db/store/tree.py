"""Writes to the address tree: new nodes and moves on the legal axis, always in bulk.

Versions, number slots, the search index and counters follow from the node rows; the journal keeps the node rows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, insert, literal, or_, select, text, update

from db.domain.address import NodeKind, Own, extend_key
from db.domain.errors import NotFound, NumberTaken, StaleRecord, WrongState
from db.domain.number import slot_number
from db.domain.search import body, grams
from db.domain.state import LEGAL, LIVE_LEGAL, Code, Existence, Legal, Position, move
from db.schema.address import division, node, node_version, number_slot, place
from db.store.bulk import insert_rows
from db.store.journal import canonical
from db.store.sets import add_each, among
from db.store.store import Work

CHUNK = 500
FOREVER = "9999-12-31"
_DISTRICT = 3
FREE = "free"
"""Status of a number that was taken once, but never in force: it may be taken anew."""

SHARDS = select(func.substr(division.c.code, 1, 6)).where(division.c.level == _DISTRICT)
"""Every home shard: keys and most indexes begin with it, and who does not name one reads the whole table."""

_NODE = (
    *("district_code", "id", "kind", "parent_id", "place_id"),
    *("area_district", "area_subdistrict", "area_community", "own_text", "ident", "number", "floor", "side"),
    *("legal", "code_state", "existence", "position", "is_live", "live_key", "full_text", "sort_key"),
    *("child_count", "valid_from", "source_batch"),
)
_NODE_KEPT = ("kind", "parent_id", "place_id", "area_community", "own_text", "floor", "side", "legal")
_VERSION = (
    *("district_code", "node_id", "valid_from", "kind", "parent_id", "place_id"),
    *("area_community", "own_text", "ident", "legal", "existence"),
)
_SLOT = ("district_code", "naming_id", "number", "suffix", "status", "owner")


@dataclass(frozen=True, slots=True)
class Area:
    """12-digit codes of the units a row lies in today; the district's first six digits are the home shard."""

    district: str
    subdistrict: str
    community: str

    @property
    def home(self) -> str:
        """Six-digit district code."""
        return self.district[:6]


@dataclass(frozen=True, slots=True)
class NewNode:
    """A node about to be born.

    Attributes:
        id: fresh id (``Work.new_ids``).
        own: its own part of the address.
        parent_id: naming parent, a node or the place itself.
        place_home: home district of the place, under which numbers are unique.
        key: live key.
        full_text: composed standard address.
        side: ``left``, ``right`` or ``""`` as surveyed.
        existence: whether the house stands yet.
    """

    id: int
    own: Own
    parent_id: int
    place_id: int
    place_home: str
    area: Area
    key: str
    full_text: str
    floor: int | None = None
    side: str = ""
    legal: Legal = Legal.TO_VERIFY
    source_batch: int | None = None
    existence: Existence = Existence.EXISTS


def add_nodes(work: Work, nodes: Sequence[NewNode]) -> None:
    """Insert nodes (parents before or among them) with versions, number slots, search entries and counts.

    Raises:
        NumberTaken: a key or a number is held by another live address.
        StaleRecord: another desk renamed, moved or ended an address that some shall hang below.
    """
    if not nodes:
        return
    children = Counter(new.parent_id for new in nodes)
    work.insert_many(node, _NODE, [_node_row(work, new, children[new.id]) for new in nodes], _NODE_KEPT)
    insert_rows(work.conn, node_version, _VERSION, [_version_row(work, new) for new in nodes])
    doors = [new for new in nodes if new.own.number is not None]
    take_slots(work.conn, [_slot_row(new) for new in doors])
    index_texts(work.conn, [(new.id, new.full_text) for new in nodes])
    born = {new.id for new in nodes}
    places = {new.place_id for new in nodes}
    grown = {parent: n for parent, n in children.items() if parent not in born}
    add_each(work.conn, place, "child_count", {parent: n for parent, n in grown.items() if parent in places})
    add_each(
        work.conn, node, "child_count", {parent: n for parent, n in grown.items() if parent not in places}
    )
    count_places(
        work, Counter((new.area.community, new.place_id) for new in nodes if new.parent_id == new.place_id)
    )
    _refuse_torn(work.conn, [new for new in nodes if new.parent_id in grown])
    work.parent_changed(children)


def _refuse_torn(conn: Connection, nodes: Sequence[NewNode]) -> None:
    """Refuse addresses that do not begin as the one above does: it was rewritten since it was read.

    The count that was just added to its row keeps it as it is from here on.
    """
    columns = (node.c.id, node.c.live_key, node.c.full_text, node.c.is_live)
    above = {
        row.id: row
        for row in conn.execute(select(*columns).where(among(conn, node.c.id, {n.parent_id for n in nodes})))
    }
    for new in nodes:
        row = above.get(new.parent_id)
        if row is None:  # the place itself
            continue
        said = extend_key(row.live_key, new.own), row.full_text + new.own.text
        if said != (new.key, new.full_text) or (new.legal in LIVE_LEGAL and not row.is_live):
            raise StaleRecord(table="node", row=row.id)


def _node_row(work: Work, new: NewNode, children: int) -> tuple[Any, ...]:
    own, area = new.own, new.area
    return (
        *(area.home, new.id, own.kind.value, new.parent_id, new.place_id),
        *(area.district, area.subdistrict, area.community, own.text, own.ident),
        *(own.number.main if own.number else None, new.floor, new.side, new.legal.value),
        *(Code.NONE.value, new.existence.value, Position.UNMARKED.value, new.legal in LIVE_LEGAL),
        *(new.key, new.full_text, own.sort_key, children, work.today, new.source_batch),
    )


def _version_row(work: Work, new: NewNode) -> tuple[Any, ...]:
    return (
        *(new.area.home, new.id, work.today, new.own.kind.value, new.parent_id, new.place_id),
        *(new.area.community, new.own.text, new.own.ident, new.legal.value, new.existence.value),
    )


def _slot_row(new: NewNode) -> tuple[Any, ...]:
    number = new.own.number
    assert number is not None, "only doors take slots"
    status = "live" if new.legal is Legal.APPROVED else "pending"
    return (new.place_home, new.place_id, number.main, number.suffix, status, new.id)


def index_texts(conn: Connection, texts: Sequence[tuple[int, str]]) -> None:
    """Let new addresses be found; PostgreSQL indexes the rows themselves."""
    if conn.dialect.name == "sqlite" and texts:
        conn.exec_driver_sql(
            "INSERT INTO node_search (rowid, grams) VALUES (?, ?)",
            [(node_id, grams(body(full_text))) for node_id, full_text in texts],
        )


def holders(conn: Connection, keys: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a living address holds one of the keys, of whatever home shard.

    Shards are named one by one: without them the index on keys, which begins with the shard, is read from end to end.
    """
    shards = conn.execute(SHARDS.distinct()).scalars().all()
    return node.c.district_code.in_(shards) & among(conn, node.c.live_key, keys) & node.c.is_live


def count_places(work: Work, counts: Counter[tuple[str, int]]) -> None:
    """Add to the numbers of doors that a place has in each community: (community, place) -> how many."""
    query = text(
        "INSERT INTO place_community (community_code, place_id, child_count) VALUES (:community, :place, :n) "
        "ON CONFLICT (community_code, place_id) "
        "DO UPDATE SET child_count = place_community.child_count + excluded.child_count"
    )
    rows = [
        {"community": community, "place": place_id, "n": n} for (community, place_id), n in counts.items()
    ]
    if rows:
        work.conn.execute(query, rows)


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Ids in portions a statement can carry."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def move_legal(work: Work, ids: Iterable[int], to: Legal, expecting: Legal, day: str = "") -> None:
    """Move nodes on the legal axis together: row, version, number slot and journal.

    Args:
        work: the write.
        ids: the nodes.
        to: the state they will have.
        expecting: the state they have.
        day: since when; today when empty.

    Raises:
        NotFound: an id is no node.
        WrongState: a node is not in ``expecting``, or the table has no such step.
        StaleRecord: another desk moved one at the same time.
    """
    move(LEGAL, expecting, to)
    before, after = canonical({"legal": expecting.value}), canonical({"legal": to.value})
    for portion in chunks(ids):
        found = work.conn.execute(
            select(node.c.id, node.c.district_code, node.c.legal, node.c.parent_id).where(
                node.c.id.in_(portion)
            )
        ).all()
        if len(found) != len(portion):
            raise NotFound("node", str(min(set(portion) - {row.id for row in found})))
        for row in found:
            if row.legal != expecting.value:
                raise WrongState(machine="Legal", state=row.legal, wanted=to.value)
            work.note("node", str(row.id), before, after)
        moved = work.conn.execute(
            update(node)
            .where(node.c.id.in_(portion), node.c.legal == expecting.value)
            .values(legal=to.value, is_live=to in LIVE_LEGAL, row_version=node.c.row_version + 1)
        )
        if moved.rowcount != len(portion):
            raise StaleRecord(table="node", row=portion[0])  # another desk moved one in between
        if (expecting in LIVE_LEGAL) != (to in LIVE_LEGAL):  # what lives is counted above
            work.parent_changed(row.parent_id for row in found)
        renew_versions(work, portion, {row.district_code for row in found}, ("legal",), day=day)
        _move_slots(work.conn, portion, to)
        work.touched.setdefault("node", set()).update(portion)


def renew_versions(
    work: Work,
    ids: Sequence[int],
    districts: set[str],
    fields: Sequence[str],
    *,
    day: str = "",
    amend: bool = False,
) -> None:
    """Close versions begun before the day, open the day's, and put what the rows say now on them.

    Args:
        work: the write.
        ids: nodes whose rows are changed already.
        districts: their home districts.
        fields: columns of the version that changed.
        day: since when; ``""`` is today. A version begun later is rewritten, since time does not run backwards.
        amend: rewrite the present version instead (更正); the journal keeps what it said.
    """
    version, begin = node_version, day or work.today
    mine = (
        *(version.c.district_code.in_(districts), among(work.conn, version.c.node_id, ids)),
        version.c.valid_to == FOREVER,
    )
    if not amend:
        work.conn.execute(update(version).where(*mine, version.c.valid_from < begin).values(valid_to=begin))
    row = (node.c.district_code == version.c.district_code, node.c.id == version.c.node_id)
    said = {name: node.c[name] for name in fields}
    work.conn.execute(update(version).where(*mine, *row).values(said))
    if not amend:
        source = select(
            *(
                node.c.district_code,
                node.c.id,
                literal(begin),
                node.c.kind,
                node.c.parent_id,
                node.c.place_id,
            ),
            *(node.c.area_community, node.c.own_text, node.c.ident, node.c.legal, node.c.existence),
        ).where(
            among(work.conn, node.c.id, ids),
            ~exists().where(
                version.c.district_code == node.c.district_code,
                version.c.node_id == node.c.id,
                version.c.valid_to == FOREVER,
            ),
        )
        work.conn.execute(insert(version).from_select(list(_VERSION), source))


def _move_slots(conn: Connection, ids: Sequence[int], to: Legal) -> None:
    """A number that was in force once stays so until it is retired; one that never was comes free again."""
    slot = number_slot.c
    held = update(number_slot).where(slot.owner.in_(ids))
    if to is Legal.APPROVED:
        conn.execute(held.where(slot.status == "pending").values(status="live"))
    elif to not in LIVE_LEGAL:
        conn.execute(held.where(slot.status == "pending").values(status=FREE))
        conn.execute(held.where(slot.status == "live").values(status="retired"))


def take_slots(conn: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Give numbers to addresses; a row that came free, or that an address held for itself, is taken over.

    Args:
        conn: the writing connection.
        rows: home district, naming place, number, suffix, status, owner.

    Raises:
        NumberTaken: somebody holds or held the number; in bulk said by the unique rule.
    """
    slot = number_slot.c
    open_to: dict[tuple[int, int, str], int | None] = {}
    owners = [row[5] for row in rows]
    for naming_id in {row[1] for row in rows}:
        may = or_(slot.status == FREE, among(conn, slot.owner, owners))
        query = select(slot.number, slot.suffix, slot.owner, slot.status).where(
            slot.naming_id == naming_id, may
        )
        for found in conn.execute(query):
            open_to[naming_id, found.number, found.suffix] = None if found.status == FREE else found.owner
    fresh = []
    for row in rows:
        if row[1:4] not in open_to:
            fresh.append(row)
            continue
        mine = (slot.naming_id == row[1], slot.number == row[2], slot.suffix == row[3])
        values = {"status": row[4], "owner": row[5]}
        holder = open_to[row[1:4]]
        taken = None
        if holder in (None, row[5]):
            taken = conn.execute(update(number_slot).where(*mine).values(values)).rowcount
        if taken != 1:
            raise NumberTaken(text=str(slot_number(*row[2:4])), holder=holder or 0)
    insert_rows(conn, number_slot, _SLOT, fresh)


def recount(conn: Connection) -> list[str]:
    """Places whose stored counters differ from the rows; empty when the counters are right."""
    counted = (
        select(node.c.parent_id, func.count().label("n"))
        .where(node.c.kind.in_([kind.value for kind in NodeKind]))
        .group_by(node.c.parent_id)
        .subquery()
    )
    wrong: list[str] = []
    for table in (node, place):
        query = (
            select(table.c.id)
            .select_from(table.outerjoin(counted, counted.c.parent_id == table.c.id))
            .where(func.coalesce(counted.c.n, 0) != table.c.child_count)
        )
        wrong += [f"{table.name}:{row.id}" for row in conn.execute(query)]
    return wrong
