"""A button for a decision, in a list that goes on to the next line by itself."""

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QPushButton


class DecideButton(QPushButton):
    """Takes a double click for one: the second would decide about a line that nobody has looked at."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QPushButton, to which it is one more press."""
        event.accept()
