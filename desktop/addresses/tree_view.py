"""How the address tree looks."""

from PySide6.QtCore import QObject, QPersistentModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from desktop.addresses.tree_model import COUNT, NAME, TreeModel

_COUNT_WIDEST = "00,000"
_HEAD_PADDING_PX = 20
_INDENT_PX = 14
_LEAST_SECTION_PX = 40


class Stillness(QObject):
    """Keeps what is on the screen where it is while lines come in above it."""

    def __init__(self, model: TreeModel, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree
        self._top = QPersistentModelIndex()
        model.filling.connect(self._hold)
        model.filled.connect(self._let_go)

    def _hold(self) -> None:
        self._top = QPersistentModelIndex(self._tree.indexAt(QPoint(0, 0)))

    def _let_go(self) -> None:
        if self._top.isValid():
            self._tree.scrollTo(
                self._top, QAbstractItemView.ScrollHint.PositionAtTop
            )  # which lays out what came
        self._top = QPersistentModelIndex()


def make_tree(model: TreeModel) -> QTreeView:
    """A view of the tree: names take the room there is, figures as much as they need."""
    tree = QTreeView()
    tree.setModel(model)
    Stillness(model, tree)
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
