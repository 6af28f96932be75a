"""Shows a transfer code once, to be handed over in person."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.services.vault import CODE_DAYS
from desktop.i18n import translate

_LARGER = 1.5
_WIDTH_PX = 520


class CodeDialog(QDialog):
    """The dialog; it stays until the code was handed over.

    Attributes:
        safe: the tick that lets it be closed.
    """

    def __init__(self, code: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("vault", "传递码"))
        groups = code.split("-")
        half = len(groups) // 2
        self.shown = QLabel("\n".join("  ".join(part) for part in (groups[:half], groups[half:])))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        self.shown.setFont(font)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = translate(
            "vault",
            "请当面交给 {name}，只显示这一次，{days} 天内有效。{name} 用自己的账号登录，在「系统 › 保密柜」"
            "点「输入传递码」，与自己的口令一起输入；之后凭口令打开，传递码随即作废。",
        )
        why = QLabel(words.format(name=name, days=CODE_DAYS), wordWrap=True)
        self.safe = QCheckBox(translate("vault", "已经交给本人(&S)"))
        self.close_button = QPushButton(translate("vault", "关闭(&C)"))
        self.close_button.setEnabled(False)
        copy = QPushButton(translate("vault", "复制(&Y)"), autoDefault=False)
        self.safe.toggled.connect(self.close_button.setEnabled)
        self.close_button.clicked.connect(self.accept)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(code))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(copy)
        row.addStretch()
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        for widget in (why, self.shown, self.safe):
            column.addWidget(widget)
        column.addLayout(row)
        self.setMinimumWidth(_WIDTH_PX)

    def reject(self) -> None:
        """Override QDialog: Esc does not throw the only code away."""
        if self.safe.isChecked():
            super().reject()
