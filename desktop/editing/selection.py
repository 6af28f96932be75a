"""What is selected in the 地址库 room: the lines of the list, or the line of the tree, whichever was touched last."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.addresses.children_model import KEY_ROLE
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
        self._in_list = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.changed)
        page.tree.selectionModel().currentChanged.connect(lambda *_: self._touched(in_list=False))
        page.table.view.selectionModel().selectionChanged.connect(lambda *_: self._on_lines())
        page.table.model.modelReset.connect(self._settle.start)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is self._page.tree:
            self._touched(in_list=False)
        elif new is self._page.table.view:
            self._touched(in_list=True)

    def _on_lines(self) -> None:
        # Lines are selected by the room itself too, when it follows the tree; only a hand on the list counts.
        self._touched(in_list=self._in_list or self._page.table.view.hasFocus())

    def _touched(self, *, in_list: bool) -> None:
        self._in_list = in_list
        self._settle.start()

    def now(self) -> Chosen:
        """What is selected."""
        keys = self._lines() if self._in_list else ()
        return self._of_lines(keys) if keys else self._of_tree()

    def _lines(self) -> tuple[int, ...]:
        rows = self._page.table.view.selectionModel().selectedRows()
        return tuple(index.data(KEY_ROLE) for index in sorted(rows, key=lambda index: index.row()))

    def _of_lines(self, keys: tuple[int, ...]) -> Chosen:
        kind = self._page.table.model.listing.kind
        if kind is SlotKind.NODE:
            return Chosen(keys)
        slot = self._page.model.slot_at(self._page.tree.currentIndex())
        place = self._page.model.places.get(keys[0])
        if kind is SlotKind.PLACE and place is not None and len(keys) == 1:
            return Chosen((), place.id, place.name, f"{slot.child.key:012d}")
        return Chosen()

    def _of_tree(self) -> Chosen:
        slot = self._page.model.slot_at(self._page.tree.currentIndex())
        if slot.handle == ROOT or slot.child.kind is SlotKind.DIVISION:
            return Chosen()
        if slot.child.kind is SlotKind.NODE:
            return Chosen((slot.child.key,))
        community = self._page.model.slots.community_of(slot.handle)
        return Chosen((), slot.child.key, slot.child.text, community)
