"""The windows beside the verbs, each opened by mouse in the menu, by its letters, and by its key, and left with Esc."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.desktop.editing.conftest import Window
from tests.desktop.editing.hands import by_key, by_letters, by_menu

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WINDOWS = (
    ("Ctrl+G", "GeneratorDialog"),
    ("Ctrl+T", "BuildingWindow"),
    ("Ctrl+H", "DayWindow"),
    ("Ctrl+Shift+H", "DifferenceDialog"),
    ("Ctrl+J", "JournalWindow"),
    ("Ctrl+I", "ImportWizard"),
    ("Ctrl+E", "ExportDialog"),
    ("Ctrl+Shift+P", "ApplicationsDialog"),
    ("F1", "AboutDialog"),
)


STAYS = "BuildingWindow"
"""One edits in it by the keys of the tree: closed by Esc, the next of them would fall on the tree behind it."""


def shown(name: str) -> QDialog | None:
    """The visible window of a class."""
    found = (one for one in QApplication.topLevelWidgets() if type(one).__name__ == name and one.isVisible())
    return next((one for one in found if isinstance(one, QDialog)), None)


def action_of(window: Window, keys: str) -> QAction:
    wanted = QKeySequence(keys)
    return next(one for one in window.main.findChildren(QAction) if one.shortcut() == wanted)


@pytest.mark.parametrize(("keys", "name"), WINDOWS)
def test_a_window_opens_by_menu_letters_and_key_and_closes_with_escape(window, qtbot, keys, name):
    window.go_to("厦门市思明区莲富大厦8号1幢")
    for way in (by_menu, by_letters, by_key):
        window.main.activateWindow()
        qtbot.waitUntil(window.main.isActiveWindow)
        assert shown(name) is None
        way(window.main, action_of(window, keys))
        qtbot.waitUntil(lambda: shown(name) is not None)
        dialog = shown(name)
        assert dialog is not None
        room = window.main.screen().availableGeometry()
        assert dialog.frameGeometry().height() <= room.height(), name
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        if name == STAYS:
            assert dialog.isVisible()
            dialog.activateWindow()
            qtbot.waitUntil(dialog.isActiveWindow)
            QTest.keyClick(dialog, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: shown(name) is None)


def test_enter_on_a_button_that_is_not_the_default_one_presses_it(window, qtbot):
    QTest.keyClick(window.main, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown("JournalWindow") is not None)
    journal = shown("JournalWindow")
    assert journal is not None
    journal.verify_button.setFocus()
    with qtbot.waitSignal(journal.verify_button.clicked):
        QTest.keyClick(journal.verify_button, Qt.Key.Key_Return)
    QTest.keyClick(journal, Qt.Key.Key_Escape)
