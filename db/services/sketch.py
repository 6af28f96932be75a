"""The office's own map: points of addresses in view, points placed and moved, layers kept and put away."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import NotFound, StaleRecord
from db.domain.geo import PLANE, XIAMEN, Box, Datum, Point, check, convert, distance_m, likely_datum
from db.domain.geo_fit import Control, fit
from db.domain.map_layer import (
    BadLayer,
    LayerKind,
    Shape,
    body_of,
    checked_name,
    controls_text,
    shapes_of,
)
from db.domain.state import POSITION, Position, move
from db.schema.address import node
from db.store import sketch as rows
from db.store import undo as undo_rows
from db.store.edits import carry_out
from db.store.sketch import Cell, Layer, MapPoint
from db.store.store import Store
from db.store.tree import Area
from db.store.turns import take_turn

KEEP, EDIT = "map.keep", "address.edit"
MOST_POINTS = 5_000
_TOPIC = "map_layer"
_NO_BODY = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What lies in a part of the map: points, or how many lie where when there are too many.

    Attributes:
        total: how many addresses; of cells at the border, all of theirs.
    """

    points: tuple[MapPoint, ...]
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an address shall lie.

    Attributes:
        seen: ``row_version`` of the address as it was shown.
    """

    node_id: int
    seen: int
    point: Point
    datum: Datum


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What the map says of one address.

    Attributes:
        point: as it is kept, in ``datum``; None when it lies nowhere yet.
    """

    id: int
    full_text: str
    legal: str
    position: str
    row_version: int
    point: Point | None
    datum: Datum

    def shown(self, datum: Datum) -> Point | None:
        """Where it lies in another datum's numbers."""
        return None if self.point is None else convert(self.point, self.datum, datum)


@dataclass(frozen=True, slots=True)
class Judged:
    """What speaks against a spot, if anything.

    Attributes:
        moved_m: how far it is from where the address lies; None when it lies nowhere yet.
        nearest_m: how far from the nearest neighbour; None without neighbours.
        likely: the datum it was probably measured in instead.
    """

    moved_m: float | None
    nearest_m: float | None
    likely: Datum | None


@dataclass(frozen=True, slots=True)
class NewLayer:
    """A layer about to be kept.

    Attributes:
        area: code of the unit it belongs to.
        shapes: none for a site plan.
        attachment_id: of a site plan's picture.
        controls: of a site plan, in degrees of ``datum``.
    """

    kind: LayerKind
    name: str
    datum: Datum
    area: str
    shapes: Sequence[Shape] = ()
    attachment_id: int | None = None
    controls: Sequence[Control] = ()
    opacity: float = 0.6


@dataclass(frozen=True, slots=True)
class KeptLayer:
    """A layer that was kept."""

    id: int
    changes: Changes


# -- points --------------------------------------------------------------------------------------------------------------


def points_in(store: Store, box: Box, datum: Datum, most: int = MOST_POINTS) -> Seen:
    """The points of living and past addresses in a box; when there are more than ``most``, their number by cells.

    Cells that the box only touches are counted whole.

    Args:
        store: where.
        box: in ``datum``.
        datum: in which everything is answered; what is kept in another one is converted for looking.
        most: points that are answered one by one.
    """
    with store.read() as conn:
        found = rows.points(conn, box, datum, most)
        if found is not None:
            return Seen(tuple(found), (), len(found))
        counted = rows.cells(conn, box, datum)
    return Seen((), tuple(counted), sum(one.count for one in counted))


def extent(store: Store, datum: Datum, community: str = "", parent: int = 0) -> Box | None:
    """The box that holds the points of a community, of an address or place and what hangs below it, or of everything."""
    with store.read() as conn:
        return rows.extent(conn, datum, community, parent)


def whereabouts(store: Store, node_id: int) -> Whereabouts:
    """Where an address lies, and what it is called.

    Raises:
        NotFound: no such address.
    """
    names = ("id", "full_text", "legal", "position", "row_version", "lng", "lat", "datum")
    with store.read() as conn:
        row = conn.execute(select(*(node.c[one] for one in names)).where(node.c.id == node_id)).one_or_none()
    if row is None:
        raise NotFound("node", str(node_id))
    point = None if row.lng is None else (row.lng, row.lat)
    datum = Datum(row.datum or Datum.CGCS2000)
    return Whereabouts(row.id, row.full_text, row.legal, row.position, row.row_version, point, datum)


def judge(store: Store, spot: Spot) -> Judged:
    """Find out what speaks against putting an address somewhere.

    Raises:
        BadPoint: it cannot lie there at all.
        NotFound: no such address.
    """
    check(spot.point, spot.datum)
    with store.read() as conn:
        near = rows.neighbours(conn, spot.node_id)
    here = convert(spot.point, spot.datum, Datum.CGCS2000)
    stood = whereabouts(store, spot.node_id).shown(Datum.CGCS2000)
    moved = None if stood is None else distance_m(here, stood)
    nearest = min((distance_m(here, one) for one in near), default=None)
    return Judged(moved, nearest, likely_datum(spot.point, spot.datum, near))


def place_point(store: Store, actor: Actor, spot: Spot, reason: str = "") -> Changes:
    """Put a living address on the map, or elsewhere on it; direct, undoable, to be confirmed (待确认) afterwards.

    Args:
        store: where.
        actor: who.
        spot: where to; kept as it is given, with its datum.
        reason: kept in the journal.

    Raises:
        BadPoint: it cannot lie there.
        NotFound, StaleRecord: the address is gone, or somebody changed it since it was shown.
        WrongState: it is 注销, 合并 or 作废.
        NotAllowed: it lies outside the actor's area.
    """
    check(spot.point, spot.datum)
    lng, lat = (round(one, 8) for one in spot.point)
    with store.write(actor, EDIT, reason) as work:
        query = select(node.c.lng, node.c.position, node.c.area_community, node.c.full_text)
        row = work.conn.execute(query.where(node.c.id == spot.node_id)).one_or_none()
        if row is None:
            raise NotFound("node", str(spot.node_id))
        actor.role_for(EDIT, row.area_community)
        values: dict[str, object] = {"lng": lng, "lat": lat, "datum": spot.datum.value}
        if row.position != Position.TO_CONFIRM:
            values["position"] = move(POSITION, Position(row.position), Position.TO_CONFIRM).value
        seen = {spot.node_id: spot.seen}
        back, after = carry_out(work, [{"op": "facts", "id": spot.node_id, "values": values}], seen)
        act = "place_point" if row.lng is None else "move_point"
        undo_rows.record(work, (act, row.full_text), back, seen, after)
    return work.changes()


# -- layers --------------------------------------------------------------------------------------------------------------


def layers(store: Store) -> tuple[Layer, ...]:
    """The layers of the areas one sees, by name."""
    with store.read() as conn:
        return rows.kept(conn)


def layer_shapes(store: Store, layer: Layer) -> tuple[Shape, ...]:
    """What a layer is made of."""
    with store.read() as conn:
        return shapes_of(layer.kind, rows.body(conn, layer.id))


def keep_layer(store: Store, actor: Actor, new: NewLayer) -> KeptLayer:
    """Keep a layer.

    Raises:
        BadLayer: its name or its shapes cannot be kept; ``name_taken``; ``no_picture``.
        BadPoint: its shapes do not lie in the city.
        BadFit: its control points lay it nowhere.
        NotAllowed: the area is outside the actor's.
    """
    name = checked_name(new.name)
    body = _NO_BODY if new.kind is LayerKind.BACKDROP else body_of(name, new.kind, new.shapes)
    _check_place(new)
    area = _area(new.area)
    with store.write(actor, KEEP, name, new.area) as work:
        take_turn(work.conn, _TOPIC)
        _refuse_taken(rows.kept(work.conn), name)
        layer_id = rows.insert(
            work,
            {
                **{"area_district": area.district, "area_subdistrict": area.subdistrict},
                **{"area_community": area.community, "kind": new.kind.value, "name": name},
                **{"datum": new.datum.value, "body": body},
                "body_sha256": hashlib.sha256(body.encode()).hexdigest(),
                "attachment_id": new.attachment_id,
                "controls": controls_text(new.controls),
                "look": rows.look_text(new.opacity),
            },
        )
    return KeptLayer(layer_id, work.changes())


def change_layer(
    store: Store,
    actor: Actor,
    layer: Layer,
    *,
    name: str | None = None,
    controls: Sequence[Control] | None = None,
    opacity: float | None = None,
) -> Changes:
    """Call a layer something else, lay a site plan otherwise, or draw it fainter.

    Raises:
        BadLayer, BadFit: see ``keep_layer``.
        NotFound, StaleRecord: it was put away, or somebody changed it since it was shown.
        NotAllowed: it belongs to an area outside the actor's.
    """
    values: dict[str, object] = {}
    if name is not None:
        values["name"] = checked_name(name)
    if controls is not None:
        fit_of(controls, layer.datum)
        values["controls"] = controls_text(controls)
    if opacity is not None:
        values["look"] = rows.look_text(opacity)
    with store.write(actor, KEEP, layer.name, layer.area) as work:
        take_turn(work.conn, _TOPIC)
        _still_kept(rows.one(work.conn, layer.id), layer)
        if "name" in values:
            _refuse_taken(rows.kept(work.conn), str(values["name"]), layer.id)
        rows.change(work, layer, values)
    return work.changes()


def drop_layer(store: Store, actor: Actor, layer: Layer) -> Changes:
    """Put a layer away; the row stays.

    Raises:
        NotFound, StaleRecord: it was put away before, or somebody changed it since it was shown.
        NotAllowed: it belongs to an area outside the actor's.
    """
    with store.write(actor, KEEP, layer.name, layer.area) as work:
        _still_kept(rows.one(work.conn, layer.id), layer)
        rows.change(work, layer, {"state": rows.DROPPED})
    return work.changes()


def fit_of(controls: Sequence[Control], datum: Datum) -> None:
    """Refuse control points that lay a picture nowhere, or outside the city.

    Raises:
        BadFit, BadPoint: see there.
    """
    for one in controls:
        check(one.place, datum)
    fit([Control(one.pixel, PLANE.metres(one.place)) for one in controls])


def _check_place(new: NewLayer) -> None:
    if new.kind is LayerKind.BACKDROP:
        if new.attachment_id is None:
            raise BadLayer("no_picture", new.name)
        fit_of(new.controls, new.datum)
        return
    spots = [one for shape in new.shapes for part in shape.parts for one in part]
    if spots and not any(XIAMEN.holds(convert(one, new.datum, Datum.CGCS2000)) for one in spots):
        check(spots[0], new.datum)


def _area(code: str) -> Area:
    """The units of a code; it may be shorter than a community's."""
    full = code.ljust(12, "0")
    middle = full[:9] + "000" if full[6:9] != "000" else ""
    return Area(full[:6] + "000000", middle, full if full[9:] != "000" else "")


def _refuse_taken(kept: Sequence[Layer], name: str, own: int = 0) -> None:
    if any(one.name == name and one.id != own for one in kept):
        raise BadLayer("name_taken", name)


def _still_kept(found: Layer | None, layer: Layer) -> None:
    if found is None:
        raise NotFound("map_layer", layer.name)
    if found.row_version != layer.row_version:
        raise StaleRecord("map_layer", layer.id)
