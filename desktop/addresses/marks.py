"""What is marked in the 地址库 room: the chosen lines of the list, and while there are none the line of the tree.

The detail shows it and the verbs take it. So the list has chosen lines only while they count: a hand on the tree leaves
no more of them than the tree's own line, where the list holds it, and a keyboard that comes into the list chooses one.
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QTreeView

from desktop.addresses.children_table import ChildrenTable
from desktop.addresses.node_cache import Slot, SlotKind
from desktop.addresses.tree_model import TreeModel

_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Marks(QObject):
    """Keeps tree and list from being marked beside each other."""

    def __init__(self, model: TreeModel, tree: QTreeView, table: ChildrenTable) -> None:
        super().__init__(tree)
        self._model, self._tree, self._table = model, tree, table
        tree.selectionModel().currentChanged.connect(lambda *_: self.to_tree())
        tree.pressed.connect(self._on_pressed)
        tree.installEventFilter(self)
        table.view.installEventFilter(self)

    @property
    def in_tree(self) -> Slot:
        """The tree's line."""
        return self._model.slot_at(self._tree.currentIndex())

    @property
    def leaf(self) -> int:
        """The address on the tree's line when it has none below, so that the list is that of its neighbours; else 0."""
        child = self.in_tree.child
        return child.key if child.kind is SlotKind.NODE and not child.child_count else 0

    def to_tree(self) -> None:
        """Mark the tree's line."""
        self._table.select_key(self.leaf)

    def to_list(self, keys: tuple[int, ...]) -> None:
        """Mark those of some addresses that are listed; the keyboard does not stay behind in the tree.

        Not when the list is of what lies below one of them: that is marked in the tree.
        """
        here, listing = self.in_tree.child, self._table.model.listing
        above = here.kind is SlotKind.NODE and here.key in keys and here.key not in listing.keys
        if not above and self._table.select_keys(keys) and self._tree.window().focusWidget() is self._tree:
            self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_sight(self, keys: tuple[int, ...]) -> None:
        """Scroll to those of some addresses that are listed, the first of them above all; what is marked stays."""
        view, model = self._table.view, self._table.model
        rows = sorted(row for row in map(model.row_of, keys) if row >= 0)
        for row in (rows[-1], rows[0]) if rows else ():
            view.doItemsLayout()
            view.scrollTo(model.index(row, 0))

    def _on_pressed(self, index: QModelIndex) -> None:
        if index == self._tree.currentIndex():  # another line tells so by itself
            self.to_tree()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: the keyboard comes."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in _BY_KEY:
            if watched is self._tree:
                self.to_tree()
            else:
                self._table.select_one()
        return super().eventFilter(watched, event)
