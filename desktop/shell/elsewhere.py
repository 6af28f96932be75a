"""Ctrl+K in the program's other windows: the main one comes forward, its search line under the hand."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from desktop.addresses.search import SearchBox
from desktop.i18n import translate
from desktop.shell.find_anywhere import FindAnywhere

KEYS = "Ctrl+K"
_HITS_PX = 340
"""Below the line stand its hits: they are to be seen, too."""
_KINDS = (Qt.WindowType.Window, Qt.WindowType.Dialog)


class Elsewhere(QObject):
    """Gives every window of the program that leaves the others free the key, once it is first worked in.

    Such a window stands over the main one for good. Where it would hide the line it is put away, with everything in
    it, and comes back when the search is left without a choice, or when it is asked for again. One that is made anew
    whenever it is asked for is closed once something was found.

    Attributes:
        action: what the key does there.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(
        self, window: QWidget, line: SearchBox, finder: FindAnywhere, find: Callable[[], None]
    ) -> None:
        """Watch for windows.

        Args:
            window: the main one.
            line: its search line.
            finder: says how a search ended.
            find: goes to the search of the room that is shown.
        """
        super().__init__(window)
        self._window, self._line, self._find = window, line, find
        self._away: list[QWidget] = []
        self.action = QAction(translate("menus", "查找…(&K)"))  # nobody's: the main window has its own
        self.action.setShortcut(QKeySequence(KEYS))
        self.action.triggered.connect(self.find)
        finder.left.connect(self.bring_back)
        finder.found.connect(self.forget)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._on_window)
            app.focusChanged.connect(self._on_focus)

    def _on_window(self, *_window: object) -> None:
        active = QApplication.activeWindow()
        if active is not None and self._is_other(active) and self.action not in active.actions():
            active.addAction(self.action)

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is self._line and now is not None:  # the hand went on to something else
            self.forget()
        if now is not None:  # not while a window is taken down: it is still called the active one then
            self._on_window()  # Qt may tell of the new window before it is the active one

    def _is_other(self, one: QWidget) -> bool:
        """Whether it is a window of this main one that leaves the others free."""
        if one.windowType() not in _KINDS or one.windowModality() != Qt.WindowModality.NonModal:
            return False
        above = one.parentWidget()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return above is not None

    def find(self) -> None:
        """Bring the main window forward, with the keyboard in its search."""
        asking = QApplication.activeModalWidget()
        if asking is not None:  # it has to be answered first
            asking.activateWindow()
            return
        if self._window.isMinimized():
            self._window.showNormal()
        self._put_away()
        self._window.activateWindow()
        self._find()

    def _put_away(self) -> None:
        needed = QRect(self._window.mapToGlobal(QPoint(0, 0)), self._window.size())
        if self._line.isVisible():
            needed = QRect(self._line.mapToGlobal(QPoint(0, 0)), self._line.size())
            needed.setHeight(needed.height() + _HITS_PX)
        self.forget()
        active = QApplication.activeWindow()
        self._away = [
            one
            for one in QApplication.topLevelWidgets()
            if one.isVisible() and self._is_other(one) and one.frameGeometry().intersects(needed)
        ]
        self._away.sort(key=lambda one: one is active)  # the last to come back has the keyboard
        for one in self._away:
            one.hide()
        if self._away:
            names = translate("main_window", "、").join(one.windowTitle() for one in self._away)
            template = translate("main_window", "「{names}」已收起，内容都在：按 Esc 取回，或从菜单再打开。")
            self.told.emit(template.format(names=names))

    def bring_back(self) -> None:
        """The search was left without a choice: show again what was put away for it."""
        away, self._away = self._away, []
        for one in away:
            one.show()
            one.activateWindow()

    def forget(self) -> None:
        """Something was found: what was put away comes when it is asked for, and what nobody can ask for is closed."""
        away, self._away = self._away, []
        for one in away:
            if not one.isVisible() and one.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose):
                one.close()
