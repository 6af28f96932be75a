"""What matching asks of the register: decisions about texts, and addresses by id, by code and by text, in sets."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from db.domain.place import NameState
from db.schema.address import addr_code, node, place, place_alias
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


class KnownPlaces(NamedTuple):
    """Standard names and what else leads to them.

    Attributes:
        places: kind, name, home district and the unit in which the name is unique.
        aliases: alias, standard name and its kind.
    """

    places: tuple[tuple[str, str, str, str], ...]
    aliases: tuple[tuple[str, str, str], ...]


_NODE = (node.c.id, node.c.full_text, node.c.kind, node.c.legal, node.c.is_live, node.c.area_community)
_DECISION = (
    *("id", "kind", "text_key", "text", "elements", "node_id", "node_text"),
    *("reason", "decided_by", "decided_at", "standing"),
)


def decisions(conn: Connection, keys: Iterable[str]) -> list[Decision]:
    """Every decision about the texts with these keys, of any standing, the newest first."""
    return _decisions(conn, among(conn, text_decision.c.text_key, keys))


def standing(conn: Connection, keys: Iterable[str]) -> dict[tuple[str, str], Decision]:
    """Kind and key -> the decision that stands."""
    return {(one.kind, one.text_key): one for one in decisions(conn, keys) if one.standing == "current"}


def all_standing(conn: Connection) -> dict[tuple[str, str], Decision]:
    """As ``standing``, for every text anybody decided about."""
    return {(one.kind, one.text_key): one for one in _decisions(conn, text_decision.c.standing == "current")}


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


def known_places(conn: Connection) -> KnownPlaces:
    """Standard names with their aliases; one that waits for approval may be misspelt and is none."""
    columns = (place.c.id, place.c.kind, place.c.name, place.c.scope_code, place.c.home_district)
    lasting = place.c.state.in_([NameState.APPROVED.value, NameState.RETIRED.value])
    rows = conn.execute(select(*columns).where(lasting).order_by(place.c.id)).all()
    standard = {row.id: row for row in rows}
    aliases = select(place_alias.c.alias, place_alias.c.place_id).order_by(
        place_alias.c.alias, place_alias.c.place_id
    )
    return KnownPlaces(
        tuple((row.kind, row.name, row.home_district, row.scope_code) for row in rows),
        tuple(
            (alias, standard[place_id].name, standard[place_id].kind)
            for alias, place_id in conn.execute(aliases)
            if place_id in standard
        ),
    )


def _decisions(conn: Connection, where: ColumnElement[bool]) -> list[Decision]:
    query = select(*(text_decision.c[name] for name in _DECISION))
    found = []
    for row in conn.execute(query.where(where).order_by(text_decision.c.id.desc())):
        values: dict[str, Any] = row._asdict()
        values["elements"] = json.loads(values["elements"] or "{}")
        found.append(Decision(**values))
    return found


def _nodes(conn: Connection, where: ColumnElement[bool]) -> list[Found]:
    return [Found(*row) for row in conn.execute(select(*_NODE).where(where).order_by(node.c.id))]
