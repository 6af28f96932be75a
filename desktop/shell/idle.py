"""Notices that nobody has touched keyboard or mouse for a while."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_PERIOD_MS = 5_000
_MINUTE_S = 60.0
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Idle(QObject):
    """The watch.

    Attributes:
        minutes: after so many without a touch it tells; 0 never does.

    Signals:
        passed: nobody has touched anything for so long.
    """

    passed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.minutes = 0
        self._touched = time.monotonic()
        self._timer = QTimer(self, interval=_PERIOD_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Tell when the time has passed; then it begins anew."""
        self.watch_windows()
        if self.minutes and time.monotonic() - self._touched >= self.minutes * _MINUTE_S:
            self._touched = time.monotonic()
            self.passed.emit()

    def watch_windows(self) -> None:
        """Watch the windows that are there now.

        What a person does arrives at a window first. Watching there costs nothing, while a filter over the whole program
        would see every event of every widget.
        """
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)  # once more does no harm

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: note every touch, hold back none."""
        if event.type() in _TOUCHES:
            self._touched = time.monotonic()
        return super().eventFilter(watched, event)
