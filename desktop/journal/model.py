"""The list of entries as Qt sees it: in portions, newest first or oldest first."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.domain.audit import local_time, mask_personal
from db.store.journal_read import EntryRow, Wanted
from db.store.store import Store
from desktop.i18n import translate
from desktop.journal import operations
from desktop.journal.operations import PORTION, Portion
from desktop.journal.words import Words
from desktop.work.runner import Runner

AnyIndex = QModelIndex | QPersistentModelIndex
WHEN, WHO, ROLE, STATION, VERB, REASON, COUNT, NO = range(8)
"""Columns from left to right."""

_NONE = QModelIndex()
_FIGURES = frozenset({COUNT, NO})


class EntryModel(QAbstractTableModel):
    """Entries.

    Attributes:
        entries: those that have arrived.
        complete: whether these are all that are wanted.
        keep_days: so long the office keeps its log at least.

    Signals:
        arrived: more entries are there, or it turned out that there are none.
        people_known: (login -> name of all accounts).
    """

    arrived = Signal()
    people_known = Signal(object)

    def __init__(self, store: Store, runner: Runner, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self._words = words
        self._serial = 0
        self._waiting = False
        self._names: dict[str, str] = {}
        self.wanted = Wanted()
        self.entries: list[EntryRow] = []
        self.complete = False
        self.keep_days = 0

    def show(self, wanted: Wanted) -> None:
        """List other entries from the beginning."""
        self.beginResetModel()
        self.wanted, self.entries, self.complete, self._waiting = wanted, [], False, False
        self._serial += 1
        self.endResetModel()
        if self.canFetchMore():  # the view may have asked already
            self.fetchMore()

    def cells(self, row: int) -> tuple[str, ...]:
        """The texts of a line."""
        entry = self.entries[row]
        return (
            local_time(entry.at),
            self._names.get(entry.actor) or entry.actor,
            self._words.role(entry.role),
            entry.workstation,
            self._words.verb(entry.verb),
            mask_personal(entry.reason),
            f"{entry.change_count:,}",
            str(entry.seq),
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override QAbstractItemModel::sort: by time, which is the order of the journal; other columns change nothing."""
        newest_first = order == Qt.SortOrder.DescendingOrder
        if column in (WHEN, NO) and newest_first != self.wanted.newest_first:
            self.show(replace(self.wanted, newest_first=newest_first))

    def canFetchMore(self, parent: AnyIndex = _NONE) -> bool:
        """Override QAbstractItemModel::canFetchMore."""
        return not parent.isValid() and not self.complete and not self._waiting

    def fetchMore(self, _parent: AnyIndex = _NONE) -> None:
        """Override QAbstractItemModel::fetchMore: the next portion comes in the background."""
        self._waiting = True
        serial, beyond = self._serial, self.entries[-1].seq if self.entries else 0
        load = operations.load_portion(
            self._store, self.wanted, beyond, lambda portion: self._on_portion(serial, portion)
        )
        self._runner.start(load, self)

    def _on_portion(self, serial: int, portion: Portion) -> None:
        if serial != self._serial:
            return
        if portion.names != self._names:
            self._names = portion.names
            self.people_known.emit(portion.names)
        self._waiting = False
        self.keep_days = portion.keep_days
        self.complete = len(portion.entries) < PORTION
        if portion.entries:
            first = len(self.entries)
            self.beginInsertRows(QModelIndex(), first, first + len(portion.entries) - 1)
            self.entries.extend(portion.entries)
            self.endInsertRows()
        self.arrived.emit()

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::rowCount."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::columnCount."""
        return 0 if parent.isValid() else NO + 1

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
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.cells(index.row())[index.column()]
        return _alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None


def titles() -> tuple[str, ...]:
    """The headings of the columns."""
    return (
        translate("journal", "时间"),
        translate("journal", "操作人"),
        translate("journal", "角色"),
        translate("journal", "工作站"),
        translate("journal", "操作"),
        translate("journal", "事由"),
        translate("journal", "改动数"),
        translate("journal", "日志序号"),
    )


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _FIGURES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
