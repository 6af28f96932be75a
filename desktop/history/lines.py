"""A list of finished texts: columns, lines, a key for each; narrowed by words, ordered by a column, copied as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTableView, QWidget

from desktop.history.arranging import Arranged
from desktop.i18n import translate
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.icons import icon
from desktop.widgets.list_look import dress, sort_by_heads

AnyIndex = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_PADDING_PX = 20
_FILTER_DELAY_MS = 150


@dataclass(frozen=True, slots=True)
class Head:
    """A column.

    Attributes:
        title: its heading.
        width: in figures.
        is_figure: set right.
    """

    title: str
    width: int
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line.

    Attributes:
        key: whatever its owner knows it by.
        cells: a text for each column.
        is_muted: shown pale, since it no longer counts.
    """

    key: object
    cells: tuple[str, ...]
    is_muted: bool = False


class LineModel(QAbstractTableModel):
    """The lines as Qt sees them.

    Attributes:
        every: all of them.
        lines: those that are shown, in the order wanted.
        arranged: which those are.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[Head, ...] = ()
        self.every: tuple[TextLine, ...] = ()
        self.lines: tuple[TextLine, ...] = ()
        self.arranged = Arranged()

    def show(self, heads: Sequence[Head], lines: Sequence[TextLine]) -> None:
        """Show other lines; the words stay, and the order while the columns are the same."""
        if self._heads != tuple(heads):
            self.arranged = Arranged(self.arranged.text)
        self._heads, self.every = tuple(heads), tuple(lines)
        self._arrange()

    def narrow(self, text: str) -> None:
        """Show only lines that hold every word of a text."""
        self.arranged = replace(self.arranged, text=text)
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override QAbstractItemModel::sort; column -1 is the list's own order."""
        known = 0 <= column < len(self._heads)
        figure = known and self._heads[column].is_figure
        down = order == Qt.SortOrder.DescendingOrder
        self.arranged = Arranged(self.arranged.text, column if known else -1, down, figure)
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        self.lines = tuple(self.arranged.shown(self.every, lambda line: line.cells))
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::rowCount."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::columnCount."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractItemModel::data."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.cells[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and self._heads[column].is_figure:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and line.is_muted:
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Override QAbstractItemModel::headerData."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section].title
        return None


class _Filter(QLineEdit):
    """What is typed to narrow the list; Enter goes on to the list, and presses no button of the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QLineEdit."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class LineList(QStackedWidget):
    """The list, or why there is none.

    Signals:
        current_changed: (key or None) where the cursor is.
        opened: (key) a line was double-clicked, or Enter was pressed on it.
        arranged: other lines are shown, or in another order.
    """

    current_changed = Signal(object)
    opened = Signal(object)
    arranged = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Build it empty.

        Args:
            name: what a screen reader says.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self.model = LineModel(self)
        self.view = QTableView()
        self.empty, self._unfound = EmptyState(), EmptyState()
        self.filter_box = _Filter(self)
        self._delay = QTimer(self, singleShot=True, interval=_FILTER_DELAY_MS)
        self._heads: tuple[Head, ...] = ()
        self.view.setModel(self.model)
        self.view.setAccessibleName(name)
        dress(self.view)
        sort_by_heads(self.view)
        for page in (self.view, self.empty, self._unfound):
            self.addWidget(page)
        self.setCurrentWidget(self.empty)
        self._build_filter()
        self._kept: object = None
        self.model.modelAboutToBeReset.connect(self._keep_place)
        self.model.modelReset.connect(self._on_arranged)
        self.view.activated.connect(lambda index: self.opened.emit(self.model.lines[index.row()].key))
        self.view.selectionModel().currentRowChanged.connect(self._on_row)

    def _build_filter(self) -> None:
        self._unfound.say(
            translate("history", "没有符合筛选的条目"), translate("history", "换一个词，或清除筛选。")
        )
        self.filter_box.setPlaceholderText(translate("history", "筛选（Ctrl+F）"))
        self.filter_box.setAccessibleName(translate("history", "筛选列表"))
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter_box.setMaximumWidth(320)
        self.filter_box.hide()
        self._delay.timeout.connect(self.narrow)
        self.filter_box.textChanged.connect(self._delay.start)
        self.filter_box.returnPressed.connect(self.narrow)
        self.filter_box.returnPressed.connect(self.view.setFocus)

    def offer_filter(self, window: QWidget) -> QLineEdit:
        """The line that narrows the list, for its window to put somewhere; Ctrl+F leads to it."""
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), window)
        find.activated.connect(lambda: self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason))
        find.activated.connect(self.filter_box.selectAll)
        self.filter_box.show()
        return self.filter_box

    def narrow(self) -> None:
        """Show what the filter line asks for, now."""
        self._delay.stop()
        if self.filter_box.text() != self.model.arranged.text:
            self.model.narrow(self.filter_box.text())

    def clear_filter(self) -> None:
        """Show every line again."""
        self.filter_box.clear()
        self.narrow()

    def _keep_place(self) -> None:
        self._kept = self.key()

    def _on_arranged(self) -> None:
        if self.model.every:
            self.setCurrentWidget(self.view if self.model.lines else self._unfound)
        else:
            self.setCurrentWidget(self.empty)
        self.current_changed.emit(None)
        if self._kept is not None:
            row = next((at for at, line in enumerate(self.model.lines) if line.key == self._kept), -1)
            self.view.selectRow(row)
        self.arranged.emit()

    def show_lines(self, heads: Sequence[Head], lines: Sequence[TextLine]) -> None:
        """Show other lines; columns keep their widths when they stay the same."""
        same = self._heads == tuple(heads)
        self._heads = tuple(heads)
        if not same:
            self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.model.show(heads, lines)
        if not same:
            figure = self.fontMetrics().horizontalAdvance("0")
            for column, head in enumerate(heads):
                self.view.setColumnWidth(column, head.width * figure + _PADDING_PX)

    def key(self) -> object:
        """The key of the line the cursor is on; None when it is on none."""
        index = self.view.currentIndex()
        return self.model.lines[index.row()].key if index.isValid() else None

    def copy(self) -> int:
        """Put the selected lines on the clipboard as a table; returns how many."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        if rows:
            QGuiApplication.clipboard().setText("\n".join("\t".join(self.model.lines[n].cells) for n in rows))
        return len(rows)

    def _on_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_changed.emit(self.model.lines[current.row()].key if current.isValid() else None)
