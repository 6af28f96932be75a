"""What the 核查表 window tells in itself, and its keys: Ctrl+F, and Ctrl+Z as in the main window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.sheets.desk import SheetDesk
from tests import changes
from tests.desktop.sheets.conftest import Verbs
from tests.desktop.sheets.test_window import LEFT, WRONG, choose, lines
from tests.office import addresses, full, person
from tests.sheets import filled, issued, taken

CTRL = Qt.KeyboardModifier.ControlModifier


def test_what_was_done_is_told_below_the_lists_and_the_register_is_shown_as_it_is_now(opened, store, qtbot):
    made = addresses(store, ["2号", "4号"])
    taken(store, filled(store, issued(store), {made["2号"]: {**WRONG, "new_own_text": "22号"}}))
    window = opened()
    assert not window.state.isVisible()
    assert [line[3:6] for line in lines(window)] == [("2号", "2号", "22号")]
    choose(window, "22号")
    qtbot.mouseClick(window.merge.take, LEFT)
    assert window.state.isVisible()
    assert "已采纳 1 条" in window.state.text()
    assert changes.texts(store, made)["2号"] == full("22号")
    assert [line[3:6] for line in lines(window)] == [("2号", "22号", "22号")]


def test_a_conflict_says_why_also_when_the_other_word_was_that_all_is_right(opened, store, qtbot):
    made = addresses(store, ["2号", "4号"])
    sheet = issued(store)
    taken(store, filled(store, sheet, {made["2号"]: {**WRONG, "new_own_text": "22号"}}))
    taken(store, filled(store, sheet, {made["2号"]: {"verdict": "一致"}}))
    window = opened()
    (line,) = lines(window)
    assert line[0] == "冲突"
    assert line[7] == "社区几次说法不一，另一次说「2号」，即与下发时一致"
    choose(window, "22号")
    assert window.merge._about.text().endswith("即与下发时一致。")


def test_ctrl_f_goes_to_the_filter_of_the_list_the_keyboard_is_on(opened, store, qtbot):
    made = addresses(store, ["2号", "4号"])
    taken(store, filled(store, issued(store), {made["2号"]: {**WRONG, "new_own_text": "22号"}}))
    window = opened()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for table in (window.table, window.merge.table):
        table.view.setFocus()
        QTest.keyClick(table.view, Qt.Key.Key_F, CTRL)
        assert table.filter_box.hasFocus()


def test_a_decision_is_taken_back_by_the_keys_of_the_main_window(desk, store, qtbot):
    main, verbs = QWidget(), Verbs((7, 9))
    qtbot.addWidget(main)
    holder = SheetDesk(desk, person(store, "clerk"), main, lambda _text: None, verbs)
    window = holder.show()
    qtbot.waitUntil(window.isActiveWindow)
    window.table.view.setFocus()
    QTest.keyClick(window.table.view, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(window.table.view, Qt.Key.Key_Y, CTRL)
    assert verbs.pressed == ["Ctrl+Z", "Ctrl+Y"]
    verbs.told.emit("已撤销：社区核查更正")
    assert window.state.text() == "已撤销：社区核查更正"
    assert window.selected() == (7, 9)
    window.close()
    assert holder.show().state.text() == ""
