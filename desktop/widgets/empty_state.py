"""What an empty view shows instead of nothing: why it is empty, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.widgets.icons import icon

_ICON_PX = 48
_SIDE_PX = 24
_LEAST_GAP_PX = 8
"""Above and below; more comes from the room there is, so that two lists fit one above the other on a tablet."""


class EmptyState(QWidget):
    """A picture, a line that says why, and a line that says what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        picture = QLabel()
        picture.setPixmap(icon("empty").pixmap(_ICON_PX, _ICON_PX))
        self._title = QLabel()
        self._hint = QLabel()
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE_PX, _LEAST_GAP_PX, _SIDE_PX, _LEAST_GAP_PX)
        column.setSpacing(8)
        column.addStretch(2)
        for label in (picture, self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(3)

    def say(self, title: str, hint: str) -> None:
        """Set both lines."""
        self._title.setText(title)
        self._hint.setText(hint)
