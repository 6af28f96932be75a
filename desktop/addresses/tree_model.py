"""The address tree as Qt sees it; never asks the database in the GUI thread.

Opening a line fetches the ids of its children in the background and puts them in at once, so that the scroll bar tells
the truth; their texts follow by page when they come into view.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QIcon

from db.domain.changes import Changes
from db.services.addresses import TreeStep
from db.store.queries import DivisionRow, NodeRow, PlaceRow
from db.store.store import Store
from desktop.addresses import operations
from desktop.addresses.node_cache import (
    ROOT,
    Child,
    Edit,
    EditKind,
    RowCache,
    Slot,
    SlotKind,
    TreeSlots,
    division_children,
    edits,
)
from desktop.addresses.operations import NodeList
from desktop.i18n import translate
from desktop.widgets.icons import icon
from desktop.work.runner import Runner

AnyIndex = QModelIndex | QPersistentModelIndex
NAME, COUNT = 0, 1
_NONE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TreeModel(QAbstractItemModel):
    """Lines of the tree, fetched as they are opened.

    Attributes:
        slots: the opened lines.
        rows: rows of nodes looked at lately.
        units: all administrative units.
        places: place names met so far, by id.

    Signals:
        revealed: (index) a line asked for by ``reveal`` is there.
        divisions_loaded: the units have arrived.
    """

    revealed = Signal(QModelIndex)
    divisions_loaded = Signal()

    def __init__(self, store: Store, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self.slots = TreeSlots()
        self.rows = RowCache()
        self.units: tuple[DivisionRow, ...] = ()
        self.places: dict[int, PlaceRow] = {}
        self._below: dict[int, list[Child]] = {}
        self._to_open: dict[int, None] = {}
        self._wanted: dict[int, None] = {}
        self._under_way: set[int] = set()
        self._goal: list[TreeStep] = []
        self._flush = QTimer(self, singleShot=True, interval=0)
        self._flush.timeout.connect(self._fetch_wanted)

    # -- loading ------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Fetch the units, at the start and whenever counts may have changed."""
        self._runner.start(operations.load_divisions(self._store, self._on_divisions), self)

    def _on_divisions(self, rows: tuple[DivisionRow, ...]) -> None:
        self.units = rows
        self._below = division_children(rows, self._store.district_code)
        for parent in (ROOT, *(handle for handle in self._below if handle != ROOT)):
            slot = self.slots.get(parent)
            if slot is not None and (parent == ROOT or slot.kids is not None):
                self._arrange(parent, self._below.get(parent, []))
        self.divisions_loaded.emit()

    def _ask_children(self, slot: Slot) -> None:
        """Fetch children soon; never at once, since views ask in the middle of what the model tells them."""
        slot.asked = True
        self._to_open[slot.handle] = None
        self._flush.start()

    def _open(self, handle: int) -> None:
        slot = self.slots.get(handle)
        if slot is None:
            return
        child = slot.child
        if handle in self._below:
            self._arrange(handle, self._below[handle])
        elif child.kind is SlotKind.DIVISION:
            arrived = partial(self._on_places, handle)
            self._runner.start(operations.load_places(self._store, f"{child.key:012d}", arrived), self)
        else:
            community = self.slots.community_of(handle) if child.kind is SlotKind.PLACE else ""
            nodes_arrived = partial(self._on_nodes, handle)
            self._runner.start(operations.load_nodes(self._store, child.key, community, nodes_arrived), self)

    def units_below(self, handle: int) -> list[Child]:
        """The units under a unit, whether its line was opened or not."""
        return self._below.get(handle, [])

    def _on_places(self, handle: int, rows: tuple[PlaceRow, ...]) -> None:
        self.places.update({row.id: row for row in rows})
        self._arrange(handle, [operations.place_child(row) for row in rows])

    def _on_nodes(self, handle: int, found: NodeList) -> None:
        self.rows.put(found.rows.values())
        self._arrange(handle, [operations.node_child(child) for child in found.ids])

    def _arrange(self, parent: int, children: Sequence[Child]) -> None:
        """Bring the lines under a parent to what has arrived."""
        slot = self.slots.get(parent)
        if slot is None:
            return
        by_handle = {self.slots.handle_of(parent, child): child for child in children}
        self._free(parent, by_handle)
        for edit in edits(self.slots.kids(parent), list(by_handle)):
            self._perform(parent, edit, list(by_handle.values()))
        if slot.kids is None:
            slot.kids = []
        for handle, child in by_handle.items():
            self.slots[handle].child = child
        if slot.kids:
            first, last = slot.kids[0], slot.kids[-1]
            self.dataChanged.emit(self.index_of(first, NAME), self.index_of(last, COUNT))
        self._go_on()

    def _free(self, parent: int, coming: dict[int, Child]) -> None:
        """Take lines away from where they stood before they moved to this parent."""
        for handle in coming:
            slot = self.slots.get(handle)
            if slot is not None and slot.parent != parent:
                self._perform(slot.parent, Edit(EditKind.REMOVE, slot.row), [])

    def _perform(self, parent: int, edit: Edit, children: Sequence[Child]) -> None:
        above, last = self.index_of(parent), edit.at + edit.count - 1
        if edit.kind is EditKind.REMOVE:
            self.beginRemoveRows(above, edit.at, last)
            self.slots.remove(parent, edit.at, edit.count)
            self.endRemoveRows()
        elif edit.kind is EditKind.INSERT:
            self.beginInsertRows(above, edit.at, last)
            self.slots.insert(parent, edit.at, children[edit.at : last + 1])
            self.endInsertRows()
        else:
            self.beginMoveRows(above, edit.source, edit.source, above, edit.at)
            self.slots.move(parent, edit.source, edit.at)
            self.endMoveRows()

    def _fetch_wanted(self) -> None:
        handles, self._to_open = list(self._to_open), {}
        for handle in handles:
            self._open(handle)
        ids, self._wanted = list(self._wanted), {}
        if not ids:
            return
        self._under_way.update(ids)
        self._runner.start(operations.load_rows(self._store, ids, partial(self._on_rows, ids)), self)

    def _on_rows(self, ids: list[int], found: dict[int, NodeRow]) -> None:
        self._under_way.difference_update(ids)
        self.rows.put(found.values())
        by_parent: dict[int, list[int]] = {}
        for handle in found:
            slot = self.slots.get(handle)
            if slot is not None:
                by_parent.setdefault(slot.parent, []).append(slot.row)
        for parent, rows in by_parent.items():
            above = self.index_of(parent)
            self.dataChanged.emit(self.index(min(rows), NAME, above), self.index(max(rows), COUNT, above))

    # -- following the register ---------------------------------------------------------------------------------

    def apply(self, changes: Changes) -> None:
        """Follow a finished transaction: refetch the opened parents and rows it touched."""
        many = any(not ids for table, ids in changes.rows.items() if table == "node")
        if many or changes.touches("place") or changes.touches("division"):
            self.reload()
            return
        self.rows.drop(changes.rows.get("node", frozenset()))
        again: dict[int, None] = {}
        for key in changes.parents:
            for handle in self.slots.occurrences(key):
                again[self.slots[handle].parent] = None
                again[handle] = None
        for handle in again:
            slot = self.slots.get(handle)
            if slot is not None and slot.kids is not None and handle not in self._below:
                self._ask_children(slot)
        for handle in changes.rows.get("node", frozenset()):
            if handle in self.slots:
                self.dataChanged.emit(self.index_of(handle, NAME), self.index_of(handle, COUNT))
        self.load()

    def reload(self) -> None:
        """Close the tree and begin again: after a bulk write, or when the connection came back."""
        self.beginResetModel()
        self.slots.forget()
        self.rows.clear()
        self._under_way.clear()
        self.endResetModel()
        self.load()

    @property
    def revealing(self) -> bool:
        """Whether a line is still on its way."""
        return bool(self._goal)

    def reveal(self, steps: Sequence[TreeStep]) -> None:
        """Fetch what lies on the way to a line; ``revealed`` tells when it is there."""
        self._goal = list(steps)
        self._go_on()

    def _go_on(self) -> None:
        handle = ROOT
        for step in self._goal:
            slot = self.slots[handle]
            if slot.kids is None:
                if not slot.asked:
                    self._ask_children(slot)
                return
            wanted = next((kid for kid in slot.kids if self.slots[kid].child.key == int(step.key)), None)
            if wanted is None:
                break
            handle = wanted
        if self._goal:
            self._goal = []
            if handle != ROOT:
                self.revealed.emit(self.index_of(handle))

    # -- for views ----------------------------------------------------------------------------------------------

    def index_of(self, handle: int, column: int = NAME) -> QModelIndex:
        """The index of an opened line."""
        return _NONE if handle == ROOT else self.createIndex(self.slots[handle].row, column, handle)

    def slot_at(self, index: AnyIndex) -> Slot:
        """The line of an index; of an invalid one the root."""
        return self.slots[int(index.internalId())] if index.isValid() else self.slots[ROOT]

    def index(self, row: int, column: int, parent: AnyIndex = _NONE) -> QModelIndex:
        """Override QAbstractItemModel::index."""
        kids = self.slot_at(parent).kids or []
        if parent.column() > 0 or not (0 <= row < len(kids) and 0 <= column <= COUNT):
            return QModelIndex()
        return self.createIndex(row, column, kids[row])

    def parent(self, child: AnyIndex = _NONE) -> QModelIndex:  # type: ignore[override]
        """Override QAbstractItemModel::parent."""
        return self.index_of(self.slot_at(child).parent) if child.isValid() else QModelIndex()

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::rowCount."""
        return 0 if parent.column() > 0 else len(self.slot_at(parent).kids or [])

    def columnCount(self, _parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::columnCount."""
        return COUNT + 1

    def hasChildren(self, parent: AnyIndex = _NONE) -> bool:
        """Override QAbstractItemModel::hasChildren; answered from the stored count, without asking."""
        if parent.column() > 0:
            return False
        slot = self.slot_at(parent)
        return bool(slot.kids) if slot.kids is not None else slot.child.child_count > 0

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Override QAbstractItemModel::canFetchMore."""
        slot = self.slot_at(parent)
        return parent.isValid() and slot.kids is None and not slot.asked and slot.child.child_count > 0

    def fetchMore(self, parent: AnyIndex) -> None:
        """Override QAbstractItemModel::fetchMore; the children arrive later."""
        if self.canFetchMore(parent):
            self._ask_children(self.slot_at(parent))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Override QAbstractItemModel::headerData."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section == COUNT:
            return _RIGHT
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (translate("addresses", "名称"), translate("addresses", "数量"))[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractItemModel::data; a text not yet fetched is shown as …."""
        if not index.isValid():
            return None
        slot = self.slot_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(slot) if index.column() == NAME else _figure(slot.child.count)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == COUNT:
            return _RIGHT
        if role == Qt.ItemDataRole.DecorationRole and index.column() == NAME:
            return self._icon(slot)
        return None

    def _text(self, slot: Slot) -> str:
        if slot.child.kind is not SlotKind.NODE:
            return slot.child.text
        row = self.rows.get(slot.handle)
        if row is not None:
            return row.own_text
        for node_id in self.rows.missing(self.slots.kids(slot.parent), slot.row):
            if node_id not in self._under_way:
                self._wanted[node_id] = None
        if self._wanted:
            self._flush.start()
        return "…"

    def _icon(self, slot: Slot) -> QIcon:
        if slot.child.kind is SlotKind.NODE:
            row = self.rows.get(slot.handle)
            return icon(row.kind if row is not None else "door")
        return icon("division" if slot.child.kind is SlotKind.DIVISION else "place")


def _figure(count: int) -> str:
    return f"{count:,}" if count else ""
