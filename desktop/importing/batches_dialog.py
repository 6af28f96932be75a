"""Earlier deliveries: what became of them; a staged one is gone on with, a list of refused records fetched again."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from db.domain.audit import local_time
from db.store.import_batches import BatchRow
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.importing import operations
from desktop.importing.plain_table import Head, Line, PlainModel, fit, plain_view
from desktop.importing.rows_dialog import AskSave, RowsDialog, open_rows
from desktop.importing.step_finish import ask_save
from desktop.importing.words import kind_word, state_word
from desktop.system.line_table import list_operation
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.on_screen import size_on_screen

_SIZE = (960, 460)


class BatchesDialog(ButtonDialog):
    """The list.

    Signals:
        chosen: (BatchRow) show this one in the import window.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None, save: AskSave = ask_save) -> None:
        super().__init__(parent)
        self._desk, self._save = desk, save
        self._batches: tuple[BatchRow, ...] = ()
        self.setWindowTitle(translate("importing", "以往导入批次"))
        self.model = PlainModel()
        self.view = plain_view(self.model, translate("importing", "导入批次"))
        self.note = QLabel(translate("importing", "正在读取…"))
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.open_button = QPushButton(translate("importing", "打开这一批(&O)"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.rows_button = QPushButton(translate("importing", "查看原行(&V)…"), autoDefault=False)
        self.export = QPushButton(translate("importing", "导出(&E)…"), autoDefault=False)
        for button in (self.open_button, self.rows_button, self.export):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.note)
        column.addWidget(self.view, 1)
        column.addWidget(buttons)
        size_on_screen(self, _SIZE)
        buttons.rejected.connect(self.reject)
        self.open_button.clicked.connect(self._on_open)
        self.view.doubleClicked.connect(self._on_open)
        self.rows_button.clicked.connect(self.show_rows)
        self.export.clicked.connect(self._on_export)
        self.rows_button.setEnabled(False)
        self.export.setEnabled(False)
        self.open_button.setEnabled(False)
        self.open_button.setDefault(True)
        desk.runner.start(operations.list_batches(desk.store, self._on_listed), self)

    def _on_listed(self, listed: operations.Listed) -> None:
        batches, names = listed
        self._batches = batches
        waiting = sum(one.state == "staged" for one in batches)
        template = translate("importing", "共 {n} 批，其中 {waiting} 批已暂存、还没有入库。")
        self.note.setText(template.format(n=f"{len(batches):,}", waiting=f"{waiting:,}"))
        if not batches:
            self.note.setText(translate("importing", "还没有导入过清单。"))
        heads = (
            Head(translate("importing", "时间"), 11),
            Head(translate("importing", "经办"), 7),
            Head(translate("importing", "来文"), 18),
            Head(translate("importing", "内容"), 10),
            Head(translate("importing", "状态"), 9),
            Head(translate("importing", "读入"), 6, figures=True),
            Head(translate("importing", "新增或更新"), 9, figures=True),
            Head(translate("importing", "未变"), 6, figures=True),
            Head(translate("importing", "退回"), 6, figures=True),
            Head(translate("importing", "略过"), 6, figures=True),
        )
        self.model.put(heads, [_line(one, names) for one in batches])
        fit(self.view, heads)
        if batches:
            self.view.selectRow(0)
        self.open_button.setEnabled(bool(batches))
        self.rows_button.setEnabled(bool(batches))
        self.export.setEnabled(bool(batches))

    def _on_export(self) -> None:
        title = self.windowTitle()
        path = self._save(self, translate("importing", "导出以往批次"), f"{title}.xlsx")
        if path:
            heads = [(one.title, one.width) for one in self.model.heads]
            rows = [one.cells for one in self.model.lines]
            writing = list_operation(self._desk.store, title, heads, rows, Path(path), self.note.setText)
            self._desk.runner.start(writing, self)

    def show_rows(self) -> RowsDialog | None:
        """Show the records of the selected delivery as they were written."""
        at = self.view.currentIndex().row()
        if not 0 <= at < len(self._batches):
            return None
        return open_rows(self._desk, self._save, self, self._batches[at])

    def _on_open(self) -> None:
        at = self.view.currentIndex().row()
        if 0 <= at < len(self._batches):
            self.chosen.emit(self._batches[at])
            self.accept()


def _line(one: BatchRow, names: Mapping[str, str]) -> Line:
    counts = (one.read, one.accepted, one.unchanged, one.rejected, one.skipped)
    return Line(
        (
            local_time(one.staged_at)[:16],
            names.get(one.actor, one.actor),
            one.source_name,
            kind_word(one.kind),
            state_word(one),
            *(f"{count:,}" for count in counts),
        ),
        strong=one.state == "staged",
    )
