"""Asks what somebody looks for before a field is told in clear, and hides it again after a while."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from db.services.persons import LEAST_PURPOSE
from desktop.addresses.page import Desk
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.system.line_model import bad_ink
from desktop.vault.fitting import grow
from desktop.vault.person_operations import Failed
from desktop.vault.words import field_word
from desktop.work.job import Operation

SHOWN_MS = 30_000
_WIDTH_PX = 460
_LARGER = 1.4
Act = Callable[[str, str, tuple[Callable[[Any], None], Failed]], Operation[Any]]
"""Of a field and a purpose."""


class LookDialog(QDialog):
    """The dialog.

    Attributes:
        field: which field; hidden when all are meant.
        purpose: what for.
        shown: the field in clear, for half a minute.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        fields: tuple[str, ...],
        act: Act,
        on_done: Callable[[Any], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Build the dialog.

        Args:
            desk: where the operation runs.
            title: over the dialog.
            fields: to choose from; none when the purpose alone is asked for.
            act: makes the operation.
            on_done: gets the result after the dialog closed; without it the dialog stays and shows the result.
            parent: in front of which window.
        """
        super().__init__(parent)
        self._desk, self._act, self._on_done = desk, act, on_done
        self.field, self.purpose, self.shown = QComboBox(), QLineEdit(), QLabel()
        self._state = QLabel(wordWrap=True)
        self._hide = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self.buttons = QDialogButtonBox()
        self.ok = self.buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        for field in fields:
            self.field.addItem(field_word(field), field)
        self.setWindowTitle(title)
        self._build(bool(fields))
        self.purpose.textChanged.connect(self._look)
        self.field.currentIndexChanged.connect(self._conceal)
        self._hide.timeout.connect(self._conceal)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._look()

    def _build(self, choose: bool) -> None:
        note = QLabel(
            translate("vault", "用途会连同账号、时间永久记入操作日志；只写办什么事，不写是谁。"),
            wordWrap=True,
        )
        font = self.shown.font()
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        self.shown.setFont(font)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.purpose.setPlaceholderText(translate("vault", "例如：核对产权证，至少 4 个字"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        if choose:
            form.addRow(translate("vault", "查看(&F)"), self.field)
        form.addRow(translate("vault", "用途(&W)"), self.purpose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(note)
        column.addLayout(form)
        if self._on_done is None:
            column.addWidget(self.shown)
        column.addWidget(self._state)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_WIDTH_PX)

    def _look(self) -> None:
        self.ok.setEnabled(len(self.purpose.text().strip()) >= LEAST_PURPOSE)

    def _conceal(self) -> None:
        self._hide.stop()
        self.shown.clear()
        self._say("")

    def _say(self, text: str) -> None:
        self._state.setStyleSheet(f"color: {bad_ink().name()}")
        self._state.setText(text)
        grow(self)

    def accept(self) -> None:
        """Override QDialog: do it; a field in clear stays in the dialog."""
        if self.ok.isEnabled():
            self.ok.setEnabled(False)
            told = (self._on_told, self._on_failed)
            field = str(self.field.currentData() or "")
            self._desk.runner.start(self._act(field, self.purpose.text().strip(), told), self)

    def _on_told(self, result: Any) -> None:
        if not self.isVisible():  # closed meanwhile, perhaps by the lock: nothing in clear comes after it
            return
        self._say("")
        self._look()
        if self._on_done is None:
            self.shown.setText(str(result))
            self._hide.start()
            grow(self)
            return
        super().accept()
        self._on_done(result)

    def _on_failed(self, error: Exception) -> None:
        words = error_text(error)
        self._look()
        self.shown.clear()
        self._say(f"{words.explanation}{words.next_step}")

    def done(self, result: int) -> None:
        """Override QDialog: nothing in clear is left behind."""
        self._hide.stop()
        self.shown.clear()
        super().done(result)
