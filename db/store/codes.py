"""Police codes and QR payloads: what the register knows of a list's rows, and binding them to addresses in bulk."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, bindparam, select, update

from db.domain.importing import Field
from db.domain.qr_list import Holder, Known, QrLine, Verdict, local_node, spellings
from db.domain.state import CODE, Code, move
from db.schema.address import addr_code, node, payload
from db.schema.work import import_row
from db.store.journal import canonical
from db.store.store import Work
from db.store.tree import CHUNK, chunks


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address lies and how far its code is."""

    district_code: str
    community: str
    code_state: str


def _portions(texts: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(set(texts) - {""})
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


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


def known(conn: Connection, rows: Sequence[QrLine], *, lock: bool = False) -> tuple[Known, dict[int, Place]]:
    """The register's side of a list; with ``lock`` its addresses stay as they are until the transaction ends."""
    by_code = {
        row.code: row.node_id
        for portion in _portions(row.addr_code for row in rows)
        for row in conn.execute(select(addr_code).where(addr_code.c.code.in_(portion)))
    }
    texts = (text for row in rows for text in spellings(row.address))
    by_text = {
        row.full_text: row.id
        for portion in _portions(texts)
        for row in conn.execute(
            select(node.c.full_text, node.c.id).where(node.c.full_text.in_(portion), node.c.is_live)
        )
    }
    payloads = {
        row.payload: (row.node_id, row.state)
        for portion in _portions(row.payload for row in rows)
        for row in conn.execute(select(payload).where(payload.c.payload.in_(portion)))
    }
    ids = {*by_code.values(), *by_text.values(), *(local_node(row.local_id) for row in rows)}
    holders, places = _holders(conn, ids, lock)
    return Known(holders, by_code, by_text, payloads), places


def _holders(conn: Connection, ids: Iterable[int], lock: bool) -> tuple[dict[int, Holder], dict[int, Place]]:
    holders: dict[int, Holder] = {}
    places: dict[int, Place] = {}
    for portion in chunks(ids):
        codes = _by_node(conn, addr_code.c.node_id, addr_code.c.code, addr_code.c.node_id.in_(portion))
        live = _by_node(
            conn,
            payload.c.node_id,
            payload.c.payload,
            payload.c.node_id.in_(portion) & (payload.c.state == "live"),
        )
        query = select(node).where(node.c.id.in_(portion)).order_by(node.c.id)
        for row in conn.execute(query.with_for_update() if lock else query):
            holders[row.id] = Holder(
                row.id, row.full_text, row.legal, codes.get(row.id, ""), live.get(row.id, "")
            )
            places[row.id] = Place(row.district_code, row.area_community, row.code_state)
    return holders, places


def _by_node(
    conn: Connection, key: ColumnElement[int], value: ColumnElement[str], where: ColumnElement[bool]
) -> dict[int, str]:
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
    before, after = canonical({"state": "live"}), canonical({"state": "replaced"})
    for portion in _portions(payloads):
        work.conn.execute(update(payload).where(payload.c.payload.in_(portion)).values(state="replaced"))
        for one in portion:
            work.note("payload", one, before, after)


def _versions(conn: Connection, ids: Iterable[int]) -> dict[int, int]:
    """The newest payload version of each address that ever had one."""
    newest: dict[int, int] = {}
    for portion in chunks(ids):
        query = select(payload.c.node_id, payload.c.version).where(payload.c.node_id.in_(portion))
        for row in conn.execute(query):
            newest[row.node_id] = max(newest.get(row.node_id, 0), row.version)
    return newest


def _move_codes(work: Work, ids: Sequence[int], places: dict[int, Place]) -> None:
    groups: dict[Code, list[int]] = {}
    for node_id in ids:
        groups.setdefault(Code(places[node_id].code_state), []).append(node_id)
    for state, members in groups.items():
        first = state in (Code.NONE, Code.REQUESTED)
        wanted = move(CODE, state, Code.ASSIGNED if first else Code.REPLACED)
        before, after = canonical({"code_state": state.value}), canonical({"code_state": wanted.value})
        for portion in chunks(members):
            work.conn.execute(
                update(node)
                .where(node.c.id.in_(portion))
                .values(code_state=wanted.value, row_version=node.c.row_version + 1)
            )
            for node_id in portion:
                work.note("node", str(node_id), before, after)
            work.touched.setdefault("node", set()).update(portion)


def record(conn: Connection, verdicts: Sequence[Verdict]) -> None:
    """Write each row's outcome beside it; staging rows are working papers, so the journal keeps the batch only."""
    query = (
        update(import_row)
        .where(import_row.c.id == bindparam("row_id"))
        .values(
            outcome=bindparam("new_outcome"),
            rule=bindparam("new_rule"),
            field=bindparam("new_field"),
            found=bindparam("new_found"),
            node_id=bindparam("new_node"),
        )
    )
    rows = [
        {
            "row_id": verdict.line.id,
            "new_outcome": verdict.outcome,
            "new_rule": verdict.rule,
            "new_field": verdict.field,
            "new_found": verdict.found,
            "new_node": verdict.holder.node_id if verdict.holder else None,
        }
        for verdict in verdicts
    ]
    if rows:
        conn.execute(query, rows)
