"""A list of finished texts: columns, lines, a key for each, copied as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QStackedWidget, QTableView, QWidget

from desktop.widgets.empty_state import EmptyState
from desktop.widgets.list_look import dress

AnyIndex = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_PADDING_PX = 20


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
        lines: all of them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[Head, ...] = ()
        self.lines: tuple[TextLine, ...] = ()

    def show(self, heads: Sequence[Head], lines: Sequence[TextLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._heads, self.lines = tuple(heads), tuple(lines)
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


class LineList(QStackedWidget):
    """The list, or why there is none.

    Signals:
        current_changed: (key or None) where the cursor is.
        opened: (key) a line was double-clicked, or Enter was pressed on it.
    """

    current_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Build it empty.

        Args:
            name: what a screen reader says.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self.model = LineModel(self)
        self.view = QTableView()
        self.empty = EmptyState()
        self._heads: tuple[Head, ...] = ()
        self.view.setModel(self.model)
        self.view.setAccessibleName(name)
        dress(self.view)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.addWidget(self.view)
        self.addWidget(self.empty)
        self.setCurrentWidget(self.empty)
        self.view.activated.connect(lambda index: self.opened.emit(self.model.lines[index.row()].key))
        self.view.selectionModel().currentRowChanged.connect(self._on_row)

    def show_lines(self, heads: Sequence[Head], lines: Sequence[TextLine]) -> None:
        """Show other lines; columns keep their widths when they stay the same."""
        same = self._heads == tuple(heads)
        self._heads = tuple(heads)
        self.model.show(heads, lines)
        if not same:
            figure = self.fontMetrics().horizontalAdvance("0")
            for column, head in enumerate(heads):
                self.view.setColumnWidth(column, head.width * figure + _PADDING_PX)
        self.setCurrentWidget(self.view if lines else self.empty)
        self.current_changed.emit(None)

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
