"""Input that nobody meant for a field: a letter pressed with Alt that leads nowhere, a wheel that only passes over it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)


class StrayInput(QObject):
    """Keeps such input from fields, in every window of the program.

    Some systems write a letter with Alt into the field the keyboard is in. Keys arrive at a window after the shortcuts
    were asked, so that what comes here is nobody's. A wheel turns what lies around a combo box, always: nobody sees that
    it chose another line; and around a field with figures that the keyboard is not in.
    A filter over the whole program would see every event of every widget.
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
        if event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            field = _passed_over(event)
            if field is not None:
                _turn_around(field, event)
                return True
        return super().eventFilter(watched, event)


def _is_stray(event: QKeyEvent) -> bool:
    """Whether it is a letter with Alt alone; AltGr, and codes typed on the number pad, come with more."""
    if event.modifiers() != Qt.KeyboardModifier.AltModifier or not event.text().isprintable():
        return False
    return bool(event.text()) and isinstance(
        QGuiApplication.focusObject(), QLineEdit | QPlainTextEdit | QTextEdit
    )


def _passed_over(event: QWheelEvent) -> QWidget | None:
    """The field under the wheel that would change though nobody means it; None for none."""
    here = QApplication.widgetAt(event.globalPosition().toPoint())
    while here is not None and not isinstance(here, QComboBox | QAbstractSpinBox):
        here = None if here.isWindow() else here.parentWidget()  # the list of a combo box is its own window
    focus = QApplication.focusWidget()
    held = here is not None and focus is not None and (here is focus or here.isAncestorOf(focus))
    return None if held and isinstance(here, QAbstractSpinBox) else here


def _turn_around(field: QWidget, event: QWheelEvent) -> None:
    """Give the wheel to what the field is scrolled in."""
    above: QWidget | None = field
    turned = (event.pixelDelta(), event.angleDelta(), event.buttons(), event.modifiers())
    while above is not None and not above.isWindow():
        above = above.parentWidget()
        if isinstance(above, QAbstractScrollArea):
            port = above.viewport()
            spot = port.mapFromGlobal(event.globalPosition())
            again = QWheelEvent(spot, event.globalPosition(), *turned, event.phase(), event.isInverted())
            QApplication.sendEvent(port, again)
            if again.isAccepted():
                return
