"""Addresses by a part of their text or by a code, out of the index that the rows themselves keep."""

import json
import random
import re
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, and_, func, or_, select, text

from db.domain.address import CITY
from db.domain.search import FRONT, Why, body, grams, indexed, match_query
from db.domain.search_names import Goal
from db.schema.address import addr_code, node, payload
from db.store.asking import asked
from db.store.bulk import array_text

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""What no text of a store holds, and what a driver refuses even to ask for."""

_CODE = re.compile(r"[0-9A-F-]{4,64}")
_SURELY_CODE = 8
_LEAST_PAYLOAD = 12
_SAMPLES, _SAMPLE_ROWS = 150, 20
_shares: WeakKeyDictionary[Engine, Mapping[str, float]] = WeakKeyDictionary()
_turn = threading.Lock()
_ID = re.compile(r"[0-9]{10,19}")
_COLUMNS = (node.c.id, node.c.full_text, node.c.kind, node.c.legal)
_EXACT_SQLITE = text(
    "SELECT id, full_text, kind, legal FROM node WHERE full_text IN (SELECT value FROM json_each(:texts))"
    " ORDER BY is_live DESC, id"
)
_EXACT_POSTGRESQL = (
    "SELECT id, full_text, kind, legal FROM node WHERE full_text = ANY(%(texts)s::text[])"
    " ORDER BY is_live DESC, id"
)
_CODES_SQLITE = text(
    "SELECT node_id, code FROM addr_code WHERE node_id IN (SELECT value FROM json_each(:ids))"
)
_CODES_POSTGRESQL = "SELECT node_id, code FROM addr_code WHERE node_id = ANY(%(ids)s::bigint[])"
_MATCH = text(
    "SELECT n.id, n.full_text, n.kind, n.legal FROM node_search s JOIN node n ON n.id = s.rowid "
    "WHERE node_search MATCH :grams AND instr(upper(n.full_text), :needle) > 0 "
    "ORDER BY s.rowid LIMIT :limit"
)
_FIND_TEXT = "SELECT id, full_text, kind, legal FROM zp.find_text(%(needle)s, %(inside)s, %(front)s, %(most)s::integer)"


class Hit(NamedTuple):
    """A search result.

    Attributes:
        id: of the address or place; the code of a unit as a number.
        full_text: address or name.
        kind: level of an address, kind of a place, ``division``.
        legal: legal state of an address, state of a place's name.
        code: the police's code of an address.
        goal: what it is.
        why: why it was found.
        by: the alias, former name or address that led here; ``""`` when what was typed stands in ``full_text``.
    """

    id: int
    full_text: str
    kind: str
    legal: str
    code: str = ""
    goal: Goal = Goal.NODE
    why: Why = Why.ADDRESS
    by: str = ""


def storable(wanted: str) -> bool:
    """Whether any text of a store could be, or hold, this one."""
    return not _UNSTORABLE.search(wanted)


def exact(conn: Connection, needle: str, districts: Iterable[str]) -> list[Hit]:
    """The nodes whose whole address is meant, however much of city and district is written; the living first."""
    texts = [needle, CITY + needle, *(f"{CITY}{name}{needle}" for name in districts)]
    if conn.dialect.name == "postgresql":
        return hits(asked(conn, _EXACT_POSTGRESQL, {"texts": array_text(texts)}))
    return hits(conn.execute(_EXACT_SQLITE, {"texts": json.dumps(texts, ensure_ascii=False)}))


def holding(conn: Connection, needle: str, limit: int) -> list[Hit]:
    """Nodes whose address holds the text behind city and district, in the order of their birth."""
    inner = body(needle) or needle
    if conn.dialect.name == "postgresql":
        # Through row security a LIKE uses no index: it might tell of rows it is not to see. The function may.
        given = {"needle": needle, "inside": inner, "front": FRONT, "most": limit}
        return hits(asked(conn, _FIND_TEXT, given))
    if indexed(inner):
        given = {"grams": match_query(inner, shares_of(conn)), "needle": needle, "limit": limit}
        return hits(conn.execute(_MATCH, given))
    query = select(*_COLUMNS).where(func.instr(func.upper(node.c.full_text), needle) > 0)
    return hits(conn.execute(query.order_by(node.c.id).limit(limit)))


def shares_of(conn: Connection) -> Mapping[str, float]:
    """How large a share of the addresses holds each pair of characters, by a sample that is taken once."""
    with _turn:
        known = _shares.get(conn.engine)
    if known is None:
        low, high = conn.execute(select(func.min(node.c.id), func.max(node.c.id))).one()
        draw = random.Random(0)
        starts = [draw.randint(low, high) for _ in range(_SAMPLES)] if low is not None else []
        query = text("SELECT full_text FROM node WHERE id >= :start ORDER BY id LIMIT :most")
        drawn = [
            row[0] for start in starts for row in conn.execute(query, {"start": start, "most": _SAMPLE_ROWS})
        ]
        counts = Counter(gram for one in drawn for gram in grams(body(one)).split(" "))
        known = {gram: count / len(drawn) for gram, count in counts.items()}
        with _turn:
            _shares[conn.engine] = known
    return known


def hits(rows: Iterable[Sequence[Any]]) -> list[Hit]:
    """Rows of id, full text, kind and legal state as hits."""
    return [Hit(row[0], row[1], row[2], row[3]) for row in rows]


def by_code(conn: Connection, needle: str, limit: int) -> list[Hit]:
    """Addresses whose police code begins with the text; ``[]`` when it is too short for a code."""
    if not _CODE.fullmatch(needle):
        return []
    begins = or_(
        and_(addr_code.c.code >= needle, addr_code.c.code < needle + "\uffff"),
        and_(addr_code.c.code >= needle.lower(), addr_code.c.code < needle.lower() + "\uffff"),
    )
    query = select(*_COLUMNS, addr_code.c.code).join(addr_code, addr_code.c.node_id == node.c.id)
    found = conn.execute(query.where(begins).order_by(addr_code.c.code).limit(limit))
    return [Hit(row[0], row[1], row[2], row[3], row[4], why=Why.CODE) for row in found]


def surely_code(needle: str) -> bool:
    """Whether a text is so long a part of a code that nothing else can be meant when a code begins with it."""
    return len(needle) >= _SURELY_CODE and _CODE.fullmatch(needle) is not None


def by_payload(conn: Connection, written: str) -> list[Hit]:
    """The address whose QR code says exactly this, as a scanner types it, or whose own id it is."""
    query = select(*_COLUMNS)
    if _ID.fullmatch(written) and int(written) < 1 << 63:
        return hits(conn.execute(query.where(node.c.id == int(written))).all())
    if len(written) < _LEAST_PAYLOAD:
        return []
    query = query.join(payload, payload.c.node_id == node.c.id).where(payload.c.payload == written)
    return [Hit(row[0], row[1], row[2], row[3], why=Why.PAYLOAD) for row in conn.execute(query)]


def codes_of(conn: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Police code by node, of those that have one."""
    if not ids:
        return {}
    if conn.dialect.name == "postgresql":
        return dict(asked(conn, _CODES_POSTGRESQL, {"ids": array_text(ids)}))
    return {row[0]: row[1] for row in conn.execute(_CODES_SQLITE, {"ids": json.dumps(ids)})}
