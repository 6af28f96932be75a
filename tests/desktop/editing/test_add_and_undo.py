import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from sqlalchemy import select, update

from db.domain.access import Actor, Role
from db.domain.address import NodeKind
from db.domain.errors import StoreUnavailable
from db.domain.plan import Edit
from db.schema.address import node, number_slot
from db.services import changes, editing
from db.services.addresses import node_rows
from desktop.editing.acts import Chosen, Verb, obstacle, specs
from desktop.editing.dialog import VerbDialog
from tests.desktop.addresses.register import ADMIN, node_id

STREET = "厦门市思明区湖滨南路"
CTRL = Qt.KeyboardModifier.ControlModifier


def legal_of(store, address: str) -> str:
    """The state of the last address that was called so; ``""`` when there never was one."""
    with store.read() as conn:
        query = select(node.c.legal).where(node.c.full_text == address).order_by(node.c.id.desc())
        return str(conn.execute(query).scalar() or "")


def test_several_doors_are_added_below_a_street_with_the_insert_key(window, qtbot):
    window.go_to_street(STREET + "7号")
    window.main.activateWindow()
    qtbot.keyClick(window.main, Qt.Key.Key_Insert)
    dialog = window.dialog()
    assert "每行一个" in dialog.pane.way.text()
    assert not dialog.ok.isEnabled()
    dialog.form.list.setPlainText("101号、103号\n7号\n")
    window.checked(dialog)
    after = [line.cells[1:] for line in dialog.pane.model.lines]
    assert (STREET + "101号", "门牌号") in after
    assert (STREET + "7号", "已经有了，保持不变") in after
    assert "直接生效，可撤销" in dialog.pane.way.text()
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    window.closed(dialog)
    assert legal_of(window.desk.store, STREET + "103号") == "draft"
    qtbot.waitUntil(lambda: len(window.page.table.model.shown) == 32)


def test_a_number_given_out_before_is_told_in_the_preview_and_cannot_be_added(window, qtbot):
    with window.desk.store.engine.begin() as conn:
        gone = node_id(window.desk.store, STREET + "3号")
        conn.execute(update(node).where(node.c.id == gone).values(legal="cancelled", is_live=False))
        conn.execute(update(number_slot).where(number_slot.c.owner == gone).values(status="retired"))
    window.go_to_street(STREET + "7号")
    window.main.activateWindow()
    qtbot.keyClick(window.main, Qt.Key.Key_Insert)
    dialog = window.dialog()
    dialog.form.list.setPlainText("3号\n103号\n")
    window.checked(dialog)
    notes = {line.cells[1]: line.cells[2] for line in dialog.pane.model.lines}
    assert notes[STREET + "3号"] == f"「{STREET}3号」已注销或合并，号码不再发放"
    assert "有的号码不能发放" in dialog.pane.way.text()
    assert not dialog.ok.isEnabled()
    dialog.form.list.setPlainText("103号\n")
    window.checked(dialog)
    assert dialog.ok.isEnabled()


def test_an_address_whose_house_is_still_being_built_is_added_as_such(window):
    window.go_to(STREET + "7号")
    window.verbs.actions[Verb.ADD].trigger()
    dialog = window.dialog()
    assert dialog.form.existence.currentText() == "存在"
    assert [dialog.form.existence.itemText(at) for at in range(2)] == ["存在", "在建"]
    dialog.form.list.setPlainText("3幢")
    dialog.form.existence.setFocus()
    QTest.keyClick(dialog.form.existence, Qt.Key.Key_Down)
    assert dialog.form.texts()["existence"] == "building"
    window.checked(dialog)
    dialog.confirm()
    window.closed(dialog)
    with window.desk.store.read() as conn:
        born = select(node.c.existence).where(node.c.full_text == STREET + "7号3幢")
        assert conn.execute(born).scalar_one() == "building"


def test_what_was_added_is_taken_back_and_done_again_by_the_keyboard(window, qtbot):
    editing.add_children(
        window.desk.store,
        ADMIN,
        node_id(window.desk.store, STREET + "7号"),
        [editing.Wish(NodeKind.BUILDING, "3幢")],
    )
    window.verbs.look_again()
    qtbot.waitUntil(window.verbs.undo.isEnabled)
    assert "新增：" + STREET + "7号3幢" in window.verbs.undo.text()
    assert not window.verbs.redo.isEnabled()
    window.main.activateWindow()
    window.page.tree.setFocus()
    qtbot.keyClick(window.main, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(window.verbs.redo.isEnabled)
    assert legal_of(window.desk.store, STREET + "7号3幢") == "void"
    assert "已撤销 新增" in window.main.statusBar().currentMessage()
    qtbot.keyClick(window.main, Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(window.verbs.undo.isEnabled)
    assert legal_of(window.desk.store, STREET + "7号3幢") == "draft"


def test_taking_back_what_somebody_changed_since_says_who_and_what(window, qtbot):
    store = window.desk.store
    above = node_id(store, STREET + "7号")
    added = editing.add_children(store, ADMIN, above, [editing.Wish(NodeKind.BUILDING, "3幢")])
    other = Actor(2, "li", "李四", ((Role.CLERK, "350203"),))
    editing.edit(store, other, [Edit(added.node_ids[0], 1, own_text="4幢")])
    window.verbs.look_again()
    qtbot.waitUntil(window.verbs.undo.isEnabled)
    window.verbs.undo.trigger()
    qtbot.waitUntil(lambda: window.verbs.box is not None)
    assert "3幢" in window.verbs.box.text()
    assert "3幢 → 4幢" in window.verbs.box.informativeText()
    assert "li" in window.verbs.box.informativeText()
    assert legal_of(store, STREET + "7号4幢") == "draft"


def test_a_text_that_cannot_be_read_is_told_beside_the_field(window, qtbot):
    window.go_to_street(STREET + "7号")
    window.verbs.actions[Verb.ADD].trigger()
    dialog = window.dialog()
    dialog.form.list.setPlainText("大门口")
    window.checked(dialog)
    assert dialog.form._problem.isVisible()
    assert "大门口" in dialog.form._problem.text()
    assert not dialog.ok.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    window.closed(dialog)


def test_the_same_address_twice_is_refused_before_it_is_written(window, qtbot):
    window.go_to_street(STREET + "7号")
    window.verbs.actions[Verb.ADD].trigger()
    dialog = window.dialog()
    dialog.form.list.setPlainText("101号\n101")
    window.checked(dialog)
    assert [line.cells[2] for line in dialog.pane.model.lines] == ["填了两次", "填了两次"]
    assert not dialog.ok.isEnabled()
    dialog.reject()


def test_verbs_that_fit_nothing_are_off_and_say_why(window, qtbot):
    window.go_to(STREET + "7号")
    actions = window.verbs.actions
    assert actions[Verb.RENAME].isEnabled()
    assert actions[Verb.VOID].isEnabled()
    assert not actions[Verb.RESTORE].isEnabled()
    assert actions[Verb.RESTORE].toolTip() == "「7号」现在是待核实，不能这样办理。"
    assert not actions[Verb.BULK].isEnabled()
    assert actions[Verb.BULK].toolTip() == "请选中两个以上地址。"
    window.go_to(STREET + "11号")
    assert not actions[Verb.VOID].isEnabled()
    assert actions[Verb.SUSPEND].isEnabled()


def test_verbs_are_off_in_another_room_and_while_the_store_is_away(window, qtbot):
    window.go_to(STREET + "7号")
    action = window.verbs.actions[Verb.RENAME]
    window.main.nav.setCurrentRow(1)
    qtbot.waitUntil(lambda: not action.isEnabled())
    window.main.nav.setCurrentRow(0)
    qtbot.waitUntil(action.isEnabled)
    window.desk.runner.set_reached(False)
    qtbot.waitUntil(lambda: not action.isEnabled())
    assert "离线" in action.toolTip()
    window.desk.runner.set_reached(True)
    qtbot.waitUntil(action.isEnabled)


@pytest.mark.parametrize("role", [Role.PRINTER, Role.CITY, Role.ADMIN])
def test_who_may_not_edit_finds_every_verb_off(role):
    actor = Actor(1, "zhang", "张三", ((role, "350203"),))
    assert all(obstacle(verb, spec, actor, Chosen((7,)), ()) for verb, spec in specs().items())


def test_a_clerk_of_another_area_finds_the_verbs_off(store):
    row = node_rows(store, [node_id(store, STREET + "7号")]).popitem()[1]
    actor = Actor(1, "zhang", "张三", ((Role.AREA_CLERK, "350203001"),))
    why = obstacle(Verb.RENAME, specs()[Verb.RENAME], actor, Chosen((row.id,)), (row,))
    assert why == "不在您的管辖区域内。"


def test_no_two_actions_of_the_window_share_a_key(window):
    keys = [key.toString() for action in window.main.findChildren(QAction) for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))
    assert {"Ins", "F2", "Ctrl+M", "Del", "Ctrl+Z", "Ctrl+Y"} <= set(keys)


def test_a_key_pressed_twice_opens_one_dialog(window):
    wanted = window.go_to(STREET + "7号")
    arrived = []
    runner = window.desk.runner
    start, runner.start = runner.start, lambda operation, *_who: arrived.append(operation)
    window.verbs.start(Verb.RENAME)
    window.verbs.start(Verb.RENAME)
    runner.start = start
    for operation in arrived:
        operation.on_done(operation.work(None))
    dialog = window.dialog()
    assert len(window.main.findChildren(VerbDialog)) == 1
    assert dialog.form.rows[0].id == wanted
    dialog.reject()


def test_a_store_that_was_away_for_a_moment_is_asked_again_by_the_same_button(window, qtbot, monkeypatch):
    window.go_to(STREET + "7号")
    window.verbs.actions[Verb.RENAME].trigger()
    dialog = window.dialog()
    with monkeypatch.context() as away:
        away.setattr(changes, "preview", fail)
        dialog.form.part.setText("107号")
        qtbot.waitUntil(lambda: "连不上" in dialog.form._problem.text())
    window.desk.runner.set_reached(True)
    assert dialog.ok.isEnabled()
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    window.closed(dialog)
    assert node_id(window.desk.store, STREET + "107号")


def fail(*_what: object) -> None:
    """A server that does not answer."""
    raise StoreUnavailable("no_server")
