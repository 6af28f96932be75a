"""Keeps the chosen line of a list or tree on the screen when there is suddenly less room for it."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView


class InView(QObject):
    """Brings the chosen line back into view when it was there before the view got smaller.

    A scroll bar that appears below is enough: it would cover half of the last line, just when that was scrolled to.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._bring_back)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: see the view get smaller."""
        if isinstance(event, QResizeEvent) and event.size().height() < event.oldSize().height():
            spot = self._view.visualRect(self._view.currentIndex())
            if not spot.isEmpty() and 0 <= spot.top() < event.oldSize().height():
                self._soon.start()
        return super().eventFilter(watched, event)

    def _bring_back(self) -> None:
        self._view.scrollTo(self._view.currentIndex())
