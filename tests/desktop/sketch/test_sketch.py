import json
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.domain.errors import DomainError, StoreUnavailable
from db.domain.geo import PLANE, Datum, Point, convert
from db.domain.map_layer import LayerKind, Shape
from db.domain.state import Legal
from db.schema.address import node
from db.services import sketch
from db.services.accounts import find_actor
from db.services.sketch import NewLayer, Spot, whereabouts
from db.store.store import Store
from desktop.addresses.page import AddressPage, Desk
from desktop.editing.desk import VerbDesk
from desktop.sketch.add_dialog import AddDialog
from desktop.sketch.desk import SketchDesk
from desktop.sketch.operations import Goal
from desktop.sketch.pane import SketchPane
from desktop.sketch.plan_dialog import PlanDialog
from desktop.sketch.tools import SketchTools
from desktop.sketch.view import Mode
from tests.journal import last_said

SPOT: Point = (118.12, 24.485)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def addresses(store: Store) -> list[int]:
    with store.read() as conn:
        query = select(node.c.id).where(node.c.kind == "door", node.c.legal == Legal.TO_VERIFY.value)
        return list(conn.execute(query.order_by(node.c.id)).scalars())


def put(store: Store, node_id: int, point: Point, datum: Datum = Datum.CGCS2000) -> None:
    version = whereabouts(store, node_id).row_version
    sketch.place_point(store, find_actor(store, "zhang"), Spot(node_id, version, point, datum))


def metres_from(east: float, north: float) -> Point:
    x, y = PLANE.metres(SPOT)
    return PLANE.degrees((x + east, y + north))


def shown(pane: SketchPane) -> SketchPane:
    pane.show()
    QTest.qWait(150)
    return pane


def at(pane: SketchPane, place: Point) -> QPoint:
    x, y = pane.view.frame.screen(place)
    return QPoint(round(x), round(y))


def drag(pane: SketchPane, start: QPoint, way: QPoint) -> None:
    QTest.mousePress(pane.view, LEFT, NONE, start)
    QTest.mouseMove(pane.view, start + way / 2)
    QTest.mouseMove(pane.view, start + way)
    QTest.mouseRelease(pane.view, LEFT, NONE, start + way)


def test_an_empty_map_says_what_to_do(pane: SketchPane) -> None:
    shown(pane)
    assert "还没有任何标注" in pane.hint.text()
    assert not pane.put.isEnabled()


def test_a_point_is_selected_by_a_click_and_told(pane: SketchPane, desk: Desk) -> None:
    first, second = addresses(desk.store)[:2]
    put(desk.store, first, SPOT)
    put(desk.store, second, metres_from(60, 0))
    shown(pane)
    told: list[int] = []
    pane.picked.connect(told.append)
    place = pane.view.scene.place_of(second)
    assert place is not None
    QTest.mouseClick(pane.view, LEFT, NONE, at(pane, place))
    assert told == [second]
    assert pane.view.chosen == second
    QTest.keyClick(pane.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert told == [second, first]
    opened: list[int] = []
    pane.opened.connect(opened.append)
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert opened == [first]


def test_the_selected_point_is_dragged_asked_about_and_kept(pane: SketchPane, desk: Desk) -> None:
    one = addresses(desk.store)[0]
    put(desk.store, one, SPOT)
    pane.look_at(Goal(one))
    shown(pane)
    start = at(pane, PLANE.metres(SPOT))
    drag(pane, start, QPoint(40, 0))
    assert "移动" in pane.bar.text.text()
    assert whereabouts(desk.store, one).point == SPOT
    wanted = pane.view.frame.place((start.x() + 40, start.y()))
    QTest.mouseClick(pane.bar.yes, LEFT)
    found = whereabouts(desk.store, one)
    assert found.point is not None
    assert PLANE.metres(found.point) == pytest.approx(wanted, abs=0.05)
    assert found.position == "to_confirm"
    assert last_said(desk.store) == ("address.edit", "直接编辑：标注位置")
    assert pane.bar.isHidden()


def test_a_drag_that_is_refused_leaves_the_point_where_it_was(pane: SketchPane, desk: Desk) -> None:
    one = addresses(desk.store)[0]
    put(desk.store, one, SPOT)
    pane.look_at(Goal(one))
    shown(pane)
    drag(pane, at(pane, PLANE.metres(SPOT)), QPoint(30, 30))
    QTest.keyClick(pane.bar.yes, Qt.Key.Key_Escape)
    assert pane.view.wanted is None
    assert whereabouts(desk.store, one).point == SPOT


def test_an_address_without_a_point_is_placed_by_a_click(pane: SketchPane, desk: Desk) -> None:
    one, other = addresses(desk.store)[:2]
    put(desk.store, other, SPOT)
    pane.look_at(Goal(one))
    shown(pane)
    assert "还没有标注" in pane.hint.text()
    pane.put.trigger()
    assert pane.view.mode is Mode.PLACE
    QTest.mouseClick(pane.view, LEFT, NONE, QPoint(200, 180))
    assert "标注在这里" in pane.bar.text.text()
    QTest.keyClick(pane.bar.yes, Qt.Key.Key_Return)
    assert whereabouts(desk.store, one).point is not None
    assert pane.view.mode is Mode.LOOK


def test_an_address_is_placed_by_keys_alone(pane: SketchPane, desk: Desk) -> None:
    one = addresses(desk.store)[0]
    pane.look_at(Goal(one))
    shown(pane)
    pane.view.go(pane.view.frame.fitted(PLANE.metres(SPOT), PLANE.metres(SPOT)))
    QTest.keyClick(pane.view, Qt.Key.Key_M)
    QTest.keyClick(pane.view, Qt.Key.Key_Right)
    QTest.keyClick(pane.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    wanted = pane.view.frame.centre
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    QTest.keyClick(pane.bar.yes, Qt.Key.Key_Return)
    found = whereabouts(desk.store, one).point
    assert found is not None
    assert PLANE.metres(found) == pytest.approx(wanted, abs=0.05)


def test_a_spot_outside_the_city_cannot_be_agreed_to(pane: SketchPane, desk: Desk) -> None:
    pane.look_at(Goal(addresses(desk.store)[0]))
    shown(pane)
    pane.view.pointed.emit(PLANE.metres((119.5, 24.5)))
    assert "不在厦门市范围内" in pane.bar.text.text()
    assert not pane.bar.yes.isEnabled()


def test_a_point_of_another_datum_says_that_it_is_converted(pane: SketchPane, desk: Desk) -> None:
    one = addresses(desk.store)[0]
    put(desk.store, one, convert(SPOT, Datum.CGCS2000, Datum.GCJ02), Datum.GCJ02)
    pane.look_at(Goal(one))
    shown(pane)
    assert "换算显示" in pane.hint.text()
    place = pane.view.scene.place_of(one)
    assert place == pytest.approx(PLANE.metres(SPOT), abs=0.05)
    pane.datum.setCurrentIndex(pane.datum.findData(Datum.GCJ02))
    assert pane.hint.text() == ""


def test_wheel_and_keys_zoom_and_drag_pans(pane: SketchPane, desk: Desk) -> None:
    put(desk.store, addresses(desk.store)[0], SPOT)
    view = shown(pane).view
    under = view.frame.place((150, 120))
    event = QWheelEvent(
        *(QPointF(150, 120), QPointF(view.mapToGlobal(QPoint(150, 120))), QPoint(), QPoint(0, 240)),
        *(Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False),
    )
    before = view.frame.scale
    QApplication.sendEvent(view, event)
    assert view.frame.scale < before
    assert view.frame.place((150, 120)) == pytest.approx(under)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    frame = view.frame
    drag(pane, QPoint(100, 100), QPoint(50, 20))
    assert view.frame.centre == pytest.approx(frame.panned(50, 20).centre)


def test_many_points_stand_as_numbers_and_none_is_lost(
    pane: SketchPane, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = addresses(desk.store)[:6]
    for n, one in enumerate(ids):
        put(desk.store, one, metres_from(n * 30, 0))
    defaults = sketch.points_in.__defaults__
    monkeypatch.setattr(sketch.points_in, "__defaults__", (3,))
    view = shown(pane).view
    assert (view.scene.points, view.scene.number(view.frame)) == ((), len(ids))
    monkeypatch.setattr(sketch.points_in, "__defaults__", defaults)
    pane.reload()
    assert len(view.scene.points) == len(ids)


# -- layers and site plans -----------------------------------------------------------------------------------------------


def road(desk: Desk) -> None:
    shapes = [Shape("湖滨南路", ((SPOT, metres_from(200, 0)),))]
    new = NewLayer(LayerKind.LINES, "道路", Datum.CGCS2000, "350203", shapes)
    sketch.keep_layer(desk.store, find_actor(desk.store, "zhang"), new)


def test_a_file_becomes_a_layer_through_the_dialog(
    pane: SketchPane, tools: SketchTools, tmp_path: Path
) -> None:
    ring = [metres_from(*one) for one in ((0, 0), (90, 0), (90, 90), (0, 0))]
    features = [
        {
            "type": "Feature",
            "properties": {"name": "甲"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        },
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": SPOT}},
    ]
    file = tmp_path / "小区.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    shown(pane)
    tools.ask_layer_path = lambda _parent, _name: str(file)
    tools.add(pane)
    dialog = tools.dialog
    assert isinstance(dialog, AddDialog)
    assert [box.text() for box in dialog.kinds] == ["面 1 个", "点 1 个"]
    dialog.kinds[1].setChecked(False)
    QTest.mouseClick(dialog.buttons.buttons()[0], LEFT)
    QTest.qWait(600)
    (one,) = pane.view.scene.layers
    assert (one.layer.name, one.layer.kind, one.labels[0][1]) == ("小区", LayerKind.AREAS, "甲")


def test_a_layer_that_was_added_comes_into_view_and_is_part_of_everything(
    pane: SketchPane, tools: SketchTools, tmp_path: Path
) -> None:
    ring = [metres_from(*one) for one in ((3000, 3000), (3090, 3000), (3090, 3090), (3000, 3000))]
    shape = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    file = tmp_path / "小区.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [shape]}), encoding="utf-8")
    shown(pane)
    assert pane.view.frame.scale > 20
    tools.ask_layer_path = lambda _parent, _name: str(file)
    tools.add(pane)
    dialog = tools.dialog
    assert isinstance(dialog, AddDialog)
    QTest.mouseClick(dialog.buttons.buttons()[0], LEFT)
    QTest.qWait(600)
    middle = PLANE.metres(metres_from(3045, 3045))
    assert pane.view.frame.holds(middle)
    assert pane.view.frame.scale < 2
    QTest.keyClick(pane.view, Qt.Key.Key_Minus)
    for _step in range(30):
        QTest.keyClick(pane.view, Qt.Key.Key_Left)
    assert not pane.view.frame.holds(middle)
    pane.fit_all.trigger()
    QTest.qWait(100)
    assert pane.view.frame.holds(middle)
    assert pane.view.frame.scale < 2


def test_an_office_without_points_begins_where_its_layers_are(pane: SketchPane, desk: Desk) -> None:
    ring = tuple(metres_from(*one) for one in ((3000, 3000), (3090, 3000), (3090, 3090), (3000, 3000)))
    layer = NewLayer(LayerKind.AREAS, "小区", Datum.CGCS2000, "350203", [Shape("甲", (ring,))])
    sketch.keep_layer(desk.store, find_actor(desk.store, "zhang"), layer)
    pane.look_at(Goal(addresses(desk.store)[0]))
    shown(pane)
    assert pane.view.frame.holds(PLANE.metres(metres_from(3045, 3045)))
    assert pane.view.frame.scale < 2


def test_a_name_that_is_taken_is_told_in_the_dialog(
    pane: SketchPane, tools: SketchTools, desk: Desk, tmp_path: Path
) -> None:
    road(desk)
    file = tmp_path / "道路.json"
    file.write_text(
        json.dumps({"type": "LineString", "coordinates": [SPOT, metres_from(9, 9)]}), encoding="utf-8"
    )
    shown(pane)
    tools.read(pane, file)
    dialog = tools.dialog
    assert isinstance(dialog, AddDialog)
    dialog.keep()
    assert "已经有同名的图层" in dialog.problem.text()
    dialog.reject()


def test_a_broken_file_is_told_and_nothing_opens(
    pane: SketchPane, tools: SketchTools, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "坏.geojson"
    file.write_text("{", encoding="utf-8")
    failed: list[DomainError] = []
    desk.runner.failed.connect(lambda _verb, error: failed.append(error))
    tools.read(pane, file)
    assert [getattr(one, "why", "") for one in failed] == ["not_json"]
    assert tools.dialog is None


def test_a_layer_gets_another_name(pane: SketchPane, tools: SketchTools, desk: Desk) -> None:
    road(desk)
    shown(pane)
    dialog = tools.show_layers(pane)
    dialog.name.click()
    asking = dialog.findChild(QInputDialog)
    assert asking is not None
    assert asking.textValue() == "道路"
    asking.setTextValue("湖滨南路中线")
    asking.accept()
    QTest.qWait(600)
    assert [one.layer.name for one in pane.view.scene.layers] == ["湖滨南路中线"]
    dialog.accept()


def test_a_layer_is_hidden_by_its_tick_and_put_away(pane: SketchPane, tools: SketchTools, desk: Desk) -> None:
    road(desk)
    shown(pane)
    dialog = tools.show_layers(pane)
    assert "张三 于" in dialog.about.text()
    item = dialog.lines.item(0)
    item.setCheckState(Qt.CheckState.Unchecked)
    assert not pane.view.scene.layers[0].shown
    dialog.put_away()
    box = next(one for one in dialog.children() if type(one).__name__ == "QMessageBox")
    QTest.mouseClick(box.buttons()[0], LEFT)  # type: ignore[attr-defined]
    QTest.qWait(600)
    assert pane.view.scene.layers == []
    assert dialog.lines.count() == 0
    assert "还没有图层" in dialog.about.text()
    dialog.accept()


def test_a_site_plan_is_laid_by_clicks_on_both_sides(
    pane: SketchPane, tools: SketchTools, desk: Desk, tmp_path: Path
) -> None:
    put(desk.store, addresses(desk.store)[0], SPOT)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    file = tmp_path / "总平面图.png"
    image.save(str(file))
    shown(pane)
    tools.read(pane, file)
    dialog = tools.dialog
    assert isinstance(dialog, PlanDialog)
    QTest.qWait(100)
    assert "先在左边图上" in dialog.said.text()
    corners = [((0.0, 0.0), (0.0, 150.0)), ((400.0, 0.0), (200.0, 150.0)), ((400.0, 300.0), (200.0, 0.0))]
    for pixel, (east, north) in corners:
        spot = dialog.picture.on_screen((min(pixel[0] + 1, 398), min(pixel[1] + 1, 298))).toPoint()
        QTest.mouseClick(dialog.picture, LEFT, NONE, spot)
        x, y = PLANE.metres(SPOT)
        dialog.map.go(dialog.map.frame.fitted((x + east, y + north), (x + east, y + north)))
        QTest.mouseClick(dialog.map, LEFT, NONE, dialog.map.rect().center())
    assert "3 个控制点" in dialog.said.text()
    assert dialog.fit().metres_per_pixel == pytest.approx(0.5, rel=0.05)
    dialog.keep()
    QTest.qWait(600)
    (one,) = pane.view.scene.layers
    assert one.picture is not None
    assert one.layer.kind is LayerKind.BACKDROP
    tools._lay_again(pane, one.layer.id)
    again = tools.dialog
    assert isinstance(again, PlanDialog)
    assert again.table.rowCount() == 3
    again.table.item(0, 2).setText("118.5x")
    assert len(again.table.controls()) == 2
    again.drop.click()
    again.reject()


def test_points_typed_on_one_line_lay_no_plan(pane: SketchPane, tools: SketchTools, tmp_path: Path) -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    file = tmp_path / "图.png"
    image.save(str(file))
    shown(pane)
    tools.read(pane, file)
    dialog = tools.dialog
    assert isinstance(dialog, PlanDialog)
    for n in range(3):
        dialog.table.add((n * 100.0, n * 50.0), metres_from(n * 50, -n * 25))
    assert "一条直线" in dialog.said.text()
    assert not dialog.buttons.buttons()[0].isEnabled()
    dialog.reject()


@pytest.mark.parametrize("ending", [".png", ".pdf"])
def test_the_map_is_written_with_title_datum_and_that_it_is_for_inside_use(
    pane: SketchPane, tools: SketchTools, desk: Desk, tmp_path: Path, ending: str
) -> None:
    one = addresses(desk.store)[0]
    put(desk.store, one, SPOT)
    pane.look_at(Goal(one))
    shown(pane)
    file = tmp_path / f"略图{ending}"
    tools.ask_map_path = lambda _parent, _name: str(file)
    pane.export.trigger()
    if ending == ".png":
        assert QImage(str(file)).width() == 1600
        return
    page = PdfDocument(file)[0]
    text = page.get_textpage().get_text_bounded()
    assert page.get_size()[0] > page.get_size()[1]
    for said in ("位置略图", "CGCS", "仅供内部参考", "张三"):
        assert said in text


def test_a_map_that_cannot_be_written_is_told(
    pane: SketchPane, tools: SketchTools, desk: Desk, tmp_path: Path
) -> None:
    failed: list[Exception] = []
    desk.runner.failed.connect(lambda _verb, error: failed.append(error))
    shown(pane)
    for ending in (".png", ".pdf"):
        tools.ask_map_path = lambda _parent, _name, ending=ending: str(tmp_path / "没有" / f"图{ending}")
        pane.export.trigger()
    assert len(failed) == 2
    assert all(isinstance(one, StoreUnavailable) for one in failed)


# -- in the room ---------------------------------------------------------------------------------------------------------


def test_map_and_tree_follow_each_other(desk: Desk, qtbot: QtBot) -> None:
    first, second = addresses(desk.store)[:2]
    put(desk.store, first, SPOT)
    put(desk.store, second, metres_from(60, 0))
    actor = find_actor(desk.store, "zhang")
    page = AddressPage(desk, actor=actor)
    qtbot.addWidget(page)
    verbs = VerbDesk(page, desk, actor, page)
    made = SketchDesk(page, desk, actor, page, verbs)
    page.resize(1000, 600)
    page.show()
    qtbot.waitUntil(lambda: bool(page.table.model.shown), timeout=20_000)
    made.tabs.setCurrentIndex(1)
    pane = made.pane
    assert pane is not None
    page.locate(first)
    qtbot.waitUntil(lambda: pane.view.chosen == first, timeout=20_000)
    pane.view.picked.emit(second)
    qtbot.waitUntil(lambda: page.chosen_nodes() == [second], timeout=20_000)
    beside = made.show_window()
    qtbot.waitUntil(lambda: beside.view.chosen == second, timeout=20_000)
    assert made.window is not None
    made.window.close()


def test_a_move_is_undone_in_the_window_of_the_map(desk: Desk, qtbot: QtBot) -> None:
    (first, *_others) = addresses(desk.store)
    put(desk.store, first, SPOT)
    actor = find_actor(desk.store, "zhang")
    page = AddressPage(desk, actor=actor)
    qtbot.addWidget(page)
    verbs = VerbDesk(page, desk, actor, page)
    made = SketchDesk(page, desk, actor, page, verbs)
    page.resize(1000, 600)
    page.show()
    page.locate(first)
    beside = made.show_window()
    assert made.window is not None
    qtbot.waitUntil(
        lambda: beside.view.chosen == first and beside.view.chosen_place is not None, timeout=20_000
    )
    start = at(beside, PLANE.metres(SPOT))
    drag(beside, start, QPoint(60, 0))
    QTest.qWait(150)
    beside.bar.yes.click()
    qtbot.waitUntil(lambda: whereabouts(desk.store, first).point != SPOT)
    qtbot.waitUntil(verbs.undo.isEnabled)
    QTest.keyClick(beside.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: whereabouts(desk.store, first).point == SPOT)
    made.window.close()


def test_the_window_shown_again_is_of_what_is_selected_then(desk: Desk, qtbot: QtBot) -> None:
    first, second = addresses(desk.store)[:2]
    actor = find_actor(desk.store, "zhang")
    page = AddressPage(desk, actor=actor)
    qtbot.addWidget(page)
    made = SketchDesk(page, desk, actor, page, VerbDesk(page, desk, actor, page))
    page.resize(1000, 600)
    page.show()
    qtbot.waitUntil(lambda: bool(page.table.model.shown), timeout=20_000)
    made.show_window()
    pane, window = made.window_pane, made.window
    assert pane is not None
    assert window is not None
    for node_id in (first, second):
        qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(pane.view, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
        assert not window.isVisible()
        page.locate(node_id)
        qtbot.waitUntil(lambda node_id=node_id: made.goal().node_id == node_id, timeout=20_000)
        made.show_window()
        qtbot.waitUntil(lambda: window.isActiveWindow() and pane.put.isEnabled(), timeout=20_000)
        assert pane.found is not None
        assert pane.found.id == node_id
        QTest.keyClick(pane.view, Qt.Key.Key_M)
        QTest.keyClick(pane.view, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: pane.bar.isVisible() and pane.bar.yes.isEnabled(), timeout=20_000)
        assert not made.state.text()
        pane.bar.yes.click()
        text = whereabouts(desk.store, node_id).full_text
        qtbot.waitUntil(lambda text=text: text in made.state.text())
        assert whereabouts(desk.store, node_id).point is not None
    asked: list[str] = []
    assert made._tools is not None
    made._tools.ask_map_path = lambda _parent, name: asked.append(name) or ""  # type: ignore[func-returns-value]
    QTest.keyClick(pane.view, Qt.Key.Key_E)
    assert asked == [f"{text}位置略图"]
    window.close()
