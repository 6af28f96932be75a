"""The middle of the 地址库 room: the list of children with its filter, its count, and copying."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPalette
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
    """List, filter and what is said when there is nothing to list.

    Signals:
        current_changed: (key) the line the cursor is on.
        opened: (key) a line was double-clicked or entered.
    """

    current_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, store: Store, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ChildrenModel(store, runner, self)
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText(translate("addresses", "筛选本列表（Ctrl+F）"))
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        self._delay = QTimer(self, singleShot=True, interval=_FILTER_DELAY_MS)
        self._delay.timeout.connect(lambda: self.model.set_filter(self.filter_box.text()))
        self.filter_box.textChanged.connect(self._delay.start)
        self._count = QLabel()
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.view = QTableView()
        self._build_view()
        self._empty = EmptyState()
        self._clear = QPushButton(translate("addresses", "清除筛选(&L)"))
        self._clear.clicked.connect(self.filter_box.clear)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._build()
        self.model.arranged.connect(self._on_arranged)
        self.view.selectionModel().currentRowChanged.connect(self._on_current_row)
        self.view.activated.connect(self._on_activated)
        self.model.modelReset.connect(lambda: self.current_changed.emit(None))

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
        dress(self.view)
        sort_by_heads(self.view)

    def show_listing(self, listing: Listing) -> None:
        """Show other children; columns keep their widths and order while they stay the same."""
        same = [c.title for c in self.model.listing.columns] == [c.title for c in listing.columns]
        self.filter_box.clear()
        self._delay.stop()
        self.model.set_filter("")
        self.model.show_listing(listing)
        if not same:
            self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            metrics = self.fontMetrics()
            for number, column in enumerate(listing.columns):
                widest = max(
                    column.width * metrics.horizontalAdvance("0"), metrics.horizontalAdvance(column.title)
                )
                self.view.setColumnWidth(number, widest + _CELL_PADDING_PX)
        self.view.scrollToTop()

    def select_key(self, key: int) -> None:
        """Put the cursor on a line; on none when there is no such line."""
        row = self.model.row_of(key)
        self.view.setCurrentIndex(self.model.index(row, 0) if row >= 0 else QModelIndex())

    def copy(self) -> int:
        """Put the selected lines on the clipboard as a table; returns how many."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        lines = ["\t".join(self.model.cells(row)) for row in rows if self.model.cells(row)]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
        return len(lines)

    def _on_arranged(self) -> None:
        shown, whole = len(self.model.shown), len(self.model.listing.keys)
        filtered = bool(self.filter_box.text().strip())
        self._clear.setVisible(filtered)
        if filtered:
            text = translate("addresses", "{shown} / {whole} 条").format(
                shown=f"{shown:,}", whole=f"{whole:,}"
            )
        else:
            text = translate("addresses", "{whole} 条").format(whole=f"{whole:,}")
        self._count.setText(text)
        if not shown:
            self._say_empty(filtered=filtered and whole > 0)
        self._stack.setCurrentWidget(self.view if shown else self._empty)

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
        else:
            self._empty.say(
                translate("addresses", "这里还没有地址"),
                translate("addresses", "用命令 zhipai import 导入地址表后，会出现在这里。"),
            )

    def _on_current_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_changed.emit(current.data(KEY_ROLE) if current.isValid() else None)

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(KEY_ROLE))
