"""A line for a password that says when capital lock is on."""

import sys

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.i18n import translate
from desktop.shell.inks import bad_ink, paint

_CAPITAL_KEY = 0x14


class PasswordField(QLineEdit):
    """The line; what is typed is not shown.

    Signals:
        capitals: (whether capital lock is on) found out anew.
    """

    capitals = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def caps_hint(self) -> QLabel:
        """A line of text that appears while capital lock is on."""
        hint = QLabel(translate("password", "大写锁定已打开"))
        paint(hint, bad_ink(self))
        hint.hide()
        self.capitals.connect(hint.setVisible)
        return hint

    def event(self, event: QEvent) -> bool:
        """Override QObject: look at the lock with every key, and when the keyboard comes here."""
        taken = super().event(event)
        kind = event.type()
        if kind == QEvent.Type.EnabledChange and not self.isEnabled():
            self.capitals.emit(False)
        elif sys.platform == "win32":
            if kind in (QEvent.Type.FocusIn, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                self.capitals.emit(_windows_says())
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            self._guess(event)
        return taken

    def _guess(self, event: QKeyEvent) -> None:
        """No system but Windows tells: a capital letter without the shift key gives it away."""
        if event.text().isalpha() and event.text().isascii():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(event.text().isupper() != shifted)


def _windows_says() -> bool:
    if sys.platform == "win32":
        import ctypes  # costs more than everything else here

        return bool(ctypes.WinDLL("user32").GetKeyState(_CAPITAL_KEY) & 1)
    return False
