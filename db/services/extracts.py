"""Whole registers for lists that leave the office: read in one snapshot, handed out as a stream."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from db.domain.clock import CHINA, legal_date, stamp
from db.domain.timeline import AddressOn
from db.schema.address import addr_code, node, payload, place
from db.services.history import addresses_in
from db.services.units import load_units
from db.store.history import codes_before, communities_below
from db.store.sets import among
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


def addresses(
    store: Store, on: str = "", area: str = "", among_them: Callable[[AddressOn], bool] | None = None
) -> Iterator[AddressLine]:
    """Every address of the register, by community and place name, whatever its state.

    Args:
        store: the register.
        on: legal date, ISO; the register as it was valid that day, its full texts composed of the names of that
            day. ``""``: as it stands.
        area: code of a unit whose addresses alone are wanted; ``""``: all.
        among_them: of a past day, which of them are wanted; all without it.
    """
    with store.read() as conn:
        if on:
            yield from _on(conn, on, area, among_them)
            return
        yield from _now(conn, legal_date(store.clock.now()), area)


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


def _now(conn: Connection, today: str, area: str) -> Iterator[AddressLine]:
    units = load_units(conn)
    names = {unit.code: unit.name for unit in units.current(today)}
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
    if area:
        met = conn.execute(select(node.c.area_community).distinct()).scalars()
        query = query.where(among(conn, node.c.area_community, communities_below(units, area, today, met)))
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


def _on(
    conn: Connection, on: str, area: str, among_them: Callable[[AddressOn], bool] | None
) -> Iterator[AddressLine]:
    night = stamp(datetime.combine(date.fromisoformat(on) + timedelta(days=1), time(), CHINA))
    lines = filter(among_them, addresses_in(conn, load_units(conn), on, area))
    while portion := list(islice(lines, _PORTION)):
        codes = codes_before(conn, [one.id for one in portion], night)
        for one in portion:
            yield AddressLine(
                *(one.id, one.kind, one.district, one.subdistrict, one.community, one.place, one.full_text),
                *(one.legal, one.existence, codes.get(one.id, "")),
            )
