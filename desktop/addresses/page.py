"""The 地址库 room: tree on the left, children in the middle, everything about one address on the right."""

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from db.domain.access import Actor
from db.domain.address import NodeKind
from db.domain.changes import Changes
from db.domain.views import ViewKind
from db.services.addresses import NodeDetail, TreeStep
from db.store.queries import PlaceRow
from db.store.views import SavedView
from desktop.addresses import operations
from desktop.addresses.children_table import ChildrenTable
from desktop.addresses.desk import Desk as Desk  # other rooms take it from here
from desktop.addresses.detail import DetailPane
from desktop.addresses.exporting import AskPath as AskPath
from desktop.addresses.exporting import ListExporter
from desktop.addresses.exporting import ask_export_path as ask_export_path
from desktop.addresses.list_filter import Arrangement
from desktop.addresses.listing import Listing, node_listing, place_listing, unit_listing
from desktop.addresses.marks import Marks
from desktop.addresses.node_cache import ROOT, Slot, SlotKind
from desktop.addresses.operations import NodeList
from desktop.addresses.pasting import Paster, Under
from desktop.addresses.place_bar import PlaceBar
from desktop.addresses.search import SearchBox
from desktop.addresses.tree_model import TreeModel
from desktop.addresses.tree_view import make_tree
from desktop.addresses.view_bodies import ends_alike, read_way, way_body
from desktop.addresses.view_keeper import ViewKeeper
from desktop.addresses.ways import Ways
from desktop.i18n import translate

_SETTLE_MS = 40
_TREE_LEAST_PX = 268  # names of rooms, seven levels down, beside the figures


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

    def __init__(self, desk: Desk, ask_path: AskPath = ask_export_path, actor: Actor | None = None) -> None:
        """Build the room; ``ask_path`` asks where a list shall go, favourites and views are the ``actor``'s if any."""
        super().__init__()
        self._desk, self._actor = desk, actor
        self._serial = 0
        self._listed = self._on_screen = ROOT
        self._coming: SavedView | None = None
        self._left: dict[int, tuple[Arrangement, int]] = {}
        self._returns = False
        self._leaf, self._to_leaf = 0, False
        self._told_of = (SlotKind.ROOT, ROOT, ROOT)
        self._wanted: tuple[int, ...] = ()
        self._marks = True
        self.model = TreeModel(desk.store, desk.runner, self)
        self.tree = make_tree(self.model)
        self.ways = Ways(self.model, self.tree)
        self.table = ChildrenTable(desk.store, desk.runner)
        self.marks = Marks(self.model, self.tree, self.table)
        self.exporter = ListExporter(self.table, desk.store, desk.runner, ask_path)
        self.detail = DetailPane()
        self.search = SearchBox(desk.store, desk.runner)
        self.keeper = ViewKeeper(desk.runner, desk.feed, desk.store, actor, self) if actor else None
        self.paster = Paster(self.table, desk.runner, desk.feed, (desk.store, actor)) if actor else None
        self.bar = PlaceBar(self, self.keeper, self._view_body)
        self.crumbs = self.bar.crumbs
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._follow_tree)
        self._build()
        self._connect()

    def _build(self) -> None:
        for widget, name in (
            (self.tree, translate("addresses", "地址树")),
            (self.table.view, translate("addresses", "下级列表")),
            (self.detail.page, translate("addresses", "地址详情")),
        ):
            widget.setAccessibleName(name)
        for pane, stretch in ((self.tree, 0), (self.table, 6), (self.detail, 4)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
            pane.setMinimumWidth(160)
        self.splitter.setCollapsible(0, False)
        self.splitter.setCollapsible(1, False)
        self.splitter.setHandleWidth(5)
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        top.setSpacing(16)
        top.addWidget(self.bar, 6)
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
        self.table.selected.connect(self._show_marked)
        self.table.opened.connect(self._on_line_opened)
        self.search.chosen.connect(self.locate)
        self.search.way_found.connect(self.show_way)
        self.search.told.connect(self.told)
        self.detail.node_chosen.connect(self.locate)
        self.detail.journal_wanted.connect(self.journal_wanted)
        self.detail.persons_wanted.connect(self.persons_wanted)
        self.detail.files_wanted.connect(self.files_wanted)
        self.crumbs.chosen.connect(self._on_crumb)
        self.exporter.told.connect(self.told)
        self.bar.went.connect(self._go_back)
        self.bar.watch_mouse(self.tree.viewport(), self.table.view.viewport(), self.detail.page.viewport())
        self.tree.collapsed.connect(self.model.forget_below)
        self.model.closing.connect(self.tree.collapse)
        if self.keeper is not None:
            self.keeper.chosen.connect(self._on_view_chosen)
            self.keeper.told.connect(self.told)
        if self.paster is not None:
            self.paster.under = self._under
            self.paster.told.connect(self.told)
            self.paster.added.connect(self.select_soon)
        self._desk.feed.changed.connect(self._on_changed)

    # -- verbs ----------------------------------------------------------------------------------------------------

    def locate(self, node_id: int) -> None:
        """Open the tree down to an address and select it."""
        self._desk.runner.start(operations.find_path(self._desk.store, node_id, self.show_way), self)

    def show_way(self, steps: tuple[TreeStep, ...]) -> None:
        """Open the tree along a way and select its end."""
        self.model.reveal(steps)

    def select_soon(self, keys: tuple[int, ...], *, mark: bool = True) -> None:
        """Mark addresses in the list once it is read anew, those of them that it holds, or only bring them into sight."""
        self._wanted, self._marks = keys, mark

    def refresh(self) -> None:
        """Read everything again, keeping the place."""
        self.model.renew()
        self._listed = ROOT
        self._settle.start()

    def export(self) -> None:
        """Ask how the list that is shown shall be written, and write it."""
        slot = self.model.slots.get(self._listed)
        name = self.ways.name(slot) if slot is not None and self._listed else ""
        self.exporter.open(translate("addresses", "{name}地址列表").format(name=name))

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

    def focus_search(self) -> bool:
        """Go to the search line."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        return True

    def focus_filter(self) -> None:
        """Go to the filter of the list."""
        self.table.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.table.filter_box.selectAll()

    # -- what happened ----------------------------------------------------------------------------------------------

    def _on_divisions(self) -> None:
        first = self.model.index(0, 0)
        if first.isValid() and not self.tree.currentIndex().isValid() and not self.model.revealing:
            self.tree.expand(first)
            self.tree.setCurrentIndex(first)
            self._settle.stop()  # nobody is walking through the tree yet
            self._follow_tree()
        else:
            self._settle.start()

    def _on_revealed(self, index: QModelIndex) -> None:
        if not index.parent().isValid():
            self.tree.expand(index)  # units have changed, and a closed district tells nothing
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        self.marks.to_tree()  # it may have been there all the time

    def _go_back(self, way: tuple[TreeStep, ...]) -> None:
        self._returns = True  # or forward again: the list is as it was left
        self.show_way(way)

    def _on_crumb(self, step: int) -> None:
        self.model.reveal(self.ways.here()[: step + 1])

    def _on_line_opened(self, key: int) -> None:
        listing = self.table.model.listing
        slot = self.model.slots[self._listed]
        if listing.kind is SlotKind.DIVISION or key in listing.openable or slot.child.kind is SlotKind.NODE:
            kind = listing.kind.value
            self.model.reveal((*self.ways.to(slot), TreeStep(kind, str(key), "")))

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if not {"node", "place", "division"} & changes.rows.keys():
            kind, key, _ = self._told_of
            if kind is SlotKind.NODE and operations.BESIDE & changes.rows.keys():
                self._show_node(key)
            return
        self.model.apply(changes)
        self.table.model.apply(changes)
        self._listed = ROOT
        self._settle.start()

    # -- following the selection --------------------------------------------------------------------------------------

    def _follow_tree(self) -> None:
        if lost := self.ways.take_lost():  # its neighbour is chosen now, which nobody asked for
            self.model.reveal(lost)
            return
        slot = self.model.slot_at(self.tree.currentIndex())
        if slot.handle == ROOT:
            return
        self.bar.show_way(self.ways.here())
        self._show_marked(again=True)
        before, self._leaf = self._leaf, self.marks.leaf
        self._to_leaf = self._to_leaf or self._leaf != before
        listed = self.model.slots[slot.parent] if self._leaf else slot
        if listed.handle != self._listed or slot.child.kind is SlotKind.DIVISION:
            self._listed = listed.handle
            self._list(listed)
            return
        self._returns = False
        if self._to_leaf:  # else the clerk's own selection would go whenever figures are counted anew
            self._to_leaf = False
            self.table.select_key(self._leaf)

    def _list(self, slot: Slot) -> None:
        self._serial += 1
        store, child, serial = self._desk.store, slot.child, self._serial
        if child.kind is SlotKind.DIVISION and child.sub_kind != "5":
            self._show_list(serial, unit_listing(self.model.units_below(slot.handle)))
        elif child.kind is SlotKind.DIVISION:
            places = partial(self._on_places, serial, slot.handle)
            self._desk.runner.start(operations.load_places(store, f"{child.key:012d}", places), self)
        else:
            community = self.model.slots.community_of(slot.handle) if child.kind is SlotKind.PLACE else ""
            nodes = partial(self._on_nodes, serial)
            self._desk.runner.start(operations.load_nodes(store, child.key, community, nodes), self)

    def _on_places(self, serial: int, above: int, rows: tuple[PlaceRow, ...]) -> None:
        self.model.places.update({(above, row.id): row for row in rows})
        self._show_list(serial, place_listing(rows))

    def _on_nodes(self, serial: int, found: NodeList) -> None:
        self._show_list(serial, node_listing(found))

    def _show_list(self, serial: int, listing: Listing) -> None:
        if serial != self._serial:
            return
        # Only the list of its own place is arranged by a view: another may have been asked for before it was chosen.
        slot = self.model.slots.get(self._listed)
        view = self._coming
        if view is not None and ends_alike(view, self.ways.to(slot) if slot is not None else ()):
            self._coming = None
        else:
            view = None
        again = self._listed == self._on_screen and view is None
        if not again:
            self._left[self._on_screen] = (self.table.model.arrangement, self.table.scrolled)
        how, down = self._left.get(self._listed, (None, 0)) if self._returns and not again else (None, 0)
        self._returns, self._on_screen = False, self._listed
        if view is None:
            self.table.show_listing(listing, how, again=again, down=down)
        else:
            self.table.show_listing(listing, Arrangement.read(view.body))
            self.table.restore_columns(view.body)
        to_leaf, self._to_leaf = self._to_leaf or not again, False
        if self._leaf and to_leaf:
            self.table.select_key(self._leaf)
        wanted, self._wanted = self._wanted, ()
        if not self._marks:
            self.marks.to_sight(wanted)
            return
        self.marks.to_list(wanted)
        held = frozenset(listing.keys) if wanted else frozenset()
        shown = [key for key in wanted if key in held]
        if len(shown) == 1 and self._leaf and self._leaf not in shown:  # what took its place is looked at now
            listed = self.ways.to(self.model.slots[self._listed])
            self.model.reveal((*listed, TreeStep(listing.kind.value, str(shown[0]), "")))

    # -- favourites and views -----------------------------------------------------------------------------------------

    def _view_body(self) -> dict[str, Any]:
        listed = self.model.slots.get(self._listed)
        return {**way_body(self.ways.to(listed) if listed is not None else ()), **self.table.state()}

    def _on_view_chosen(self, view: SavedView) -> None:
        way = read_way(view.body)
        if not way:
            self.told.emit(translate("addresses", "「{name}」里没有位置，打不开。").format(name=view.name))
        elif view.kind is ViewKind.FAVOURITE and way[-1].kind == "node":
            self.locate(int(way[-1].key))
        else:
            self._coming = view if view.kind is ViewKind.VIEW else None
            self._listed = ROOT
            self._settle.start()  # the place may be shown already, and its list is wanted anew
            self.show_way(way)

    def _under(self) -> Under | None:
        """What the listed addresses hang under; None when units or names are listed."""
        slot = self.model.slots.get(self._listed)
        if slot is None or slot.child.kind not in (SlotKind.PLACE, SlotKind.NODE):
            return None
        community = self.model.slots.community_of(slot.handle) if slot.child.kind is SlotKind.PLACE else ""
        row = self.model.rows.get(slot.handle)
        if slot.child.kind is SlotKind.NODE and row is None:
            return None
        return Under(slot.child.key, NodeKind(row.kind) if row else None, community, self.ways.name(slot))

    def chosen_nodes(self) -> list[int]:
        """Ids of the addresses that are marked."""
        marked, child = self.table.selected_keys(), self.marks.in_tree.child
        if marked:
            return marked if self.table.model.listing.kind is SlotKind.NODE else []
        return [child.key] if child.kind is SlotKind.NODE else []

    def _show_marked(self, *, again: bool = False) -> None:
        """Tell of what is marked, of several lines that with the cursor; ``again`` also when that is shown already."""
        line, slot = self.table.looked_at(), self.marks.in_tree
        if line is None:
            of = (slot.child.kind, slot.child.key, slot.parent)
        else:
            of = (self.table.model.listing.kind, line, self._on_screen)
        if again or (of != self._told_of and not self._settle.isActive()):
            self._told_of = of
            self._show(*of)

    def _show(self, kind: SlotKind, key: int, above: int) -> None:
        if kind is SlotKind.NODE:
            self._show_node(key)
        elif kind is SlotKind.PLACE and (above, key) in self.model.places:
            self.detail.show_place(self.model.places[above, key])
        elif kind is SlotKind.DIVISION:
            unit = next((unit for unit in self.model.units if int(unit.code) == key), None)
            if unit is not None:
                self.detail.show_unit(unit)

    def _show_node(self, node_id: int) -> None:
        operation = operations.load_detail(self._desk.store, self._actor, node_id, self._on_detail)
        self._desk.runner.start(operation, self)

    def _on_detail(self, detail: NodeDetail) -> None:
        if (SlotKind.NODE, detail.row.id) == self._told_of[:2]:
            self.detail.show_node(detail)

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
            if self.keeper is not None:
                self.keeper.load()
