"""楼盘表: everything in one building by floor and stair, with what is known of each address."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from db.domain.address import NodeKind
from db.domain.building import Grid, Lodger, arrange, room_floor, urgent_plate
from db.domain.state import LIVE_LEGAL, Legal
from db.store import blocks
from db.store.blocks import RoomRow
from db.store.store import Store


@dataclass(frozen=True, slots=True)
class Cell:
    """One address of the table.

    Attributes:
        plate: state of the plate that needs most, ``""`` without one.
        inspection: ``issued``, ``passed``, ``failed``, ``conflict``; ``""`` for never drawn.
    """

    id: int
    kind: str
    text: str
    floor: int | None
    legal: str
    code_state: str
    existence: str
    position: str
    plate: str
    inspection: str


@dataclass(frozen=True, slots=True)
class BuildingTable:
    """A building, floor by floor.

    Attributes:
        full_text: its standard address.
        own_text: its own part.
        building: the building itself, or the door that is one.
        stairs: from left to right.
        grid: where each room and floor stands; keys are ids.
        cells: by id, the building and its stairs too.
    """

    full_text: str
    own_text: str
    building: Cell
    stairs: tuple[Cell, ...]
    grid: Grid
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class BuildingRef:
    """A building one can look at."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Buildings:
    """Buildings of one number or place, and the one to look at first (0 when there is none)."""

    every: tuple[BuildingRef, ...]
    here: int


def building_table(store: Store, node_id: int) -> BuildingTable:
    """The table of a building, or of a door that has stairs or rooms of its own.

    Drafts that were thrown away are left out; an address that came to an end shows where no living one bears its number.

    Raises:
        NotFound: no such address.
    """
    with store.read() as conn:
        ground = blocks.node_ground(conn, node_id)
        rows = blocks.rows_below(conn, node_id)
        own = blocks.room_row(conn, node_id)
        shown = _shown(rows)
        cells = _cells(conn, [own, *shown])
    stairs = [row for row in shown if row.kind == NodeKind.STAIR]
    grid = arrange(_lodgers(shown), [row.id for row in stairs])
    in_order = tuple(cells[row.id] for row in stairs)
    return BuildingTable(ground.full_text, ground.own_text, cells[node_id], in_order, grid, cells)


def buildings_at(store: Store, node_id: int = 0, place_id: int = 0, community: str = "") -> Buildings:
    """Buildings one can look at from an address or a place: those below a door or a place, else those beside its own.

    A door stands first when it has stairs or rooms of its own.

    Raises:
        NotFound: no such address.
    """
    with store.read() as conn:
        if not node_id:
            rows = blocks.buildings_of(conn, place_id, community)
            return _buildings(rows, rows[0].id if rows else 0)
        house = blocks.house_of(conn, node_id)
        if house.kind == NodeKind.BUILDING:
            return _buildings(blocks.buildings_of(conn, house.parent_id, ""), house.id)
        rows = blocks.buildings_of(conn, house.id, "")
        if not rows or blocks.is_house(conn, house.id):
            rows.insert(0, house)
        return _buildings(rows, rows[0].id)


def _buildings(rows: list[RoomRow], here: int) -> Buildings:
    return Buildings(tuple(BuildingRef(row.id, row.own_text) for row in rows), here)


def _shown(rows: list[RoomRow]) -> list[RoomRow]:
    alive = {(row.parent_id, row.kind, row.ident) for row in rows if Legal(row.legal) in LIVE_LEGAL}
    return [
        row
        for row in rows
        if Legal(row.legal) in LIVE_LEGAL
        or (row.legal != Legal.VOID and (row.parent_id, row.kind, row.ident) not in alive)
    ]


def _cells(conn: Connection, rows: list[RoomRow]) -> dict[int, Cell]:
    ids = [row.id for row in rows]
    plates = blocks.plate_states(conn, ids)
    inspections = blocks.inspection_states(conn, ids)
    return {
        row.id: Cell(
            *(row.id, row.kind, row.own_text, _own_floor(row)),
            *(row.legal, row.code_state, row.existence, row.position),
            *(urgent_plate(plates.get(row.id, ())), inspections.get(row.id, "")),
        )
        for row in rows
    }


def _own_floor(row: RoomRow) -> int | None:
    if row.floor is not None:
        return row.floor
    if row.kind == NodeKind.FLOOR:
        return int(row.ident)
    return room_floor(row.ident) if row.kind == NodeKind.ROOM else None


def _lodgers(rows: list[RoomRow]) -> list[Lodger]:
    """Rooms and floors, each with the stair it is reached by."""
    known = {row.id: row for row in rows}
    lodgers: list[Lodger] = []
    for row in rows:
        if row.kind not in (NodeKind.ROOM, NodeKind.FLOOR):
            continue
        above = known.get(row.parent_id)
        floor = _own_floor(row)
        if above is not None and above.kind == NodeKind.FLOOR:
            floor = int(above.ident) if floor is None else floor
            above = known.get(above.parent_id)
        stair = above.id if above is not None and above.kind == NodeKind.STAIR else 0
        ident = row.ident if row.kind == NodeKind.ROOM else ""
        lodgers.append(Lodger(row.id, stair, floor, ident))
    return lodgers
