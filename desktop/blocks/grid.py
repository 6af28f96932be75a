"""The grid on the screen: a table of spots, painted by tone and mark, in which one chooses cells, rows and columns."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from desktop.blocks.cell_delegate import CellDelegate
from desktop.blocks.sheet import Sheet, Spot
from desktop.i18n import translate

AnyIndex = QModelIndex | QPersistentModelIndex
Actions = Callable[[Sequence[int]], Sequence[QAction]]
SPOT_ROLE = int(Qt.ItemDataRole.UserRole)
_NONE = QModelIndex()
_USABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_ROW_MARGIN_PX, _CELL_MARGIN_PX = 10, 26
_LEAST_CELL_PX, _MOST_CELL_PX = 64, 150
_MEASURED = 20
"""Texts of a building that are measured; the widest is among the longest."""


class GridModel(QAbstractTableModel):
    """A sheet as Qt sees it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def spot(self, index: AnyIndex) -> Spot | None:
        """What stands in a cell."""
        return self.sheet.spots.get((index.row(), index.column()))

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel."""
        return 0 if parent.isValid() else self.sheet.width

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Override QAbstractItemModel: an empty cell is passed over."""
        return _USABLE if self.spot(index) is not None else Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Override QAbstractItemModel: floors at the side, nothing but a handle above."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.sheet.rows[section] if section < len(self.sheet.rows) else None
        return ""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractItemModel."""
        spot = self.spot(index)
        if spot is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return spot.text
        if role == SPOT_ROLE:
            return spot
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.sheet.hint(spot.key)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return translate("blocks", "{address}，{state}").format(address=spot.text, state=spot.word)
        return None


class GridView(QTableView):
    """The grid.

    Signals:
        chosen: (keys in order of rows) what is selected now.
        opened: (key) a cell was double-clicked or entered.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = GridModel(self)
        self._actions: Actions | None = None
        self._look: tuple[int, str, float] | None = None
        self.setModel(self.grid)
        self._cells = CellDelegate(self)
        self.setItemDelegate(self._cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + _ROW_MARGIN_PX)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setFixedHeight(10)
        columns.setToolTip(translate("blocks", "点这里选中一列"))
        rows.setToolTip(translate("blocks", "点这里选中一层"))
        self.setCornerButtonEnabled(True)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.keys()))
        self.activated.connect(self._on_activated)

    def set_actions(self, actions: Actions | None) -> None:
        """Say what can be done with the selected cells: given their keys, the lines of the context menu."""
        self._actions = actions

    def show_sheet(self, sheet: Sheet, *, keep: bool = False) -> None:
        """Show another sheet.

        Args:
            sheet: what to show.
            keep: keep the selected keys selected, and the place.
        """
        kept = set(self.keys()) if keep else set()
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.grid.show_sheet(sheet)
        self._cells.forget()
        self._span(sheet.spans)
        self.horizontalHeader().setDefaultSectionSize(self._cell_width(sheet))
        if keep:
            self.select_keys(kept)
            self.horizontalScrollBar().setValue(across)
            self.verticalScrollBar().setValue(down)
        else:
            self.scrollToTop()

    def keys(self) -> tuple[int, ...]:
        """What is selected, from the top left on."""
        # By ranges: an index for each of thousands of cells costs a tenth of a second.
        found = {
            (row, column)
            for block in self._ranges()
            for row in range(block.top(), block.bottom() + 1)
            for column in range(block.left(), block.right() + 1)
        }
        spots = self.grid.sheet.spots
        return tuple(spots[place].key for place in sorted(found & spots.keys()))

    def _ranges(self) -> Iterator[QItemSelectionRange]:
        chosen = self.selectionModel().selection()
        return (chosen.at(number) for number in range(chosen.count()))

    def select_keys(self, keys: Iterable[int]) -> None:
        """Select these and nothing else; the cursor goes to the first."""
        wanted = set(keys)
        selection = QItemSelection()
        first = QModelIndex()
        for (row, column), spot in sorted(self.grid.sheet.spots.items()):
            if spot.key in wanted:
                index = self.grid.index(row, column)
                first = first if first.isValid() else index
                selection.select(index, index)
        model = self.selectionModel()
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if first.isValid():
            model.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)

    def _span(self, spans: tuple[tuple[int, int], ...]) -> None:
        self.clearSpans()
        for first, width in spans:
            self.setSpan(0, first, 1, width)

    def _cell_width(self, sheet: Sheet) -> int:
        spread = {first for first, _ in sheet.spans}
        texts = {
            spot.text + spot.mark
            for (row, column), spot in sheet.spots.items()
            if row or column not in spread
        }
        longest = heapq.nlargest(_MEASURED, texts, key=len)
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in longest), default=0)
        return min(max(widest + _CELL_MARGIN_PX, _LEAST_CELL_PX), _MOST_CELL_PX)

    def _on_activated(self, index: QModelIndex) -> None:
        spot = self.grid.spot(index)
        if spot is not None:
            self.opened.emit(spot.key)

    def _on_menu(self, place: QPoint) -> None:
        actions = self._actions(self.keys()) if self._actions is not None and self.keys() else ()
        if actions:
            menu = QMenu(self)
            for action in actions:
                action.setParent(menu)  # they go with it; the next time there are others
            menu.addActions(list(actions))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(place))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override QWidget: other colours, letters or another screen ask for other pictures of the cells."""
        look = self.palette().cacheKey(), self.font().key(), self.devicePixelRatioF()
        if look != self._look:
            self._look = look
            self._cells.forget()
        super().paintEvent(event)

    def sizeHint(self) -> QSize:
        """Override QWidget: as large as there is room."""
        return QSize(720, 420)
