"""The middle of the 地址库 room: the list of children with its filters, its count, and copying."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QObject,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from db.store.store import Store
from desktop.addresses.children_model import KEY_ROLE, ChildrenModel
from desktop.addresses.filter_head import FUNNEL_PX, FilterHead, FilterPanel
from desktop.addresses.in_view import InView
from desktop.addresses.list_filter import Arrangement, ColumnFilter
from desktop.addresses.list_menu import list_menu
from desktop.addresses.listing import Listing
from desktop.addresses.node_cache import SlotKind
from desktop.i18n import translate
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.icons import icon
from desktop.widgets.list_look import dress, sort_by_heads
from desktop.work.runner import Runner

_FILTER_DELAY_MS = 150
_CELL_PADDING_PX = 20


class ChildrenTable(QWidget):
    """List, filters and what is said when there is nothing to list.

    Signals:
        opened: (key) a line was double-clicked or entered.
        selected: other lines are selected, or the cursor is on another of them.
    """

    opened = Signal(object)
    selected = Signal()

    def __init__(self, store: Store, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ChildrenModel(store, runner, self)
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText(translate("addresses", "筛选本列表（Ctrl+F）"))
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        self._delay = QTimer(self, singleShot=True, interval=_FILTER_DELAY_MS)
        self._delay.timeout.connect(self._take_text)
        self.filter_box.textChanged.connect(self._delay.start)
        self._count = QLabel()
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.view = QTableView()
        self.head = FilterHead()
        self.panel: FilterPanel | None = None
        self._kept: tuple[list[int], int | None] = ([], None)
        self._build_view()
        self._empty = EmptyState()
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # where nothing is listed yet, one pastes too
        self._clear = QPushButton(translate("addresses", "清除筛选(&L)"))
        self._clear.clicked.connect(self.clear_filters)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._build()
        self.model.arranged.connect(self._on_arranged)
        self.model.modelAboutToBeReset.connect(self._keep_selection)
        self.model.modelReset.connect(self._restore_selection)

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(8, 8, 8, 8)
        line.setSpacing(8)
        line.addWidget(self.filter_box, 1)
        line.addWidget(self._clear)
        line.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
        self._clear.hide()

    def _build_view(self) -> None:
        self.view.setModel(self.model)
        self.view.setHorizontalHeader(self.head)
        dress(self.view)
        sort_by_heads(self.view)
        self.view.installEventFilter(self)
        InView(self.view)
        self.view.activated.connect(lambda index: self.opened.emit(index.data(KEY_ROLE)))
        self.head.filter_wanted.connect(self.open_filter)
        self.head.customContextMenuRequested.connect(self.open_menu)
        chosen = self.view.selectionModel()
        chosen.currentRowChanged.connect(lambda *_: self.selected.emit())
        chosen.selectionChanged.connect(lambda *_: self._say_count())
        chosen.selectionChanged.connect(lambda *_: self.selected.emit())

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_listing(
        self, listing: Listing, how: Arrangement | None = None, *, again: bool = False, down: int = 0
    ) -> None:
        """Show other children; columns keep widths, places and order while they stay the same.

        Args:
            listing: the children.
            how: filters and order; those of the last list's order stay when not given.
            again: the same place once more: filters, selection and scroll position stay.
            down: where the scroll bar shall stand in another place.
        """
        codes = [column.code for column in listing.columns]
        same = [column.code for column in self.model.listing.columns] == codes
        down = self.scrolled if again else down
        if how is None:
            now = self.model.arrangement
            how = now if again else Arrangement(order=now.order if same else "", descending=now.descending)
        if not again:
            self._kept = ([], None)
        self.model.show_listing(listing, how)
        self._show_arrangement()
        if not same:
            self.lay_columns()
        if down:
            self.view.doItemsLayout()  # the last list may have been shorter
        self.view.verticalScrollBar().setValue(down)

    @property
    def scrolled(self) -> int:
        """Where the scroll bar stands."""
        return self.view.verticalScrollBar().value()

    def lay_columns(self) -> None:
        """Show all columns as they are at first."""
        metrics = self.fontMetrics()
        for number, column in enumerate(self.model.listing.columns):
            title = metrics.horizontalAdvance(column.title) + 2 * FUNNEL_PX
            widest = max(column.width * metrics.horizontalAdvance("0"), title)
            self.head.setSectionHidden(number, False)
            self.head.moveSection(self.head.visualIndex(number), number)
            self.view.setColumnWidth(number, widest + _CELL_PADDING_PX)

    def _show_arrangement(self) -> None:
        """Bring box and heads to the filters and the order that hold."""
        how, listing = self.model.arrangement, self.model.listing
        self.filter_box.setText(how.text)
        self._delay.stop()  # the lines are arranged like this already
        order = Qt.SortOrder.DescendingOrder if how.descending else Qt.SortOrder.AscendingOrder
        self.head.blockSignals(True)
        self.head.setSortIndicator(listing.position(how.order) if how.order else -1, order)
        self.head.blockSignals(False)

    def arrange(self, how: Arrangement) -> None:
        """Filter and order in another way."""
        self.model.arrange(how)
        self._show_arrangement()

    def clear_filters(self) -> None:
        """Show every line again, in the order that holds."""
        self.arrange(replace(self.model.arrangement, text="", filters={}))

    def _take_text(self) -> None:
        self.model.arrange(replace(self.model.arrangement, text=self.filter_box.text().strip()))

    def columns(self) -> list[int]:
        """The columns that are shown, from left to right."""
        ordered = [self.head.logicalIndex(at) for at in range(self.head.count())]
        return [column for column in ordered if not self.head.isSectionHidden(column)]

    def state(self) -> dict[str, Any]:
        """Filters, order and columns as plain values, for a saved view."""
        shown = [self.model.listing.columns[at].code for at in self.columns()]
        return {**self.model.arrangement.body(), "columns": shown}

    def restore_columns(self, body: Mapping[str, Any]) -> None:
        """Show the columns of a saved view in its order; all, when it names none that there are."""
        given = body.get("columns")
        codes = [str(code) for code in given] if isinstance(given, list) else []
        wanted = [at for code in codes if (at := self.model.listing.position(code)) >= 0]
        if wanted:
            for place, column in enumerate(wanted):
                self.head.moveSection(self.head.visualIndex(column), place)
            for column in range(self.head.count()):
                self.head.setSectionHidden(column, column not in wanted)

    # -- filters of columns ---------------------------------------------------------------------------------------

    def open_filter(self, column: int) -> None:
        """Open what a column may be narrowed to, once the texts of all lines are there."""
        self.model.with_all_texts(lambda: self._open_panel(column))

    def _open_panel(self, column: int) -> None:
        listing, how = self.model.listing, self.model.arrangement
        if column < len(listing.columns):
            code = listing.columns[column].code
            self.panel = FilterPanel(listing.values(column), how.filters.get(code, ColumnFilter()), self)
            self.panel.chosen.connect(
                lambda condition: self.arrange(self.model.arrangement.with_filter(code, condition))
            )
            self.panel.open_at(self.head.panel_corner(column))

    def open_menu(self, spot: QPoint | None = None) -> None:
        """Offer orders and columns: where the head was clicked, else for the keyboard, below its left end."""
        if not self.model.listing.columns:
            return
        at = max(0, self.view.currentIndex().column()) if spot is None else self.head.logicalIndexAt(spot)
        menu = list_menu(self, at)
        menu.popup(self.head.mapToGlobal(self.head.rect().bottomLeft() if spot is None else spot))
        if spot is None:
            menu.setActiveAction(menu.actions()[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: Alt+↓ opens the filter of the column the cursor is in, Home and End go to the ends."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_down = event.key() == Qt.Key.Key_Down
            if is_down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.open_filter(max(0, self.view.currentIndex().column()))
                return True
            if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
                last = event.key() == Qt.Key.Key_End
                self._go_to_end(last=last, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
        return super().eventFilter(watched, event)

    def _go_to_end(self, *, last: bool, extend: bool) -> None:
        """Go to the first or last line; whole lines are chosen here, and the first column would be no place to go."""
        now, end = self.view.currentIndex(), self.model.rowCount() - 1 if last else 0
        goal = self.model.index(end, max(0, now.column()))
        if not goal.isValid():
            return
        start = now.row() if extend and now.isValid() else end
        lines = QItemSelection(self.model.index(min(start, end), 0), self.model.index(max(start, end), 0))
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        chosen = self.view.selectionModel()
        chosen.setCurrentIndex(goal, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.select(lines, how)
        self.view.scrollTo(goal)

    # -- selection ------------------------------------------------------------------------------------------------

    def select_key(self, key: int) -> None:
        """Select a line and no other, with the cursor on it; none when there is no such line."""
        row = self.model.row_of(key)
        if row >= 0:
            self._go_to(row)
        else:
            self._kept = ([], self.view.currentIndex().data(KEY_ROLE))
            self.view.clearSelection()

    def select_one(self) -> None:
        """Select the cursor's line, or the first, unless lines are selected."""
        if self.model.shown and not self.view.selectionModel().hasSelection():
            self._go_to(max(0, self.view.currentIndex().row()))

    def _go_to(self, row: int) -> None:
        self.view.doItemsLayout()  # a list that was just shown could not be scrolled before
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        index = self.model.index(row, 0)
        self.view.setCurrentIndex(index)  # Shift counts from there
        self.view.selectionModel().select(index, how)  # whatever keys are held

    def select_keys(self, keys: Sequence[int]) -> bool:
        """Select those of some lines that are shown, and bring the first of them into view; False when none is."""
        wanted = frozenset(keys)
        found = [key for key in self.model.shown if key in wanted] if wanted else []
        if found:
            self._kept = (found, found[0])
            self._restore_selection()
            self.view.doItemsLayout()
            self.view.scrollTo(self.view.currentIndex())
        return bool(found)

    def looked_at(self) -> int | None:
        """Key of the selected line the cursor is on, else of the first selected; None when none is selected."""
        chosen, cursor = self.view.selectionModel().selection(), self.view.currentIndex()
        rows = [chosen.at(n).top() for n in range(chosen.count())]
        if not rows:
            return None
        return self.model.shown[cursor.row() if chosen.contains(cursor) else min(rows)]

    def selected_keys(self) -> list[int]:
        """Keys of the selected lines, in the order shown."""
        chosen = self.view.selectionModel().selection()
        ranges = [chosen.at(n) for n in range(chosen.count())]
        rows = sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})
        return [self.model.shown[row] for row in rows]

    def _keep_selection(self) -> None:
        keys = self.selected_keys() if self.model.shown else []
        current = self.view.currentIndex().data(KEY_ROLE)
        if keys or current is not None:
            self._kept = (keys, current)

    def _restore_selection(self) -> None:
        (keys, current), wanted = self._kept, QItemSelection()
        held = set(keys)
        rows = [row for row, key in enumerate(self.model.shown) if key in held] if held else []
        last = self.model.columnCount() - 1
        for first, end in _runs(rows):
            # Not merged: the runs do not meet, and of thousands each would be held against all others.
            wanted.append(QItemSelectionRange(self.model.index(first, 0), self.model.index(end, last)))
        chosen = self.view.selectionModel()
        row = self.model.row_of(current) if current is not None else -1
        if row >= 0 and current in held:
            self.view.setCurrentIndex(self.model.index(row, 0))  # Shift counts from there
        elif row >= 0:
            chosen.setCurrentIndex(self.model.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.selected.emit()  # a reset takes what was selected away without a word

    def copy(self) -> int:
        """Put the selected lines on the clipboard as a table of the columns shown; returns how many."""
        held, columns = set(self.selected_keys()), self.columns()
        found = [self.model.listing.texts.get(key) for key in self.model.shown if key in held]
        lines = ["\t".join(cells[at] for at in columns) for cells in found if cells]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
        return len(lines)

    # -- what happened --------------------------------------------------------------------------------------------

    def _on_arranged(self) -> None:
        how, listing = self.model.arrangement, self.model.listing
        shown, whole = len(self.model.shown), len(listing.keys)
        if self._clear.hasFocus() and not how.narrows:
            self.filter_box.setFocus(Qt.FocusReason.OtherFocusReason)  # else it would pass on as if by Tab
        self._clear.setVisible(how.narrows)
        self.head.show_active(frozenset(listing.position(code) for code in how.filters))
        self._say_count()
        if not shown:
            self._say_empty(filtered=how.narrows and whole > 0)
        self._stack.setCurrentWidget(self.view if shown or how.filters else self._empty)

    def _say_count(self) -> None:
        shown, whole = len(self.model.shown), len(self.model.listing.keys)
        if self.model.arrangement.narrows:
            text = translate("addresses", "{shown} / {whole} 条").format(
                shown=f"{shown:,}", whole=f"{whole:,}"
            )
        else:
            text = translate("addresses", "{whole} 条").format(whole=f"{whole:,}")
        picked = len(self.selected_keys())
        if picked > 1:
            text = translate("addresses", "已选 {n}，共 {text}").format(n=f"{picked:,}", text=text)
        self._count.setText(text)

    def _say_empty(self, *, filtered: bool) -> None:
        if filtered:
            self._empty.say(
                translate("addresses", "没有符合筛选的条目"), translate("addresses", "换一个词，或清除筛选。")
            )
        elif self.model.listing.kind is SlotKind.ROOT:
            self._empty.say(
                translate("addresses", "请在左边选择一个区域"),
                translate("addresses", "也可以按 Ctrl+K 直接查找地址。"),
            )
        elif self.model.listing.kind is not SlotKind.NODE:  # nothing can be pasted below a unit
            self._empty.say(
                translate("addresses", "这里还没有地址"),
                translate("addresses", "可以导入地址表；有了地址的路街、小区才列在这里。"),
            )
        else:
            self._empty.say(
                translate("addresses", "这里还没有地址"),
                translate(
                    "addresses", "可以导入地址表；也可以在 WPS 里复制名称一列，点这里后按 Ctrl+V 粘贴新增。"
                ),
            )


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of rows that follow each other."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
