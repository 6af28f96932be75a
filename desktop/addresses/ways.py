"""The way from the top of the tree to a line, and to the chosen line when it is taken away."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTreeView

from db.services.addresses import TreeStep
from desktop.addresses.node_cache import ROOT, Slot, SlotKind
from desktop.addresses.tree_model import TreeModel


class Ways(QObject):
    """Ways in a tree."""

    def __init__(self, model: TreeModel, tree: QTreeView) -> None:
        super().__init__(tree)
        self._model, self._tree = model, tree
        self._lost: tuple[TreeStep, ...] = ()
        self._chosen = ROOT
        self._before: tuple[TreeStep, ...] = ()
        model.shifting.connect(self._on_shifting)
        model.shifted.connect(self._on_shifted)

    def here(self) -> tuple[TreeStep, ...]:
        """The way to the chosen line."""
        return self.to(self._model.slot_at(self._tree.currentIndex()))

    def to(self, slot: Slot) -> tuple[TreeStep, ...]:
        """The way to a line."""
        steps: list[TreeStep] = []
        while slot.handle != ROOT:
            steps.insert(0, TreeStep(slot.child.kind.value, str(slot.child.key), self.name(slot)))
            slot = self._model.slots[slot.parent]
        return tuple(steps)

    def name(self, slot: Slot) -> str:
        """What a line is called."""
        if slot.child.kind is not SlotKind.NODE:
            return slot.child.text
        row = self._model.rows.get(slot.handle)
        return row.own_text if row is not None else "…"

    def take_lost(self) -> tuple[TreeStep, ...]:
        """The way to the line that was chosen until it was taken away; told once."""
        lost, self._lost = self._lost, ()
        return lost

    def _on_shifting(self) -> None:
        """Note where one is; lines that are only closed can be had again, and nobody needs to be led back to them."""
        closes = self._model.is_closing
        self._chosen = ROOT if closes else self._model.slot_at(self._tree.currentIndex()).handle
        self._before = () if closes else self.here()

    def _on_shifted(self) -> None:
        if self._chosen not in self._model.slots:
            self._lost = self._before
