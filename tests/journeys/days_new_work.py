"""The day's other verbs: the sketch map, the sheets that go out to communities, the units that are redrawn."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from unittest.mock import patch

from sqlalchemy import select

from db.domain.geo import Datum
from db.domain.map_layer import LayerKind, Shape
from db.domain.redraw import Redraw
from db.schema.address import node
from db.services import redraw, sheets, sketch, transfer
from db.services.sheet_decisions import Answer
from db.services.sketch import NewLayer, Spot
from db.store.sheets import SheetRow
from db.store.sketch import Layer
from db.store.store import Store
from tests import redraws
from tests.desks import Desks
from tests.office import full, person
from tests.register import OTHER_COMMUNITY
from tests.sheets import decided, filled, issued, taken
from tests.transfer import parcel

Step = Callable[[Store], object]
_LINE = (Shape("鹭江道", (((118.08, 24.47), (118.09, 24.48)),)),)


def _spot(chain: str, lng: float) -> Step:
    def step(store: Store) -> None:
        with store.read() as conn:
            query = select(node.c.id, node.c.row_version).where(
                node.c.full_text == full(chain), node.c.is_live
            )
            row = conn.execute(query).one()
        spot = Spot(row.id, row.row_version, (lng, 24.48), Datum.CGCS2000)
        sketch.place_point(store, person(store, "clerk"), spot, "现场定位")

    return step


def _keep_layer(store: Store) -> None:
    new = NewLayer(LayerKind.LINES, "道路", Datum.CGCS2000, "350203", _LINE)
    sketch.keep_layer(store, person(store, "clerk"), new)


def _layer(store: Store) -> Layer:
    return sketch.layers(store)[0]


def _sheet(store: Store) -> SheetRow:
    seen = store.desk("clerk") if isinstance(store, Desks) else store
    return max((one.sheet for one in sheets.list_sheets(seen)), key=lambda one: one.id)


def _take_return(store: Store) -> None:
    sheet = _sheet(store)
    out = sheets.Issued(sheet.id, sheet.number, sheet.area_community, 0)
    rows = sheets.sheet_rows(store, sheet.id)
    returned = filled(store, out, {rows[0].node_id: {"existence": "不存在"}})
    taken(store, replace(returned, sha256="7" * 64))


def _leave(store: Store) -> None:
    decided(store, sheets.sheet_findings(store, [_sheet(store).id]), Answer.LEAVE)


def _end_sheet(end: Callable[..., object]) -> Step:
    return lambda store: end(store, person(store, "clerk"), _sheet(store).id, "已收齐")


def _redraw(make: Callable[[Store], Redraw]) -> Step:
    def step(store: Store) -> None:
        redraw.file(store, person(store, "clerk"), make(store), "区划调整", "批复")

    return step


def _hand_over(store: Store) -> None:
    with patch.object(uuid, "uuid4", lambda: uuid.UUID(int=7)):  # the same work leaves the same rows
        transfer.file(store, person(store, "clerk"), parcel(store), "区划调整")


def _settle(act: Callable[..., object], login: str) -> Step:
    def step(store: Store) -> None:
        newest = max(transfer.handoffs(store), key=lambda one: one.id)
        act(store, person(store, login), newest.id, newest.row_version, "同意")

    return step


def steps(approve: Step, give_back: Step) -> dict[str, Step]:
    """By name, in the order of the day.

    Args:
        approve: lets the newest application be approved.
        give_back: lets it be returned.
    """
    return {
        "put on the map": _spot("7号", 118.08),
        "move on the map": _spot("7号", 118.09),
        "keep a layer": _keep_layer,
        "rename a layer": lambda store: sketch.change_layer(
            store, person(store, "clerk"), _layer(store), name="河道"
        ),
        "drop a layer": lambda store: sketch.drop_layer(store, person(store, "clerk"), _layer(store)),
        "issue a sheet": issued,
        "take a return": _take_return,
        "leave a finding": _leave,
        "close a sheet": _end_sheet(sheets.close),
        "issue another sheet": lambda store: issued(store, OTHER_COMMUNITY),
        "withdraw a sheet": _end_sheet(sheets.withdraw),
        "file a hand-over": _hand_over,
        "withdraw a hand-over": _settle(transfer.withdraw, "clerk"),
        "file a redraw": _redraw(redraws.rename),
        "return a redraw": give_back,
        "file a merged unit": _redraw(redraws.merge),
        "approve a merged unit": approve,
    }
