import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.addresses.search import SearchBox
from desktop.history.timeline import TimelineDialog
from desktop.shell.furnishing import SYSTEM
from tests.desktop.addresses.register import node_id
from tests.desktop.editing.conftest import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise")
ADDRESS = "厦门市思明区莲富大厦8号2幢1梯201室"


@pytest.fixture
def window(desk, tmp_path, qtbot):
    made = Window(desk, tmp_path, qtbot)
    made.go_to(ADDRESS)
    yield made
    made.main.close()


def story(window: Window) -> QWidget:
    return window.main.address_desk.history.show_story(node_id(window.desk.store, ADDRESS))


OPENERS = {
    "building table": lambda w: (w.main.blocks.show_selected(), w.main.blocks.window)[1],
    "day": lambda w: w.main.address_desk.history.show_day(),
    "difference": lambda w: w.main.address_desk.history.show_difference(),
    "story": story,
    "sketch": lambda w: (w.main.sketch.show_window(), w.main.sketch.window)[1],
    "sheets": lambda w: (w.main.sheets.show(), w.main.sheets._window)[1],
    "journal": lambda w: (w.main.journal.show(), w.main.journal._window)[1],
    "import": lambda w: (w.main.importing.show(), w.main.importing._wizard)[1],
    "handing over": lambda w: (w.main.units.show_transfers(), w.main.units.window)[1],
}


def opened(window: Window, name: str) -> QWidget:
    other = OPENERS[name](window)
    assert isinstance(other, QWidget)
    assert other.isVisible()
    other.activateWindow()
    window.qtbot.waitUntil(lambda: QApplication.activeWindow() is other)
    return other


def press(window: Window, other: QWidget) -> None:
    window.qtbot.keyClick(other, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


def in_line(window: Window) -> bool:
    return QApplication.activeWindow() is window.main and window.page.search.hasFocus()


@pytest.mark.parametrize("name", OPENERS)
def test_ctrl_k_in_any_other_window_leads_to_the_search_line(window, name, qtbot):
    other = opened(window, name)
    press(window, other)
    qtbot.waitUntil(lambda: in_line(window))


def test_what_would_hide_the_line_is_put_away_and_comes_back_with_escape(window, qtbot):
    other = opened(window, "journal")
    other.move(window.main.pos())
    press(window, other)
    qtbot.waitUntil(lambda: in_line(window))
    assert not other.isVisible()
    assert "已收起" in window.main.statusBar().currentMessage()
    qtbot.keyClick(window.page.search, Qt.Key.Key_Escape)
    assert other.isVisible()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is other)


def test_what_was_put_away_stays_away_once_something_was_found(window, qtbot):
    other = opened(window, "journal")
    other.move(window.main.pos())
    press(window, other)
    qtbot.waitUntil(lambda: in_line(window))
    qtbot.keyClicks(window.page.search, "hbnl7")
    qtbot.keyClick(window.page.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page.tree.currentIndex().data() == "7号")
    window.page.search.left.emit()
    assert not other.isVisible()
    assert opened(window, "journal") is other


@pytest.mark.parametrize("first", ["journal", "sheets"])
def test_escape_leads_back_to_the_window_that_was_worked_in(window, first, qtbot):
    names = [first, *({"journal", "sheets"} - {first})]
    others = [opened(window, name) for name in names]
    for one in others:
        one.move(window.main.pos())
    press(window, others[-1])
    qtbot.waitUntil(lambda: in_line(window))
    assert [one.isVisible() for one in others] == [False, False]
    qtbot.keyClick(window.page.search, Qt.Key.Key_Escape)
    assert [one.isVisible() for one in others] == [True, True]
    qtbot.waitUntil(lambda: QApplication.activeWindow() is others[-1])


def test_a_story_that_was_put_away_is_closed_once_something_was_found(window, qtbot):
    other = opened(window, "story")
    other.move(window.main.pos())
    press(window, other)
    qtbot.waitUntil(lambda: in_line(window))
    assert not other.isVisible()
    window.main.finder.found.emit()
    qtbot.waitUntil(lambda: window.main.findChildren(TimelineDialog) == [])


def test_a_story_that_was_put_away_comes_back_with_escape(window, qtbot):
    other = opened(window, "story")
    other.move(window.main.pos())
    press(window, other)
    qtbot.waitUntil(lambda: in_line(window))
    qtbot.keyClick(window.page.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is other)


def test_a_window_beside_the_line_stays_where_it_is(window, qtbot):
    other = opened(window, "journal")
    other.move(window.main.pos().x(), window.main.frameGeometry().bottom() + 40)
    press(window, other)
    qtbot.waitUntil(lambda: in_line(window))
    assert other.isVisible()


def test_in_a_room_without_a_line_the_palette_comes_up_and_escape_brings_back(window, qtbot):
    window.main.nav.setCurrentRow(SYSTEM)
    other = opened(window, "journal")
    other.move(window.main.pos())
    press(window, other)
    palette = window.main.finder.palette
    assert palette is not None
    qtbot.waitUntil(palette.box.hasFocus)
    assert not other.isVisible()
    qtbot.keyClick(palette.box, Qt.Key.Key_Escape)
    assert other.isVisible()


def test_a_question_that_is_open_comes_first(window, qtbot):
    other = opened(window, "story")
    assert isinstance(other, TimelineDialog)
    asking = QDialog(window.main)
    asking.open()
    other.activateWindow()
    window.main.elsewhere.find()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is asking)
    assert other.isVisible()
    asking.close()


def test_dialogs_that_ask_something_have_no_such_key(window, qtbot):
    asking = QDialog(window.main)
    asking.open()
    asking.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is asking)
    assert asking.actions() == []
    assert not any(isinstance(one, SearchBox) for one in asking.findChildren(QWidget))
    asking.close()
