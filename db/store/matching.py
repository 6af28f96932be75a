"""What matching asks of the register: decisions about texts, and addresses by id, by code and by text, in sets."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from db.schema.address import addr_code, node
from db.schema.work import text_decision
from db.store.sets import among


@dataclass(frozen=True, slots=True)
class Found:
    """An address as matching needs it; ``community`` is where it lies today."""

    node_id: int
    full_text: str
    kind: str
    legal: str
    live: bool
    community: str


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


_NODE = (node.c.id, node.c.full_text, node.c.kind, node.c.legal, node.c.is_live, node.c.area_community)
_DECISION = (
    *("id", "kind", "text_key", "text", "elements", "node_id", "node_text"),
    *("reason", "decided_by", "decided_at", "standing"),
)


def decisions(conn: Connection, keys: Iterable[str]) -> list[Decision]:
    """Every decision about the texts with these keys, of any standing, the newest first."""
    query = select(*(text_decision.c[name] for name in _DECISION))
    where = among(conn, text_decision.c.text_key, keys)
    found = []
    for row in conn.execute(query.where(where).order_by(text_decision.c.id.desc())):
        values: dict[str, Any] = row._asdict()
        values["elements"] = json.loads(values["elements"] or "{}")
        found.append(Decision(**values))
    return found


def standing(conn: Connection, keys: Iterable[str]) -> dict[tuple[str, str], Decision]:
    """Kind and key -> the decision that stands."""
    return {(one.kind, one.text_key): one for one in decisions(conn, keys) if one.standing == "current"}


def by_id(conn: Connection, ids: Iterable[int]) -> dict[int, Found]:
    """Addresses by id, live or not."""
    return {one.node_id: one for one in _nodes(conn, among(conn, node.c.id, ids))}


def by_text(conn: Connection, texts: Iterable[str]) -> dict[str, list[Found]]:
    """Live addresses by their full text."""
    found: dict[str, list[Found]] = {}
    for one in _nodes(conn, among(conn, node.c.full_text, texts) & node.c.is_live):
        found.setdefault(one.full_text, []).append(one)
    return found


def by_code(conn: Connection, codes: Iterable[str]) -> dict[str, int]:
    """The police's code -> id of the address that has it."""
    query = select(addr_code.c.code, addr_code.c.node_id).where(among(conn, addr_code.c.code, codes))
    return {row[0]: row[1] for row in conn.execute(query)}


def _nodes(conn: Connection, where: ColumnElement[bool]) -> list[Found]:
    return [Found(*row) for row in conn.execute(select(*_NODE).where(where).order_by(node.c.id))]
