"""Where the selected line could be read otherwise; the other reading is taken with one click."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.domain.reading.doubts import Doubt
from desktop.i18n import translate
from desktop.matching.words import doubt_text


class DoubtList(QWidget):
    """The doubts.

    Signals:
        taken: (``Doubt``) the other reading shall go into the fields.
    """

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """Show other doubts."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.buttons = []
        self._lines = [self._line(doubt) for doubt in doubts]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(doubts))

    def _line(self, doubt: Doubt) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        said = QLabel(translate("matching", "？ {doubt}").format(doubt=doubt_text(doubt)))
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        said.setWordWrap(True)
        said.setMinimumWidth(40)
        row.addWidget(said, 1)
        if doubt.other_kind:
            button = QPushButton(translate("matching", "采用"))
            button.setStyleSheet("padding: 2px 8px")
            button.setAccessibleDescription(said.text())
            button.clicked.connect(lambda: self.taken.emit(doubt))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons.append(button)
        return line
