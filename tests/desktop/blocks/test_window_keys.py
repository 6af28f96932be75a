"""The 楼盘表 window by keyboard: where the keyboard is, what Esc does, and how long a line stays that was told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.services.blocks import Under
from desktop.blocks.building_window import BuildingWindow
from desktop.blocks.desk import BlockDesk
from tests.desktop.addresses.register import node_id

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "support raise", "grabbing the keyboard")
HOUSE = "厦门市思明区莲富大厦8号1幢"


@pytest.fixture
def blocks(room_desk):
    """The verbs of 楼盘表, whose window is closed afterwards."""
    blocks = room_desk[2]
    yield blocks
    if blocks.window is not None:
        blocks.window.close()


def opened(blocks: BlockDesk, qtbot, address: str = HOUSE) -> BuildingWindow:
    """The window as the room opens it, its cells there."""
    window = blocks.show_table(Under(node_id=node_id(blocks._desk.store, address)))
    qtbot.waitUntil(lambda: window.where.text() == HOUSE and bool(window.view.selected()))
    qtbot.waitUntil(window.isActiveWindow)
    return window


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, held)


def chosen(window: BuildingWindow) -> list[str]:
    assert window.view.table is not None
    return [window.view.table.cells[key].text for key in window.view.selected()]


def test_the_keyboard_is_on_the_cells_whenever_the_window_opens(blocks, qtbot):
    window = opened(blocks, qtbot)
    assert (window.view.grid.hasFocus(), chosen(window)) == (True, ["1梯"])
    press(Qt.Key.Key_Down)
    assert (chosen(window), window.buildings.currentText()) == (["201室"], "1幢")
    window.buildings.setFocus()
    window.close()
    window = opened(blocks, qtbot, HOUSE + "1梯102室")
    assert (window.view.grid.hasFocus(), chosen(window)) == (True, ["102室"])


def test_f6_goes_round_the_panes(blocks, qtbot):
    window = opened(blocks, qtbot)
    passed = []
    for _ in range(3):
        press(Qt.Key.Key_F6)
        passed.append(QApplication.focusWidget())
    assert passed == [window.buildings, window.view.aspect, window.view.grid]


def test_what_was_told_goes_when_something_else_is_selected(blocks, qtbot):
    window = opened(blocks, qtbot)
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.state.text() == "请选中两个以上地址。"
    press(Qt.Key.Key_Down)
    assert window.state.text() == ""
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert (window.buildings.currentText(), window.state.text()) == ("2幢", "")


def test_a_line_of_the_main_window_is_not_found_in_the_table_opened_later(blocks, qtbot):
    window = opened(blocks, qtbot)
    window.close()
    blocks._verbs.told.emit("室下面不再有地址。")
    assert opened(blocks, qtbot).state.text() == ""


def test_what_was_done_stays_told_though_the_table_is_read_again(blocks, qtbot):
    window = opened(blocks, qtbot)
    window.state.setText("已作废 1 个地址。")
    with qtbot.waitSignal(window.view.loaded):
        window.view.reload()
    assert window.state.text() == "已作废 1 个地址。"


def test_esc_takes_back_line_and_selection_but_leaves_the_window_and_ctrl_w_closes_it(blocks, qtbot):
    window = opened(blocks, qtbot)
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Escape)
    assert (window.state.text(), chosen(window)) == ("", ["1梯"])
    window.buildings.setFocus()
    for _ in range(2):
        press(Qt.Key.Key_Escape)
    assert (chosen(window), window.view.grid.hasFocus()) == ([], True)
    assert window.isVisible()
    assert window.isActiveWindow()
    press(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


def test_enter_shows_a_cell_in_the_main_window_and_keeps_the_keyboard(blocks, qtbot):
    window = opened(blocks, qtbot, HOUSE + "1梯102室")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: blocks._page.tree.currentIndex().data() == "102室")
    assert window.state.text() == "主窗口已转到「102室」。"
    assert window.isActiveWindow()
    assert window.view.grid.hasFocus()
