"""The list of lines with its filters, and what is said when there is nothing to list."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import translate
from desktop.matching.legend import Legend
from desktop.matching.list_model import LineModel
from desktop.matching.sheet import ENTRY, NO, TEXT, VERDICT, Group, cells, group_term
from desktop.matching.spans_delegate import SpansDelegate
from desktop.matching.verdict_bar import VerdictBar
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.icons import icon
from desktop.widgets.list_look import dress, sort_by_heads
from desktop.work.runner import Runner

_FILTER_DELAY_MS = 150
_CELL_PADDING_PX = 20
_WIDTHS = {NO: 4, TEXT: 34, VERDICT: 5, ENTRY: 32}
"""Column -> width in figures."""


class LineTable(QWidget):
    """The list.

    Signals:
        current_changed: (position of the line in the list, or None) where the cursor is.
        sample_wanted: the user asked for example lines.
    """

    current_changed = Signal(object)
    sample_wanted = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LineModel(runner, self)
        self.bar = VerdictBar()
        self.legend = Legend()
        self.view = QTableView()
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText(translate("matching", "筛选（Ctrl+F）"))
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        self._delay = QTimer(self, singleShot=True, interval=_FILTER_DELAY_MS)
        self._delay.timeout.connect(self._on_filter)
        self._start = EmptyState()
        self._nothing = EmptyState()
        self.sample_button = QPushButton(translate("matching", "填入几条样例(&M)"))
        self._stack = QStackedWidget()
        self._current: int | None = None
        self._place = 0
        self._build_view()
        self._build()
        self._connect()

    def _build_view(self) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegateForColumn(TEXT, SpansDelegate(self.view))
        self.view.setAccessibleName(translate("matching", "来文列表"))
        dress(self.view)
        sort_by_heads(self.view)
        figure = self.fontMetrics().horizontalAdvance("0")
        widest = max(self.fontMetrics().horizontalAdvance(group_term(group)) for group in Group)
        for column, figures in _WIDTHS.items():
            least = widest if column == VERDICT else 0
            self.view.setColumnWidth(column, max(figures * figure, least) + _CELL_PADDING_PX)

    def _build(self) -> None:
        self._start.say(
            translate("matching", "把地址粘贴到这里，看它们对应库中哪一条"),
            translate(
                "matching",
                "从 WPS 或 Excel 复制后按 Ctrl+V；也可以把 .txt、.csv、.xlsx 文件拖进来，或在上面输入一条后回车。",
            ),
        )
        inside = self._start.layout()
        if isinstance(inside, QVBoxLayout):  # above the empty space below the words
            inside.insertWidget(inside.count() - 1, self.sample_button, 0, Qt.AlignmentFlag.AlignHCenter)
        for page in (self.view, self._start, self._nothing):
            self._stack.addWidget(page)
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(8)
        line.addWidget(self.bar)
        line.addStretch()
        line.addWidget(self.filter_box, 1)
        self.filter_box.setMinimumWidth(120)
        self.filter_box.setMaximumWidth(320)
        legend = QHBoxLayout()
        legend.setContentsMargins(12, 0, 12, 0)
        legend.addWidget(self.legend)
        self.head = QVBoxLayout()
        self.head.setSpacing(8)
        self.head.addLayout(line)
        self.head.addLayout(legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.model.arranged.connect(self._on_arranged)
        self.bar.chosen.connect(lambda group: self._show(group=group))
        self.filter_box.textChanged.connect(self._delay.start)
        self.sample_button.clicked.connect(self.sample_wanted)
        self.view.selectionModel().currentRowChanged.connect(self._on_current_row)
        self._on_arranged()

    def _show(self, *, group: Group | None) -> None:
        self._place = 0
        self.model.show(replace(self.model.wanted, group=group))
        self.view.scrollTo(self.view.currentIndex())

    def _on_filter(self) -> None:
        self.model.show(replace(self.model.wanted, needle=self.filter_box.text()))

    def reset(self) -> None:
        """Show all lines in the order of the list."""
        self.filter_box.clear()
        self._delay.stop()
        self._on_filter()
        self.bar.choose(None)
        self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def select(self, at: int) -> None:
        """Put the cursor on a line, when it is shown."""
        row = self.model.row_of(at)
        if row >= 0:
            self.view.selectRow(row)
            self.view.scrollTo(self.model.index(row, TEXT))

    def copy(self) -> int:
        """Put the selected lines on the clipboard as a table; returns how many."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        lines = ["\t".join(cells(self.model.row_at(row))) for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
        return len(lines)

    def _on_arranged(self) -> None:
        self.bar.show_counts(self.model.view.counts)
        if self.model.view.shown:
            self._stack.setCurrentIndex(0)
            self._keep_current()
            return
        self._stack.setCurrentIndex(2 if self.model.rows else 1)
        self._nothing.say(
            translate("matching", "没有这样的行"), translate("matching", "换一个结论，或清除筛选。")
        )
        self._tell(None)

    def _keep_current(self) -> None:
        """After another filter or order the cursor stays on its line; when that is gone, on the one in its place."""
        row = self.model.row_of(self._current) if self._current is not None else -1
        if row < 0:
            row = min(self._place, len(self.model.view.shown) - 1)
        if self.view.currentIndex().row() != row:
            self.view.selectRow(row)
        self._tell(self.model.view.shown[row])

    def _on_current_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._place = current.row()
            self._tell(self.model.view.shown[current.row()])

    def _tell(self, at: int | None) -> None:
        self._current = at
        self.current_changed.emit(at)
