"""The row over the list: how lines come in, and what can be done with all of them."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.i18n import translate
from desktop.matching.line_box import LineBox


class TopBar(QWidget):
    """The buttons and the line to type in; the room says what they do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paste = QPushButton(translate("matching", "粘贴(&P)"))
        self.open = QPushButton(translate("matching", "打开清单…(&O)"))
        self.line = LineBox()
        self.go_on = QPushButton(translate("matching", "继续比对(&C)"))
        self.export = QPushButton(translate("matching", "导出…(&X)"))
        self.clear = QPushButton()
        self.paste.setToolTip(translate("matching", "把剪贴板里的地址加到列表（Ctrl+V）"))
        self.open.setToolTip(translate("matching", "读入 xlsx、xls、ods、csv 或 txt 清单（Ctrl+O）"))
        self.export.setToolTip(translate("matching", "把当前列表写成 xlsx（Ctrl+E）"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 0)
        row.setSpacing(8)
        for widget in (self.paste, self.open):
            row.addWidget(widget)
        row.addWidget(self.line, 1)
        for widget in (self.go_on, self.export, self.clear):
            row.addWidget(widget)

    def show_state(self, lines: int, waiting: int, cleared: int) -> None:
        """Offer what makes sense now.

        Args:
            lines: in the list.
            waiting: of them, for matching that nobody does at the moment.
            cleared: that can come back.
        """
        self.go_on.setVisible(waiting > 0)
        self.export.setEnabled(lines > 0)
        self.clear.setEnabled(lines > 0 or cleared > 0)
        back = not lines and cleared
        self.clear.setText(translate("matching", "恢复(&L)") if back else translate("matching", "清空(&L)"))
