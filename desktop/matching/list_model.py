"""The list of lines as Qt sees it: filtered, ordered, coloured."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette

from db.domain.progress import Progress
from db.services.matching import Matched
from desktop.i18n import translate
from desktop.matching.colours import is_dark, verdict_ink
from desktop.matching.runs import runs_of
from desktop.matching.sheet import NO, TEXT, VERDICT, WHY, Group, Row, View, Wanted, arrange, cell
from desktop.matching.spans_delegate import RUNS_ROLE
from desktop.work.job import Operation
from desktop.work.runner import Runner

AnyIndex = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_AT_ONCE = 3_000
"""So many lines are ordered while one waits; more of them in the background."""


class LineModel(QAbstractTableModel):
    """Lines and what was found for them.

    Signals:
        arranged: the lines shown changed, or what was found for them.
    """

    arranged = Signal()

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._serial = 0
        self.rows: list[Row] = []
        self.wanted = Wanted()
        self.view = arrange((), self.wanted)

    def add(self, rows: Sequence[Row]) -> range:
        """Put lines under the others; returns their positions."""
        first = len(self.rows)
        self.rows.extend(rows)
        self.show(self.wanted)
        return range(first, len(self.rows))

    def clear(self) -> list[Row]:
        """Take all lines out and return them."""
        rows, self.rows = self.rows, []
        self.show(Wanted())
        return rows

    def put(self, found: Mapping[int, Matched]) -> None:
        """Keep what was found for some lines."""
        for at, matched in found.items():
            self.rows[at].matched = matched
        self.show(self.wanted)

    def show(self, wanted: Wanted) -> None:
        """Show other lines, or the same in another order."""
        self.wanted = wanted
        self._serial += 1
        serial, rows = self._serial, list(self.rows)
        if len(rows) <= _AT_ONCE:
            self._show(serial, arrange(rows, wanted))
            return

        def work(_progress: Progress) -> View:
            return arrange(rows, wanted)

        verb = translate("matching", "整理列表")
        self._runner.start(Operation(verb, work, lambda view: self._show(serial, view), quiet=True), self)

    def _show(self, serial: int, view: View) -> None:
        if serial != self._serial:
            return
        if view.shown == self.view.shown:
            self.view = view
            if view.shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(view.shown) - 1, WHY))
        else:
            self.beginResetModel()
            self.view = view
            self.endResetModel()
        self.arranged.emit()

    def row_at(self, position: int) -> Row:
        """The line shown at a row of the view."""
        return self.rows[self.view.shown[position]]

    def row_of(self, at: int) -> int:
        """Where in the view a line is shown, -1 when it is not."""
        return self.view.shown.index(at) if at in self.view.shown else -1

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::rowCount."""
        return 0 if parent.isValid() else len(self.view.shown)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::columnCount."""
        return 0 if parent.isValid() else WHY + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Override QAbstractItemModel::headerData."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return titles()[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractItemModel::data."""
        if not index.isValid():
            return None
        row, column = self.row_at(index.row()), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell(row, column)
        if role == RUNS_ROLE:
            return runs_of(row.matched.reading) if column == TEXT and row.matched else ()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return _ink(row, column)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override QAbstractItemModel::sort; column -1 is the order of the list."""
        wanted = self.wanted
        descending = order == Qt.SortOrder.DescendingOrder
        self.show(Wanted(wanted.group, wanted.needle, column, descending))


def titles() -> tuple[str, ...]:
    """The headings of the columns."""
    return (
        translate("matching", "行号"),
        translate("matching", "来文地址"),
        translate("matching", "结论"),
        translate("matching", "库中地址"),
        translate("matching", "依据"),
    )


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == NO else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _ink(row: Row, column: int) -> Any:
    palette = QGuiApplication.palette()
    if column == VERDICT or (row.group is Group.BAD and column == WHY):
        group = Group.CONFLICT if row.group is Group.BAD else row.group
        return verdict_ink(group.value, dark=is_dark(palette))
    return palette.color(QPalette.ColorRole.PlaceholderText) if column in (NO, WHY) else None
