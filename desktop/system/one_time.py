"""Shows a one-time password once, to be copied or printed and handed to its owner."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.services.account_desk import Issued
from desktop.i18n import translate

_WIDTH_PX = 480
_LARGER = 1.6


class OneTimeDialog(QDialog):
    """The dialog."""

    def __init__(self, issued: Issued, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._issued, self._name = issued, name
        self.setWindowTitle(translate("accounts", "一次性口令"))
        self.setMinimumWidth(_WIDTH_PX)
        self.shown = QLabel(issued.password)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        self.shown.setFont(font)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        why = QLabel(self._words())
        why.setWordWrap(True)
        self._said = QLabel()
        self.copy_button = QPushButton(translate("accounts", "复制(&C)"), autoDefault=False)
        self.print_button = QPushButton(translate("accounts", "打印(&P)…"), autoDefault=False)
        close = QPushButton(translate("accounts", "关闭(&X)"))
        self.copy_button.clicked.connect(self._copy)
        self.print_button.clicked.connect(self._print)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy_button)
        row.addWidget(self.print_button)
        row.addWidget(self._said, 1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(why)
        column.addWidget(self.shown)
        column.addLayout(row)

    def _words(self) -> str:
        return translate(
            "accounts",
            "{name}（账号 {login}）的一次性口令，只显示这一次，库中不留。请当面交给本人；首次登录时必须改成自己的口令。",
        ).format(name=self._name, login=self._issued.login)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._issued.password)
        self._said.setText(translate("accounts", "已复制"))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # printing would slow the window's start

        printer = QPrinter()
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            sheet = QTextDocument()
            sheet.setDefaultFont(QGuiApplication.font())
            sheet.setPlainText(f"{self.windowTitle()}\n\n{self._issued.password}\n\n{self._words()}")
            sheet.print_(printer)
