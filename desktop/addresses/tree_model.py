"""The address tree as Qt sees it; never asks the database in the GUI thread.

Opening a line fetches the ids of its children in the background and puts them in at once, so that the scroll bar tells
the truth; their texts follow by page when they come into view. Every question bears a number: an answer that is older
than the last question, or than a change of what it tells, is dropped.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QIcon

from db.domain.changes import Changes
from db.services.addresses import TreeStep
from db.store.queries import DivisionRow, NodeRow, PlaceRow
from db.store.store import Store
from desktop.addresses.ended import ENDED, ended_brush
from desktop.addresses.goal import Goal
from desktop.addresses.node_cache import (
    COMMUNITY_LEVEL,
    ROOT,
    Child,
    Edit,
    EditKind,
    RowCache,
    Slot,
    SlotKind,
    TreeSlots,
)
from desktop.addresses.row_pages import RowPages
from desktop.addresses.tree_reading import Answer, TreeReader
from desktop.addresses.tree_steps import bring, perform
from desktop.addresses.unit_book import UnitBook
from desktop.i18n import translate
from desktop.widgets.icons import icon
from desktop.work.runner import Runner

AnyIndex = QModelIndex | QPersistentModelIndex
NAME, COUNT = 0, 1
_NONE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MOST_LINES = 1_500
_MOST_STEPS = 200
_CROWD = 16
_TIDY_MS = 100


class TreeModel(QAbstractItemModel):
    """Lines of the tree, fetched as they are opened.

    Attributes:
        slots: the opened lines.
        rows: rows of nodes looked at lately.
        book: the administrative units.
        places: place names met so far, by the line of the community they were listed in and id.
        reader: asks for children.
        is_closing: lines are let go of that can be had again.
        most_lines: beyond so many, lines that were opened long ago are closed when another one is revealed.
        most_steps: more changes under one line are not shown one after the other, but at once.

    Signals:
        revealed: (index) a line asked for by ``reveal`` is there.
        divisions_loaded: the units have arrived.
        shifting, shifted: lines come or go above and below those that are listed; a view keeps its place.
        closing: (index) what lies below a line is let go of; a view that kept it open would ask for it again.
    """

    revealed = Signal(QModelIndex)
    divisions_loaded = Signal()
    closing = Signal(QModelIndex)
    shifting = Signal()
    shifted = Signal()

    def __init__(self, store: Store, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self.slots = TreeSlots()
        self._lines = self.slots.by_handle
        self.rows = RowCache()
        self._pages = RowPages(store, runner, self.rows.put, self)
        self._pages.landed.connect(self._on_rows)
        self.book = UnitBook(store, runner, self)
        self.book.arrived.connect(self._on_divisions)
        self.places: dict[tuple[int, int], PlaceRow] = {}
        self.most_lines, self.most_steps = _MOST_LINES, _MOST_STEPS
        self.reader = TreeReader(store, runner, (self.slots, self.book), self)
        self.reader.arrived.connect(self._on_answer)
        self.reader.failed.connect(self._on_failed)
        self._goal = Goal()
        self._shown = ROOT
        self.is_closing = False
        self._tidy = QTimer(self, singleShot=True, interval=_TIDY_MS)
        self._tidy.timeout.connect(self._come_to_rest)

    # -- loading ------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Fetch the units, at the start and whenever counts may have changed."""
        self.book.load()

    @property
    def units(self) -> tuple[DivisionRow, ...]:
        """All administrative units."""
        return self.book.rows

    def _on_divisions(self) -> None:
        self._arrange(ROOT, self.book.below.get(ROOT, []))
        for slot in self.slots.listed():
            is_unit = slot.child.kind is SlotKind.DIVISION and slot.child.sub_kind != str(COMMUNITY_LEVEL)
            if is_unit and slot.handle in self.slots:  # unless it went with the one above it just now
                self._arrange(slot.handle, self.book.below.get(slot.handle, []))
        self._go_on()
        self.divisions_loaded.emit()

    def units_below(self, handle: int) -> list[Child]:
        """The units under a unit, whether its line was opened or not."""
        return self.book.below.get(handle, [])

    def _on_answer(self, answer: Answer) -> None:
        """Take what arrived; deeper levels only while they are as they were read, and nobody has opened them yet."""
        handle = answer.handle
        if answer.is_current:
            self.rows.put(answer.rows.values())
        for level, step in zip_longest(answer.levels, answer.way[: len(answer.levels)]):
            self.places.update({(handle, row.id): row for row in level.places})
            self._arrange(handle, level.children, is_whole=level.is_whole)
            found = self.slots.kid(handle, int(step.key)) if step is not None else None
            if found is None or not answer.is_current or self.slots[found].kids is not None:
                break
            handle = found
        self._go_on()

    def _arrange(self, parent: int, children: Sequence[Child], *, is_whole: bool = True) -> None:
        """Bring the lines under a parent to what has arrived."""
        slot = self.slots[parent]
        slot.asked = 0
        fresh, slot.is_part = slot.kids is None, not is_whole
        by_handle = {self.slots.handle_of(parent, child): child for child in children}
        if fresh and children and not self.slots.any_of(by_handle):  # thousands may come: nothing to compare
            perform(self, parent, Edit(EditKind.INSERT, 0, len(children)), children)
            return
        elsewhere = self._elsewhere(parent, by_handle)
        shifts = bool(elsewhere) or not (fresh or slot.kids == list(by_handle))
        if shifts:
            self.shifting.emit()
        for handle in elsewhere:
            if handle in self.slots:  # unless it went with one above it just now
                moved = self.slots[handle]
                perform(self, moved.parent, Edit(EditKind.REMOVE, moved.row))
        bring(self, parent, by_handle)
        if slot.kids is None:
            slot.kids = []
        if not fresh:
            self._renew(parent, by_handle)
        if shifts:
            self.shifted.emit()

    def _renew(self, parent: int, by_handle: dict[int, Child]) -> None:
        """Put what is told of lines that were there before in the place of what was told."""
        turned, told = False, []
        for handle, child in by_handle.items():
            line = self.slots[handle]
            if line.child != child:
                turned |= line.kids is None and bool(line.child.child_count) != bool(child.child_count)
                line.child = child
                told.append(line.row)
        if turned:  # views look only then whether a line can be opened
            self.layoutAboutToBeChanged.emit()
            self.layoutChanged.emit()
        if told:
            kids = self.slots.kids(parent)
            first, last = kids[min(told)], kids[max(told)]
            self.dataChanged.emit(self.index_of(first, NAME), self.index_of(last, COUNT))

    def _elsewhere(self, parent: int, coming: Iterable[int]) -> list[int]:
        """Lines that still stand where they stood before they moved to this parent."""
        return [one for one in coming if one in self.slots and self.slots[one].parent != parent]

    def _on_failed(self, handle: int) -> None:
        """What could not be read anew is closed rather than shown as it was; it is asked for when it is opened."""
        slot = self.slots[handle]
        self._forget([slot])
        slot.kids = None
        self._go_on()

    def _on_rows(self, rows: list[NodeRow]) -> None:
        by_parent: dict[int, list[int]] = {}
        for row in rows:
            slot = self.slots.get(row.id)
            if slot is not None:
                by_parent.setdefault(slot.parent, []).append(slot.row)
        for parent, lines in by_parent.items():
            above = self.index_of(parent)
            self.dataChanged.emit(self.index(min(lines), NAME, above), self.index(max(lines), COUNT, above))

    def apply(self, changes: Changes) -> None:
        """Follow a finished transaction: refetch the opened parents and rows it touched."""
        many = any(not ids for table, ids in changes.rows.items() if table == "node")
        if many or changes.touches("place") or changes.touches("division"):
            self.renew()
            return
        changed = changes.rows.get("node", frozenset())
        self.reader.outdate()
        self.rows.drop(changed)
        self._pages.outdate(changed)
        for handle in self.slots.touched(changes.parents, {place for _community, place in self.places}):
            slot = self.slots.get(handle)
            if slot is not None and (slot.kids is not None or slot.asked) and handle not in self.book.below:
                self.reader.ask(slot)
        for handle in changed:
            if handle in self.slots:
                self.dataChanged.emit(self.index_of(handle, NAME), self.index_of(handle, COUNT))
        self.book.load_soon()

    def renew(self) -> None:
        """Read everything again that is open: after a bulk write, or when the connection came back."""
        self.reader.outdate()
        self.rows.clear()
        self._pages.outdate_all()
        self._goal.begin_again()
        for slot in self.slots.listed():
            if slot.handle not in self.book.below:
                self.reader.ask(slot)
            if slot.kids:
                first, last = slot.kids[0], slot.kids[-1]
                self.dataChanged.emit(self.index_of(first, NAME), self.index_of(last, COUNT))
        self.load()

    @property
    def revealing(self) -> bool:
        """Whether a line is still on its way."""
        return self._goal.is_set

    def reveal(self, steps: Sequence[TreeStep]) -> None:
        """Fetch what lies on the way to a line; ``revealed`` tells when it, or the last there is above it, is there."""
        self._goal.set(steps)
        self._go_on()

    def _go_on(self) -> None:
        if not self._goal.is_set:
            return
        reached, to_ask, way = self._goal.look(self.slots)
        if to_ask is not None:
            self.reader.ask(to_ask, way)
        if reached != ROOT:
            self._shown = reached
            if len(self.slots) > _CROWD * self.most_lines:  # whoever goes from line to line without rest
                self._make_room()
            self._tidy.start()
            self.revealed.emit(self.index_of(reached))

    def forget_below(self, index: AnyIndex) -> None:
        """Let go of what lies below a line that was closed, when many lines are open."""
        if len(self.slots) > self.most_lines and not self.is_closing:
            self._forget([self.slot_at(index)])

    def _come_to_rest(self) -> None:
        """Once a line is on the screen: close what was opened long ago, and list the rest of what is listed in part."""
        if self._goal.is_set:
            self._tidy.start()
            return
        if len(self.slots) > self.most_lines:
            self.is_closing = True
            self.shifting.emit()
            self._make_room()
            self.shifted.emit()
        for handle in self.slots.opened():
            slot = self.slots[handle]
            if slot.is_part and not slot.asked:
                self.reader.ask(slot)

    def _make_room(self) -> None:
        """Close what was opened longest ago, but not the way to the line shown last.

        A view lays all its lines out anew when some go, so that this waits until the line is on the screen.
        """
        way = set(self.slots.look_at(self._shown)) if self._shown in self.slots else set()
        too_many, going = len(self.slots) - self.most_lines, []
        for handle in self.slots.opened():
            slot = self.slots[handle]
            if too_many > 0 and handle not in way and slot.child.kind is not SlotKind.DIVISION:
                going.append(slot)
                too_many -= len(slot.kids or ())
        self._forget(going)

    def _forget(self, going: Sequence[Slot]) -> None:
        going = [slot for slot in going if slot.kids and slot.handle not in self.book.below]
        # First all are closed, then all let go of: a view that still closes one when lines have gone lays everything
        # out at once, and a view in which they stand open lays out what is about to go.
        self.is_closing = True
        for slot in going:
            self.closing.emit(self.index_of(slot.handle))
        for slot in going:
            if slot.handle in self.slots and slot.kids:
                perform(self, slot.handle, Edit(EditKind.REMOVE, 0, len(slot.kids)))
                slot.kids, slot.is_part = None, False
        self.is_closing = False
        self._goal.begin_again()

    def index_of(self, handle: int, column: int = NAME) -> QModelIndex:
        """The index of an opened line."""
        return _NONE if handle == ROOT else self.createIndex(self.slots[handle].row, column, handle)

    def slot_at(self, index: AnyIndex) -> Slot:
        """The line of an index; of an invalid one, whose id is nought, the root."""
        return self.slots[index.internalId()]

    def index(self, row: int, column: int, parent: AnyIndex = _NONE) -> QModelIndex:
        """Override QAbstractItemModel::index; views ask it for every line they lay out."""
        kids = self._lines[parent.internalId()].kids
        if kids is None or not (0 <= row < len(kids) and 0 <= column <= COUNT) or parent.column() > 0:
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
        slot = self._lines[parent.internalId()]
        has = slot.child.child_count > 0 if slot.kids is None else bool(slot.kids)
        return has and parent.column() <= 0

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Override QAbstractItemModel::canFetchMore."""
        slot = self.slot_at(parent)
        return parent.isValid() and slot.kids is None and not slot.asked and slot.child.child_count > 0

    def fetchMore(self, parent: AnyIndex) -> None:
        """Override QAbstractItemModel::fetchMore; the children arrive later."""
        if self.canFetchMore(parent):
            self.reader.ask(self.slot_at(parent))

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
        if role == Qt.ItemDataRole.DisplayRole:
            slot = self.slot_at(index)
            if index.column() == NAME:
                return self._text(slot)
            return f"{slot.child.count:,}" if slot.child.count > 0 else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == COUNT:
            return _RIGHT
        if role == Qt.ItemDataRole.DecorationRole and index.column() == NAME:
            return self._icon(self.slot_at(index))
        if role == Qt.ItemDataRole.ForegroundRole:
            row = self.rows.get(index.internalId())
            return ended_brush() if row is not None and row.legal in ENDED else None
        return None

    def _text(self, slot: Slot) -> str:
        if slot.child.kind is not SlotKind.NODE:
            return slot.child.text
        row = self.rows.get(slot.handle)
        if row is not None:
            return row.own_text
        self._pages.want(self.rows.missing(self.slots.kids(slot.parent), slot.row))
        return "…"

    def _icon(self, slot: Slot) -> QIcon:
        if slot.child.kind is SlotKind.NODE:
            row = self.rows.get(slot.handle)
            return icon(row.kind if row is not None else "door")
        return icon("division" if slot.child.kind is SlotKind.DIVISION else "place")
