"""Where two stores meet: places of one name, addresses of one key, numbers, codes and payloads held on both sides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, select, true

from db.domain.joining import Clash, Double, Side, clashes, own_key
from db.domain.progress import Progress
from db.schema.address import addr_code, node, number_slot, payload, place
from db.schema.work import plate
from db.store.sets import among
from db.store.tree import holders

_PORTION = 2_000


@dataclass(frozen=True, slots=True)
class Meeting:
    """What two stores have in common.

    Attributes:
        places: place of the other store -> ours of the same name.
        parents: every address of the other store -> its parent.
        place_count: places the other store has.
        doubles: addresses that meet one of ours, in the order of their birth.
    """

    places: Mapping[int, int]
    parents: Mapping[int, int]
    place_count: int
    doubles: tuple[Double, ...]


def meet(ours: Connection, theirs: Connection, progress: Progress) -> Meeting:
    """Hold the other store's rows against ours.

    Raises:
        Cancelled: by the progress.
    """
    names = theirs.execute(_PLACES).all()
    places = _same_places(ours.execute(_PLACES).all(), names)
    found = theirs.execute(select(node.c.id, node.c.parent_id).order_by(node.c.id))
    parents = {int(row.id): int(row.parent_id) for row in found}
    met: dict[int, tuple[int, set[Clash]]] = {}
    _by_key(ours, theirs, places, met, progress)
    _by_number(ours, theirs, places, met)
    _by_text(ours, theirs, addr_code, "code", Clash.CODE, met)
    _by_text(ours, theirs, payload, "payload", Clash.PAYLOAD, met)
    progress.step(0, 0, "comparing")
    here = sides(ours, {mine_id for mine_id, _why in met.values()})
    there = sides(theirs, met)
    doubles = []
    for their_id in sorted(met):
        our_id, why = met[their_id]
        one, other = there[their_id], here.get(our_id, Side(0, ""))
        more = clashes(one, other) if Clash.NUMBER not in why and other.id else ()
        doubles.append(Double(one, other, tuple(sorted({*why, *more}))))
    return Meeting(places, parents, len(names), tuple(doubles))


_PLACES = select(place.c.id, place.c.scope_code, place.c.name)


def _same_places(ours: Sequence[Row[Any, Any, Any]], theirs: Sequence[Row[Any, Any, Any]]) -> dict[int, int]:
    """Theirs -> ours: by name within its scope, else by name and identity, where a district gave the name away."""
    by_scope = {(row.scope_code, row.name): row.id for row in ours}
    same = {(row.id, row.name) for row in ours}
    known = {row.id: row.id for row in theirs if (row.id, row.name) in same}
    by_name = {row.id: by_scope.get((row.scope_code, row.name), known.get(row.id)) for row in theirs}
    return {their_id: our_id for their_id, our_id in by_name.items() if our_id is not None}


def _portions(conn: Connection, query: Select[Any]) -> Iterator[Sequence[Row[Any]]]:
    yield from conn.execute(query).partitions(_PORTION)


def _by_key(
    ours: Connection,
    theirs: Connection,
    places: Mapping[int, int],
    met: dict[int, tuple[int, set[Clash]]],
    progress: Progress,
) -> None:
    c, done = node.c, 0
    query = select(c.id, c.place_id, c.live_key).where(c.is_live == true()).order_by(c.id)
    for rows in _portions(theirs, query):
        keys = {own_key(row.live_key, places[row.place_id]): row.id for row in rows if row.place_id in places}
        held = select(c.id, c.live_key).where(holders(ours, keys))
        for row in ours.execute(held):
            met[keys[row.live_key]] = (row.id, set())
        done += len(rows)
        progress.step(done, 0, "comparing")


def _by_number(
    ours: Connection,
    theirs: Connection,
    places: Mapping[int, int],
    met: dict[int, tuple[int, set[Clash]]],
) -> None:
    """A number taken on both sides, by addresses that are not one: retired here, live there."""
    c = number_slot.c
    mine = {
        (row.naming_id, row.number, row.suffix): row.owner
        for row in ours.execute(
            select(c.naming_id, c.number, c.suffix, c.owner).where(among(ours, c.naming_id, places.values()))
        )
    }
    query = select(c.naming_id, c.number, c.suffix, c.owner).where(c.owner.is_not(None))
    for row in theirs.execute(query):
        slot = (places.get(row.naming_id, 0), row.number, row.suffix)
        if slot in mine and met.get(row.owner, (None,))[0] != mine[slot]:
            met[row.owner] = (mine[slot] or 0, {Clash.NUMBER})


def _by_text(
    ours: Connection,
    theirs: Connection,
    table: Table,
    column: str,
    clash: Clash,
    met: dict[int, tuple[int, set[Clash]]],
) -> None:
    """A code or payload that both sides know, of addresses that are not one."""
    for rows in _portions(theirs, select(table.c[column], table.c.node_id)):
        held = {row[0]: row.node_id for row in rows}
        wanted = select(table.c[column], table.c.node_id).where(among(ours, table.c[column], held))
        for text, our_id in ours.execute(wanted):
            their_id = held[text]
            if met.get(their_id, (None,))[0] != our_id:
                known = met[their_id][1] if their_id in met else set()
                met[their_id] = (our_id, {*known, clash})


def sides(conn: Connection, ids: Iterable[int]) -> dict[int, Side]:
    """Addresses with what decides whether two can be one."""
    wanted = sorted(set(ids))
    found: dict[int, Side] = {}
    for start in range(0, len(wanted), _PORTION):
        found |= _sides(conn, wanted[start : start + _PORTION])
    return found


def _sides(conn: Connection, ids: list[int]) -> dict[int, Side]:
    c = node.c
    columns = (c.id, c.full_text, c.legal, c.code_state, c.existence, c.position)
    found = {row.id: Side(*row) for row in conn.execute(select(*columns).where(among(conn, c.id, ids)))}
    codes = select(addr_code.c.node_id, addr_code.c.code).where(among(conn, addr_code.c.node_id, ids))
    for row in conn.execute(codes.order_by(addr_code.c.assigned_at)):
        found[row.node_id] = replace(found[row.node_id], code=row.code)
    live = select(payload.c.node_id, payload.c.payload).where(
        payload.c.state == "live", among(conn, payload.c.node_id, ids)
    )
    for row in conn.execute(live):
        found[row.node_id] = replace(found[row.node_id], payload=row.payload)
    p = plate.c
    made = select(p.node_id, p["class"], p.position, p.ordinal).where(
        p.state != "void", among(conn, p.node_id, ids)
    )
    for node_id, plate_class, position, ordinal in conn.execute(made):
        known = found[node_id]
        found[node_id] = replace(known, plates=known.plates | {f"{plate_class} {position} {ordinal}"})
    return found
