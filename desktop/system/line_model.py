"""A short list as Qt sees it: texts in columns, filtered and ordered in memory; knows no feature."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette

AnyIndex = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_DARK_BELOW = 128
_BAD_LIGHT, _BAD_DARK = QColor("#b03a2e"), QColor("#ee8277")


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        title: its heading.
        width: in figures.
        is_figure: sorted and aligned as a number.
    """

    title: str
    width: int
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        key: what it stands for.
        cells: its texts.
        muted: shown as past or out of use.
        bad: columns whose text asks for attention.
        group: what the chooser beside the filter goes by.
        typed: further words by which the filter finds it.
    """

    key: str
    cells: tuple[str, ...]
    muted: bool = False
    bad: frozenset[int] = frozenset()
    group: str = ""
    typed: str = ""


class LineModel(QAbstractTableModel):
    """Lines, those that pass the filter, in the order asked for.

    Attributes:
        lines: all of them in their own order.
        shown: those that are shown.

    Signals:
        arranged: other lines are shown, or in another order.
    """

    arranged = Signal()

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.lines: tuple[Line, ...] = ()
        self.shown: list[Line] = []
        self._needle, self._group = "", ""
        self._column, self._descending = -1, False

    def show(self, lines: Sequence[Line]) -> None:
        """List other lines; filter and order stay."""
        self.lines = tuple(lines)
        self._arrange()

    def filter(self, needle: str, group: str) -> None:
        """Show only lines that hold every word of ``needle``, of a group unless that is ``""``."""
        self._needle, self._group = needle.casefold().strip(), group
        self._arrange()

    @property
    def filtered(self) -> bool:
        """Whether anything may be left out."""
        return bool(self._needle or self._group)

    def row_of(self, key: str) -> int:
        """Where a line is shown, -1 when it is not."""
        return next((row for row, line in enumerate(self.shown) if line.key == key), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override QAbstractItemModel::sort; column -1 is the list's own order."""
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        words = self._needle.split()
        self.shown = [
            line
            for line in self.lines
            if (not self._group or line.group == self._group)
            and all(word in "\t".join((*line.cells, line.typed)).casefold() for word in words)
        ]
        if self._column >= 0:
            self.shown.sort(key=self._sort_key, reverse=self._descending)
        self.endResetModel()
        self.arranged.emit()

    def _sort_key(self, line: Line) -> tuple[int, str]:
        text = line.cells[self._column]
        if not self.columns[self._column].is_figure:
            return 0, text
        digits = "".join(char for char in text if char.isdecimal())
        return int(digits or -1), text

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::rowCount."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::columnCount."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Override QAbstractItemModel::headerData."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractItemModel::data."""
        if not index.isValid():
            return None
        line, column = self.shown[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.cells[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        return _ink(line, column) if role == Qt.ItemDataRole.ForegroundRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.columns[column].is_figure else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def bad_ink() -> QColor:
    """The colour of what asks for attention, readable on the ground of the day."""
    dark = QGuiApplication.palette().color(QPalette.ColorRole.Base).lightness() < _DARK_BELOW
    return _BAD_DARK if dark else _BAD_LIGHT


def _ink(line: Line, column: int) -> QColor | None:
    if column in line.bad:
        return bad_ink()
    return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText) if line.muted else None
