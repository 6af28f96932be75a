"""Police codes and QR payloads: what the register knows of a list's rows, and binding them to addresses in bulk."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from db.domain.importing import Field
from db.domain.qr_list import Holder, Known, QrLine, Sense, Verdict, local_node, spellings
from db.domain.state import CODE, Code, move
from db.schema.address import addr_code, node, payload
from db.schema.work import import_row
from db.store.journal import canonical
from db.store.sets import among, update_each
from db.store.store import Work


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address lies, how far its code is, and which list brought its live payload (0 for none)."""

    district_code: str
    community: str
    code_state: str
    payload_batch: int


def lines(conn: Connection, batch_id: int, outcome: str, rule: str = "") -> list[QrLine]:
    """The rows of a staged list that have an outcome (and were given it by a rule), in its order."""
    row = import_row.c
    query = select(row.id, row.file, row.sheet, row.row_no, row.part, row.cells).where(
        row.batch_id == batch_id, row.outcome == outcome, row.rule == rule if rule else row.id > 0
    )
    found = []
    for one in conn.execute(query.order_by(row.id)):
        cells = json.loads(one.cells)
        found.append(
            QrLine(
                *(one.id, one.file, one.sheet, one.row_no, one.part),
                local_id=cells.get(Field.LOCAL_ID, ""),
                address=cells.get(Field.ADDRESS, ""),
                addr_code=cells.get(Field.ADDR_CODE, ""),
                payload=cells.get(Field.PAYLOAD, ""),
            )
        )
    return found


def known(
    conn: Connection, rows: Sequence[QrLine], senses: Mapping[str, Sense], *, lock: bool = False
) -> tuple[Known, dict[int, Place]]:
    """The register's side of a list.

    Args:
        conn: the connection.
        rows: the list.
        senses: what its texts mean that are no address's own.
        lock: its addresses stay as they are until the transaction ends.
    """
    signs = _of(rows, "payload") | _of(rows, "addr_code")
    by_code = _pairs(conn, addr_code.c.code, addr_code.c.node_id, among(conn, addr_code.c.code, signs))
    by_text, doubled = _by_text(conn, rows)
    query = select(payload.c.payload, payload.c.node_id, payload.c.state)
    bound = conn.execute(query.where(among(conn, payload.c.payload, signs)))
    payloads = {row[0]: (row[1], row[2]) for row in bound}
    ids = {*by_code.values(), *by_text.values(), *(local_node(row.local_id) for row in rows)}
    ids |= {sense.node_id for sense in senses.values()}
    holders, places = _holders(conn, ids, lock)
    return Known(holders, by_code, by_text, payloads, doubled, senses), places


def _by_text(conn: Connection, rows: Sequence[QrLine]) -> tuple[dict[str, int], frozenset[str]]:
    """Live addresses by their text, and the texts that more than one of them bears."""
    texts = {text for row in rows for text in spellings(row.address)}
    query = select(node.c.full_text, node.c.id).where(among(conn, node.c.full_text, texts), node.c.is_live)
    found: dict[str, int] = {}
    doubled: set[str] = set()
    for row in conn.execute(query):
        if row.full_text in found:
            doubled.add(row.full_text)
        found[row.full_text] = row.id
    return {text: node_id for text, node_id in found.items() if text not in doubled}, frozenset(doubled)


def _of(rows: Sequence[QrLine], name: str) -> set[str]:
    return {getattr(row, name) for row in rows} - {""}


def _holders(conn: Connection, ids: Iterable[int], lock: bool) -> tuple[dict[int, Holder], dict[int, Place]]:
    wanted = set(ids)
    query = (
        select(
            *(node.c.id, node.c.full_text, node.c.legal),
            *(node.c.district_code, node.c.area_community, node.c.code_state),
        )
        .where(among(conn, node.c.id, wanted))
        .order_by(node.c.id)
    )
    rows = conn.execute(query.with_for_update() if lock else query).all()
    codes = _pairs(conn, addr_code.c.node_id, addr_code.c.code, among(conn, addr_code.c.node_id, wanted))
    live = among(conn, payload.c.node_id, wanted) & (payload.c.state == "live")
    query = select(payload.c.node_id, payload.c.payload, payload.c.source_batch).where(live)
    signs = {row[0]: (row[1], row[2]) for row in conn.execute(query)}
    bare = ("", 0)
    holders = {row[0]: Holder(*row[:3], codes.get(row[0], ""), signs.get(row[0], bare)[0]) for row in rows}
    return holders, {row[0]: Place(*row[3:], signs.get(row[0], bare)[1]) for row in rows}


def _pairs(
    conn: Connection, key: ColumnElement[Any], value: ColumnElement[Any], where: ColumnElement[bool]
) -> dict[Any, Any]:
    return {row[0]: row[1] for row in conn.execute(select(key, value).where(where))}


def bind(work: Work, batch_id: int, accepted: Sequence[Verdict], places: dict[int, Place]) -> None:
    """Write the codes and payloads of accepted rows and move their addresses on the code axis."""
    codes, fresh, replaced, moves = [], [], [], []
    for verdict in accepted:
        holder = verdict.holder
        assert holder is not None, "an accepted row has its address"
        district = places[holder.node_id].district_code
        if verdict.addr_code:
            codes.append((verdict.addr_code, district, holder.node_id, work.at, batch_id))
        if holder.payload == verdict.line.payload:
            continue
        if holder.payload:
            replaced.append(holder.payload)
        moves.append(holder.node_id)
        fresh.append((verdict.line.payload, district, holder.node_id, work.at, batch_id))
    _replace(work, replaced)
    versions = _versions(work.conn, moves)
    work.insert_many(addr_code, ("code", "district_code", "node_id", "assigned_at", "source_batch"), codes)
    work.insert_many(
        payload,
        ("payload", "district_code", "node_id", "accepted_at", "source_batch", "version", "state"),
        [(*row, versions.get(row[2], 0) + 1, "live") for row in fresh],
    )
    _move_codes(work, moves, places)


def _replace(work: Work, payloads: Sequence[str]) -> None:
    if not payloads:
        return
    before, after = canonical({"state": "live"}), canonical({"state": "replaced"})
    query = update(payload).where(among(work.conn, payload.c.payload, payloads))
    work.conn.execute(query.values(state="replaced"))
    for one in payloads:
        work.note("payload", one, before, after)


def _versions(conn: Connection, ids: Sequence[int]) -> dict[int, int]:
    """The newest payload version of each address that ever had one."""
    query = select(payload.c.node_id, func.max(payload.c.version)).where(among(conn, payload.c.node_id, ids))
    return {row[0]: row[1] for row in conn.execute(query.group_by(payload.c.node_id))}


def _move_codes(work: Work, ids: Sequence[int], places: dict[int, Place]) -> None:
    groups: dict[Code, list[int]] = {}
    for node_id in ids:
        groups.setdefault(Code(places[node_id].code_state), []).append(node_id)
    for state, members in groups.items():
        first = state in (Code.NONE, Code.REQUESTED)
        wanted = move(CODE, state, Code.ASSIGNED if first else Code.REPLACED)
        before, after = canonical({"code_state": state.value}), canonical({"code_state": wanted.value})
        query = update(node).where(among(work.conn, node.c.id, members))
        work.conn.execute(query.values(code_state=wanted.value, row_version=node.c.row_version + 1))
        for node_id in members:
            work.note("node", str(node_id), before, after)
        work.touched.setdefault("node", set()).update(members)


def record(conn: Connection, verdicts: Sequence[Verdict]) -> None:
    """Write each row's outcome beside it; staging rows are working papers, so the journal keeps the batch only."""
    update_each(
        conn,
        import_row,
        ("id", "outcome", "rule", "field", "found", "recovered", "node_id"),
        [
            (
                v.line.id,
                v.outcome,
                v.rule,
                v.field,
                v.found,
                v.recovered,
                v.holder.node_id if v.holder else None,
            )
            for v in verdicts
        ],
    )
