"""What every section of the 系统 room is made of: a head, its buttons, one list, one line that says how it went."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.domain.access import Actor
from db.domain.changes import Changes
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.shell.verbs_off import needs_store
from desktop.system.line_model import bad_ink
from desktop.system.line_table import LineTable, export_operation
from desktop.work.job import Job, Operation

_GOOD = "#2e7d4f"
_MARGIN = 12


class Section(QWidget):
    """A section.

    Attributes:
        concerns: tables whose changes make it read again.
        table: its list, when it has one.
        body: where a section puts what it shows.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)
    concerns: tuple[str, ...] = ()

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        ask_path: AskPath = ask_export_path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._actor, self._ask_path = desk, actor, ask_path
        self.table: LineTable | None = None
        self._verdict = QLabel()
        self._verdict.setWordWrap(True)
        self._verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._verdict.hide()
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._verbs = QWidget()
        self._buttons = QHBoxLayout(self._verbs)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(8)
        needs_store(self._verbs)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(8)
        column.addWidget(self._hint)
        column.addWidget(self._verbs)
        column.addLayout(self.body, 1)
        column.addWidget(self._verdict)
        desk.feed.changed.connect(self._on_changed)

    def head(self, hint: str, buttons: Sequence[QPushButton]) -> None:
        """Say what the section is for, and put its buttons in a row."""
        self._hint.setText(hint)
        for button in buttons:
            button.setAutoDefault(False)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._verbs.setVisible(bool(buttons))

    # -- what the menus ask of a room ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read everything again; a section that reads nothing has nothing to do."""

    def export(self) -> None:
        """Write the list that is shown into a workbook."""
        if self.table is None or not self.table.model.shown:
            self.told.emit(translate("system", "当前没有可导出的列表。"))
            return
        path = self._ask_path(self, self.table.name)
        if path:
            self.start(export_operation(self._desk.store, self.table, Path(path), self.told.emit))

    def copy(self) -> None:
        """Copy the selected lines."""
        count = self.table.copy() if self.table is not None else 0
        if count:
            self.told.emit(translate("system", "已复制 {n} 行").format(n=f"{count:,}"))

    def focus_filter(self) -> None:
        """Go to the filter of the list."""
        if self.table is not None:
            self.table.focus_filter()

    def enter(self) -> None:
        """Take the keyboard."""
        if self.table is not None:
            self.table.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.focusNextChild()

    # -- doing and saying ---------------------------------------------------------------------------------------------

    def start(self, operation: Operation[Any]) -> Job:
        """Begin an operation."""
        return self._desk.runner.start(operation, self)

    def say(self, text: str, *, bad: bool = False) -> None:
        """Say in place how it went."""
        colour = bad_ink().name() if bad else _GOOD
        self._verdict.setText(f'<span style="color:{colour}">●</span> {escape(text)}')
        self._verdict.show()

    def say_error(self, error: Exception) -> None:
        """Say in place what went wrong and what to do."""
        words = error_text(error)
        self.say(
            translate("system", "{what}{todo}").format(what=words.explanation, todo=words.next_step), bad=True
        )

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if any(map(changes.touches, self.concerns)):
            self.refresh()
