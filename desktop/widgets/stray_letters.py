"""A letter pressed with Alt that leads nowhere is no text: some systems write it into the field the keyboard is in."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit


class StrayLetters(QObject):
    """Holds such letters back, in every window of the program.

    Keys arrive at a window after the shortcuts were asked, so that what comes here is nobody's. A filter over the whole
    program would see every event of every widget.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once more does no harm

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_stray(event):
            return True
        return super().eventFilter(watched, event)


def _is_stray(event: QKeyEvent) -> bool:
    """Whether it is a letter with Alt alone; AltGr, and codes typed on the number pad, come with more."""
    if event.modifiers() != Qt.KeyboardModifier.AltModifier or not event.text().isprintable():
        return False
    return bool(event.text()) and isinstance(
        QGuiApplication.focusObject(), QLineEdit | QPlainTextEdit | QTextEdit
    )
