"""How the address tree looks."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from desktop.addresses.in_view import InView
from desktop.addresses.tree_model import COUNT, NAME, TreeModel

_COUNT_WIDEST = "00,000"
_HEAD_PADDING_PX = 20
_INDENT_PX = 14
_LEAST_SECTION_PX = 40


class Stillness(QObject):
    """Keeps what is on the screen where it is while lines above it come or go: the chosen line, else the topmost."""

    def __init__(self, model: TreeModel, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree
        self._held, self._above = QPersistentModelIndex(), 0
        model.shifting.connect(self._hold)
        model.shifted.connect(self._let_go)

    def _hold(self) -> None:
        tree, line = self._tree, self._tree.currentIndex()
        if not tree.viewport().rect().intersects(tree.visualRect(line)):
            line = tree.indexAt(QPoint(0, 0))
        self._held, self._above = QPersistentModelIndex(line), self._lines_above(line)

    def _let_go(self) -> None:
        if self._held.isValid():
            # Which lays out what came and what is left.
            self._tree.scrollTo(self._held, QAbstractItemView.ScrollHint.PositionAtTop)
            bar = self._tree.verticalScrollBar()
            bar.setValue(bar.value() + self._lines_above(self._held) - self._above)
        self._held = QPersistentModelIndex()

    def _lines_above(self, line: QModelIndex | QPersistentModelIndex) -> int:
        spot = self._tree.visualRect(line)
        return spot.top() // max(1, spot.height())


def make_tree(model: TreeModel) -> QTreeView:
    """A view of the tree: names take the room there is, figures as much as they need."""
    tree = QTreeView()
    tree.setModel(model)
    Stillness(model, tree)
    InView(tree)
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(False)
    tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    tree.setIndentation(_INDENT_PX)
    heads = tree.header()
    heads.setStretchLastSection(False)
    heads.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
    heads.setSectionResizeMode(COUNT, QHeaderView.ResizeMode.Fixed)
    title = str(model.headerData(COUNT, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
    widest = max(tree.fontMetrics().horizontalAdvance(text) for text in (_COUNT_WIDEST, title))
    heads.resizeSection(COUNT, widest + _HEAD_PADDING_PX)
    heads.setMinimumSectionSize(_LEAST_SECTION_PX)
    return tree
