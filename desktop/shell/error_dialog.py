"""One dialog for everything that failed: what happened, what was kept, what to do."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import translate
from desktop.shell.crash_report import report_text
from desktop.widgets.icons import icon

if TYPE_CHECKING:
    from desktop.error_texts import ErrorText

_ICON_PX = 32
_WIDTH_PX = 520


class ErrorDialog(QDialog):
    """Shows one failure; details stay folded until wanted."""

    def __init__(
        self,
        error: BaseException,
        *,
        verb: str = "",
        report: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        from desktop.error_texts import error_text  # words for every refusal there is: a start does without

        words = error_text(error)
        self._report = report_text(error)
        self.setWindowTitle(verb or translate("error_dialog", "址牌"))
        self._details = QPlainTextEdit(self._report)
        self._details.setReadOnly(True)
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._details.setMinimumHeight(144)
        self._details.hide()
        self._standard = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._standard.rejected.connect(self.reject)
        self._close = self._standard.button(QDialogButtonBox.StandardButton.Close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(self._head(words))
        column.addLayout(self._body(words, report))
        column.addWidget(self._details, 1)
        column.addStretch()
        column.addLayout(self._buttons())
        self._close.setDefault(True)
        self._close.setFocus()
        self.setMinimumWidth(_WIDTH_PX)

    def _head(self, words: "ErrorText") -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icon("error" if words.is_fault else "notice").pixmap(_ICON_PX, _ICON_PX))
        title = QLabel(words.title)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setBold(True)
        title.setFont(font)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(title, 1)
        return head

    def _body(self, words: "ErrorText", report: Path | None) -> QGridLayout:
        lines = [
            (translate("error_dialog", "发生了什么"), words.explanation),
            (translate("error_dialog", "保留了什么"), words.kept),
            (translate("error_dialog", "怎么办"), words.next_step),
        ]
        if report is not None:
            lines.append((translate("error_dialog", "报告文件"), str(report)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for number, (name, text) in enumerate(lines):
            head, body = QLabel(name), QLabel(text)
            head.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            head.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            body.setWordWrap(True)
            body.setTextFormat(Qt.TextFormat.PlainText)
            body.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            grid.addWidget(head, number, 0)
            grid.addWidget(body, number, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        fold = QPushButton(translate("error_dialog", "详细信息(&D)"))
        fold.setCheckable(True)
        fold.toggled.connect(self._on_folded)
        copy = QPushButton(translate("error_dialog", "复制报告(&C)"))
        copy.clicked.connect(self.copy_report)
        for button in (fold, copy):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(fold)
        row.addWidget(copy)
        row.addStretch()
        row.addWidget(self._standard)
        return row

    def _on_folded(self, shown: bool) -> None:
        self._details.setVisible(shown)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)


class ErrorDesk:
    """Shows one failure at a time: the same trouble ten times over is told once."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self.shown: ErrorDialog | None = None

    def show(self, verb: str, error: BaseException, report: Path | None = None) -> None:
        """Open the dialog unless one is open."""
        if self.shown is not None:
            return
        self.shown = ErrorDialog(error, verb=verb, report=report, parent=self._parent)
        self.shown.setWindowModality(Qt.WindowModality.WindowModal)
        self.shown.finished.connect(self._on_finished)
        self.shown.open()

    def _on_finished(self) -> None:
        if self.shown is not None:
            self.shown.deleteLater()
            self.shown = None
