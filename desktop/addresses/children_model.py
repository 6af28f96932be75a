"""The list of one parent's children as Qt sees it: ids at once, texts by page, order and filter over all of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from db.domain.changes import Changes
from db.store.queries import NodeRow
from db.store.store import Store
from desktop.addresses import operations
from desktop.addresses.ended import ENDED, ended_brush
from desktop.addresses.list_filter import Arrangement
from desktop.addresses.listing import Listing
from desktop.addresses.node_cache import PAGE, SlotKind
from desktop.addresses.row_pages import RowPages
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
        self._how = Arrangement()
        self._changed = 0
        self._serial = 0
        self._gathering = 0
        self._then: list[Callable[[], None]] = []
        self._pages = RowPages(store, runner, self._keep, self)
        self._pages.landed.connect(self._on_rows)

    @property
    def listing(self) -> Listing:
        """What is shown, before filter and order."""
        return self._listing

    @property
    def shown(self) -> list[int]:
        """Keys of the lines shown, in order."""
        return self._shown

    @property
    def arrangement(self) -> Arrangement:
        """The filters and the order."""
        return self._how

    def show_listing(self, listing: Listing, how: Arrangement | None = None) -> None:
        """Show other lines, arranged as those before unless told otherwise; what fits their columns no more is dropped."""
        how = how or self._how
        codes = {column.code for column in listing.columns}
        filters = {code: one for code, one in how.filters.items() if code in codes}
        self._how = replace(how, filters=filters, order=how.order if how.order in codes else "")
        self._pages.outdate_all()
        self._then.clear()
        self._gathering = 0
        self.beginResetModel()
        self._listing = listing
        self._shown = listing.view(self._how)
        self.endResetModel()
        self._arrange()

    def arrange(self, how: Arrangement) -> None:
        """Filter and order the lines in another way."""
        if how != self._how:
            self._how = how
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override QAbstractItemModel::sort; column -1 is street order."""
        columns = self._listing.columns
        code = columns[column].code if 0 <= column < len(columns) else ""
        self.arrange(replace(self._how, order=code, descending=order == Qt.SortOrder.DescendingOrder))

    def with_all_texts(self, then: Callable[[], None]) -> None:
        """Do something that needs the texts of every line, after fetching those that are missing."""
        missing = self._listing.missing(self._listing.keys)
        if not missing:
            then()
            return
        self._then.append(then)
        if not self._gathering:
            self._gather(missing)

    def _gather(self, missing: list[int]) -> None:
        self._serial += 1
        serial = self._gathering = self._serial
        arrived = partial(self._on_all_texts, serial, self._changed)
        quiet = len(missing) <= _QUIET_ROWS
        job = self._runner.start(operations.load_rows(self._store, missing, arrived, quiet=quiet), self)
        job.ended.connect(lambda: self._on_gathered(serial))

    def _on_all_texts(self, serial: int, changed: int, found: dict[int, NodeRow]) -> None:
        if serial != self._gathering:
            return
        self._gathering = 0
        waiting, self._then = self._then, []
        if changed == self._changed:
            self._listing.put_rows(found.values())
        for then in waiting:
            if changed == self._changed:
                then()
            else:
                self.with_all_texts(then)

    def _on_gathered(self, serial: int) -> None:
        """Let the texts be asked for again when they did not come."""
        if serial == self._gathering:
            self._gathering = 0
            self._then.clear()

    def _arrange(self) -> None:
        if self._listing.needs_all(self._how):
            self.with_all_texts(self._rearrange)
        else:
            self._rearrange()

    def _rearrange(self) -> None:
        view = self._listing.view(self._how)
        if view != self._shown:
            self.beginResetModel()
            self._shown = view
            self.endResetModel()
        self.arranged.emit()

    def apply(self, changes: Changes) -> None:
        """Fetch changed lines again, and those that have other lines below them now."""
        changed = changes.rows.get("node")
        if changed is None:
            return
        ids = changed | changes.parents if changed else changed
        self._changed += 1
        self._pages.outdate(ids)
        if not ids:
            self._pages.outdate_all()
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

    def _keep(self, rows: Iterable[NodeRow]) -> None:
        self._listing.put_rows(rows)

    def _on_rows(self, rows: list[NodeRow]) -> None:
        found = {row.id for row in rows}
        lines = [line for line, key in enumerate(self._shown) if key in found]
        if lines:
            last = self.index(max(lines), len(self._listing.columns) - 1)
            self.dataChanged.emit(self.index(min(lines), 0), last)

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
        if role == Qt.ItemDataRole.ForegroundRole and self._is_ended(index.row()):
            return ended_brush()
        return None

    def _is_ended(self, row: int) -> bool:
        """Whether a line is of an address that is none any more: it stays in the list, but stands back."""
        at, cells = self._listing.position("legal"), self.cells(row)
        if not 0 <= at < len(cells):
            return False
        terms = self._listing.columns[at].terms
        return cells[at] in [terms.get(state) for state in ENDED]

    def _cell(self, row: int, column: int) -> str:
        cells = self.cells(row)
        if cells:
            cell = cells[column]
            return _figure(cell) if self._listing.columns[column].is_figure else cell
        start = row // PAGE * PAGE
        self._pages.want(self._listing.missing(self._shown[start : start + PAGE]))
        return "…"


def _figure(cell: str) -> str:
    return f"{int(cell):,}" if cell and cell != "0" else ""


def _alignment(*, is_figure: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
