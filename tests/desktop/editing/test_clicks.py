"""Every verb reached in every way there is, and done to its end with the keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QStatusTipEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolBar, QWidget
from sqlalchemy import select

from db.domain.access import Actor, Role
from db.schema.address import node
from db.services.applications import applications, approve
from desktop.editing.acts import Verb, specs
from desktop.editing.dialog import VerbDialog
from tests.desktop.addresses.register import NEIGHBOUR, node_id
from tests.desktop.editing.conftest import Window
from tests.desktop.editing.hands import WAYS, ways_to

STREET = "厦门市思明区湖滨南路"
CHIEF = Actor(3, "chief", "王科长", ((Role.CHIEF, "350203"),), "desk-2")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

_ON = {
    Verb.BULK: ("7号", "8号"),
    Verb.MERGE: ("11号", "21号"),
    Verb.SPLIT: ("11号",),
    Verb.SUSPEND: ("11号",),
    Verb.CANCEL: ("11号",),
    Verb.RESTORE: ("11号",),
}


def keys(text: str) -> None:
    """Type into whatever has the keyboard; Chinese comes as from an input method."""
    if text.isascii():
        QTest.keyClicks(_focused(), text)
        return
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(_focused(), event)


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key where the keyboard is."""
    QTest.keyClick(_focused(), key, modifier)


def opened(window: Window) -> VerbDialog:
    """The verb's dialog, with the keyboard in it."""
    dialog = window.dialog()
    window.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def left(window: Window, dialog: VerbDialog) -> None:
    """Wait until the dialog is gone and the window has the keyboard again."""
    window.closed(dialog)
    window.main.activateWindow()  # what a window system does by itself
    window.qtbot.waitUntil(window.main.isActiveWindow)


def select_for(window: Window, verb: Verb) -> None:
    """Select in the list what a verb fits on."""
    window.go_to_street(STREET + "7号")
    if verb is Verb.RESTORE:
        suspend(window, "11号")
    window.select(*_ON.get(verb, ("7号",)))
    action = window.verbs.actions[verb]
    window.qtbot.waitUntil(action.isEnabled)


def suspend(window: Window, name: str) -> None:
    """Have an address suspended, for what comes after."""
    window.select(name)
    window.verbs.actions[Verb.SUSPEND].trigger()
    dialog = opened(window)
    dialog.reason_box.setText("修路")
    window.checked(dialog)
    dialog.confirm()
    left(window, dialog)
    filed = applications(window.desk.store)[0]
    done = approve(window.desk.store, CHIEF, filed.id, filed.row_version, "同意")
    window.desk.feed.changed.emit(done.changes, None)


@pytest.mark.parametrize("verb", list(Verb))
def test_a_verb_is_reached_by_menu_letters_tool_bar_context_menu_and_key(window, qtbot, verb):
    window.main.activateWindow()
    select_for(window, verb)
    chosen = window.verbs.selection.now()
    reached = 0
    for way in WAYS:
        if not way(window.main, window.verbs.actions[verb]):
            continue
        reached += 1
        dialog = opened(window)
        assert dialog.windowTitle().startswith(specs()[verb].name.partition("(&")[0].rstrip("… ")), way
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        left(window, dialog)
        assert window.verbs.selection.now() == chosen, way
    assert reached == ways_to(verb)


def _add(_window: Window) -> None:
    keys("3幢")
    press(Qt.Key.Key_Tab)


def _rename(_window: Window) -> None:
    keys("107号")


def _move(window: Window) -> None:
    dialog = opened(window)
    QTest.keyClick(dialog, Qt.Key.Key_Q, ALT)
    window.qtbot.waitUntil(dialog.form.area.isEnabled)
    dialog.form.area.choose(NEIGHBOUR)
    QTest.keyClick(dialog, Qt.Key.Key_R, ALT)


def _correct(_window: Window) -> None:
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down)


def _bulk(window: Window) -> None:
    press(Qt.Key.Key_Down)
    dialog = opened(window)
    QTest.keyClick(dialog, Qt.Key.Key_P, ALT)
    _focused().selectAll()
    keys("{n}号")
    QTest.keyClick(dialog, Qt.Key.Key_B, ALT)
    keys("201")


def _split(window: Window) -> None:
    keys("11-1号")
    press(Qt.Key.Key_Return)
    keys("11-2号")
    _reason(window)


def _reason(window: Window) -> None:
    QTest.keyClick(opened(window), Qt.Key.Key_R, ALT)
    keys("hedui")


def _nothing(_window: Window) -> None:
    """The reason may stay empty."""


_TYPED: dict[Verb, tuple[Callable[[Window], None], str]] = {
    Verb.ADD: (_add, "7号3幢 draft"),
    Verb.RENAME: (_rename, "107号 to_verify"),
    Verb.MOVE: (_move, "7号 to_verify"),
    Verb.CORRECT: (_correct, "7号 to_verify"),
    Verb.BULK: (_bulk, "201号 to_verify"),
    Verb.MERGE: (_reason, "21号 changing"),
    Verb.SPLIT: (_split, "11号 changing"),
    Verb.SUSPEND: (_reason, "11号 changing"),
    Verb.RESTORE: (_reason, "11号 suspended"),
    Verb.CANCEL: (_reason, "11号 changing"),
    Verb.VOID: (_nothing, "7号 void"),
}


@pytest.mark.parametrize("verb", list(Verb))
def test_a_verb_is_done_with_the_keyboard_alone(window, qtbot, verb):
    window.main.activateWindow()
    select_for(window, verb)
    typed, found = _TYPED[verb]
    before = len(applications(window.desk.store))
    for way in reversed(WAYS):
        if way.__name__ in ("by_key", "by_letters") and way(window.main, window.verbs.actions[verb]):
            break
    dialog = opened(window)
    typed(window)
    window.checked(dialog)
    assert dialog.ok.isEnabled(), dialog.pane.way.text() + dialog.form._problem.text()
    press(Qt.Key.Key_Return, CTRL)
    left(window, dialog)
    name, legal = found.split()
    wanted = node_id(window.desk.store, STREET + name)
    with window.desk.store.read() as conn:
        row = conn.execute(select(node).where(node.c.id == wanted)).one()
    assert row.legal == legal
    filed = verb in (Verb.MERGE, Verb.SPLIT, Verb.SUSPEND, Verb.RESTORE, Verb.CANCEL)
    assert len(applications(window.desk.store)) == before + filed
    assert (row.area_community == NEIGHBOUR) == (verb is Verb.MOVE)
    assert (row.side == "left") == (verb is Verb.CORRECT)
    assert window.main.statusBar().currentMessage()


def test_what_was_added_is_in_sight_and_more_can_be_added_there(window, qtbot):
    window.main.activateWindow()
    window.go_to_street(STREET + "7号")
    QTest.keyClick(window.main, Qt.Key.Key_Insert)
    dialog = opened(window)
    keys("901号、903号")
    window.checked(dialog)
    press(Qt.Key.Key_Return, CTRL)
    left(window, dialog)
    table = window.page.table
    street = window.page.marks.in_tree.child.key
    qtbot.waitUntil(lambda: len(table.model.shown) == 32)

    def in_sight(name: str) -> bool:
        row = table.model.row_of(node_id(window.desk.store, STREET + name))
        return table.view.viewport().rect().intersects(table.view.visualRect(table.model.index(row, 0)))

    qtbot.waitUntil(lambda: in_sight("901号") and in_sight("903号"))
    assert table.selected_keys() == []
    assert window.verbs.selection.now().place_id == street
    window.activate()
    qtbot.waitUntil(window.verbs.actions[Verb.ADD].isEnabled)
    QTest.keyClick(window.main, Qt.Key.Key_Insert)
    again = opened(window)
    assert again.windowTitle().endswith("湖滨南路")
    again.reject()


def test_the_detail_stays_with_the_line_that_was_edited(window, qtbot):
    window.main.activateWindow()
    select_for(window, Verb.RENAME)
    QTest.keyClick(window.page.table.view, Qt.Key.Key_F2)
    dialog = opened(window)
    keys("107号")
    window.checked(dialog)
    press(Qt.Key.Key_Return)
    left(window, dialog)
    qtbot.waitUntil(lambda: STREET + "107号" in window.page.detail.page.toPlainText())
    qtbot.wait(100)
    assert STREET + "107号" in window.page.detail.page.toPlainText()


def test_the_mouse_that_rests_on_the_tool_bar_leaves_what_was_just_told(window):
    bar = window.page.findChild(QToolBar)
    button = bar.widgetForAction(window.verbs.actions[Verb.MOVE])
    window.main.statusBar().showMessage("已办理")
    QApplication.sendEvent(button, QStatusTipEvent(button.statusTip()))
    assert window.main.statusBar().currentMessage() == "已办理"


def test_a_key_whose_verb_is_off_says_why(window, qtbot):
    window.main.activateWindow()
    window.go_to_street(STREET + "7号")
    window.select("7号", "11号")
    off = window.verbs.actions[Verb.VOID]
    qtbot.waitUntil(lambda: not off.isEnabled())
    QTest.keyClick(window.page.table.view, Qt.Key.Key_Delete)
    assert window.main.statusBar().currentMessage() == "「11号」现在是已批准，不能这样办理。"
    assert window.verbs.dialog is None


def test_enter_takes_the_target_first_and_confirms_only_then(window, qtbot):
    window.main.activateWindow()
    select_for(window, Verb.MOVE)
    QTest.keyClick(window.page.table.view, Qt.Key.Key_M, CTRL)
    dialog = opened(window)
    picker = dialog.form.picker
    keys("湖滨南路9号")
    qtbot.waitUntil(lambda: bool(picker.hits.hits))
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert picker.target.text == STREET + "9号"
    assert not picker.list.isVisible()
    press(Qt.Key.Key_Down)
    assert picker.list.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    left(window, dialog)


def test_a_void_draft_stays_in_the_list_and_stands_back(window, qtbot):
    window.main.activateWindow()
    select_for(window, Verb.VOID)
    model = window.page.table.model
    grey = Qt.ItemDataRole.ForegroundRole
    index = window.page.table.view.selectionModel().selectedRows()[0]
    row = index.row()
    assert model.data(index, grey) is None
    QTest.keyClick(window.page.table.view, Qt.Key.Key_Delete)
    dialog = opened(window)
    assert [line.cells[1:] for line in dialog.pane.model.lines] == [("作废", "待核实")]
    press(Qt.Key.Key_Return)
    left(window, dialog)
    qtbot.waitUntil(lambda: "作废" in model.cells(row))
    assert model.data(model.index(row, 0), grey) is not None
    assert window.main.statusBar().currentMessage().startswith("作废：")


def test_enter_in_the_day_confirms_what_is_shown(window):
    window.main.activateWindow()
    window.go_to_street(STREET + "7号")
    window.select("11号")
    before = len(applications(window.desk.store))
    QTest.keyClick(window.page.table.view, Qt.Key.Key_F2)
    dialog = opened(window)
    keys("111号")
    dialog.reason_box.setText("重号")
    window.checked(dialog)
    dialog.has_day.setChecked(True)
    dialog.day_box.setFocus()
    press(Qt.Key.Key_Up)
    window.checked(dialog)
    press(Qt.Key.Key_Return)
    left(window, dialog)
    assert len(applications(window.desk.store)) == before + 1
