"""Addresses by a part of their text or by a code, out of the index that the rows themselves keep."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, and_, func, or_, select, text

from db.domain.address import CITY
from db.domain.search import FRONT, Why, body, indexed, match_query
from db.domain.search_names import Goal
from db.schema.address import addr_code, division, node, payload
from db.store.sets import among
from db.store.tree import FOREVER

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""What no text of a store holds, and what a driver refuses even to ask for."""

_CODE = re.compile(r"[0-9A-F-]{4,64}")
_SURELY_CODE = 8
_ID = re.compile(r"[0-9]{10,19}")
_COLUMNS = (node.c.id, node.c.full_text, node.c.kind, node.c.legal)
_FIND_TEXT = text("SELECT id, full_text, kind, legal FROM zp.find_text(:needle, :inside, :front, :most)")


@dataclass(frozen=True, slots=True)
class Hit:
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


def exact(conn: Connection, needle: str) -> list[Hit]:
    """The nodes whose whole address is meant, however much of city and district is written; the living first."""
    fronts = conn.execute(
        select(division.c.name).where(division.c.level == 3, division.c.valid_to == FOREVER)
    )
    texts = {needle, CITY + needle, *(f"{CITY}{name}{needle}" for name in fronts.scalars())}
    query = select(*_COLUMNS).where(among(conn, node.c.full_text, texts))
    return hits(conn.execute(query.order_by(node.c.is_live.desc(), node.c.id)).all())


def holding(conn: Connection, needle: str, limit: int) -> list[Hit]:
    """Nodes whose address holds the text behind city and district, in the order of their birth."""
    inner = body(needle) or needle
    if conn.dialect.name == "postgresql":
        # Through row security a LIKE uses no index: it might tell of rows it is not to see. The function may.
        given = {"needle": needle, "inside": inner, "front": FRONT, "most": limit}
        return hits(conn.execute(_FIND_TEXT, given).all())
    if indexed(inner):
        rows = conn.execute(
            text(
                "SELECT n.id, n.full_text, n.kind, n.legal FROM node_search s JOIN node n ON n.id = s.rowid "
                "WHERE node_search MATCH :grams AND instr(upper(n.full_text), :needle) > 0 "
                "ORDER BY s.rowid LIMIT :limit"
            ),
            {"grams": match_query(inner), "needle": needle, "limit": limit},
        ).all()
        return hits(rows)
    query = select(*_COLUMNS).where(func.instr(func.upper(node.c.full_text), needle) > 0)
    return hits(conn.execute(query.order_by(node.c.id).limit(limit)).all())


def hits(rows: Iterable[Row[int, str, str, str]]) -> list[Hit]:
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
    query = query.join(payload, payload.c.node_id == node.c.id).where(payload.c.payload == written)
    return [Hit(row[0], row[1], row[2], row[3], why=Why.PAYLOAD) for row in conn.execute(query)]


def codes_of(conn: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Police code by node, of those that have one."""
    query = select(addr_code.c.node_id, addr_code.c.code).where(among(conn, addr_code.c.node_id, ids))
    return {row[0]: row[1] for row in conn.execute(query)} if ids else {}
