"""楼盘表: a building's floors and stairs as a grid one chooses in, coloured by what one asks about.

Rooms that deal with addresses give it the actions of their verbs; it tells which addresses are selected.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from db.domain.changes import Changes
from db.domain.state import Legal
from db.services.building_table import BuildingTable
from db.store.store import Store
from desktop.blocks import operations
from desktop.blocks.aspects import Aspect, aspect_name, looks, state_of
from desktop.blocks.grid import Actions, GridView
from desktop.blocks.legend import Entry, Legend
from desktop.blocks.sheet import Sheet, table_sheet
from desktop.i18n import translate
from desktop.widgets.empty_state import EmptyState
from desktop.work.runner import Runner


class BuildingTableView(QWidget):
    """The table of one building.

    Attributes:
        table: what is shown; None before it has arrived.
        aspect: chooses what the cells are coloured by.

    Signals:
        selection_changed: (ids) the selected addresses, from the top left on.
        picked: something else was selected by hand.
        opened: (id) a cell was double-clicked or entered.
        loaded: the table of the building asked for is shown.
    """

    selection_changed = Signal(object)
    picked = Signal()
    opened = Signal(object)
    loaded = Signal()

    def __init__(self, store: Store, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._runner = store, runner
        self._serial = 0
        self._node_id = 0
        self._is_setting = False
        self.table: BuildingTable | None = None
        self.aspect = QComboBox()
        for aspect in Aspect:
            self.aspect.addItem(aspect_name(aspect), aspect)
        self.grid = GridView()
        self.grid.setAccessibleName(translate("blocks", "楼盘表"))
        self.legend = Legend()
        self._count = QLabel()
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        self._build()
        self.aspect.currentIndexChanged.connect(lambda *_: self._colour())
        self.grid.chosen.connect(self._on_chosen)
        self.grid.opened.connect(self.opened)
        self.legend.wanted.connect(self.select_state)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        label = QLabel(translate("blocks", "显示(&V)："))
        label.setBuddy(self.aspect)
        for widget in (label, self.aspect, self.legend):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_building(self, node_id: int) -> None:
        """Show the table of a building."""
        self._node_id = node_id
        self._load(keep=False)

    def show_none(self, why: str, hint: str) -> None:
        """Show no building, and why."""
        self._serial += 1
        self._node_id, self.table = 0, None
        self.grid.show_sheet(Sheet())
        self.legend.show_entries(())
        self._count.clear()
        self._empty.say(why, hint)
        self._stack.setCurrentWidget(self._empty)

    def reload(self) -> None:
        """Read the table again, keeping the place and the selection."""
        if self._node_id:
            self._load(keep=True)

    def apply(self, changes: Changes) -> None:
        """Read again when something in a table changed."""
        if any(changes.touches(name) for name in ("node", "plate", "inspection_form", "inspection_answer")):
            self.reload()

    def set_actions(self, actions: Actions | None) -> None:
        """Say what can be done with selected addresses: given their ids, the lines of the context menu."""
        self.grid.set_actions(actions)

    def selected(self) -> tuple[int, ...]:
        """Ids of the selected addresses."""
        return self.grid.keys()

    def select_first(self, wanted: int) -> None:
        """Select an address as the window comes to a building, or its first cell; nobody picked it."""
        spots = self.sheet().spots
        keys = {spot.key for spot in spots.values()}
        self._is_setting = True
        self.grid.select_keys((wanted,) if wanted in keys else (spots[min(spots)].key,) if spots else ())
        self._is_setting = False

    def current_aspect(self) -> Aspect:
        """What the cells are coloured by."""
        return Aspect(self.aspect.currentData())

    def sheet(self) -> Sheet:
        """What the grid shows."""
        return self.grid.grid.sheet

    def entries(self) -> tuple[Entry, ...]:
        """The legend: states of the rooms and stairs that occur, in the office's order."""
        if self.table is None:
            return ()
        aspect = self.current_aspect()
        counts = Counter(state_of(self.table.cells[key], aspect) for key in self._shown_ids())
        return tuple(
            Entry(state, look.mark, look.word, look.tone, counts[state])
            for state, look in looks(aspect).items()
            if counts[state]
        )

    def select_state(self, state: str) -> None:
        """Select every address of the table in a state."""
        if self.table is not None:
            aspect, cells = self.current_aspect(), self.table.cells
            self.grid.select_keys(key for key in self._shown_ids() if state_of(cells[key], aspect) == state)
            self.grid.setFocus()

    def copy(self) -> int:
        """Put the selected addresses on the clipboard, floor by floor; returns how many."""
        found = [self.table.cells[key].text for key in self.selected()] if self.table is not None else []
        if found:
            QGuiApplication.clipboard().setText("\n".join(found))
        return len(found)

    # -- how it comes --------------------------------------------------------------------------------------------------

    def _shown_ids(self) -> Iterable[int]:
        return (spot.key for spot in self.sheet().spots.values())

    def _load(self, *, keep: bool) -> None:
        self._serial += 1
        serial = self._serial

        def done(table: BuildingTable) -> None:
            if serial == self._serial:
                self._show(table, keep=keep)

        self._runner.start(operations.load_table(self._store, self._node_id, done), self)

    def _show(self, table: BuildingTable, *, keep: bool) -> None:
        self.table = table
        is_empty = not table.grid.cells and not table.stairs
        if table.building.legal == Legal.VOID:
            self._empty.say(*void_words())
        else:
            self._empty.say(
                translate("blocks", "这幢楼下面还没有梯位和户室"),
                translate("blocks", "可以用「批量生成」按楼层和户数一次建好。"),
            )
        self._stack.setCurrentWidget(self._empty if is_empty else self.grid)
        self._colour(keep=keep)
        self.loaded.emit()

    def _colour(self, *, keep: bool = True) -> None:
        if self.table is not None:
            self._is_setting = True
            self.grid.show_sheet(table_sheet(self.table, self.current_aspect()), keep=keep)
            self.legend.show_entries(self.entries())
            self._on_chosen(self.selected())
            self._is_setting = False

    def _on_chosen(self, keys: Sequence[int]) -> None:
        whole = f"{len(self.sheet().spots):,}"
        text = (
            translate("blocks", "选中 {n} / {whole}").format(n=f"{len(keys):,}", whole=whole)
            if keys
            else translate("blocks", "共 {whole}").format(whole=whole)
        )
        self._count.setText(text)
        self.selection_changed.emit(tuple(keys))
        if not self._is_setting:
            self.picked.emit()


def void_words() -> tuple[str, str]:
    """Why an address that was thrown away has no table, and what to do."""
    return (
        translate("blocks", "这个地址已作废，没有楼盘表"),
        translate("blocks", "可在「楼栋」里选别的；这个号还要用的，请在上级下面重新新增。"),
    )
