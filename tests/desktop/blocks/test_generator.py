import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sqlalchemy import func, select, update

from db.domain.address import NodeKind
from db.domain.block import Act, BlockPlan, Deviation
from db.schema.address import node
from db.services.blocks import Under, generate_block, preview_block
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.blocks.deviations import FLOORS, VALUE
from desktop.blocks.generator import Ask, GeneratorDialog
from tests.desktop.addresses.register import ADMIN, node_id

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen has no window manager
DOOR = "厦门市思明区莲富大厦8号"


@pytest.fixture
def open_dialog(desk: Desk, qtbot):
    def make(address: str = DOOR, kind: NodeKind = NodeKind.DOOR) -> GeneratorDialog:
        under = Under(node_id=node_id(desk.store, address))
        dialog = GeneratorDialog(desk, ADMIN, Ask(under, kind, address))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


@pytest.fixture
def dialog(open_dialog):
    dialog = open_dialog()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(dialog.grid.grid, mode)
    yield dialog
    tester.deleteLater()


def type_in(widget: QWidget, text: str) -> None:
    """Type as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def fill(dialog: GeneratorDialog, qtbot, **texts: str) -> None:
    """Type into fields, and wait for what comes of it."""
    serial = dialog._serial
    for name, text in texts.items():
        box = getattr(dialog.form, name)
        box.clear()
        type_in(box, text)
    qtbot.waitUntil(lambda: dialog._serial > serial)


def shown(dialog: GeneratorDialog) -> list[str]:
    sheet = dialog.grid.grid.sheet
    rows = []
    for row, head in enumerate(sheet.rows):
        spots = [sheet.spots.get((row, column)) for column in range(sheet.width)]
        rows.append(" ".join([head, *(f"{spot.text}{spot.mark}" for spot in spots if spot)]))
    return rows


def count(store: Store) -> int:
    with store.read() as conn:
        return int(conn.execute(select(func.count()).select_from(node)).scalar_one())


def test_the_form_starts_empty_and_says_what_to_do(dialog):
    assert not dialog.go.isEnabled()
    assert not dialog.message.isVisible()
    assert dialog._stack.currentWidget() is dialog._empty


def test_what_is_typed_is_shown_cell_by_cell_before_anything_is_written(dialog, qtbot):
    before = count(dialog._desk.store)
    fill(dialog, qtbot, buildings="3", stairs="1-2", floors="1~2")
    assert shown(dialog) == [
        "梯位 1梯新 2梯新",
        "2 层 201室新 202室新 201室新 202室新",
        "1 层 101室新 102室新 101室新 102室新",
    ]
    assert dialog.go.text() == "生成 11 个(&G)"
    assert count(dialog._desk.store) == before


def test_generating_writes_what_was_shown_and_tells_it(dialog, qtbot):
    before = count(dialog._desk.store)
    fill(dialog, qtbot, buildings="1、3", stairs="1", floors="1")
    assert [entry for entry in dialog.legend.buttons] == ["new", "there"]
    said: list[str] = []
    dialog.told.connect(said.append)
    with qtbot.waitSignals([dialog._desk.feed.changed, dialog.accepted]):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert said == ["已生成 4 个地址（草稿）；已有 4 个未改动，0 个没有生成。"]
    assert count(dialog._desk.store) == before + 4
    with dialog._desk.store.read() as conn:
        legal = conn.execute(select(node.c.legal).where(node.c.full_text == DOOR + "3幢1梯102室")).scalar()
    assert legal == "draft"


def test_a_slip_is_marked_where_it_was_typed_and_nothing_can_be_generated(dialog, qtbot):
    fill(dialog, qtbot, buildings="1", floors="8~1")
    assert dialog.message.text() == "楼层「8~1」：范围的起止颠倒。"
    assert "border" in dialog.form.floors.styleSheet()
    assert not dialog.go.isEnabled()
    fill(dialog, qtbot, floors="1~8")
    assert not dialog.message.isVisible()
    assert dialog.form.floors.styleSheet() == ""
    assert dialog.go.isEnabled()


def test_an_exception_is_added_typed_and_taken_away(dialog, qtbot):
    fill(dialog, qtbot, buildings="3", floors="1~3")
    table = dialog.form.deviations
    qtbot.mouseClick(table.add_button, Qt.MouseButton.LeftButton)
    assert table.box(0, FLOORS).hasFocus() or not dialog.isActiveWindow()
    qtbot.waitUntil(lambda: dialog.preview is not None)  # nothing is said in it yet
    assert table.box(0, VALUE).styleSheet() == ""
    assert shown(dialog)[0] == "3 层 301室新 302室新"
    serial = dialog._serial
    qtbot.keyClicks(table.box(0, FLOORS), "3")
    qtbot.keyClicks(table.box(0, VALUE), "1")
    qtbot.waitUntil(lambda: dialog._serial > serial)
    assert shown(dialog)[0] == "3 层 301室新"
    serial = dialog._serial
    table.act(0).setCurrentIndex(table.act(0).findData(Act.SHOPS))
    table.box(0, FLOORS).setText("9")
    qtbot.waitUntil(lambda: dialog._serial > serial)
    assert dialog.message.text() == "例外第 1 行的楼层「9」：上面的楼栋、梯位、楼层里没有。"
    assert "border" in table.box(0, FLOORS).styleSheet()
    qtbot.mouseClick(table.remove_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.preview is not None)
    assert shown(dialog)[0] == "3 层 301室新 302室新"
    assert table.deviations() == ()


def test_what_is_refused_is_listed_with_its_reason_and_found_in_the_grid(open_dialog, desk, qtbot):
    gone = node_id(desk.store, DOOR + "2幢1梯201室")
    with desk.store.write(ADMIN, "import.promote", "test") as work:
        work.conn.execute(update(node).where(node.c.id == gone).values(legal="cancelled", is_live=False))
        work.note("node", str(gone), "{}", "{}")
    dialog = open_dialog()
    fill(dialog, qtbot, buildings="1-2", stairs="1", floors="1~3")
    assert dialog.go.text() == "生成 4 个，1 个不生成(&G)"
    assert dialog.refused.item(0).text() == (
        "2幢1梯201室：「厦门市思明区莲富大厦8号2幢1梯201室」已注销或合并，号码不再发放"
    )
    dialog.refused.setCurrentRow(0)
    assert dialog.buildings.currentText() == "2幢"
    (at,) = dialog.grid.keys()
    assert dialog.grid.grid.sheet.hint(at).endswith("号码不再发放")
    dialog.legend.buttons["there"].click()
    assert len(dialog.grid.keys()) == 4


def test_what_somebody_else_made_meanwhile_stops_it_and_shows_how_it_stands(dialog, desk, qtbot):
    fill(dialog, qtbot, buildings="3", stairs="1", floors="1")
    under, plan = dialog.ask.under, BlockPlan("3")
    seen = preview_block(desk.store, under, plan).tally
    generate_block(desk.store, ADMIN, under, plan, reason="", seen=seen)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "别人的改动" in dialog.message.text())
    assert dialog.isVisible()
    assert dialog.preview is not None
    assert (dialog.preview.tally.made, dialog.preview.tally.there) == (3, 1)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)


def test_under_a_building_no_buildings_are_asked_for(open_dialog, qtbot):
    dialog = open_dialog(DOOR + "1幢", NodeKind.BUILDING)
    assert not dialog.form.buildings.isVisible()
    fill(dialog, qtbot, stairs="1", floors="3")
    assert shown(dialog) == ["梯位 1梯有", "3 层 301室新 302室新"]


def test_skipped_floors_are_allowed_but_questioned(dialog, qtbot):
    fill(dialog, qtbot, buildings="3", floors="3~5", skipped_floors="4")
    assert [line.split()[0] for line in shown(dialog)] == ["5", "3"]
    assert dialog.note.isVisible()
    assert "N12" in dialog.note.text()


def test_buildings_alone_can_be_generated_too(dialog, qtbot):
    fill(dialog, qtbot, buildings="3-5")
    assert dialog.go.isEnabled()
    assert "3 个楼栋" in dialog._empty._title.text()


def test_a_kept_form_comes_back_as_it_was(open_dialog, qtbot):
    plan = BlockPlan(
        *("A-C", "1", "-1~9"),
        rooms=4,
        form="{层}{字母}",
        skipped_floors="4",
        running=True,
        with_floors=True,
        exceptions=(Deviation(Act.DUPLEX, "A", "", "8", "1"), Deviation(Act.NONE, floors="-1")),
    )
    first = open_dialog()
    first.form.show_plan(plan)
    second = open_dialog()
    second.form.restore(first.form.fields())
    assert second.form.plan() == plan
    qtbot.waitUntil(lambda: second.preview is not None)


def test_escape_leaves_without_a_trace(dialog, qtbot):
    before = count(dialog._desk.store)
    fill(dialog, qtbot, buildings="3", floors="1")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.question is None
    assert count(dialog._desk.store) == before


def test_a_block_whose_houses_are_still_being_built_is_made_as_such(dialog, qtbot):
    fill(dialog, qtbot, buildings="3", stairs="", floors="")
    assert [dialog.form.existence.itemText(at) for at in range(2)] == ["存在", "在建"]
    dialog.form.existence.setFocus()
    qtbot.keyClick(dialog.form.existence, Qt.Key.Key_Down)
    kept = dialog.form.fields()
    qtbot.waitUntil(dialog.go.isEnabled)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    with dialog._desk.store.read() as conn:
        born = select(node.c.existence).where(node.c.full_text == DOOR + "3幢")
        assert conn.execute(born).scalar_one() == "building"
    dialog.form.existence.setCurrentIndex(0)
    dialog.form.restore(kept)
    assert dialog.form.plan().existence == "building"


def test_a_form_kept_before_it_asked_for_existence_is_put_back(dialog):
    kept = json.loads(dialog.form.fields()["plan"])
    del kept["existence"]
    dialog.form.restore({"plan": json.dumps(kept | {"buildings": "3"})})
    assert (dialog.form.plan().buildings, dialog.form.plan().existence) == ("3", "exists")
