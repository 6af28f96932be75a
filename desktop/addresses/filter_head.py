"""The head of a list whose columns can be filtered: a funnel in each, which opens what the column may be narrowed to."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.addresses.list_filter import ColumnFilter, plain
from desktop.addresses.listing import Value
from desktop.i18n import translate
from desktop.widgets.icons import icon

FUNNEL_PX = 18
_ICON_PX = 14
_MOST_VALUES = 500
_PANEL = QSize(240, 300)


class FilterHead(QHeaderView):
    """The head.

    Signals:
        filter_wanted: (column) its funnel was clicked.
    """

    filter_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._active: frozenset[int] = frozenset()
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def show_active(self, columns: frozenset[int]) -> None:
        """Mark the columns that are filtered."""
        self._active = columns
        self.viewport().update()

    def funnel(self, column: int) -> QRect:
        """Where a column's funnel is drawn: opposite to its title."""
        if self._is_right(column):
            left = self.sectionViewportPosition(column) + 2
            return QRect(left, (self.height() - FUNNEL_PX) // 2, FUNNEL_PX, FUNNEL_PX)
        left, width = self.sectionViewportPosition(column), self.sectionSize(column)
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == column
        right = left + width - (FUNNEL_PX if sorted_by else 2)
        return QRect(right - FUNNEL_PX, (self.height() - FUNNEL_PX) // 2, FUNNEL_PX, FUNNEL_PX)

    def _is_right(self, column: int) -> bool:
        role = Qt.ItemDataRole.TextAlignmentRole
        found = self.model().headerData(column, Qt.Orientation.Horizontal, role)
        return found is not None and bool(Qt.AlignmentFlag(found) & Qt.AlignmentFlag.AlignRight)

    def panel_corner(self, column: int) -> QPoint:
        """Where a column's panel opens, on the screen."""
        return self.viewport().mapToGlobal(QPoint(self.sectionViewportPosition(column), self.height()))

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:  # noqa: N802  # Qt's name
        """Override QHeaderView: the funnel lies over the section, pale until the column is filtered."""
        painter.save()
        super().paintSection(painter, rect, column)
        painter.restore()
        spot = self.funnel(column)
        if rect.width() > FUNNEL_PX * 2:
            inset = (FUNNEL_PX - _ICON_PX) // 2
            painter.setOpacity(1.0 if column in self._active else 0.45)
            mode = QIcon.Mode.Selected if column in self._active else QIcon.Mode.Normal
            name = "filter-on" if column in self._active else "filter"
            icon(name).paint(painter, spot.adjusted(inset, inset, -inset, -inset), mode=mode)
            painter.setOpacity(1.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Override QWidget: a click on a funnel filters, and does not sort."""
        spot = event.position().toPoint()
        column = self.logicalIndexAt(spot)
        if column >= 0 and event.button() == Qt.MouseButton.LeftButton and self.funnel(column).contains(spot):
            self.filter_wanted.emit(column)
        else:
            super().mousePressEvent(event)


class FilterPanel(QFrame):
    """What a column may be narrowed to: a text its cells hold, and its values to tick.

    Signals:
        chosen: (``ColumnFilter``) what was decided on.
    """

    chosen = Signal(object)

    def __init__(self, values: Sequence[Value], now: ColumnFilter, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QLineEdit(now.text)
        self.text.setPlaceholderText(translate("addresses", "包含文字…"))
        self.text.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("addresses", "可选的值"))
        self._values = values if len(values) <= _MOST_VALUES else ()
        for value in self._values:
            word = value.word or translate("addresses", "（空）")
            item = QListWidgetItem(
                translate("addresses", "{word}（{n}）").format(word=word, n=f"{value.count:,}")
            )
            item.setData(Qt.ItemDataRole.UserRole, value.code)
            ticked = now.values is None or value.code in now.values
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.all = QPushButton(translate("addresses", "全选(&A)"))
        self.none = QPushButton(translate("addresses", "全不选(&N)"))
        self.take = QPushButton(translate("addresses", "确定"))
        self.clear = QPushButton(translate("addresses", "清除"))
        self._build()

    def _build(self) -> None:
        ticks, ends = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((ticks, (self.all, self.none)), (ends, (self.clear, self.take))):
            for button in buttons:
                row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.text)
        if self._values:
            column.addLayout(ticks)
            column.addWidget(self.list, 1)
        column.addLayout(ends)
        self.resize(_PANEL.width(), _PANEL.height() if self._values else column.sizeHint().height())
        self.text.textChanged.connect(self._narrow)
        self.text.returnPressed.connect(self._accept)
        self.all.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        self.none.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        self.take.clicked.connect(self._accept)
        self.clear.clicked.connect(lambda: self._say(ColumnFilter()))

    def open_at(self, corner: QPoint) -> None:
        """Show it below a column, within the screen."""
        area = self.screen().availableGeometry()
        left = max(area.left(), min(corner.x(), area.right() - self.width()))
        top = max(area.top(), min(corner.y(), area.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _narrow(self, text: str) -> None:
        needle = plain(text.strip())
        for item, value in zip(self._items(), self._values, strict=True):
            item.setHidden(needle not in plain(value.word))

    def _tick(self, state: Qt.CheckState) -> None:
        for item in self._items():
            item.setCheckState(state)

    def _accept(self) -> None:
        ticked = [one for one in self._items() if one.checkState() == Qt.CheckState.Checked]
        everything = len(ticked) == self.list.count()
        values = None if everything else frozenset(str(one.data(Qt.ItemDataRole.UserRole)) for one in ticked)
        self._say(ColumnFilter(self.text.text().strip(), values))

    def _say(self, condition: ColumnFilter) -> None:
        self.close()
        self.chosen.emit(condition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QWidget: Enter in the list decides as the button does; a popup leaves with Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
