"""Asks for what opens the vault: a password, a code, a reason; stays with what was typed until it opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from db.domain.vault import GROUPS, VaultRefused, code_secret
from desktop.addresses.page import Desk
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.shell.password_field import PasswordField
from desktop.system.line_model import bad_ink
from desktop.vault.fitting import grow
from desktop.vault.operations import Failed, Typed
from desktop.vault.words import vault_words
from desktop.work.job import Operation

_WIDTH_PX = 520
_LETTERS = GROUPS * 5
Act = Callable[[Typed, Callable[[Any], None], Failed], Operation[Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a dialog asks for.

    Attributes:
        title: over the dialog.
        why: what it is for, in a sentence or two.
        code: name of the code to be typed; ``""`` asks for none.
        reason: name of the reason to be given; ``""`` asks for none.
    """

    title: str
    why: str
    code: str = ""
    reason: str = ""


class OpenDialog(QDialog):
    """The dialog.

    Attributes:
        password: of the account itself.
        code: from the paper, or the one that was handed over.
        reason: why.
    """

    def __init__(
        self,
        desk: Desk,
        asked: Asked,
        act: Act,
        on_done: Callable[[Any], None],
        parent: QWidget | None = None,
    ) -> None:
        """Build the dialog.

        Args:
            desk: where the operation runs.
            asked: what is asked for.
            act: makes the operation of what was typed.
            on_done: gets its result, after the dialog closed.
            parent: in front of which window.
        """
        super().__init__(parent)
        self._desk, self._asked, self._act, self._on_done = desk, asked, act, on_done
        self.password, self.code, self.reason = PasswordField(), QLineEdit(), QLineEdit()
        self._state = QLabel(wordWrap=True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.setWindowTitle(asked.title)
        self._build()
        for line in (self.password, self.code, self.reason):
            line.textChanged.connect(self._look)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._look()

    def _build(self) -> None:
        why = QLabel(self._asked.why, wordWrap=True)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.code.setPlaceholderText(translate("vault", "8 组，每组 5 个字符"))
        rows = (
            (self._asked.code, self.code),
            (translate("vault", "您的登录口令(&P)"), self.password),
            (self._asked.reason, self.reason),
        )
        for name, line in rows:
            if name:
                form.addRow(name, line)
                line.setAccessibleName(name.partition("(")[0])
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(why)
        column.addLayout(form)
        column.addWidget(self.password.caps_hint())
        column.addWidget(self._state)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_WIDTH_PX)

    def typed(self) -> Typed:
        """What stands in the lines."""
        return Typed(self.password.text(), self.code.text(), self.reason.text())

    def _look(self) -> None:
        fault = self._code_fault()
        self._say(fault)
        given = bool(self.password.text())
        needs_code = bool(self._asked.code) and (bool(fault) or not self.code.text())
        needs_reason = bool(self._asked.reason) and not self.reason.text().strip()
        self.ok.setEnabled(given and not needs_code and not needs_reason)

    def _code_fault(self) -> str:
        """What is wrong with the code as far as it is typed; a short one is only not yet whole."""
        if not self.code.text():
            return ""
        letters = sum(char.isalnum() for char in self.code.text())
        if letters < _LETTERS:
            return translate("vault", "恢复码或传递码还差 {n} 个字符").format(n=_LETTERS - letters)
        try:
            code_secret(self.code.text())
        except VaultRefused as error:
            return vault_words(error)[1]
        return ""

    def _say(self, text: str) -> None:
        self._state.setStyleSheet(f"color: {bad_ink().name()}")
        self._state.setText(text)
        grow(self)

    def accept(self) -> None:
        """Override QDialog: begin; the dialog closes when it went well."""
        if self.ok.isEnabled():
            self.ok.setEnabled(False)
            self._desk.runner.start(self._act(self.typed(), self._on_opened, self._on_failed), self)

    def _on_opened(self, result: Any) -> None:
        self._forget()
        super().accept()
        self._on_done(result)

    def _on_failed(self, error: Exception) -> None:
        words = error_text(error)
        self.ok.setEnabled(True)
        self._say(f"{words.explanation}{words.next_step}")
        self.password.setFocus()
        self.password.selectAll()

    def _forget(self) -> None:
        for line in (self.password, self.code):
            line.clear()

    def reject(self) -> None:
        """Override QDialog: what was typed is forgotten."""
        self._forget()
        super().reject()
