"""The hits of a search as a list: each with its picture, its text, and at the end of the line why it is there."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.domain.search import Why
from db.domain.search_names import Goal
from db.store.search_text import Hit
from desktop.addresses.search_words import is_gone, note_of
from desktop.widgets.icons import icon

NOTE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Why the hit is there."""
GONE_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether it is no longer in use."""

_NONE = QModelIndex()
_GAP_PX = 16
_HEIR = "↳ "
AnyIndex = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """The hits of the last search."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::rowCount."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractItemModel::data."""
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (_HEIR if hit.why is Why.SUCCESSOR else "") + hit.full_text
        if role == NOTE_ROLE:
            return note_of(hit)
        if role == GONE_ROLE:
            return is_gone(hit)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.full_text} {note_of(hit)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (hit.full_text, note_of(hit), hit.code) if part)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(hit.kind if hit.goal is Goal.NODE else hit.goal.value)
        return None


class HitDelegate(QStyledItemDelegate):
    """Paints the text from the left, the note in a quiet colour up to the right edge."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Override QStyledItemDelegate: what is no longer in use is struck out."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        text, shown.text = str(index.data()), ""  # type: ignore[attr-defined]  # fields are missing in the stubs
        widget: QWidget | None = shown.widget  # type: ignore[attr-defined]
        style = widget.style() if widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        painter.save()
        _write(painter, self._area(shown, style, widget), text, index)
        painter.restore()

    def _area(self, shown: QStyleOptionViewItem, style: QStyle, widget: QWidget | None) -> QRect:
        rect: QRect = shown.rect  # type: ignore[attr-defined]
        size: QSize = shown.decorationSize  # type: ignore[attr-defined]
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, shown, widget) + 8
        return rect.adjusted(margin + size.width() + 8, 0, -margin, 0)


def _write(painter: QPainter, area: QRect, text: str, index: AnyIndex) -> None:
    widths, middle = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
    palette = QApplication.palette()
    quiet = palette.color(QPalette.ColorRole.PlaceholderText)
    note = widths.elidedText(str(index.data(NOTE_ROLE)), Qt.TextElideMode.ElideRight, area.width() // 2)
    room = area.width() - widths.horizontalAdvance(note) - _GAP_PX
    painter.setPen(quiet)
    painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, note)
    if index.data(GONE_ROLE):
        font = painter.font()
        font.setStrikeOut(True)
        painter.setFont(font)
    else:
        painter.setPen(palette.color(QPalette.ColorRole.Text))
    main = widths.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
    painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, main)
