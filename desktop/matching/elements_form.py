"""The elements of one address as fields to correct."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from desktop.i18n import translate
from desktop.matching.words import element_terms

_COLUMNS = 2


class ElementsForm(QWidget):
    """One field for each kind of element.

    Signals:
        edited: a field no longer says what was read, or does so again.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read: dict[str, str] = {}
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        for at, (kind, word) in enumerate(element_terms().items()):
            field, label = QLineEdit(), QLabel(word)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            label.setBuddy(field)
            field.setAccessibleName(word)
            field.setMinimumWidth(48)
            field.textChanged.connect(self._on_changed)
            self.fields[kind] = field
            row, column = divmod(at, _COLUMNS)
            grid.addWidget(label, row, column * 2)
            grid.addWidget(field, row, column * 2 + 1)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column * 2 + 1, 1)

    @property
    def values(self) -> dict[str, str]:
        """What the fields say; empty ones are left out."""
        said = {kind: field.text().strip() for kind, field in self.fields.items()}
        return {kind: value for kind, value in said.items() if value}

    @property
    def is_changed(self) -> bool:
        """Whether the fields say something else than was read."""
        return self.values != self._read

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show what was read."""
        self._read = dict(values)
        self.restore()

    def restore(self) -> None:
        """Show again what was read."""
        self.take(self._read)

    def take(self, values: Mapping[str, str]) -> None:
        """Fill the fields as if somebody had typed it."""
        for kind, field in self.fields.items():
            field.setText(values.get(kind, ""))
            field.setCursorPosition(0)

    def _on_changed(self) -> None:
        for kind, field in self.fields.items():
            read = self._read.get(kind, "")
            changed = field.text().strip() != read
            field.setToolTip(
                translate("matching", "原读作：{value}").format(value=read or "—") if changed else ""
            )
            font = field.font()
            if font.bold() != changed:
                font.setBold(changed)
                field.setFont(font)
        self.edited.emit()
