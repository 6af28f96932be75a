"""The list of entries, and what is said when there is nothing to list."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QTableView, QWidget

from db.store.store import Store
from desktop.i18n import translate
from desktop.journal.model import COUNT, NO, REASON, ROLE, STATION, VERB, WHEN, WHO, EntryModel
from desktop.journal.words import Words
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.list_look import dress
from desktop.work.runner import Runner

_CELL_PADDING_PX = 20
_ORDER = (WHEN, WHO, VERB, REASON, COUNT, ROLE, STATION, NO)
_WIDTHS = {WHEN: 19, WHO: 10, ROLE: 13, STATION: 10, VERB: 13, REASON: 17, COUNT: 7, NO: 9}
"""Column -> width in figures."""


class EntryTable(QStackedWidget):
    """The list.

    Signals:
        current_changed: (entry or None) where the cursor is.
    """

    current_changed = Signal(object)

    def __init__(self, store: Store, runner: Runner, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = EntryModel(store, runner, words, self)
        self.view = QTableView()
        self._empty = EmptyState()
        self._empty.say(
            translate("journal", "没有这样的日志"), translate("journal", "换一个人、操作或时间，或清除筛选。")
        )
        self._build()
        self.addWidget(self.view)
        self.addWidget(self._empty)
        self.model.arrived.connect(self._on_arrived)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)

    def _build(self) -> None:
        self.view.setModel(self.model)
        self.view.setAccessibleName(translate("journal", "操作日志列表"))
        dress(self.view)
        heads = self.view.horizontalHeader()
        for place, column in enumerate(_ORDER):
            heads.moveSection(heads.visualIndex(column), place)
        heads.setSortIndicator(WHEN, Qt.SortOrder.DescendingOrder)
        heads.setSortIndicatorShown(True)
        heads.setSectionsClickable(True)
        heads.sortIndicatorChanged.connect(self._on_sort)
        figure = self.fontMetrics().horizontalAdvance("0")
        for column, figures in _WIDTHS.items():
            self.view.setColumnWidth(column, figures * figure + _CELL_PADDING_PX)

    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        if column in (WHEN, NO):
            self.model.sort(column, order)
            return
        newest_first = self.model.wanted.newest_first
        back = Qt.SortOrder.DescendingOrder if newest_first else Qt.SortOrder.AscendingOrder
        self.view.horizontalHeader().setSortIndicator(WHEN, back)

    def copy(self) -> int:
        """Put the selected lines on the clipboard as a table; returns how many."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        lines = []
        for row in rows:
            cells = self.model.cells(row)
            lines.append("\t".join(cells[column] for column in _ORDER))
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
        return len(lines)

    def _on_arrived(self) -> None:
        self.setCurrentWidget(self.view if self.model.entries else self._empty)
        if not self.model.entries:
            self.current_changed.emit(None)
        elif not self.view.currentIndex().isValid():
            self.view.selectRow(0)

    def _on_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_changed.emit(self.model.entries[current.row()] if current.isValid() else None)
