"""A short list with its filter, a count, and what is said when there is nothing to list."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from db.domain.progress import Progress
from db.store.store import Store
from desktop.i18n import translate
from desktop.system.line_model import Column, Line, LineModel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.icons import icon
from desktop.widgets.list_look import dress, sort_by_heads
from desktop.work.job import Operation

_FILTER_DELAY_MS = 150
_CELL_PADDING_PX = 20


class LineTable(QWidget):
    """The list.

    Attributes:
        group: chooses one kind of lines; hidden until groups are offered.

    Signals:
        current_changed: (key, or ``""``) where the cursor is.
        opened: (key) double click or Enter.
    """

    current_changed = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.model = LineModel(columns, self)
        self.view = QTableView()
        self.filter_box = QLineEdit()
        self.group = QComboBox()
        self._clear = QPushButton(translate("system", "清除筛选(&L)"))
        self._count = QLabel()
        self._empty = EmptyState()
        self._nothing = (translate("system", "这里还没有内容"), "")
        self._loaded = False
        self._stack = QStackedWidget()
        self._delay = QTimer(self, singleShot=True, interval=_FILTER_DELAY_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.name)
        dress(self.view)
        sort_by_heads(self.view)
        metrics = self.fontMetrics()
        for place, column in enumerate(self.model.columns):
            widest = max(
                column.width * metrics.horizontalAdvance("0"), metrics.horizontalAdvance(column.title)
            )
            self.view.setColumnWidth(place, widest + _CELL_PADDING_PX)
        self.filter_box.setPlaceholderText(translate("system", "筛选（Ctrl+F）"))
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter_box.setMaximumWidth(320)
        self._clear.setAutoDefault(False)  # Enter in the filter of a dialog's list would press it
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.group.hide()
        self._clear.hide()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        for widget in (self.filter_box, self.group, self._clear):
            self.line.addWidget(widget)
        self.line.addStretch(1)
        self.line.addWidget(self._count)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(self.line)
        box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._delay.timeout.connect(self._filter)
        self.filter_box.textChanged.connect(self._delay.start)
        self.group.currentIndexChanged.connect(self._filter)
        self._clear.clicked.connect(self.clear_filter)
        self.filter_box.returnPressed.connect(self.view.setFocus)
        self.model.arranged.connect(self._on_arranged)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.view.activated.connect(lambda index: self.opened.emit(self.model.shown[index.row()].key))

    def offer_groups(self, groups: Sequence[tuple[str, str]]) -> None:
        """Let the user narrow the list to one kind: code and word each; ``""`` is all."""
        self.group.blockSignals(True)
        self.group.clear()
        for code, word in groups:
            self.group.addItem(word, code)
        self.group.blockSignals(False)
        self.group.show()

    def say_empty(self, title: str, hint: str) -> None:
        """What is said while there is nothing at all to list."""
        self._nothing = (title, hint)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """List other lines; the cursor stays on the same one when it is still there, else goes to the first."""
        key = self.current()
        self._loaded = True
        self.model.show(lines)
        self.select(key)

    def select(self, key: str) -> None:
        """Put the cursor on a line; on the first when there is no such line."""
        if self.model.shown:
            # Not ``selectRow``: it asks which keys are held down, and the key that opened a window often still is.
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            index = self.model.index(max(0, self.model.row_of(key)), 0)
            self.view.selectionModel().setCurrentIndex(index, flags)

    def current(self) -> str:
        """The line with the cursor, ``""`` when there is none."""
        index = self.view.currentIndex()
        return self.model.shown[index.row()].key if index.isValid() else ""

    def clear_filter(self) -> None:
        """Show every line."""
        self.group.setCurrentIndex(0)
        self.filter_box.clear()
        self._filter()

    def focus_filter(self) -> None:
        """Go to the filter."""
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()

    def copy(self) -> int:
        """Put the selected lines on the clipboard as a table; returns how many."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        if rows:
            texts = ("\t".join(self.model.shown[row].cells) for row in rows)
            QGuiApplication.clipboard().setText("\n".join(texts))
        return len(rows)

    def _filter(self) -> None:
        self._delay.stop()
        key = self.current()
        self.model.filter(self.filter_box.text(), str(self.group.currentData() or ""))
        self.select(key)

    def _on_arranged(self) -> None:
        if not self._loaded:  # nothing is said of what has not been read yet
            return
        shown, whole = len(self.model.shown), len(self.model.lines)
        self._clear.setVisible(self.model.filtered)
        text = translate("system", "{n} 条").format(n=f"{whole:,}")
        if self.model.filtered:
            text = translate("system", "{shown} / {n} 条").format(shown=f"{shown:,}", n=f"{whole:,}")
        self._count.setText(text)
        if not shown:
            if self.model.filtered and whole:
                title, hint = (
                    translate("system", "没有符合筛选的条目"),
                    translate("system", "换一个词，或清除筛选。"),
                )
            else:
                title, hint = self._nothing
            self._empty.say(title, hint)
            self.current_changed.emit("")
        self._stack.setCurrentWidget(self.view if shown else self._empty)

    def _on_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_changed.emit(self.model.shown[current.row()].key if current.isValid() else "")


def export_operation(
    store: Store, table: LineTable, path: Path, said: Callable[[str], object]
) -> Operation[int]:
    """Write the lines shown, in the order shown, into a workbook.

    Args:
        store: whose office stands over the list.
        table: the list.
        path: of the workbook.
        said: gets the words for the status bar.
    """
    rows = [line.cells for line in table.model.shown]
    heads = [(one.title, one.width) for one in table.model.columns]
    return list_operation(store, table.name, heads, rows, path, said)


def list_operation(
    store: Store,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[str]],
    path: Path,
    said: Callable[[str], object],
) -> Operation[int]:
    """Write a short list into a workbook.

    Args:
        store: whose office stands over the list.
        title: over the list.
        columns: title and width in characters.
        rows: texts in the columns' order.
        path: of the workbook.
        said: gets the words for the status bar.
    """

    def work(progress: Progress) -> int:
        from desktop.files import list_xlsx  # openpyxl would slow the window's start
        from desktop.office import list_head

        heads = [list_xlsx.Column(name, width + 4) for name, width in columns]
        head = list_head(store)
        progress.step(0, len(rows), "writing")
        return list_xlsx.write_list(path, title, heads, rows, unit=head.office, date_text=head.date_text)

    def done(count: int) -> None:
        words = translate("system", "已导出 {n} 条到 {file}")
        said(words.format(n=f"{count:,}", file=path.name))

    return Operation(translate("system", "导出列表"), work, done)
