"""Paints the cells of a grid; each picture is drawn once and kept, since text is what costs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.blocks.sheet import Spot
from desktop.blocks.tones import Tone, paint

if TYPE_CHECKING:
    from desktop.blocks.grid import GridView

_MARK_SHARE = 0.8
"""Size of the mark beside the cell's text."""

_MOST_PICTURES = 2_000
_START_PX, _LEFT_PX, _RIGHT_PX, _GAP_PX = 3, 5, 5, 4
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value


class CellDelegate(QStyledItemDelegate):
    """Ground by tone, the own part on the left, the mark on the right, a frame when it is chosen."""

    def __init__(self, view: "GridView") -> None:
        super().__init__(view)
        self._view = view
        self._pictures: dict[tuple[int, int], QPixmap] = {}
        self.forget()

    def forget(self) -> None:
        """Draw everything anew: other cells, colours or letters from now on."""
        self._pictures.clear()
        palette, font = self._view.palette(), self._view.font()
        self._ratio = self._view.devicePixelRatioF()
        self._dark = palette.color(QPalette.ColorRole.Base).lightness() < 128
        self._line = palette.color(QPalette.ColorRole.Mid)
        self._chosen = palette.color(QPalette.ColorRole.Accent)
        self._cursor = palette.color(QPalette.ColorRole.Text)
        self._font, self._struck, self._small = QFont(font), QFont(font), QFont(font)
        self._struck.setStrikeOut(True)
        self._small.setPointSizeF(font.pointSizeF() * _MARK_SHARE)
        self._wide, self._narrow = QFontMetrics(self._font), QFontMetrics(self._small)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Override QStyledItemDelegate."""
        sheet = self._view.grid.sheet
        place = index.row(), index.column()
        spot = sheet.spots.get(place)
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs know no fields of an option
        if place[1] in sheet.starts:
            painter.fillRect(area.left(), area.top(), _START_PX - 1, area.height(), self._line)
            area = area.adjusted(_START_PX, 0, 0, 0)
        if spot is None:
            return
        picture = self._pictures.get(place)
        if picture is None:
            picture = self._keep(place, self._draw(spot, area.size()))
        painter.drawPixmap(area.left() + 1, area.top() + 1, picture)
        state: int = option.state.value  # type: ignore[attr-defined]
        if state & _SELECTED:
            _frame(painter, area, self._chosen, 3)
        elif state & _FOCUSED:
            _frame(painter, area, self._cursor, 1)

    def _keep(self, place: tuple[int, int], picture: QPixmap) -> QPixmap:
        if len(self._pictures) >= _MOST_PICTURES:
            self._pictures.clear()
        self._pictures[place] = picture
        return picture

    def _draw(self, spot: Spot, size: QSize) -> QPixmap:
        """The inner part of a cell; without a transparent edge it is drawn twice as quickly."""
        inner = QRect(0, 0, size.width() - 2, size.height() - 2)
        picture = QPixmap(inner.size() * self._ratio)
        picture.setDevicePixelRatio(self._ratio)
        colours = paint(spot.tone, dark=self._dark)
        picture.fill(colours.ground)
        mark = self._narrow.horizontalAdvance(spot.mark)
        room = inner.adjusted(_LEFT_PX, 0, -_RIGHT_PX - _GAP_PX - mark, 0)
        text = self._wide.elidedText(spot.text, Qt.TextElideMode.ElideMiddle, room.width())
        painter = QPainter(picture)
        painter.setPen(colours.ink)
        painter.setFont(self._struck if spot.tone is Tone.ENDED else self._font)
        painter.drawText(room, _LEFT, text)
        painter.setFont(self._small)
        painter.drawText(inner.adjusted(0, 0, -_RIGHT_PX, 0), _RIGHT, spot.mark)
        painter.end()
        return picture


def _frame(painter: QPainter, area: QRect, colour: QColor, width: int) -> None:
    """Four bars: several times quicker than a rectangle with a wide pen."""
    x, y, wide, high = area.left() + 1, area.top() + 1, area.width() - 2, area.height() - 2
    painter.fillRect(x, y, wide, width, colour)
    painter.fillRect(x, y + high - width, wide, width, colour)
    painter.fillRect(x, y, width, high, colour)
    painter.fillRect(x + wide - width, y, width, high, colour)
