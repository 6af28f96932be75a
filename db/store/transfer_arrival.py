"""Rows of a package before they are taken in: in a register of their own in memory, held against every rule there is.

What is accepted later is then joined from there by the same machinery that joins two offices of one district.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, case, create_engine, literal, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import StaticPool

from db.domain.address import NodeKind
from db.domain.division import FOREVER
from db.domain.ids import store_of
from db.domain.place import PlaceKind
from db.domain.place_card import CITY_SCOPE
from db.domain.state import LIVE_LEGAL, Code, Existence, Legal, Plate, Position, Problem
from db.domain.transfer import Manifest, TransferRefused
from db.schema.address import node, node_version, number_slot, place
from db.schema.tables import metadata
from db.store.bulk import insert_rows
from db.store.redraw import area_of
from db.store.sets import among
from db.store.transfer_rows import TRAVELLING, Row, Rows, member_of

_CODES: Mapping[tuple[str, str], Collection[str]] = {
    ("node", "kind"): frozenset(NodeKind),
    ("node", "legal"): frozenset(Legal),
    ("node", "code_state"): frozenset(Code),
    ("node", "existence"): frozenset(Existence),
    ("node", "position"): frozenset(Position),
    ("node_version", "legal"): frozenset(Legal),
    ("node_version", "existence"): frozenset(Existence),
    ("place", "kind"): frozenset(PlaceKind),
    ("plate", "state"): frozenset(Plate),
    ("problem", "state"): frozenset(Problem),
}
_OWNERS = (
    *(("node_version", "node_id"), ("addr_code", "node_id"), ("payload", "node_id"), ("plate", "node_id")),
    *(("problem", "node_id"), ("node_successor", "old_id"), ("node_successor", "new_id")),
)


def check_rows(rows: Rows, manifest: Manifest, store_no: int) -> None:
    """Refuse rows that are not what a hand-over brings, whoever signed them.

    Args:
        rows: of the package, each value of its column's kind.
        manifest: what was signed.
        store_no: of the register they come to.

    Raises:
        TransferRefused: ``foreign_row``, ``bad_row``, ``own_number`` or ``altered``.
    """
    for table in TRAVELLING:
        if manifest.counts.get(table.name) != len(rows[table.name]):
            raise TransferRefused("altered", member_of(table))
    if manifest.store_no == store_no:
        raise TransferRefused("own_number", str(store_no))
    for (name, column), allowed in _CODES.items():
        for row in rows[name]:
            if row[column] not in allowed:
                raise TransferRefused("bad_row", f"{name} {row.get('id', '')} {column}")
    _check_tree(rows, manifest)
    _check_belongings(rows)
    for name in ("place", "node", "plate", "problem", "attachment"):
        for row in rows[name]:
            if row["id"] <= 0 or store_of(row["id"]) == store_no:
                raise TransferRefused("known_rows", str(row.get("full_text", row.get("name", row["id"]))))


def _check_tree(rows: Rows, manifest: Manifest) -> None:
    area = area_of(manifest.parcel.target.code)
    units = (area.district, area.subdistrict, area.community)
    nodes = {row["id"]: row for row in rows["node"]}
    places = {row["id"] for row in rows["place"]}
    for row in nodes.values():
        lies = (row["area_district"], row["area_subdistrict"], row["area_community"])
        at_home = row["place_id"] in places and row["live_key"].startswith(f"{row['place_id']}|")
        above = nodes.get(row["parent_id"])
        hangs = row["parent_id"] == row["place_id"] if above is None else above["place_id"] == row["place_id"]
        alive = row["is_live"] == (row["legal"] in LIVE_LEGAL)
        if lies != units or not (at_home and hangs and alive):
            raise TransferRefused("foreign_row", row["full_text"])
    _refuse_circles(nodes)


def _refuse_circles(nodes: Mapping[int, Row]) -> None:
    sound: set[int] = set()
    for start in nodes:
        path: set[int] = set()
        one = start
        while one in nodes and one not in sound:
            if one in path:
                raise TransferRefused("foreign_row", nodes[one]["full_text"])
            path.add(one)
            one = nodes[one]["parent_id"]
        sound |= path


def _check_belongings(rows: Rows) -> None:
    nodes = {row["id"] for row in rows["node"]}
    places = {row["id"] for row in rows["place"]}
    for table, column in _OWNERS:
        for row in rows[table]:
            if row[column] not in nodes:
                raise TransferRefused("foreign_row", f"{table} {row[column]}")
    for row in rows["number_slot"]:
        if row["naming_id"] not in places or (row["owner"] is not None and row["owner"] not in nodes):
            raise TransferRefused("foreign_row", f"number_slot {row['naming_id']}")
    for row in rows["place_alias"]:
        if row["place_id"] not in places:
            raise TransferRefused("foreign_row", row["alias"])
    _check_files(rows, nodes)
    dated = Counter(row["node_id"] for row in rows["node_version"] if row["valid_to"] == FOREVER)
    if any(dated[one] != 1 for one in nodes):
        raise TransferRefused("foreign_row", "node_version")


def _check_files(rows: Rows, nodes: Collection[int]) -> None:
    owned = {"node": nodes} | {name: {row["id"] for row in rows[name]} for name in ("plate", "problem")}
    files = {row["id"] for row in rows["attachment"]}
    for row in rows["attachment_link"]:
        if row["attachment_id"] not in files or row["row_id"] not in owned.get(row["table_name"], ()):
            raise TransferRefused("foreign_row", f"attachment_link {row['attachment_id']}")


@contextmanager
def aboard(rows: Rows, district: str) -> Iterator[Connection]:
    """The rows in a register in memory, with the taking district for their home.

    A name that is given once in a district is one of the taking district there: it may have a name like it.

    Raises:
        TransferRefused: ``bad_row``, two of them break a rule of the register.
    """
    engine = create_engine("sqlite://", poolclass=StaticPool, hide_parameters=True)
    try:
        with engine.begin() as conn:
            metadata.create_all(conn)
            landed = {**rows, place.name: [_landed(row, district) for row in rows[place.name]]}
            for table in TRAVELLING:
                _fill(conn, table, landed, district)
            yield conn
    finally:
        engine.dispose()


def _landed(row: Row, district: str) -> Row:
    if row["scope_code"] == CITY_SCOPE:
        return row
    return {**row, "scope_code": district, "home_district": district}


def _fill(conn: Connection, table: Table, rows: Rows, district: str) -> None:
    homes = {row["id"]: row["home_district"] for row in rows[place.name]}
    names = table.columns.keys()
    here = names.index("district_code") if "district_code" in names else None
    values = itemgetter(*names)
    said = []
    for row in rows[table.name]:
        one = values(row)
        if here is not None:
            home = homes[row["naming_id"]] if table is number_slot else district
            one = (*one[:here], home, *one[here + 1 :])
        said.append(one)
    try:
        insert_rows(conn, table, names, said)
    except IntegrityError:
        raise TransferRefused("bad_row", member_of(table)) from None


def put_aside(conn: Connection, ids: Collection[int]) -> None:
    """Let incoming addresses stand beside those that hold their keys: to be verified, under a key of their own."""
    mine = among(conn, node.c.id, ids)
    live = [one.value for one in LIVE_LEGAL]
    verified = case((node.c.legal.in_(live), literal(Legal.TO_VERIFY.value)), else_=node.c.legal)
    key = node.c.live_key + "~" + node.c.id.cast(node.c.live_key.type)
    conn.execute(update(node).where(mine).values(legal=verified, live_key=key))
    now: Any = node_version.c.valid_to == FOREVER
    states = node_version.c.legal.in_(live)
    conn.execute(
        update(node_version)
        .where(among(conn, node_version.c.node_id, ids), now, states)
        .values(legal=Legal.TO_VERIFY.value)
    )


def known_here(ours: Connection, rows: Rows) -> str:
    """The first address whose id this register has already; ``""`` when there is none.

    A place may be known: it came with an earlier package, and joins by its name.
    """
    ids = [row["id"] for row in rows[node.name]]
    query = select(node.c.full_text).where(among(ours, node.c.id, ids)).limit(1)
    return str(ours.execute(query).scalar() or "")
