"""The rows behind a sum of what hangs on addresses: which address, what, how it stands; sorted, filtered, exported."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.domain.access import Actor
from db.domain.person import PersonKind
from db.domain.progress import Progress
from db.services.hanging import rows_of
from db.store.hanging_rows import HangingRow, Hung
from desktop.addresses.desk import Desk
from desktop.editing.verdict import Sum
from desktop.i18n import translate
from desktop.quality.words import detail_text, kept_detail, reason_words
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.list_export import ExportButton
from desktop.terms import machine_term, plate_class_term, plate_term
from desktop.vault.words import kind_word
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.on_screen import size_on_screen
from desktop.widgets.passing import open_once
from desktop.work.job import Operation

_SIZE = (760, 460)


class HangingList(ButtonDialog):
    """The list.

    Attributes:
        table: the rows.
        export: writes them into a workbook.
    """

    def __init__(self, desk: Desk, actor: Actor, one: Sum, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._actor, self._sum = desk, actor, one
        self.table = LineTable(one.text, _columns())
        self.leave = QPushButton(translate("editing", "关闭(&C)"), autoDefault=False)
        self._told = QLabel()
        self.export = ExportButton(desk, self.table, self._told.setText)
        self._build()
        self.leave.clicked.connect(self.accept)
        QShortcut(QKeySequence("Ctrl+F"), self, self.table.focus_filter)
        self._read()

    def _build(self) -> None:
        self.setWindowTitle(self._sum.text)
        self.table.say_empty(
            translate("editing", "没有可列出的"), translate("editing", "也可能已经变了，或本账号看不到。")
        )
        self._told.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self._told, 1)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        size_on_screen(self, _SIZE)

    def _read(self) -> None:
        store, actor, one = self._desk.store, self._actor, self._sum

        def work(_progress: Progress) -> list[Line]:
            rows = rows_of(store, actor, one.on, one.hung, one.state, one.without)
            return [_line(one.hung, at, row) for at, row in enumerate(rows)]

        name = translate("editing", "读取其上的内容")
        self._desk.runner.start(Operation(name, work, self.table.show_lines, quiet=True), self)


def open_list(desk: Desk, actor: Actor, one: Sum, parent: QWidget) -> HangingList:
    """Show the rows of a sum over the window that told it."""
    dialog = HangingList(desk, actor, one, parent)
    open_once(dialog, desk.runner)
    return dialog


def _columns() -> tuple[Column, ...]:
    return (
        Column(translate("editing", "地址"), 38),
        Column(translate("editing", "内容"), 34),
        Column(translate("editing", "状态"), 12),
    )


def _line(hung: Hung, at: int, row: HangingRow) -> Line:
    what, state = row.name, ""
    if hung is Hung.PLATE:
        what, state = _joined(plate_class_term(row.kind), row.name), plate_term(row.state)
    elif hung is Hung.APPLICATION:
        state = machine_term("Application", row.state)
    elif hung is Hung.PROBLEM:
        what = _joined(reason_words(row.kind), detail_text(row.kind, kept_detail(row.name)[1]))
        state = machine_term("Problem", row.state)
    elif hung is Hung.FORM:
        what = translate("editing", "检查包 {n}").format(n=row.name)
    elif hung is Hung.PERSON:
        what = _joined(kind_word(PersonKind(row.kind)), row.name)
    return Line(str(at), (row.address, what, state))


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
