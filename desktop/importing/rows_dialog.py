"""The records of a delivery as they were written, what became of each, found by any text in them, written to a list."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.importing import Field, Kind, told_as_kept
from db.services.import_rows import Delivered
from db.store.import_batches import BatchRow
from desktop.addresses.desk import Desk
from desktop.i18n import translate
from desktop.importing import row_operations
from desktop.importing.field_names import field_name, fields_of
from desktop.importing.plain_table import Head, Line, PlainModel, fit, plain_view
from desktop.importing.row_operations import Wanted
from desktop.importing.step_finish import ask_save
from desktop.importing.words import outcome_word
from desktop.quality.words import reason_words
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.on_screen import size_on_screen
from desktop.widgets.passing import open_once

_SIZE = (1040, 520)
_DELAY_MS = 300
_WIDE = frozenset({Field.ADDRESS, Field.PAYLOAD, Field.ADDR_CODE, Field.OLD_ADDRESS, Field.NOTE})
AskSave = Callable[[QWidget, str, str], str]


def outcome_text(one: Delivered) -> str:
    """What became of a record, and why when it was not taken."""
    said = outcome_word(one.outcome)
    template = translate("importing", "{outcome}：{why}")
    return template.format(outcome=said, why=reason_words(one.rule)) if one.rule else said


class RowsDialog(ButtonDialog):
    """The list.

    Attributes:
        text: what is looked for.
        everywhere: look through every delivery.
        export: write what is found.
    """

    def __init__(
        self, desk: Desk, batch: BatchRow, save: AskSave = ask_save, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._batch, self._save = desk, batch, save
        self._asked: Wanted | None = None
        self._in_flight = False
        self.setWindowTitle(translate("importing", "来文原行 — {name}").format(name=batch.source_name))
        self.text = QLineEdit()
        self.everywhere = QCheckBox(translate("importing", "在所有批次里查找(&A)"))
        self.model = PlainModel()
        self.view = plain_view(self.model, translate("importing", "来文原行"))
        self.note = QLabel()
        self.export = QPushButton(translate("importing", "导出(&E)…"), autoDefault=False)
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._build()
        self._delay.timeout.connect(self.read)
        self.text.textChanged.connect(self._delay.start)
        self.text.returnPressed.connect(self.read)
        self.everywhere.toggled.connect(self.read)
        self.export.clicked.connect(self._on_export)
        self.read()

    def _build(self) -> None:
        self.text.setPlaceholderText(translate("importing", "按来文里的文字查找，如原门牌地址、备注"))
        self.text.setAccessibleName(translate("importing", "查找"))
        self.text.setClearButtonEnabled(True)
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.note.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.addButton(self.export, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.text, 1)
        bar.addWidget(self.everywhere)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        column.addWidget(self.note)
        column.addWidget(buttons)
        size_on_screen(self, _SIZE)

    @property
    def wanted(self) -> Wanted:
        """What is asked for now."""
        return Wanted(None if self.everywhere.isChecked() else self._batch, self.text.text().strip())

    def read(self) -> None:
        """Look for what is asked for; one reading at a time, the next when the last has ended."""
        self._delay.stop()
        wanted = self.wanted
        if self._in_flight or wanted == self._asked:
            return
        self._asked, self._in_flight = wanted, True
        self.note.setText(translate("importing", "正在读取…"))
        arrived = partial(self._on_found, wanted)
        job = self._desk.runner.start(row_operations.first_rows(self._desk.store, wanted, arrived), self)
        job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        unanswered, self._in_flight = self._in_flight, False
        if self._asked != self.wanted:
            self._delay.start()
        elif unanswered:
            self.note.setText(translate("importing", "没有读成。按回车再读一次。"))
        if unanswered:
            self._asked = None

    def _on_found(self, wanted: Wanted, found: Sequence[Delivered]) -> None:
        if wanted != self.wanted:
            return
        self._in_flight = False
        shown = found[: row_operations.MOST]
        idle = told_as_kept(Kind(self._batch.kind))
        names = fields_of(name for one in shown for name in one.cells)
        names.sort(key=lambda name: name not in idle)  # what stands nowhere else comes first
        heads = [
            Head(translate("importing", "来文"), 12),
            Head(translate("importing", "行"), 5),
            Head(translate("importing", "处理结果"), 14),
            Head(translate("importing", "现在的标准地址"), 22),
            *(Head(field_name(name), 22 if name in _WIDE else 9) for name in names),
        ]
        self.model.put(heads, [_line(one, names) for one in shown])
        fit(self.view, heads)
        if shown:
            self.view.selectRow(0)
        self.export.setEnabled(bool(shown))
        self.note.setText(_told(len(shown), more=len(found) > len(shown)))

    def _on_export(self) -> None:
        name = translate("importing", "{file}-来文原行.xlsx").format(file=Path(self._batch.source_name).stem)
        path = self._save(self, translate("importing", "导出来文原行"), name)
        if path:
            done = partial(self._on_written, Path(path).name)
            operation = row_operations.write_rows(self._desk.store, self.wanted, Path(path), done)
            self._desk.runner.start(operation, self)

    def _on_written(self, name: str, count: int) -> None:
        template = translate("importing", "已导出 {n} 行到 {file}")
        self.note.setText(template.format(n=f"{count:,}", file=name))


def _line(one: Delivered, names: Sequence[str]) -> Line:
    number = str(one.row_no)
    if one.part:
        number = translate("importing", "{row}（第{part}条）").format(row=one.row_no, part=one.part)
    texts = (one.cells.get(name, "") for name in names)
    return Line((one.file or one.source, number, outcome_text(one), one.address, *texts))


def _told(count: int, *, more: bool) -> str:
    if more:
        template = translate("importing", "只列出前 {n} 行；用查找缩小范围，导出则是全部。")
    elif count:
        template = translate("importing", "共 {n} 行。各栏是来文里读到的内容，不进地址库的栏目也在这里。")
    else:
        template = translate("importing", "没有找到。")
    return template.format(n=f"{count:,}")


def open_rows(desk: Desk, save: AskSave, parent: QWidget, batch: BatchRow) -> RowsDialog:
    """Show the records of a delivery."""
    dialog = RowsDialog(desk, batch, save, parent)
    open_once(dialog, desk.runner)
    return dialog
