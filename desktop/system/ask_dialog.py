"""Asks for what a change of an account needs, with the reason; stays open until the change was made."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.shell.fitted import FittedDialog
from desktop.system.line_model import bad_ink

_WIDTH_PX = 520
_LONGEST_REASON = 200


class AskDialog(FittedDialog):
    """The dialog.

    Attributes:
        form: fields may be added above the reason.
        ok: does it.

    Signals:
        asked: the user wants it done; whoever listens calls ``accept`` or ``refuse``.
    """

    asked = Signal()

    def __init__(self, title: str, text: str, verb: str, parent: QWidget | None = None) -> None:
        """Build the dialog.

        Args:
            title: over the window.
            text: what will happen.
            verb: on the button that does it.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH_PX)
        self._text, self._refusal = QLabel(text), QLabel()
        self._text.setWordWrap(True)
        self._refusal.setWordWrap(True)
        self._refusal.hide()
        self.reason_box = QLineEdit()
        self.reason_box.setMaxLength(_LONGEST_REASON)
        self.reason_box.setPlaceholderText(translate("accounts", "记入操作日志，可以不填"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.form = QFormLayout()
        self._stops: list[QWidget] = []
        self.form.addRow(translate("accounts", "事由(&R)"), self.reason_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(self._text)
        column.addLayout(self.form)
        column.addWidget(self._refusal)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._on_ok)
        self.buttons.rejected.connect(self.reject)

    def add_field(self, name: str, field: QWidget) -> None:
        """Put a field above the reason."""
        first = self.form.rowCount() == 1
        self.form.insertRow(self.form.rowCount() - 1, name, field)
        stops = [*self._stops, *_stops(field)]
        for one, other in pairwise((*stops, self.reason_box, *self.buttons.buttons())):
            QWidget.setTabOrder(one, other)
        self._stops = stops
        if first and stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, text: str) -> None:
        """Say what will happen in other words."""
        self._text.setText(text)
        self.fit()

    @property
    def fields(self) -> dict[str, QWidget]:
        """What is to be kept of it while it is typed, by name: nothing but the reason unless a dialog says more."""
        return {"reason": self.reason_box}

    def reason(self) -> str:
        """Why, as typed."""
        return self.reason_box.text().strip()

    def refuse(self, error: Exception) -> None:
        """Say why it was not done; everything typed stays."""
        words = error_text(error)
        self.warn(translate("accounts", "{what}{todo}").format(what=words.explanation, todo=words.next_step))
        self.ok.setEnabled(True)

    def warn(self, text: str) -> None:
        """Show a remark in the colour of what asks for attention; ``""`` takes it away."""
        self._refusal.setStyleSheet(f"color: {bad_ink().name()}")
        self._refusal.setText(text)
        self._refusal.setVisible(bool(text))
        self.fit()

    def _on_ok(self) -> None:
        self.ok.setEnabled(False)  # a second press shall not do it twice
        self.warn("")
        self.asked.emit()


def _stops(field: QWidget) -> list[QWidget]:
    """Where the Tab key stops in a field, in order."""
    whole = (QComboBox, QAbstractSpinBox)  # the line inside belongs to them
    return [
        one
        for one in (field, *field.findChildren(QWidget))
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.window() is field.window()  # a box's list is a window of its own
        and not isinstance(one.parentWidget(), whole)
    ]
