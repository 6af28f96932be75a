"""The strip above the rooms that says the server is away, and since when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.i18n import translate
from desktop.widgets.icons import icon

_ICON_PX = 20


class OfflineBar(QFrame):
    """The strip; hidden while all is well.

    Signals:
        retried: the user wants to know at once.
    """

    retried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offline")
        # Dark on pale amber in both appearances: it must not be overlooked.
        self.setStyleSheet("#offline { background: #f7d98c; } #offline QLabel { color: #3a2c00; }")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self._retry = QPushButton(translate("offline", "立即重试"))
        self._retry.clicked.connect(self.retried)
        picture = QLabel()
        picture.setPixmap(icon("notice").pixmap(_ICON_PX, _ICON_PX))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(picture)
        row.addWidget(self.text, 1)
        row.addWidget(self._retry)
        self.hide()

    def say(self, text: str) -> None:
        """Show the strip with a text; ``""`` hides it."""
        self.text.setText(text)
        self.setVisible(bool(text))
