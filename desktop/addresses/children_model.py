"""The list of one parent's children as Qt sees it: ids at once, texts by page, order and filter over all of them."""

from collections.abc import Callable
from functools import partial
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

from db.domain.changes import Changes
from db.store.queries import NodeRow
from db.store.store import Store
from desktop.addresses import operations
from desktop.addresses.listing import Listing
from desktop.addresses.node_cache import PAGE, SlotKind
from desktop.widgets.icons import icon
from desktop.work.runner import Runner

AnyIndex = QModelIndex | QPersistentModelIndex
KEY_ROLE = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()
_QUIET_ROWS = 2_000
_EMPTY = Listing((), (), SlotKind.ROOT)


class ChildrenModel(QAbstractTableModel):
    """Lines of one listing.

    Signals:
        arranged: the lines shown changed: another listing, filter or order.
    """

    arranged = Signal()

    def __init__(self, store: Store, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self._listing = _EMPTY
        self._shown: list[int] = []
        self._filter = ""
        self._column = -1
        self._descending = False
        self._wanted: dict[int, None] = {}
        self._under_way: set[int] = set()
        self._flush = QTimer(self, singleShot=True, interval=0)
        self._flush.timeout.connect(self._fetch_wanted)

    @property
    def listing(self) -> Listing:
        """What is shown, before filter and order."""
        return self._listing

    @property
    def shown(self) -> list[int]:
        """Keys of the lines shown, in order."""
        return self._shown

    def show_listing(self, listing: Listing) -> None:
        """Show other lines; the order stays only when the columns do."""
        if [c.title for c in listing.columns] != [c.title for c in self._listing.columns]:
            self._column, self._descending = -1, False
        self._wanted.clear()
        self._under_way.clear()
        self.beginResetModel()
        self._listing = listing
        self._shown = list(listing.keys)
        self.endResetModel()
        self._arrange()

    def set_filter(self, text: str) -> None:
        """Show only lines that hold the text."""
        if text.strip() != self._filter:
            self._filter = text.strip()
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override QAbstractItemModel::sort; column -1 is street order."""
        self._column = column if column < len(self._listing.columns) else -1
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def with_all_texts(self, then: Callable[[], None]) -> None:
        """Do something that needs the texts of every line, after fetching those that are missing."""
        listing = self._listing
        missing = listing.missing(listing.keys)
        if not missing:
            then()
            return

        def arrived(found: dict[int, NodeRow]) -> None:
            listing.put_rows(found)
            if listing is self._listing:
                then()

        quiet = len(missing) <= _QUIET_ROWS
        self._runner.start(operations.load_rows(self._store, missing, arrived, quiet=quiet), self)

    def _arrange(self) -> None:
        if self._listing.needs_all(self._filter, self._column):
            self.with_all_texts(self._rearrange)
        else:
            self._rearrange()

    def _rearrange(self) -> None:
        view = self._listing.view(self._filter, self._column, descending=self._descending)
        if view != self._shown:
            self.beginResetModel()
            self._shown = view
            self.endResetModel()
        self.arranged.emit()

    def apply(self, changes: Changes) -> None:
        """Fetch changed lines again."""
        ids = changes.rows.get("node")
        if ids is None:
            return
        self._listing.drop_rows(ids or self._listing.keys)
        self._arrange()
        if self._shown and self._listing.columns:
            last = self.index(len(self._shown) - 1, len(self._listing.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_of(self, key: int) -> int:
        """The row of a key, -1 when it is not shown."""
        return self._shown.index(key) if key in self._shown else -1

    def cells(self, row: int) -> tuple[str, ...]:
        """The texts of a line; empty when they have not arrived."""
        return self._listing.texts.get(self._shown[row], ())

    def _fetch_wanted(self) -> None:
        ids, self._wanted = list(self._wanted), {}
        self._under_way.update(ids)
        arrived = partial(self._on_rows, self._listing, ids)
        self._runner.start(operations.load_rows(self._store, ids, arrived), self)

    def _on_rows(self, listing: Listing, ids: list[int], found: dict[int, NodeRow]) -> None:
        listing.put_rows(found)
        if listing is self._listing and self._shown:
            self._under_way.difference_update(ids)
            rows = [row for row, key in enumerate(self._shown) if key in found]
            if rows:
                last = self.index(max(rows), len(listing.columns) - 1)
                self.dataChanged.emit(self.index(min(rows), 0), last)

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::rowCount."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::columnCount."""
        return 0 if parent.isValid() else len(self._listing.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Override QAbstractItemModel::headerData."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._listing.columns):
            return None
        column = self._listing.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(is_figure=column.is_figure)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractItemModel::data; a text not yet fetched is shown as …."""
        if not index.isValid():
            return None
        key = self._shown[index.row()]
        if role == KEY_ROLE:
            return key
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(is_figure=self._listing.columns[index.column()].is_figure)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon(self._listing.kinds.get(key, "door"))
        return None

    def _cell(self, row: int, column: int) -> str:
        cells = self.cells(row)
        if cells:
            cell = cells[column]
            return _figure(cell) if self._listing.columns[column].is_figure else cell
        start = row // PAGE * PAGE
        for key in self._listing.missing(self._shown[start : start + PAGE]):
            if key not in self._under_way:
                self._wanted[key] = None
        if self._wanted:
            self._flush.start()
        return "…"


def _figure(cell: str) -> str:
    return f"{int(cell):,}" if cell and cell != "0" else ""


def _alignment(*, is_figure: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
