"""What is selected in the 地址库 room, as its verbs take it: the lines of the list, else the line of the tree."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.addresses.node_cache import ROOT, SlotKind
from desktop.addresses.page import AddressPage
from desktop.editing.acts import Chosen

_SETTLE_MS = 80


class Selection(QObject):
    """Follows a room.

    Signals:
        changed: something else is selected, and has been for a moment.
    """

    changed = Signal()

    def __init__(self, page: AddressPage) -> None:
        super().__init__(page)
        self._page = page
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.changed)
        page.tree.selectionModel().currentChanged.connect(lambda *_: self._settle.start())
        page.table.selected.connect(self._settle.start)

    def now(self) -> Chosen:
        """What is selected."""
        keys = tuple(self._page.table.selected_keys())
        return self._of_lines(keys) if keys else self._of_tree()

    def _of_lines(self, keys: tuple[int, ...]) -> Chosen:
        listing = self._page.table.model.listing
        if listing.kind is SlotKind.NODE:
            return Chosen(keys)
        if listing.kind is SlotKind.PLACE and len(keys) == 1:
            community = f"{self._page.marks.in_tree.child.key:012d}"
            return Chosen((), keys[0], listing.texts[keys[0]][0], community)
        return Chosen()

    def _of_tree(self) -> Chosen:
        slot = self._page.marks.in_tree
        if slot.handle == ROOT or slot.child.kind is SlotKind.DIVISION:
            return Chosen()
        if slot.child.kind is SlotKind.NODE:
            return Chosen((slot.child.key,))
        community = self._page.model.slots.community_of(slot.handle)
        return Chosen((), slot.child.key, slot.child.text, community)
