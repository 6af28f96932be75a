"""Points of addresses by where they lie, and rows of the map's layers.

Each engine has an index of its own: SQLite groups points along two grids that its index is sorted by, a server reads the
points of a box from one that also holds what its policies ask.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, func, or_, select, text

from db.domain.geo import Box, Datum, Point, convert
from db.domain.geo_fit import Control
from db.domain.map_layer import LayerKind, controls_of
from db.schema.address import node
from db.schema.sketch import map_layer
from db.store.store import Work

KEPT, DROPPED = "kept", "dropped"
COARSE, FINE = 200, 2000
"""Cells to a degree: about 550 and 55 metres high."""
_EDGE = 0.0005
_FINE_UP_TO = 64
_SIBLINGS = 60


@dataclass(frozen=True, slots=True)
class MapPoint:
    """An address on the map: its id, where it is shown, the datum it is kept in, and what colours it."""

    id: int
    lng: float
    lat: float
    datum: str
    legal: str
    position: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Addresses too near each other to be drawn one by one: their middle and how many."""

    lng: float
    lat: float
    count: int


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer without its body.

    Attributes:
        area: code of the unit it belongs to.
        controls: of a site plan; places in degrees of ``datum``.
        opacity: of a site plan, 0 to 1.
    """

    id: int
    area: str
    kind: LayerKind
    name: str
    datum: Datum
    attachment_id: int | None
    controls: tuple[Control, ...]
    opacity: float
    made_by: str
    made_at: str
    row_version: int


# -- points --------------------------------------------------------------------------------------------------------------


def _datums() -> Iterator[tuple[str, Datum]]:
    """Datums as stored; a point that does not say its own counts as the official one."""
    yield "", Datum.CGCS2000
    yield from ((one.value, one) for one in Datum)


def _box_in(box: Box, shown: Datum, stored: Datum) -> Box:
    """A box that certainly holds, in the stored datum, what lies in it as shown."""
    corners = [(box.west, box.south), (box.east, box.north), (box.west, box.north), (box.east, box.south)]
    found = Box.around(convert(one, shown, stored) for one in corners)
    assert found is not None, "a box has corners"
    return found if shown is stored else found.wider(_EDGE)


def _where(conn: Connection) -> str:
    inside = (
        "lng IS NOT NULL AND datum = :datum AND lat BETWEEN :south AND :north AND lng BETWEEN :west AND :east"
    )
    if conn.dialect.name != "sqlite":
        return inside
    return (
        f"{inside} AND CAST(lat * {COARSE} AS INTEGER) BETWEEN :low AND :high "
        f"AND CAST(lng * {COARSE} AS INTEGER) BETWEEN :left AND :right"
    )


def _bounds(datum: str, box: Box) -> dict[str, Any]:
    return {
        **{"datum": datum, "south": box.south, "north": box.north, "west": box.west, "east": box.east},
        **{"low": int(box.south * COARSE), "high": int(box.north * COARSE)},
        **{"left": int(box.west * COARSE), "right": int(box.east * COARSE)},
    }


def points(conn: Connection, box: Box, shown: Datum, most: int) -> list[MapPoint] | None:
    """Points in a box; None when there are more than so many near it.

    Args:
        conn: the connection.
        box: in the datum that is shown.
        shown: the datum of the box and of what is answered.
        most: more are not wanted one by one.
    """
    where = _where(conn)
    bounds = [(stored, datum, _bounds(stored, _box_in(box, shown, datum))) for stored, datum in _datums()]
    count = text(f"SELECT count(*) FROM (SELECT 1 FROM node WHERE {where} LIMIT :most) AS few")
    left = most + 1
    for _stored, _datum, given in bounds:
        left -= conn.execute(count, {**given, "most": left}).scalar_one() if left else 0
    if not left:
        return None
    query = text(f"SELECT id, lng, lat, legal, position FROM node WHERE {where}")
    found: list[MapPoint] = []
    for stored, datum, given in bounds:
        for row in conn.execute(query, given):
            place = convert((row[1], row[2]), datum, shown)
            if box.holds(place):
                found.append(MapPoint(row[0], *place, stored, row[3], row[4]))
    return found


def cells(conn: Connection, box: Box, shown: Datum) -> list[Cell]:
    """How many points lie where, in all cells that a box touches: small ones when the box is small."""
    wide = (box.east - box.west) * COARSE, (box.north - box.south) * COARSE
    is_fine = wide[0] * wide[1] <= _FINE_UP_TO
    size = FINE if is_fine else COARSE
    query = text(_cells_sql(conn, is_fine=is_fine))
    found: list[Cell] = []
    for stored, datum in _datums():
        whole = _box_in(box, shown, datum)
        for north, east, count in conn.execute(query, _bounds(stored, whole) | _lines(whole, size)):
            middle = (east + 0.5) / size, (north + 0.5) / size
            found.append(Cell(*convert(middle, datum, shown), count))
    return found


def _lines(box: Box, size: int) -> dict[str, int]:
    """The first and last cell each way."""
    return {
        **{"first_row": int(box.south * size), "last_row": int(box.north * size)},
        **{"first_column": int(box.west * size), "last_column": int(box.east * size)},
    }


def _cells_sql(conn: Connection, *, is_fine: bool) -> str:
    size = FINE if is_fine else COARSE
    if conn.dialect.name == "sqlite":
        row, column = f"CAST(lat * {size} AS INTEGER)", f"CAST(lng * {size} AS INTEGER)"
        by = f"{row}, {column}"
        within = f"{row} BETWEEN :first_row AND :last_row AND {column} BETWEEN :first_column AND :last_column"
        if is_fine:  # in the order of the index, so that nothing has to be sorted
            coarse = f"CAST(lat * {COARSE} AS INTEGER)", f"CAST(lng * {COARSE} AS INTEGER)"
            by = f"{', '.join(coarse)}, {by}"
            within += f" AND {coarse[0]} BETWEEN :low AND :high AND {coarse[1]} BETWEEN :left AND :right"
    else:
        row, column = f"floor(lat * {size})", f"floor(lng * {size})"
        by = f"{row}, {column}"
        within = (
            f"lat >= :first_row / {size}.0 AND lat < (:last_row + 1) / {size}.0 "
            f"AND lng >= :first_column / {size}.0 AND lng < (:last_column + 1) / {size}.0"
        )
    chosen = f"SELECT {row}, {column}, count(*) FROM node WHERE lng IS NOT NULL AND datum = :datum"
    return f"{chosen} AND {within} GROUP BY {by}"


def extent(conn: Connection, shown: Datum, community: str = "", parent: int = 0) -> Box | None:
    """The box that holds the points of everything, of a community, or of an address or place and what hangs below it.

    Args:
        conn: the connection.
        shown: the datum of the answer.
        community: 12-digit code.
        parent: id of an address or a place.
    """
    c = node.c
    query = select(c.datum, func.min(c.lng), func.min(c.lat), func.max(c.lng), func.max(c.lat))
    query = query.where(c.lng.is_not(None)).group_by(c.datum)
    if community:
        query = query.where(c.area_community == community)
    if parent:
        below = select(c.id).where(c.parent_id == parent)
        query = query.where(or_(c.id == parent, c.parent_id == parent, c.parent_id.in_(below)))
    corners: list[Point] = []
    kinds = dict(_datums())
    for datum, west, south, east, north in conn.execute(query):
        corners += [convert(one, kinds[datum], shown) for one in ((west, south), (east, north))]
    return Box.around(corners)


def neighbours(conn: Connection, node_id: int) -> list[Point]:
    """Where others lie that hang where an address hangs, or the one above it, in CGCS2000."""
    c = node.c
    parent = select(c.parent_id).where(c.id == node_id).scalar_subquery()
    query = select(c.lng, c.lat, c.datum).where(or_(c.parent_id == parent, c.id == parent), c.id != node_id)
    kinds = dict(_datums())
    found = conn.execute(query.where(c.lng.is_not(None)).limit(_SIBLINGS))
    return [convert((row.lng, row.lat), kinds[row.datum], Datum.CGCS2000) for row in found]


# -- layers --------------------------------------------------------------------------------------------------------------

_HEAD = (
    *("id", "area_district", "area_subdistrict", "area_community", "kind", "name", "datum", "attachment_id"),
    *("controls", "look", "made_by", "made_at", "row_version"),
)


def kept(conn: Connection) -> tuple[Layer, ...]:
    """Layers that were not put away, by name."""
    query = select(*(map_layer.c[name] for name in _HEAD)).where(map_layer.c.state == KEPT)
    return tuple(
        _layer(row) for row in conn.execute(query.order_by(map_layer.c.name, map_layer.c.id)).mappings()
    )


def one(conn: Connection, layer_id: int) -> Layer | None:
    """A layer that was not put away."""
    query = select(*(map_layer.c[name] for name in _HEAD))
    query = query.where(map_layer.c.id == layer_id, map_layer.c.state == KEPT)
    row = conn.execute(query).mappings().one_or_none()
    return None if row is None else _layer(row)


def body(conn: Connection, layer_id: int) -> str:
    """What a layer is made of, as kept; ``""`` when there is no such layer."""
    found = conn.execute(select(map_layer.c.body).where(map_layer.c.id == layer_id)).scalar_one_or_none()
    return found or ""


def insert(work: Work, values: Mapping[str, Any]) -> int:
    """Keep a new layer; the journal keeps its body's hash."""
    (layer_id,) = work.new_ids(1)
    born = {"district_code": work.district_code, "id": layer_id, "state": KEPT}
    whole = {**born, **values, "made_by": work.actor.login, "made_at": work.at}
    told = tuple(name for name in whole if name != "body")
    work.insert_many(map_layer, tuple(whole), [tuple(whole.values())], told)
    return layer_id


def change(work: Work, layer: Layer, values: Mapping[str, Any]) -> None:
    """Change a layer.

    Raises:
        StaleRecord: somebody changed it since.
    """
    signed = {"made_by": work.actor.login, "made_at": work.at}
    work.change(map_layer, {"id": layer.id, "row_version": layer.row_version}, {**values, **signed})


def look_text(opacity: float) -> str:
    """How a layer is drawn, as kept."""
    return json.dumps({"opacity": round(opacity, 2)})


def _opacity(look: str) -> float:
    try:
        found = float(json.loads(look)["opacity"])
    except (ValueError, KeyError, TypeError):
        return 1.0
    return min(1.0, max(0.0, found)) if math.isfinite(found) else 1.0


def _layer(row: RowMapping) -> Layer:
    return Layer(
        id=row["id"],
        area=row["area_community"] or row["area_subdistrict"] or row["area_district"],
        kind=LayerKind(row["kind"]),
        name=row["name"],
        datum=Datum(row["datum"]),
        attachment_id=row["attachment_id"],
        controls=controls_of(row["controls"]),
        opacity=_opacity(row["look"]),
        made_by=row["made_by"],
        made_at=row["made_at"],
        row_version=row["row_version"],
    )
