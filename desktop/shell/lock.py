"""Covers every window of the program until whoever works here shows that it is he.

Nothing is closed and nothing hidden: a dialog with what was typed in it waits under its cover, and jobs go on.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.domain.access import Actor
from desktop.i18n import translate
from desktop.shell.fitted import FittedDialog
from desktop.shell.inks import bad_ink, paint
from desktop.shell.password_field import PasswordField
from desktop.work.beside import beside

_WIDTH_PX = 380
_FREE_TRIES = 5
_PAUSE_S = 30.0

Check = Callable[[str], str]
"""Given a password: what is wrong with it in words, ``""`` when it is the right one."""


class UnlockDialog(FittedDialog):
    """Asks for the password; it cannot be closed, only answered.

    Signals:
        opened: the right answer was given.
        switched: somebody else wants to work here.
    """

    opened = Signal()
    switched = Signal()

    def __init__(self, actor: Actor, check: Check | None) -> None:
        super().__init__()
        self._check = check
        self._tries, self._closed_until = 0, 0.0
        self.setWindowTitle(translate("lock", "址牌已锁定"))
        self.setModal(True)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self.password = PasswordField()
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.unlock = QPushButton(translate("lock", "解锁(&U)"))
        self.unlock.setDefault(True)
        self.unlock.clicked.connect(self._on_unlock)
        self.switch = QPushButton(translate("lock", "切换账号(&S)…"), autoDefault=False)
        self.switch.clicked.connect(self._on_switch)
        self._sure = False
        self._build(actor)

    def _build(self, actor: Actor) -> None:
        who = QLabel(
            translate("lock", "{name}（{login}）的窗口已锁定，正在进行的操作不受影响。").format(
                name=actor.name, login=actor.login
            )
        )
        who.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.switch)
        row.addStretch()
        row.addWidget(self.unlock)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(who)
        if self._check is not None:
            label = QLabel(translate("lock", "口令(&W)"))
            label.setBuddy(self.password)
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(label)
            line.addWidget(self.password, 1)
            column.addLayout(line)
            column.addWidget(self.password.caps_hint())
        else:
            self.password.setParent(self)
            self.password.hide()
            self.state.setText(translate("lock", "这个账号没有口令，任何人都可以解锁。"))
        column.addWidget(self.state)
        column.addLayout(row)
        self.setMinimumWidth(_WIDTH_PX)
        (self.unlock if self._check is None else self.password).setFocus()

    def _on_unlock(self) -> None:
        wrong = "" if self._check is None else self._tried(self._check)
        if wrong:
            paint(self.state, bad_ink(self))
            self.state.setText(wrong)
            self.fit()
            self.password.selectAll()
            self.password.setFocus()
            return
        self.password.clear()
        self.opened.emit()

    def _tried(self, check: Check) -> str:
        left = self._closed_until - time.monotonic()
        if left > 0:
            return translate("lock", "试得太多，请等 {n} 秒再试。").format(n=int(left) + 1)
        typed = self.password.text()
        wrong = beside(lambda: check(typed))
        self._tries += 1
        if wrong and self._tries % _FREE_TRIES == 0:
            self._closed_until = time.monotonic() + _PAUSE_S * (self._tries // _FREE_TRIES)
        return wrong

    def _on_switch(self) -> None:
        if self._sure:
            self.switched.emit()
            return
        self._sure = True
        self.switch.setText(translate("lock", "确定切换(&S)"))
        self.state.setText(translate("lock", "切换账号会关闭这个窗口，填了一半还没保存的内容会丢失。"))
        self.fit()

    def reject(self) -> None:
        """Override QDialog: Esc does not open what is locked."""


class Cover(QWidget):
    """Lies over one window and keeps its title to itself."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._under = window
        self._title = window.windowTitle()
        self.setAutoFillBackground(True)
        self.setGeometry(window.rect())
        self._hide_title()
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def lift(self) -> None:
        """Take the cover off."""
        self._under.removeEventFilter(self)
        self._under.setWindowTitle(self._title)
        self.hide()
        self.deleteLater()

    def _hide_title(self) -> None:
        self._under.setWindowTitle(_no_title())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: stay on top, as large as the window, and let no title through."""
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self.setGeometry(self._under.rect())
        elif kind == QEvent.Type.ChildAdded:
            self.raise_()
        elif kind == QEvent.Type.WindowTitleChange and self._under.windowTitle() != _no_title():
            self._title = self._under.windowTitle()
            self._hide_title()
        return super().eventFilter(watched, event)


def _no_title() -> str:
    return translate("lock", "址牌 — 已锁定")


class Lock(QObject):
    """Locks and opens one person's windows.

    Attributes:
        dialog: asks for the password while locked.

    Signals:
        locked: everything is covered.
        switched: somebody else wants to work here.
    """

    locked = Signal()
    switched = Signal()

    def __init__(self, window: QWidget, actor: Actor, find_check: Callable[[], Check | None]) -> None:
        """Take charge of the windows.

        Args:
            window: the program's.
            actor: who works here.
            find_check: how his password is checked now; None while he has none.
        """
        super().__init__(window)
        self._window, self._actor, self._find_check = window, actor, find_check
        self._covers: dict[QWidget, Cover] = {}
        self.dialog: UnlockDialog | None = None

    def lock(self) -> None:
        """Cover everything and ask for the password."""
        if self.dialog is not None or not self._window.isVisible():
            return
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self.dialog = UnlockDialog(self._actor, self._find_check())
        self.dialog.opened.connect(self.release)
        self.dialog.switched.connect(self._on_switched)
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._cover(window)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self.dialog.show()
        middle = self._window.frameGeometry().center() - self.dialog.rect().center()
        self.dialog.move(middle)
        self.dialog.activateWindow()
        self.locked.emit()

    def release(self) -> None:
        """Uncover everything; it is as it was left."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        for cover in self._covers.values():
            cover.lift()
        self._covers.clear()
        if self.dialog is not None:
            self.dialog.hide()
            self.dialog.deleteLater()
            self.dialog = None

    def _cover(self, window: QWidget) -> None:
        if window is self.dialog or window in self._covers or window.windowType() == Qt.WindowType.ToolTip:
            return
        self._covers[window] = Cover(window)
        window.destroyed.connect(lambda: self._covers.pop(window, None))

    def _on_switched(self) -> None:
        self.release()
        self.switched.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: a window that appears while all is locked is covered too."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._cover(watched)
            if self.dialog is not None and watched is not self.dialog:
                self.dialog.raise_()
        return super().eventFilter(watched, event)
