"""Hands on the window: the four ways a user comes to a verb, each with real clicks and keys."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QToolBar, QToolButton

from desktop.editing.acts import Verb
from desktop.shell.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
_OPENS_MS = 20


def _menu_of(main: MainWindow, action: QAction) -> QMenu:
    return next(one for one in main.findChildren(QMenu) if action in one.actions() and one.title())


def _click_in(menu: QMenu, action: QAction) -> None:
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def by_menu(main: MainWindow, action: QAction) -> bool:
    """Click the menu in the bar, then its line."""
    menu = _menu_of(main, action)
    bar = main.menuBar()
    QTest.mouseClick(bar, LEFT, pos=bar.actionGeometry(menu.menuAction()).center())
    _click_in(menu, action)
    return True


def by_letters(main: MainWindow, action: QAction) -> bool:
    """Alt with the letter of the menu, then the letter of the line."""
    menu = _menu_of(main, action)
    QTest.keyClick(main, _letter(menu.title()), ALT)
    assert menu.isVisible()
    QTest.keyClick(menu, _letter(action.text()))
    return True


def _letter(text: str) -> str:
    return text[text.index("&") + 1].lower()


def by_tool_bar(main: MainWindow, action: QAction) -> bool:
    """Click the button of the tool bar, or 更多 and the line behind it; False where the verb has none."""
    for bar in main.addresses.findChildren(QToolBar):
        button = bar.widgetForAction(action)
        if isinstance(button, QToolButton):
            QTest.mouseClick(button, LEFT)
            return True
        for more in bar.findChildren(QToolButton):
            menu = more.menu()
            if menu is not None and action in menu.actions():
                _pick_when_open(lambda menu: _click_in(menu, action))
                QTest.mouseClick(more, LEFT)
                return True
    return False


def by_context_menu(main: MainWindow, action: QAction) -> bool:
    """Press the right button on a selected line, and click in the menu that comes up."""
    view = main.addresses.table.view
    spot = view.visualRect(view.selectionModel().selectedRows()[0]).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=spot)
    _pick_when_open(lambda menu: _click_in(menu, action))
    _ask_for_menu(view, spot)
    return True


def _pick_when_open(pick: Callable[[QMenu], None]) -> None:
    """Wait for a menu that holds the event loop, and act in it."""

    def look() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            pick(menu)
            menu.close()
        else:
            QTimer.singleShot(_OPENS_MS, look)

    QTimer.singleShot(_OPENS_MS, look)


def _ask_for_menu(view: QAbstractItemView, spot: QPoint) -> None:
    where = view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, where.mapToGlobal(spot))
    QApplication.sendEvent(where, event)


def by_key(main: MainWindow, action: QAction) -> bool:
    """Press the verb's own key; False where it has none."""
    if action.shortcut().isEmpty():
        return False
    pressed = action.shortcut()[0]
    QTest.keyClick(main, pressed.key(), pressed.keyboardModifiers())
    return True


WAYS = (by_menu, by_letters, by_tool_bar, by_context_menu, by_key)


def ways_to(verb: Verb) -> int:
    """How many of the ways lead to a verb."""
    has_key = verb in (Verb.ADD, Verb.RENAME, Verb.MOVE, Verb.CORRECT, Verb.BULK, Verb.VOID)
    return len(WAYS) if has_key else len(WAYS) - 1
