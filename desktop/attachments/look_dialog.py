"""One attached file, larger, in a window of its own: its picture, what is known of it, and a copy to take out."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from db.store.attachments import AttachmentRow
from desktop.addresses.page import AskPath, Desk
from desktop.attachments import operations
from desktop.attachments.picture_pane import LONGEST_PX, PicturePane
from desktop.attachments.words import standing_word
from desktop.attachments.worker import Studio
from desktop.i18n import translate
from desktop.standing.file_names import ask_save

_SIZE = (760, 500)
_SHARES = (4, 1)
"""The picture is what one came for; what is known of it scrolls."""
_MARGIN = 12


def ask_file(parent: QWidget, name: str) -> str:
    """Ask where a file shall go; ``""`` when the user thinks better of it."""
    return ask_save(parent, translate("attachments", "导出附件"), name)


class LookDialog(QDialog):
    """The window.

    Attributes:
        pane: the picture and the facts.
        save_button: takes a copy out.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(
        self, desk: Desk, studio: Studio, row: AttachmentRow, parent: QWidget, ask_save: AskPath = ask_file
    ) -> None:
        super().__init__(parent)
        self._desk, self._row, self._ask_save = desk, row, ask_save
        self.setWindowTitle(row.name or standing_word(row.standing))
        self.pane = PicturePane(shares=_SHARES)
        self.save_button = QPushButton(translate("attachments", "导出文件(&E)…"))
        self.save_button.setAutoDefault(False)
        self.save_button.setEnabled(bool(row.needs))
        close = QPushButton(translate("attachments", "关闭(&C)"))
        close.setDefault(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.addWidget(self.pane)
        column.addWidget(buttons)
        self.resize(*_SIZE)
        self.save_button.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.pane.wait(row)
        close.setFocus()
        desk.runner.start(operations.look(desk.store, studio, row, LONGEST_PX, self.pane.show_look), self)

    def _save(self) -> None:
        path = self._ask_save(self, self._row.name)
        if path:
            said = translate("attachments", "已导出 {file}")
            done = operations.save(
                self._desk.store,
                self._row.id,
                Path(path),
                lambda made: self.told.emit(said.format(file=made.name)),
            )
            self._desk.runner.start(done, self)
