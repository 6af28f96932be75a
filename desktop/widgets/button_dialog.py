"""Windows with many buttons, where Enter presses the one the keyboard is on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ButtonDialog(QDialog):
    """A dialog whose buttons do not take turns at being the default one, and are pressed by Enter all the same."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QDialog: it would press the default button instead, or none."""
        button = self.focusWidget()
        if event.key() in _ENTER and isinstance(button, QPushButton) and not event.isAutoRepeat():
            button.click()
        else:
            super().keyPressEvent(event)
