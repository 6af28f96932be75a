"""The 地址库 room: tree on the left, children in the middle, everything about one address on the right."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from db.domain.changes import Changes
from db.services.addresses import NodeDetail, TreeStep
from db.store.queries import PlaceRow
from db.store.store import Store
from desktop.addresses import operations
from desktop.addresses.children_table import ChildrenTable
from desktop.addresses.detail import DetailPane
from desktop.addresses.export import export_list
from desktop.addresses.listing import Listing, node_listing, place_listing, unit_listing
from desktop.addresses.node_cache import ROOT, Slot, SlotKind
from desktop.addresses.operations import NodeList
from desktop.addresses.search import SearchBox
from desktop.addresses.tree_model import COUNT, NAME, TreeModel
from desktop.i18n import translate
from desktop.options import Options
from desktop.widgets.breadcrumb import Breadcrumb
from desktop.work.change_feed import ChangeFeed
from desktop.work.runner import Runner

_SETTLE_MS = 40
_COUNT_WIDEST = "00,000"
_HEAD_PADDING_PX = 20
_TREE_LEAST_PX = 232
AskPath = Callable[[QWidget, str], str]


def ask_export_path(parent: QWidget, name: str) -> str:
    """Ask where a workbook shall go; ``""`` when the user thinks better of it."""
    path, _kind = QFileDialog.getSaveFileName(
        parent,
        translate("addresses", "导出列表"),
        f"{name}.xlsx",
        translate("addresses", "Excel 工作簿 (*.xlsx)"),
    )
    return path


@dataclass(frozen=True, slots=True)
class Desk:
    """What a room is given by the composition root."""

    store: Store
    runner: Runner
    feed: ChangeFeed
    options: Options


class AddressPage(QWidget):
    """The room.

    Signals:
        told: (text) something to say in the status bar.
        journal_wanted: (id, full text) the journal's entries of an address are asked for.
        persons_wanted: (``NodeRow``) the persons of an address are asked for.
        files_wanted: (``NodeRow``) its attached files are asked for.
    """

    told = Signal(str)
    journal_wanted = Signal(object, str)
    persons_wanted = Signal(object)
    files_wanted = Signal(object)

    def __init__(
        self, desk: Desk, ask_path: AskPath = ask_export_path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ask_path = ask_path
        self._serial = 0
        self._listed = ROOT
        self._leaf = 0
        self._goal_key = 0
        self.model = TreeModel(desk.store, desk.runner, self)
        self.tree = QTreeView()
        self.table = ChildrenTable(desk.store, desk.runner)
        self.detail = DetailPane()
        self.search = SearchBox(desk.store, desk.runner)
        self.crumbs = Breadcrumb()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._follow_tree)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(False)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setIndentation(14)
        heads = self.tree.header()
        heads.setStretchLastSection(False)
        heads.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(COUNT, QHeaderView.ResizeMode.Fixed)
        title = str(self.model.headerData(COUNT, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
        widest = max(self.fontMetrics().horizontalAdvance(text) for text in (_COUNT_WIDEST, title))
        heads.resizeSection(COUNT, widest + _HEAD_PADDING_PX)
        heads.setMinimumSectionSize(40)
        for widget, name in (
            (self.tree, translate("addresses", "地址树")),
            (self.table.view, translate("addresses", "下级列表")),
            (self.detail.page, translate("addresses", "地址详情")),
        ):
            widget.setAccessibleName(name)
        for pane, stretch in ((self.tree, 3), (self.table, 6), (self.detail, 4)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
            pane.setMinimumWidth(160)
        self.splitter.setCollapsible(0, False)
        self.splitter.setCollapsible(1, False)
        self.splitter.setHandleWidth(5)
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        top.setSpacing(16)
        top.addWidget(self.crumbs, 5)
        top.addWidget(self.search, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.splitter, 1)
        self.table.show_listing(Listing((), (), SlotKind.ROOT))

    def _connect(self) -> None:
        self.model.divisions_loaded.connect(self._on_divisions)
        self.model.revealed.connect(self._on_revealed)
        self.tree.selectionModel().currentChanged.connect(lambda *_: self._settle.start())
        self.table.current_changed.connect(self._on_line)
        self.table.opened.connect(self._on_line_opened)
        self.search.chosen.connect(self.locate)
        self.search.way_found.connect(self.show_way)
        self.search.told.connect(self.told)
        self.detail.node_chosen.connect(self.locate)
        self.detail.journal_wanted.connect(self.journal_wanted)
        self.detail.persons_wanted.connect(self.persons_wanted)
        self.detail.files_wanted.connect(self.files_wanted)
        self.crumbs.chosen.connect(self._on_crumb)
        self._desk.feed.changed.connect(self._on_changed)

    # -- verbs ----------------------------------------------------------------------------------------------------

    def locate(self, node_id: int) -> None:
        """Open the tree down to an address and select it."""
        self._desk.runner.start(operations.find_path(self._desk.store, node_id, self.show_way), self)

    def show_way(self, steps: tuple[TreeStep, ...]) -> None:
        """Open the tree along a way and select its end."""
        self.model.reveal(steps)

    def refresh(self) -> None:
        """Read everything again, keeping the place."""
        steps = self._way()
        self.model.reload()
        self.model.reveal(steps)

    def export(self) -> None:
        """Write the list that is shown into a workbook."""
        slot = self.model.slots.get(self._listed)
        name = self._name(slot) if slot is not None and self._listed else ""
        if not self.table.model.shown:
            self.told.emit(translate("addresses", "当前列表是空的，没有可导出的内容。"))
            return
        title = translate("addresses", "{name}地址列表").format(name=name)
        path = self._ask_path(self, title)
        if path:
            self.table.model.with_all_texts(partial(self._export_to, Path(path), title))

    def copy(self) -> None:
        """Copy the selected lines, or the selected text of the detail."""
        if self.detail.page.textCursor().hasSelection() and not self.table.view.hasFocus():
            self.detail.page.copy()
            return
        count = self.table.copy()
        if count:
            self.told.emit(translate("addresses", "已复制 {n} 条").format(n=count))

    def next_pane(self) -> None:
        """Move the keyboard to the next pane."""
        panes = (self.tree, self.table.view, self.detail.page)
        here = next((n for n, pane in enumerate(panes) if pane.hasFocus()), -1)
        panes[(here + 1) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_search(self) -> None:
        """Go to the search line."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_filter(self) -> None:
        """Go to the filter of the list."""
        self.table.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.table.filter_box.selectAll()

    # -- what happened ----------------------------------------------------------------------------------------------

    def _export_to(self, path: Path, title: str) -> None:
        def done(count: int) -> None:
            self.told.emit(
                translate("addresses", "已导出 {n} 条到 {file}").format(n=f"{count:,}", file=path.name)
            )

        model = self.table.model
        unit = next((u.name for u in self.model.units if u.code[:6] == self._desk.store.district_code), "")
        self._desk.runner.start(export_list(model.listing, model.shown, title, unit, path, done), self)

    def _on_divisions(self) -> None:
        first = self.model.index(0, 0)
        if first.isValid() and not self.tree.currentIndex().isValid() and not self.model.revealing:
            self.tree.expand(first)
            self.tree.setCurrentIndex(first)
        else:
            self._settle.start()

    def _on_revealed(self, index: QModelIndex) -> None:
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_crumb(self, step: int) -> None:
        self.model.reveal(self._way()[: step + 1])

    def _on_line_opened(self, key: int) -> None:
        listing = self.table.model.listing
        slot = self.model.slots[self._listed]
        if listing.kind is SlotKind.DIVISION or key in listing.openable or slot.child.kind is SlotKind.NODE:
            kind = listing.kind.value
            self.model.reveal((*self._way_to(slot), TreeStep(kind, str(key), "")))

    def _on_line(self, key: int | None) -> None:
        if key is None:
            return
        kind = self.table.model.listing.kind
        if kind is SlotKind.NODE:
            self._show_node(key)
        elif kind is SlotKind.PLACE and key in self.model.places:
            self.detail.show_place(self.model.places[key])
        elif kind is SlotKind.DIVISION:
            self._show_unit(key)

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        steps, here = self._way(), self.model.slot_at(self.tree.currentIndex()).handle
        self.model.apply(changes)
        if here not in self.model.slots:
            self.model.reveal(steps)
        self.table.model.apply(changes)
        self._listed = ROOT
        self._settle.start()

    # -- following the selection --------------------------------------------------------------------------------------

    def _follow_tree(self) -> None:
        index = self.tree.currentIndex()
        slot = self.model.slot_at(index)
        if slot.handle == ROOT:
            return
        self.crumbs.show_steps([step.text for step in self._way()])
        self._show_slot(slot)
        is_leaf = slot.child.kind is SlotKind.NODE and not slot.child.child_count
        self._leaf = slot.child.key if is_leaf else 0
        listed = self.model.slots[slot.parent] if is_leaf else slot
        if listed.handle != self._listed or slot.child.kind is SlotKind.DIVISION:
            self._listed = listed.handle
            self._list(listed)
        else:
            self.table.select_key(self._leaf)

    def _list(self, slot: Slot) -> None:
        self._serial += 1
        store, child, serial = self._desk.store, slot.child, self._serial
        if child.kind is SlotKind.DIVISION and child.sub_kind != "5":
            self._show_list(serial, unit_listing(self.model.units_below(slot.handle)))
        elif child.kind is SlotKind.DIVISION:
            places = partial(self._on_places, serial)
            self._desk.runner.start(operations.load_places(store, f"{child.key:012d}", places), self)
        else:
            community = self.model.slots.community_of(slot.handle) if child.kind is SlotKind.PLACE else ""
            nodes = partial(self._on_nodes, serial)
            self._desk.runner.start(operations.load_nodes(store, child.key, community, nodes), self)

    def _on_places(self, serial: int, rows: tuple[PlaceRow, ...]) -> None:
        self.model.places.update({row.id: row for row in rows})
        self._show_list(serial, place_listing(rows))

    def _on_nodes(self, serial: int, found: NodeList) -> None:
        self._show_list(serial, node_listing(found))

    def _show_list(self, serial: int, listing: Listing) -> None:
        if serial == self._serial:
            self.table.show_listing(listing)
            if self._leaf:
                self.table.select_key(self._leaf)

    def _show_slot(self, slot: Slot) -> None:
        if slot.child.kind is SlotKind.NODE:
            self._show_node(slot.child.key)
        elif slot.child.kind is SlotKind.DIVISION:
            self._show_unit(slot.child.key)
        elif slot.child.key in self.model.places:
            self.detail.show_place(self.model.places[slot.child.key])

    def _show_unit(self, key: int) -> None:
        row = next((unit for unit in self.model.units if int(unit.code) == key), None)
        if row is not None:
            self._goal_key = key
            self.detail.show_unit(row)

    def _show_node(self, node_id: int) -> None:
        self._goal_key = node_id
        self._desk.runner.start(operations.load_detail(self._desk.store, node_id, self._on_detail), self)

    def _on_detail(self, detail: NodeDetail) -> None:
        if detail.row.id == self._goal_key:
            self.detail.show_node(detail)

    # -- the way from the top ---------------------------------------------------------------------------------------

    def _way(self) -> tuple[TreeStep, ...]:
        return self._way_to(self.model.slot_at(self.tree.currentIndex()))

    def _way_to(self, slot: Slot) -> tuple[TreeStep, ...]:
        steps: list[TreeStep] = []
        while slot.handle != ROOT:
            steps.insert(0, TreeStep(slot.child.kind.value, str(slot.child.key), self._name(slot)))
            slot = self.model.slots[slot.parent]
        return tuple(steps)

    def _name(self, slot: Slot) -> str:
        if slot.child.kind is not SlotKind.NODE:
            return slot.child.text
        row = self.model.rows.get(slot.handle)
        return row.own_text if row is not None else "…"

    # -- layout -----------------------------------------------------------------------------------------------------

    def keep_layout(self) -> None:
        """Remember the widths of the panes."""
        self._desk.options.keep_layout("addresses", self.splitter.saveState())

    def showEvent(self, event: QShowEvent) -> None:
        """Override QWidget: load when first shown, with the panes as they were left."""
        super().showEvent(event)
        if not self.model.units:
            state = self._desk.options.layout("addresses")
            if state is None or not self.splitter.restoreState(state):
                width = self.width()
                tree = max(_TREE_LEAST_PX, width * 3 // 13)
                self.splitter.setSizes([tree, (width - tree) * 6 // 10, (width - tree) * 4 // 10])
            self.model.load()
