"""Opens the 楼盘表 window and the dialog that generates, for what is selected in the 地址库 room."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.domain.access import ALLOWED, Actor
from db.services.blocks import Under
from db.store.blocks import Ground
from desktop.addresses.children_model import KEY_ROLE
from desktop.addresses.node_cache import SlotKind
from desktop.addresses.page import AddressPage, Desk
from desktop.blocks import operations
from desktop.i18n import translate

if TYPE_CHECKING:
    from desktop.blocks.building_window import BuildingWindow
    from desktop.blocks.generator import GeneratorDialog
    from desktop.blocks.grid import Actions

_VERB = "address.edit"


def selected_in(page: AddressPage) -> Under | None:
    """What is selected in the room: the line of the list, else the line of the tree; None for a unit or nothing."""
    slot = page.model.slot_at(page.tree.currentIndex())
    line = page.table.view.currentIndex()
    kind = page.table.model.listing.kind
    if line.isValid() and kind is SlotKind.NODE:
        return Under(node_id=int(line.data(KEY_ROLE)))
    if line.isValid() and kind is SlotKind.PLACE and slot.child.kind is SlotKind.DIVISION:
        return Under(place_id=int(line.data(KEY_ROLE)), community=f"{slot.child.key:012d}")
    if slot.child.kind is SlotKind.NODE:
        return Under(node_id=slot.child.key)
    if slot.child.kind is SlotKind.PLACE:
        return Under(place_id=slot.child.key, community=page.model.slots.community_of(slot.handle))
    return None


class BlockDesk(QObject):
    """Keeps the window while it is closed.

    Attributes:
        may_generate: whether the account may add addresses anywhere.
        window: the table's window, once it was opened.
        dialog: the dialog that is open, or was last.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, actor: Actor, page: AddressPage) -> None:
        super().__init__(parent)
        self._parent, self._desk, self._actor, self._page = parent, desk, actor, page
        self._actions: Actions | None = None
        self.may_generate = any(role in ALLOWED[_VERB] for role, _area in actor.roles)
        self.window: BuildingWindow | None = None
        self.dialog: GeneratorDialog | None = None

    def set_actions(self, actions: "Actions") -> None:
        """Say what can be done with addresses selected in a table: given their ids, the lines of its context menu."""
        self._actions = actions
        if self.window is not None:
            self.window.view.set_actions(actions)

    def show_selected(self) -> None:
        """Show the table of the building that is selected, or lies under what is."""
        under = selected_in(self._page)
        if under is None:
            self.told.emit(translate("blocks", "请先选中一个门牌、楼栋、户室或小区。"))
            return
        self.show_table(under)

    def generate_selected(self) -> None:
        """Ask for a block under what is selected."""
        under = selected_in(self._page)
        if under is None:
            self.told.emit(translate("blocks", "请先选中要在下面生成的门牌、楼栋、梯位或小区。"))
            return
        self.ask_block(under)

    def show_table(self, under: Under) -> "BuildingWindow":
        """Show the table of a building."""
        from desktop.blocks.building_window import BuildingWindow  # grids and pages would slow the start

        if self.window is None:
            self.window = BuildingWindow(self._desk, self._actor, parent=self._parent)
            self.window.view.set_actions(self._actions)
            self.window.generate.setVisible(self.may_generate)
            self.window.node_chosen.connect(self._on_node)
            self.window.block_wanted.connect(lambda node_id: self.ask_block(Under(node_id=node_id)))
        self.window.look_at(under)
        self.window.show()
        self.window.activateWindow()
        return self.window

    def ask_block(self, under: Under) -> None:
        """Open the dialog once it is known that something may hang there."""
        found = partial(self._open, under)
        self._desk.runner.start(operations.find_ground(self._desk.store, under, found), self)

    def _open(self, under: Under, ground: Ground) -> None:
        from desktop.blocks.generator import Ask, GeneratorDialog

        shown = self.window if self.window is not None and self.window.isActiveWindow() else self._parent
        self.dialog = GeneratorDialog(
            self._desk, self._actor, Ask(under, ground.kind, ground.full_text), shown
        )
        self.dialog.told.connect(self.told)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _on_node(self, node_id: int) -> None:
        self._page.locate(node_id)
        self._parent.activateWindow()
