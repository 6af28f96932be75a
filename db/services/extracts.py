"""Whole registers for lists that leave the office: read in one snapshot, handed out as a stream."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from db.domain.address import CITY
from db.domain.clock import CHINA, legal_date, stamp
from db.schema.address import addr_code, node, node_version, payload, place
from db.services.units import load_units
from db.store.store import Store

_PORTION = 2_000


@dataclass(frozen=True, slots=True)
class AddressLine:
    """One address as a list has it; ``payload``, ``code_state`` and ``position`` are empty in lists of a past day."""

    id: int
    kind: str
    district: str
    subdistrict: str
    community: str
    place: str
    full_text: str
    legal: str
    existence: str
    code: str
    code_state: str = ""
    position: str = ""
    payload: str = ""


def addresses(store: Store, on: str = "") -> Iterator[AddressLine]:
    """Every address of the register, by community and place name, whatever its state.

    Args:
        store: the register.
        on: legal date, ISO; the register as it was valid that day, its full texts composed of the names of that
            day. ``""``: as it stands.
    """
    with store.read() as conn:
        today = legal_date(store.clock.now())
        names = {unit.code: unit.name for unit in load_units(conn).current(on or today)}
        yield from _on(conn, names, on) if on else _now(conn, names)


def unit_name(store: Store, code: str) -> str:
    """The name that an administrative unit bears today; its code when no such unit stands.

    Args:
        store: the register.
        code: twelve digits.
    """
    with store.read() as conn:
        units = load_units(conn).current(legal_date(store.clock.now()))
    return next((unit.name for unit in units if unit.code == code), code)


def _unit_names(names: Mapping[str, str], community: str) -> tuple[str, str, str]:
    codes = (community[:6] + "000000", community[:9] + "000", community)
    district, subdistrict, own = (names.get(code, code) for code in codes)
    return district, subdistrict, own


def _stream(conn: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    yield from conn.execution_options(stream_results=True, yield_per=_PORTION).execute(query)


def _now(conn: Connection, names: Mapping[str, str]) -> Iterator[AddressLine]:
    live = and_(payload.c.node_id == node.c.id, payload.c.state == "live")
    query = (
        select(
            *(node.c.id, node.c.kind, node.c.area_community, node.c.full_text, node.c.legal),
            *(node.c.existence, node.c.code_state, node.c.position),
            *(place.c.name, addr_code.c.code, payload.c.payload),
        )
        .join(place, place.c.id == node.c.place_id)
        .outerjoin(addr_code, addr_code.c.node_id == node.c.id)
        .outerjoin(payload, live)
        .order_by(node.c.area_community, place.c.name, node.c.id)
    )
    for row in _stream(conn, query):
        yield AddressLine(
            *(
                row.id,
                row.kind,
                *_unit_names(names, row.area_community),
                row.name,
                row.full_text,
                row.legal,
                row.existence,
            ),
            *(row.code or "", row.code_state, row.position, row.payload or ""),
        )


def _on(conn: Connection, names: Mapping[str, str], on: str) -> Iterator[AddressLine]:
    version = node_version.c
    valid = and_(version.valid_from <= on, version.valid_to > on)
    night = stamp(datetime.combine(date.fromisoformat(on) + timedelta(days=1), time(), CHINA))
    coded = and_(addr_code.c.node_id == version.node_id, addr_code.c.assigned_at < night)
    above = {
        row.node_id: (row.parent_id, row.own_text)
        for row in _stream(conn, select(version.node_id, version.parent_id, version.own_text).where(valid))
    }
    query = (
        select(
            *(version.node_id, version.kind, version.area_community, version.legal, version.existence),
            *(place.c.name, addr_code.c.code),
        )
        .join(place, place.c.id == version.place_id)
        .outerjoin(addr_code, coded)
        .where(valid)
        .order_by(version.area_community, place.c.name, version.node_id)
    )
    for row in _stream(conn, query):
        text, at = "", row.node_id
        while at in above:
            at, own = above[at]
            text = own + text
        units = _unit_names(names, row.area_community)
        yield AddressLine(
            *(row.node_id, row.kind, *units, row.name, CITY + units[0] + row.name + text),
            *(row.legal, row.existence, row.code or ""),
        )
