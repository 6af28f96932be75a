"""The line in which a single address is typed; a block of lines pasted into it goes to the list."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.i18n import translate


class LineBox(QLineEdit):
    """The line.

    Signals:
        entered: (text) an address was typed and entered.
        block_pasted: several lines, or cells, were pasted.
    """

    entered = Signal(str)
    block_pasted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(translate("matching", "输入一条地址，回车比对（Ctrl+N）"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(120)
        self.returnPressed.connect(self._on_return)

    def _on_return(self) -> None:
        if self.text().strip():
            self.entered.emit(self.text())
            self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QLineEdit: a block does not become one line."""
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if any(mark in text.rstrip("\r\n") for mark in "\r\n\t"):
                self.block_pasted.emit()
                return
        super().keyPressEvent(event)
