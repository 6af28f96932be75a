"""Shows the emergency code of a store once, to be written down or printed and sealed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.i18n import translate
from desktop.shell.fitted import FittedDialog

_WIDTH_PX = 480
_LARGER = 1.6


class CodeSheet(FittedDialog):
    """The sheet; it stays until the user says that the code is safe.

    Attributes:
        safe: the tick that lets it be closed.
    """

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = code
        self.setWindowTitle(translate("code_sheet", "应急码"))
        shown = QLabel(code)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        shown.setFont(font)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        why = QLabel(self._words())
        why.setWordWrap(True)
        self.safe = QCheckBox(translate("code_sheet", "已抄下或打印，装入信封封存(&S)"))
        self._close = QPushButton(translate("code_sheet", "关闭(&C)"))
        self._close.setEnabled(False)
        self.safe.toggled.connect(self._close.setEnabled)
        self._close.clicked.connect(self.accept)
        print_button = QPushButton(translate("code_sheet", "打印(&P)…"), autoDefault=False)
        print_button.clicked.connect(self._on_print)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(print_button)
        row.addStretch()
        row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        for widget in (why, shown, self.safe):
            column.addWidget(widget)
        column.addLayout(row)
        self.setMinimumWidth(_WIDTH_PX)

    def _words(self) -> str:
        return translate(
            "code_sheet",
            "这是本库的应急码，只显示这一次。唯一的系统管理员忘记口令时，凭它重设；每次使用都记入操作日志，"
            "用过之后换成新的。请抄下或打印，装入信封由负责人封存。",
        )

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # printing would slow the window's start

        printer = QPrinter()
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            sheet = QTextDocument()
            sheet.setDefaultFont(QGuiApplication.font())
            sheet.setPlainText(f"{self.windowTitle()}\n\n{self._code}\n\n{self._words()}")
            sheet.print_(printer)

    def reject(self) -> None:
        """Override QDialog: Esc does not throw the only code away."""
        if self.safe.isChecked():
            super().reject()
