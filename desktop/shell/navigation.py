"""The rooms on the left: an icon and a name each, by arrow keys or Ctrl with a figure."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from desktop.widgets.icons import icon

_ICON_PX = 20
_AROUND_PX = 48
_LEAST_PX = 112


class Navigation(QListWidget):
    """The list of rooms.

    Signals:
        room_chosen: (position)
    """

    room_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self.room_chosen)

    def add_room(self, name: str, icon_name: str, keys: str) -> None:
        """Add a room below the others; ``keys`` lead to it."""
        item = QListWidgetItem(icon(icon_name), name)
        item.setToolTip(f"{name} ({keys})")
        self.addItem(item)
        widest = max(self.fontMetrics().horizontalAdvance(self.item(n).text()) for n in range(self.count()))
        self.setFixedWidth(max(_LEAST_PX, widest + _ICON_PX + _AROUND_PX))

    def showEvent(self, event: QShowEvent) -> None:
        """Override QWidget: lines laid out before the style sheet arrived are too narrow."""
        super().showEvent(event)
        self.doItemsLayout()
