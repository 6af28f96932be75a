"""How every list of the window looks and is moved through."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

_ROW_MARGIN_PX = 9


def dress(view: QTableView) -> None:
    """Give a list its look: whole rows are chosen, all of one height, striped, scrolled smoothly to the side."""
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setTabKeyNavigation(False)
    view.setShowGrid(False)
    view.setAlternatingRowColors(True)
    view.setWordWrap(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = view.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(view.fontMetrics().height() + _ROW_MARGIN_PX)
    view.horizontalHeader().setHighlightSections(False)


def sort_by_heads(view: QTableView) -> None:
    """Let a click on a head sort, and a third one bring the list's own order back."""
    heads = view.horizontalHeader()
    heads.setStretchLastSection(True)
    heads.setSortIndicatorClearable(True)
    heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    view.setSortingEnabled(True)
